from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.refusal import Refusal
from fleet.unit import (
    Team,
    Unit,
    UnitKind,
    UnitPutInService,
    UnitRegistered,
    UnitTakenOutOfService,
    decide_service,
    evolve,
)
from geo.position import Position

NOW = datetime(2026, 1, 6, 14, 2, tzinfo=UTC)
SMUR = Unit(
    id="KL-SMUR-2",
    centre_id="KL",
    name="SMUR Kaolack 2",
    kind=UnitKind.SMUR_AR,
    team=Team.MED,
    home=Position(lat=14.152, lon=-16.073),
    home_name="Hôpital régional de Kaolack",
    equipment=frozenset({"ventilator"}),
)


def test_the_kinds_are_codes_of_hub_sante() -> None:
    assert {str(kind) for kind in UnitKind} == {
        *("SMUR.VLM", "SMUR.AR", "SMUR.AR-PED"),
        *("SIS.VSAV", "TSU.AMB", "TSU.VSL"),
    }


def test_only_the_light_medical_vehicle_cannot_carry_a_patient() -> None:
    assert [kind for kind in UnitKind if not kind.transports] == [UnitKind.SMUR_VLM]


@pytest.mark.parametrize("team", Team)
def test_a_unit_is_medicalised_when_a_physician_is_aboard(team: Team) -> None:
    assert replace(SMUR, team=team).medicalised is (team is Team.MED)


def test_a_unit_registered_again_takes_the_new_description() -> None:
    assert evolve(None, UnitRegistered(unit=SMUR)) == SMUR
    renamed = replace(SMUR, name="SMUR Kaolack nord")
    assert evolve(SMUR, UnitRegistered(unit=renamed)) == renamed


def test_a_unit_is_taken_out_of_service_with_its_reason() -> None:
    event = decide_service(SMUR, in_service=False, reason=" pneu crevé ", at=NOW)
    assert event == UnitTakenOutOfService(unit_id="KL-SMUR-2", reason="pneu crevé", at=NOW)
    after = evolve(SMUR, event)
    assert (after.in_service, after.out_reason) == (False, "pneu crevé")


def test_a_unit_put_back_in_service_forgets_why_it_was_out() -> None:
    out = evolve(SMUR, UnitTakenOutOfService(unit_id=SMUR.id, reason="panne", at=NOW))
    event = decide_service(out, in_service=True, reason=None, at=NOW)
    assert event == UnitPutInService(unit_id=SMUR.id, at=NOW)
    assert evolve(out, event) == SMUR


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_a_unit_is_not_taken_out_of_service_without_a_reason(reason: str | None) -> None:
    refusal = decide_service(SMUR, in_service=False, reason=reason, at=NOW)
    assert refusal == Refusal(code="reason_required", facts={"unit_id": "KL-SMUR-2"})


def test_the_second_of_two_people_is_told_the_unit_is_already_so() -> None:
    refusal = decide_service(SMUR, in_service=True, reason=None, at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unit_already_in_service"
    out = evolve(SMUR, UnitTakenOutOfService(unit_id=SMUR.id, reason="panne", at=NOW))
    refusal = decide_service(out, in_service=False, reason="panne", at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "unit_already_out_of_service"


def test_an_event_of_another_unit_is_a_fault() -> None:
    with pytest.raises(ValueError, match="DK-AMB-1"):
        evolve(SMUR, UnitPutInService(unit_id="DK-AMB-1", at=NOW))
    with pytest.raises(ValueError, match="KL-SMUR-2"):
        evolve(None, UnitPutInService(unit_id="KL-SMUR-2", at=NOW))


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([None, "", "panne", "équipage"]))))
def test_a_unit_out_of_service_always_says_why(commands: list[tuple[bool, str | None]]) -> None:
    unit = SMUR
    for in_service, reason in commands:
        outcome = decide_service(unit, in_service=in_service, reason=reason, at=NOW)
        if not isinstance(outcome, Refusal):
            unit = evolve(unit, outcome)
            assert unit.in_service is in_service
        assert unit.in_service is (unit.out_reason is None)
