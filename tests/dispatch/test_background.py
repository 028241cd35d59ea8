"""What the record says of the patient counts in every protocol, also when it is said later."""

from dataclasses import replace

from dispatch import command as commands
from regulation.case import Case
from regulation.patient import Patient
from regulation.priority import Priority
from tests.dispatch.house import House
from tests.dispatch.story import WELL, assess, on_board, open_case
from tests.people import call_taker


async def describe(house: House, case: Case, patient: Patient) -> Case:
    command = commands.DescribeCase(
        case_id=case.id, what=case.what, caller=case.caller, patient=patient
    )
    described: Case = (await house.do(command, call_taker("KL"))).things["case"]
    return described


async def test_an_age_said_after_the_questions_raises_the_priority(house: House) -> None:
    asked, _ = await assess(house, await open_case(house), WELL)
    assert asked.priority is Priority.P2
    baby = await describe(house, asked, Patient(age_months=0))
    assert baby.priority is Priority.P1
    assert "age_under_28d" in baby.assessments[0].context
    assert (await on_board(house, "KL", "case", baby.id)).priority is Priority.P1
    grown = await describe(house, baby, Patient(age_years=30))
    assert (grown.priority, grown.assessments[0].context) == (Priority.P2, frozenset())


async def test_an_age_on_the_record_counts_at_the_first_answer(quick_house: House) -> None:
    case = await describe(quick_house, await open_case(quick_house), Patient(age_months=1))
    asked, _ = await assess(quick_house, case, {"awake": "yes", "breathing": "normal"})
    assert asked.priority is Priority.P1
    fired = {rule.rule_id for rule in asked.assessments[0].result.fired}
    assert "context-newborn" in fired


async def test_a_correction_that_changes_no_fact_grades_nothing_anew(quick_house: House) -> None:
    asked, _ = await assess(quick_house, await open_case(quick_house), WELL)
    before = (await quick_house.reader.board("KL")).n
    await describe(quick_house, asked, replace(asked.patient, name="Awa"))
    entries = await quick_house.reader.entries("KL", after=before)
    assert [entry.type for entry in entries] == ["CaseDescribed"]
