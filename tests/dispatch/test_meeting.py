"""A near ambulance starts, the far physician comes to meet it: where, when, and whether at all."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dispatch.mission import Mission, MissionOrdered, evolve
from dispatch.proposal.meeting import (
    AS_EARLY_S,
    FAR_S,
    GAIN_S,
    ON_SCENE_S,
    SOONER_S,
    AtWard,
    Meeting,
    MeetingPlace,
    Party,
    meet,
    parties,
)
from dispatch.recommend import UnitCandidate
from fleet.status import MissionStatus
from geo.position import Position
from geo.travel import NotReached, TravelMethod, TravelTime
from regulation.person import THE_SERVICE
from regulation.priority import Priority
from tests.dispatch.fleet_of import AMBULANCE, NOW, SMUR, candidate, ranked

HERE = Position(lat=14.0, lon=-15.5)


def party(id_: str, to_patient_min: float) -> Party:
    return Party(
        unit_id=id_,
        name=id_,
        ordered=False,
        position=HERE,
        starts_s=120,
        to_patient_s=to_patient_min * 60,
    )


def place(name: str, *, care: bool = False) -> MeetingPlace:
    return MeetingPlace(name=name, position=HERE, care=care)


def drive(minutes: float) -> TravelTime:
    return TravelTime(duration_s=minutes * 60, distance_m=1, method=TravelMethod.ROAD_GRAPH)


def met(places: list[tuple[MeetingPlace, float, float]], far_min: float = 62) -> Meeting:
    """Let an ambulance that is there in 8 minutes meet a physician an hour away."""
    return meet(
        party("first", 8),
        party("second", far_min),
        [one for one, _, _ in places],
        [drive(out) for _, out, _ in places],
        [drive(towards) for _, _, towards in places],
    )


def test_they_meet_where_both_are_earliest_and_the_times_of_both_are_told() -> None:
    found = met([(place("near"), 5, 52), (place("middle"), 18, 36), (place("far"), 30, 24)])
    assert found.place == place("middle")
    assert found.first_there_s == 8 * 60 + ON_SCENE_S + 18 * 60
    assert found.second_there_s == 120 + 36 * 60
    assert found.meets_s == max(found.first_there_s, found.second_there_s)
    assert found.gained_s == 62 * 60 - found.meets_s
    assert found.considered == 3


def test_a_health_post_two_minutes_later_is_better_than_a_crossroads() -> None:
    care = place("post", care=True)
    later_min = 36 + AS_EARLY_S / 60
    assert met([(place("cross"), 5, 36), (care, 5, later_min - 0.5)]).place == care
    assert met([(place("cross"), 5, 36), (care, 5, later_min + 0.5)]).place == place("cross")


def test_nobody_moves_a_patient_to_save_less_than_it_costs() -> None:
    gain_min = GAIN_S / 60
    assert met([(place("x"), 1, 60 - gain_min + 1)]).place is None
    waits = met([])
    assert (waits.place, waits.meets_s, waits.gained_s) == (None, 62 * 60, 0)


def test_a_place_that_one_of_them_cannot_reach_is_no_place_to_meet() -> None:
    found = meet(
        party("first", 8),
        party("second", 62),
        [place("a"), place("b")],
        [NotReached.NO_WAY, drive(5)],
        [drive(10), NotReached.BEYOND],
    )
    assert found.place is None


@given(st.lists(st.tuples(st.floats(0, 120), st.floats(0, 120)), max_size=12))
def test_no_other_place_weighed_is_much_earlier(drawn: list[tuple[float, float]]) -> None:
    places = [(place(f"p{i}"), *pair) for i, pair in enumerate(drawn)]
    chosen = met(places)
    for one in places:
        alone = met([one])
        assert chosen.meets_s <= alone.meets_s + 1e-6


STARTS = dict.fromkeys(("smur", "near", "other"), HERE)


def test_a_physician_is_met_only_from_twenty_minutes_on_and_by_somebody_much_sooner() -> None:
    far_min, sooner_min = FAR_S / 60, SOONER_S / 60
    near = candidate("near", 5, unit=AMBULANCE)
    both = parties(ranked(candidate("smur", far_min + 1), near), [], STARTS, NOW)
    assert both is not None
    assert (both[0].unit_id, both[1].unit_id) == ("near", "smur")
    assert parties(ranked(candidate("smur", far_min), near), [], STARTS, NOW) is None
    late = candidate("near", far_min + 2 - sooner_min, unit=AMBULANCE)
    assert parties(ranked(candidate("smur", far_min + 1), late), [], STARTS, NOW) is None
    assert parties(ranked(candidate("smur", 40)), [], STARTS, NOW) is None


def sent(one: UnitCandidate, eta_s: float, status: MissionStatus) -> tuple[UnitCandidate, Mission]:
    ordered = MissionOrdered(
        mission_id=f"m-{one.unit.id}",
        case_id="c",
        case_number="KL-1",
        case_centre_id="KL",
        unit_id=one.unit.id,
        unit_name=one.unit.name,
        unit_centre_id="KL",
        priority=Priority.P1,
        reflex=False,
        eta_s=eta_s,
        override_reason=None,
        by=THE_SERVICE,
        at=NOW,
    )
    return one, replace(evolve(None, ordered), status=status)


def test_who_was_ordered_stays_chosen_until_one_is_with_the_patient() -> None:
    near = candidate("near", 5, unit=AMBULANCE, engaged_on="KL-1")
    options = ranked(candidate("smur", 40), candidate("other", 3, unit=AMBULANCE))
    both = parties(options, [sent(near, 420, MissionStatus.DEPART)], STARTS, NOW)
    assert both is not None
    assert (both[0].unit_id, both[0].ordered, both[0].to_patient_s) == ("near", True, 420)
    smur = candidate("smur", 40, unit=SMUR, engaged_on="KL-1")
    two = [sent(near, 420, MissionStatus.DEPART), sent(smur, 2400, MissionStatus.DECLENCHE)]
    both = parties(options, two, STARTS, NOW)
    assert both is not None
    assert both[1].ordered
    there = [sent(near, 420, MissionStatus.PEC), two[1]]
    assert parties(options, there, STARTS, NOW) is None


def test_a_hospital_reached_before_any_meeting_is_said_to_be() -> None:
    found = met([(place("x"), 18, 36)])
    near = replace(found, ward=AtWard(name="CHR", there_s=found.meets_s - 1))
    far = replace(found, ward=AtWard(name="CHR", there_s=found.meets_s + 1))
    assert (near.ward_first, far.ward_first, found.ward_first) == (True, False, False)
