"""Which reports are offered as one event, and that what is unknown never hides one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.place import Place, PlaceSource, Precision
from geo.position import Position
from regulation.likeness import (
    NOTHING,
    WINDOW_S,
    Reason,
    Report,
    likeness,
    shared_words,
)

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
METRES_A_DEGREE = 110_600.0
"""Of latitude, in Senegal."""


def spot(metres_north: float, precision: Precision = Precision.EXACTE, said: str = "") -> Place:
    """Return a pin so many metres north of Kaolack's market."""
    position = Position(lat=14.15 + metres_north / METRES_A_DEGREE, lon=-16.07)
    return Place(said=said, position=position, precision=precision, source=PlaceSource.MAP)


def report(
    place: Place | None = None, what: str = "", minutes: float = 0, **more: frozenset[str]
) -> Report:
    at = AT - timedelta(minutes=minutes)
    return Report(at=at, place=place or Place(said=""), what=what, **more)


CRASH = report(spot(0), "collision entre un car et un camion")


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("near and recent, told otherwise", report(spot(400), "beaucoup de sang", 6)),
        ("near and recent, nothing told", report(spot(100), "", 10)),
        ("nearby, the same words, an hour ago", report(spot(900), "camion contre un car", 60)),
        ("place unknown, the same words at once", report(None, "collision d'un car, camion", 6)),
        ("only the town known, the same words", report(spot(2500, Precision.VILLE), "un car", 3)),
        ("misspelt", report(None, "colision camion", 2)),
    ],
)
def test_reports_of_one_event_are_offered(why: str, other: Report) -> None:
    assert likeness(CRASH, other).is_offered, why


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("the same words far away", report(spot(40_000), "collision entre un car et un camion", 1)),
        ("the same time alone", report(None, "fièvre depuis hier", 1)),
        ("the same words hours ago, place unknown", report(None, "collision car camion", 230)),
        ("some streets away, told otherwise", report(spot(640), "fièvre depuis hier", 1)),
        ("the same town alone", report(spot(0, Precision.VILLE), "fièvre depuis hier", 1)),
        ("yesterday on the same spot", report(spot(0), "collision car camion", 24 * 60)),
        ("nothing said at all", report()),
    ],
)
def test_reports_of_other_events_are_not_offered(why: str, other: Report) -> None:
    assert not likeness(CRASH, other).is_offered, why


def test_the_reasons_say_how_far_and_how_long_ago() -> None:
    found = likeness(CRASH, report(spot(400), "collision d'un camion", 6))
    facts = {each.reason: each.facts for each in found.evidence}
    assert facts[Reason.DISTANCE]["m"] == "400"
    assert facts[Reason.TIME]["s"] == "360"
    assert Reason.WORDS in facts


def test_the_same_complaint_counts_whatever_the_words() -> None:
    road = frozenset({"ROAD-ACCIDENT"})
    found = likeness(
        report(None, "moto par terre", complaints=road), report(None, "choc", 5, complaints=road)
    )
    assert [each.reason for each in found.evidence] == [Reason.COMPLAINT, Reason.TIME]
    assert found.is_offered


def test_the_same_words_for_a_place_count_where_a_pin_is_missing() -> None:
    one = report(Place(said="derrière le marché de Ndoffane"), "fumée")
    other = report(spot(0, said="marché Ndofane, boulangerie"), "il y a le feu", 4)
    assert Reason.PLACE_WORDS in {each.reason for each in likeness(one, other).evidence}
    assert likeness(one, other).is_offered


def test_the_same_caller_is_offered_even_where_the_pins_disagree() -> None:
    number = frozenset({"+221771234567"})
    one, other = replace(CRASH, numbers=number), report(spot(40_000), "", 30, numbers=number)
    found = likeness(one, other)
    assert found.evidence[0].reason is Reason.NUMBER
    assert found.is_offered
    assert likeness(one, report(spot(40_000), "", 30)) == NOTHING


def test_a_place_that_is_unknown_hides_nothing_that_a_town_would_show() -> None:
    known = likeness(CRASH, report(spot(0, Precision.VILLE), CRASH.what, 5))
    unknown = likeness(CRASH, report(None, CRASH.what, 5))
    assert unknown.is_offered
    assert unknown.score == pytest.approx(known.score, abs=10)


REPORTS = st.builds(
    report,
    place=st.sampled_from(
        [None, spot(0), spot(300), spot(5000), spot(0, Precision.VILLE), Place(said="marché")]
    ),
    what=st.sampled_from(["", "collision d'un car", "car renversé", "fièvre"]),
    minutes=st.floats(0, 2 * WINDOW_S / 60),
    complaints=st.sampled_from([frozenset(), frozenset({"ROAD-ACCIDENT"})]),
    numbers=st.sampled_from([frozenset(), frozenset({"+221771234567"})]),
)


@given(one=REPORTS, other=REPORTS)
def test_likeness_has_no_order_and_stays_within_its_bounds(one: Report, other: Report) -> None:
    found = likeness(one, other)
    assert found.score == pytest.approx(likeness(other, one).score)
    assert 0 <= found.score <= 100
    assert all(each.worth > 0 for each in found.evidence)


@given(other=REPORTS)
def test_taking_a_place_away_never_hides_what_words_and_time_show(other: Report) -> None:
    blind = replace(other, place=Place(said=""))
    words_and_time = sum(
        each.worth
        for each in likeness(CRASH, other).evidence
        if each.reason not in {Reason.DISTANCE, Reason.PLACE_WORDS}
    )
    assert likeness(CRASH, blind).score >= min(100.0, words_and_time) - 1e-9


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("accident de moto", "accident moto grave", 1.0),
        ("un homme est tombé", "une femme est tombée", 1.0),
        ("un homme", "une femme", 0.0),
        ("", "accident", 0.0),
        ("brûlure", "collision", 0.0),
    ],
)
def test_words_are_shared_by_what_they_tell(one: str, other: str, share: float) -> None:
    assert shared_words(one, other) == pytest.approx(share)
