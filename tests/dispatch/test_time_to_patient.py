"""The order is the time to the patient: being freed, leaving, driving; and it is honest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatch.proposal.freeing import Freeing
from dispatch.proposal.leaving import AT_BASE_NIGHT_S, Leaving, LeavingFrom, leaving
from dispatch.recommend import CLEARLY_SOONER_S, NEIGHBOUR_S
from fleet.track import Fix
from geo.position import Position, moved
from geo.travel import NotReached
from tests.dispatch.fleet_of import (
    AMBULANCE,
    NOW,
    SMUR,
    candidate,
    ids,
    proposed,
    ranked,
    reason,
)

TOUBA = replace(SMUR, centre_id="TB")
ASLEEP = Leaving(how=LeavingFrom.BASE_NIGHT, s=AT_BASE_NIGHT_S)
ROLLING = Leaving(how=LeavingFrom.ROLLING, s=30)


def fix(position: Position, *, speed_kmh: float | None = None, age_s: float = 5) -> Fix:
    at = NOW - timedelta(seconds=age_s)
    return Fix(unit_id="x", position=position, fix_at=at, received_at=at, speed_kmh=speed_kmh)


def test_a_crew_on_the_road_goes_before_one_asleep_a_little_nearer() -> None:
    options = ranked(
        candidate("asleep", 10, leaving=ASLEEP), candidate("rolling", 12, leaving=ROLLING)
    )
    assert ids(options) == ["rolling", "asleep"]
    assert options[0].arrival_s == 12 * 60 + 30
    assert reason(options[1], "leaves_base_night")
    slower = reason(options[1], "slower_than_first")
    assert slower is not None
    assert slower.facts == {"s": str(10 * 60 + 240 - 12 * 60 - 30)}


@pytest.mark.parametrize(
    ("where_m", "speed_kmh", "age_s", "hour", "how"),
    [
        (0, None, 5, 14, LeavingFrom.BASE_DAY),
        (0, None, 5, 3, LeavingFrom.BASE_NIGHT),
        (0, None, 5, 22, LeavingFrom.BASE_NIGHT),
        (0, None, 5, 6, LeavingFrom.BASE_DAY),
        (5000, None, 5, 3, LeavingFrom.STANDING),
        (5000, 60, 5, 3, LeavingFrom.ROLLING),
        (5000, 60, 600, 14, LeavingFrom.STANDING),
    ],
)
def test_the_time_to_leave_follows_from_where_the_crew_is(
    where_m: float, speed_kmh: float | None, age_s: float, hour: int, how: LeavingFrom
) -> None:
    here = fix(moved(SMUR.home, 90, where_m), speed_kmh=speed_kmh, age_s=age_s)
    assert leaving(SMUR.home, here, now=NOW, hour=hour).how is how
    assert leaving(SMUR.home, None, now=NOW, hour=14).how is LeavingFrom.BASE_DAY


def test_a_unit_soon_free_stands_where_it_clearly_outruns_and_is_never_proposed() -> None:
    soon = candidate("soon", 5, engaged_on="KL-1", frees=Freeing(in_s=600, where="CHR"))
    far = candidate("far", 15 + CLEARLY_SOONER_S / 60)
    options = ranked(soon, far)
    assert (ids(options), proposed(options)) == (["soon", "far"], "far")
    free_in = reason(options[0], "free_in")
    assert free_in is not None
    assert free_in.facts == {"s": "600", "place": "CHR"}
    assert not options[0].can_go
    options = ranked(soon, candidate("near", 14 + CLEARLY_SOONER_S / 60))
    assert ids(options) == ["near", "soon"]


def test_when_every_physician_is_out_the_first_one_back_heads_the_list_unproposed() -> None:
    soon = candidate("soon", 5, engaged_on="KL-1", frees=Freeing(in_s=600, where="CHR"))
    options = ranked(soon, candidate("basic", 3, unit=AMBULANCE))
    assert (ids(options), proposed(options)) == (["soon", "basic"], None)


def test_a_mission_whose_end_nobody_can_tell_says_nothing_of_when() -> None:
    options = ranked(candidate("busy", 2, engaged_on="KL-1"), candidate("free", 60))
    assert ids(options) == ["free", "busy"]
    assert options[1].arrival_s is None
    assert reason(options[1], "free_in") is None


def test_a_neighbour_is_taken_when_clearly_sooner_and_by_how_much() -> None:
    margin = NEIGHBOUR_S / 60
    options = ranked(candidate("own", 10), candidate("touba", 10.5 - margin, unit=TOUBA))
    assert ids(options) == ["own", "touba"]
    options = ranked(candidate("own", 30), candidate("touba", 16, unit=TOUBA))
    assert ids(options) == ["touba", "own"]
    sooner = reason(options[0], "neighbour_sooner")
    assert sooner is not None
    assert sooner.facts == {"centre": "TB", "s": str(14 * 60)}
    options = ranked(candidate("basic", 3, unit=AMBULANCE), candidate("touba", 16, unit=TOUBA))
    assert reason(options[0], "other_centre")


@pytest.mark.parametrize(
    ("why", "code"),
    [
        (NotReached.BEYOND, "beyond_search"),
        (NotReached.NO_WAY, "no_way"),
        (NotReached.OFF_NETWORK, "off_network"),
    ],
)
def test_a_drive_that_has_no_time_says_why_and_stands_behind_those_that_have(
    why: NotReached, code: str
) -> None:
    lost = candidate("lost", None, not_reached=why)
    out = candidate("out", None, unit=replace(SMUR, in_service=False, out_reason="panne"))
    options = ranked(out, lost, candidate("far", 400))
    assert ids(options) == ["far", "lost", "out"]
    assert reason(options[1], code)
    assert (options[1].arrival_s, options[1].can_go) == (None, False)
    assert options[1].candidate.free
