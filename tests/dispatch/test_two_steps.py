"""When no hospital has all: keep the patient alive at one, treat at the other."""

from dataclasses import replace

from dispatch.needs import Needs
from dispatch.orient import rank_wards
from dispatch.orientation import nowhere
from dispatch.two_steps import (
    FAR_S,
    STABILISE_S,
    Onward,
    TwoSteps,
    first_steps,
    second_steps,
    two_steps,
    wanted,
)
from dispatch.weigh import WardCandidate
from geo.travel import TravelMethod, TravelTime
from tests.dispatch.test_orient import NOW, WARD, candidate

NEEDS = Needs(all_of=frozenset({"icu_adult", "neurosurgery"}), any_of=frozenset())


def house(id_: str, drive_s: float, *names: str) -> WardCandidate:
    return candidate(id_, drive_s, ward=replace(WARD, capabilities=frozenset(names)))


def looked_for(*candidates: WardCandidate) -> list[TwoSteps]:
    """All ways, with every drive between hospitals an hour and a half."""
    options = rank_wards(candidates, NEEDS, centre_id="KL", now=NOW, at_most=None)
    drive = TravelTime(duration_s=5400, distance_m=90_000, method=TravelMethod.SERVER)
    onward = [
        Onward(
            from_ward_id=first.candidate.ward.id, to_ward_id=second.candidate.ward.id, travel=drive
        )
        for first in first_steps(options)
        for second in second_steps(first, options)
    ]
    return two_steps(options, onward) if wanted(options) else []


def test_the_patient_is_kept_alive_on_the_way_to_the_surgeon() -> None:
    (way,) = looked_for(house("near", 900, "icu_adult"), house("dakar", 9000, "neurosurgery"))
    assert (way.first.candidate.ward.id, way.second.candidate.ward.id) == ("near", "dakar")
    assert way.gains == {"neurosurgery"}
    assert way.lacking == frozenset()
    assert way.total_s == 900 + STABILISE_S + 5400 + way.handover_s


def test_no_stop_is_offered_where_one_hospital_has_all_and_is_near() -> None:
    near = house("near", 900, "icu_adult")
    assert looked_for(near, house("all", FAR_S, "icu_adult", "neurosurgery")) == []
    assert looked_for(near, house("all", FAR_S + 1, "icu_adult", "neurosurgery"))


def test_a_hospital_that_cannot_keep_a_patient_alive_is_no_first_step() -> None:
    surgeon, eyes = house("a", 900, "neurosurgery"), house("b", 900, "ophthalmology")
    assert looked_for(surgeon, eyes) == []


def test_what_neither_has_is_said_and_what_nobody_has_too() -> None:
    near, far = house("near", 900, "ed"), house("far", 9000, "icu_adult")
    (way,) = looked_for(near, far)
    assert way.lacking == {"neurosurgery"}
    assert nowhere([near, far], NEEDS, NOW) == {"neurosurgery"}


def test_a_second_hospital_that_cannot_be_driven_to_is_no_way() -> None:
    options = rank_wards(
        [house("near", 900, "icu_adult"), house("dakar", 9000, "neurosurgery")],
        NEEDS,
        centre_id="KL",
        now=NOW,
    )
    assert two_steps(options, []) == []
