"""What a crew said of its unit changes who is sent, as long as it is believed, and says so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dispatch.proposal.hindrance import A_MISSION, LACKING_S_MAX, RELIEF_S, hindrances
from dispatch.proposal.unit_need import lacking
from fleet.condition import BELIEVED, Condition, CrewRole, Fuel, Tank
from tests.dispatch.fleet_of import (
    NOW,
    SMUR,
    candidate,
    ids,
    in_condition,
    proposed,
    ranked,
    reason,
    said,
)

YESTERDAY = NOW - BELIEVED - timedelta(hours=1)
EMPTY = Tank(fuel=Fuel.EMPTY)


def test_an_empty_tank_keeps_a_unit_home_until_nobody_vouches_for_it() -> None:
    options = ranked(in_condition("dry", 5, tank=said(EMPTY)), candidate("far", 40))
    assert (ids(options), proposed(options)) == (["far", "dry"], "far")
    assert reason(options[1], "fuel_empty")
    options = ranked(in_condition("dry", 5, tank=said(EMPTY, YESTERDAY)), candidate("far", 40))
    assert proposed(options) == "dry"
    old = reason(options[0], "fuel_empty_unconfirmed")
    assert old is not None
    assert float(old.facts["s"]) == (NOW - YESTERDAY).total_seconds()


def test_a_tank_that_does_not_last_to_the_patient_and_on_costs_a_stop() -> None:
    low = said(Tank(fuel=Fuel.LOW, range_km=50))
    options = ranked(in_condition("low", 20, tank=low), candidate("full", 28))
    assert ids(options) == ["low", "full"]
    assert reason(options[0], "fuel_low")
    options = ranked(in_condition("low", 26, tank=low), candidate("full", 34))
    assert ids(options) == ["full", "low"]
    assert reason(options[1], "fuel_too_short")


def test_a_unit_without_driver_cannot_go_and_one_without_its_physician_is_not_medicalised() -> None:
    no_driver = in_condition("a", 5, missing_crew=said(frozenset({CrewRole.DRIVER})))
    no_doctor = in_condition("b", 6, missing_crew=said(frozenset({CrewRole.PHYSICIAN})))
    whole = candidate("c", 30)
    options = ranked(no_driver, no_doctor, whole)
    assert (ids(options), proposed(options)) == (["c", "b", "a"], "c")
    assert proposed(ranked(no_driver, no_doctor, whole, medicalised=False)) == "b"
    unsure = in_condition("b", 6, missing_crew=said(frozenset({CrewRole.PHYSICIAN}), YESTERDAY))
    options = ranked(unsure, whole)
    assert proposed(options) == "b"
    assert reason(options[0], "crew_lacks_unconfirmed")


def test_a_broken_defibrillator_counts_where_the_protocol_wants_one() -> None:
    broken = in_condition("near", 5, missing_equipment=said(frozenset({"defibrillator"})))
    whole = candidate("later", 12)
    options = ranked(broken, whole, equipment=frozenset({"defibrillator", "oxygen"}))
    assert ids(options) == ["later", "near"]
    lacks = reason(options[1], "equipment_lacks")
    assert lacks is not None
    assert lacks.facts == {"equipment": "defibrillator"}
    options = ranked(broken, whole)
    assert ids(options) == ["near", "later"]
    assert reason(options[0], "equipment_gone")


def test_an_automatic_defibrillator_serves_and_many_lacks_weigh_no_more_than_the_most() -> None:
    wanted = frozenset({"defibrillator", "oxygen", "incubator", "monitor"})
    assert lacking(wanted, frozenset({"aed"})) == {"oxygen", "incubator", "monitor"}
    bare = replace(SMUR, equipment=frozenset())
    against = hindrances(bare, 1000, wanted, NOW)
    assert sum(one.weighs_s for one in against) == pytest.approx(LACKING_S_MAX)


@pytest.mark.parametrize(
    ("ends_in_s", "code", "weighs"),
    [
        (A_MISSION.total_seconds() + 60, None, False),
        (600, "duty_ends", True),
        (-600, "duty_over", True),
        (-RELIEF_S - 60, "duty_over", False),
    ],
)
def test_a_crew_whose_duty_ends_is_spared_if_another_is_nearly_as_near(
    ends_in_s: float, code: str | None, *, weighs: bool
) -> None:
    end = said(NOW + timedelta(seconds=ends_in_s), NOW - timedelta(hours=6))
    tired = in_condition("tired", 5, shift_ends_at=end)
    options = ranked(tired, candidate("fresh", 9))
    assert ids(options)[0] == ("fresh" if weighs else "tired")
    own = next(o for o in options if o.candidate.unit.id == "tired")
    told = [one.code for one in own.reasons if one.code.startswith("duty")]
    assert told == ([code] if code else [])
    assert own.can_go


def test_nothing_stated_is_nothing_against() -> None:
    assert hindrances(SMUR, 1000, frozenset(), NOW) == ()
    assert hindrances(replace(SMUR, condition=Condition()), None, frozenset(), None) == ()
