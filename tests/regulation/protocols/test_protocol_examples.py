"""What the service expects of its protocols, told as calls."""

from collections.abc import Mapping

import pytest

from regulation.priority import Priority
from regulation.protocols.checks.golden import surprises
from regulation.protocols.checks.paths import walk
from regulation.protocols.engine import Result, evaluate
from regulation.protocols.library import Library, load_library
from regulation.protocols.model import GoldenCase, Protocol

EXAMPLES = [
    pytest.param(protocol, case, id=f"{protocol.id}: {case.name}")
    for protocol in load_library().protocols.values()
    for case in protocol.tests
]


def ask(library: Library, protocol_id: str, answers: Mapping[str, str], *flags: str) -> Result:
    return evaluate(library.get(protocol_id), answers, frozenset(flags))


def finish(library: Library, protocol_id: str, **changes: str) -> Result:
    """Answer every question with its best answer, save those given."""
    protocol = library.get(protocol_id)
    answers: dict[str, str] = {}
    while (asked := evaluate(protocol, answers).next_question) is not None:
        answers[asked] = changes.get(asked, protocol.by_id[asked].best)
    return evaluate(protocol, answers)


@pytest.mark.parametrize(("protocol", "case"), EXAMPLES)
def test_every_example_written_in_a_protocol_holds(protocol: Protocol, case: GoldenCase) -> None:
    result = evaluate(protocol, case.answers, frozenset(case.context))
    assert list(surprises(case, result)) == []


def test_an_unconscious_caller_who_gasps_is_an_arrest_in_two_answers(library: Library) -> None:
    answers: dict[str, str] = {}
    for expected, answer in (("awake", "no"), ("breathing", "abnormal")):
        assert ask(library, "OPENING", answers).next_question == expected
        answers[expected] = answer
    result = ask(library, "OPENING", answers)
    assert result.priority is Priority.P0
    assert result.reflex == "cardiac-arrest"
    assert result.instructions[0] == "PAI-CPR-ADULT"
    assert {"first_responder", "smur_adult"} <= set(result.resources)


def test_nobody_in_arrest_is_laid_on_the_side(library: Library) -> None:
    result = ask(library, "OPENING", {"awake": "no", "breathing": "absent", "seizure": "yes"})
    assert {"PAI-RECOVERY", "PAI-BREATH", "PAI-SEIZURE"}.isdisjoint(result.instructions)


def test_a_caller_who_cannot_tell_is_believed_to_see_the_worst(library: Library) -> None:
    result = ask(library, "OPENING", {"awake": "unknown", "breathing": "unknown"})
    assert result.priority is Priority.P0
    assert result.reflex == "cardiac-arrest"


def test_an_awake_caller_who_breathes_normally_leaves_the_opening_as_p2(library: Library) -> None:
    result = finish(library, "OPENING")
    assert result.complete
    assert result.priority is Priority.P2


def test_chest_pain_with_sweat_is_regulated_at_once(library: Library) -> None:
    assert finish(library, "CHEST-PAIN", state="sweating").priority is Priority.P1


def test_chest_pain_and_a_grey_face_sends_a_smur_by_reflex(library: Library) -> None:
    result = finish(library, "CHEST-PAIN", state="collapsing")
    assert result.priority is Priority.P0
    assert "smur_adult" in result.resources
    assert "PAI-ASPIRIN" not in result.instructions


def test_no_aspirin_is_proposed_when_the_aorta_may_tear(library: Library) -> None:
    result = finish(library, "CHEST-PAIN", state="sweating", pain="tearing", age="from_50")
    assert result.priority is Priority.P1
    assert "PAI-ASPIRIN" not in result.instructions
    without_tear = finish(library, "CHEST-PAIN", state="sweating", age="from_50")
    assert "PAI-ASPIRIN" in without_tear.instructions


def test_a_visible_head_is_a_birth_going_on(library: Library) -> None:
    result = finish(library, "IMMINENT-DELIVERY", seen="head")
    assert result.priority is Priority.P0
    assert result.reflex == "delivery"
    assert "PAI-DELIVERY" in result.instructions
    assert "midwife" in result.side


def test_a_cord_that_shows_forbids_the_usual_birth_instructions(library: Library) -> None:
    result = finish(library, "IMMINENT-DELIVERY", seen="other_part")
    assert "PAI-CORD" in result.instructions
    assert "PAI-DELIVERY" not in result.instructions


def test_a_newborn_who_does_not_cry_gets_a_newborn_team(library: Library) -> None:
    result = finish(library, "IMMINENT-DELIVERY", born="yes", baby="no")
    assert "smur_ped_neonat" in result.resources
    assert "PAI-CPR-NEWBORN" in result.instructions


def test_a_baby_not_born_yet_is_not_asked_about(library: Library) -> None:
    answers = {"mother": "well", "born": "no"}
    assert ask(library, "IMMINENT-DELIVERY", answers).next_question == "seen"


def test_a_child_in_a_fit_now_is_p0_from_the_first_answer(library: Library) -> None:
    assert ask(library, "CHILD-SEIZURE", {"now": "seizing"}).priority is Priority.P0


def test_no_convulsing_child_is_ever_deferred(library: Library) -> None:
    assert finish(library, "CHILD-SEIZURE").priority is Priority.P2


def test_a_scratched_bumper_may_be_deferred(library: Library) -> None:
    result = finish(library, "ROAD-ACCIDENT")
    assert result.priority is Priority.P3
    assert "PAI-CALLBACK" in result.instructions
    assert result.side == ("police",)


def test_a_scratched_bumper_with_a_pregnant_driver_is_not_deferred(library: Library) -> None:
    calm = {question.id: question.best for question in library.get("ROAD-ACCIDENT").questions}
    assert ask(library, "ROAD-ACCIDENT", calm, "pregnant").priority is Priority.P1


def test_fever_with_a_fit_going_on_is_p0(library: Library) -> None:
    assert finish(library, "SEVERE-MALARIA", state="fit_now").priority is Priority.P0


def test_fever_in_a_drowsy_patient_gives_nothing_by_mouth(library: Library) -> None:
    result = finish(library, "SEVERE-MALARIA", state="drowsy", background="severe")
    assert result.priority is Priority.P1
    assert {"PAI-FEVER", "PAI-PARACETAMOL"}.isdisjoint(result.instructions)


def test_blue_lips_are_p0(library: Library) -> None:
    assert finish(library, "BREATHING-DIFFICULTY", blue="yes").priority is Priority.P0


def test_a_child_s_danger_sign_told_on_the_adult_sheet_is_graded_and_sent_on(
    library: Library,
) -> None:
    result = finish(library, "BREATHING-DIFFICULTY", child_signs="failing")
    assert result.priority is Priority.P0
    assert "smur_ped_neonat" in result.resources
    assert "CHILD-BREATHING" in result.see


def test_a_colour_nobody_can_see_does_not_defer_a_cold_nor_send_a_smur(library: Library) -> None:
    assert finish(library, "BREATHING-DIFFICULTY").priority is Priority.P3
    assert finish(library, "BREATHING-DIFFICULTY", blue="unknown").priority is Priority.P2


def test_an_arrest_is_pressed_as_the_age_and_the_cause_ask(library: Library) -> None:
    arrest = {"awake": "no", "breathing": "absent"}
    drowned = finish(library, "CARDIAC-ARREST", **arrest, water="yes").instructions
    assert "PAI-CPR-DROWN" in drowned
    assert "PAI-CPR-ADULT" not in drowned
    baby = finish(library, "CARDIAC-ARREST", **arrest, age="infant", water="yes").instructions
    assert {name for name in baby if name.startswith("PAI-CPR")} == {"PAI-CPR-INFANT"}
    pregnant = finish(library, "CARDIAC-ARREST", **arrest, pregnant="yes").instructions
    assert {"PAI-CPR-ADULT", "PAI-CPR-PREG"} <= set(pregnant)


def test_a_danger_on_the_spot_is_cut_off_before_the_chest_is_pressed(library: Library) -> None:
    arrest = {"awake": "no", "breathing": "absent"}
    result = finish(library, "CARDIAC-ARREST", **arrest, scene="unsafe")
    told = list(result.instructions)
    assert told.index("PAI-ELEC") < told.index("PAI-CPR-ADULT")
    assert "PAI-HANG" not in told


def test_no_honey_for_a_baby_nor_for_who_cannot_swallow(library: Library) -> None:
    assert "PAI-BATTERY" in finish(library, "CHOKING", object="battery").instructions
    for told in ({"age": "under_1"}, {"left": "drool"}):
        result = finish(library, "CHOKING", object="battery", **told)
        assert result.priority is Priority.P1
        assert "PAI-BATTERY" not in result.instructions


@pytest.mark.parametrize(
    "told",
    [{"face": "yes"}, {"limbs": "weak"}, {"speech": "odd"}, {"sudden": "vision"}],
    ids=str,
)
def test_one_stroke_sign_within_a_day_is_regulated_at_once(
    library: Library, told: dict[str, str]
) -> None:
    recent = finish(library, "STROKE", when="within_a_day", **told)
    assert recent.priority is Priority.P1
    assert "stroke_unit_ct" in recent.capabilities_all
    assert "PAI-ASPIRIN" not in recent.instructions
    assert finish(library, "STROKE", when="unknown", **told).priority is Priority.P1
    assert finish(library, "STROKE", when="over_a_day", **told).priority is Priority.P2


@pytest.mark.parametrize("complaint", ["FAINTING", "HEADACHE", "PALPITATIONS", "ASTHMA-COPD"])
def test_a_usual_complaint_without_a_danger_sign_may_be_deferred(
    library: Library, complaint: str
) -> None:
    assert finish(library, complaint).priority is Priority.P3


def test_a_high_pressure_alone_may_be_deferred(library: Library) -> None:
    assert finish(library, "PALPITATIONS", pressure="from_18").priority is Priority.P3


def test_a_drowsy_diabetic_is_given_nothing_to_swallow(library: Library) -> None:
    confused = finish(library, "UNCONSCIOUS", responds="confused", diabetic="yes")
    drowsy = finish(library, "UNCONSCIOUS", responds="drowsy", diabetic="yes")
    assert "PAI-HYPO" in confused.instructions
    assert "PAI-HYPO" not in drowsy.instructions


def test_a_complaint_not_covered_is_p2_without_danger_signs(library: Library) -> None:
    assert finish(library, "OTHER").priority is Priority.P2


def test_a_death_without_a_named_sure_sign_is_an_arrest_at_the_first_answer(
    library: Library,
) -> None:
    for sign in ("unsure", "unknown"):
        result = ask(library, "CERTAIN-DEATH", {"sign": sign})
        assert result.priority is Priority.P0
        assert result.reflex == "cardiac-arrest"
        assert "PAI-CPR-ADULT" in result.instructions


def test_no_call_is_put_off_as_malicious_before_three_tries_and_a_physician(
    library: Library,
) -> None:
    malicious = library.get("MALICIOUS-CALL")
    deferred = [path for path in walk(malicious) if not_urgent(malicious, path)]
    assert deferred
    for path in deferred:
        assert (path["asked"], path["agreed"]) == ("thrice", "yes")


def not_urgent(protocol: Protocol, answers: Mapping[str, str]) -> bool:
    return not evaluate(protocol, answers).priority.at_least_as_urgent_as(Priority.P2)


def test_a_silent_call_is_never_put_off(library: Library) -> None:
    unclear = library.get("UNCLEAR-CALL")
    silent = [path for path in walk(unclear) if path["heard"] != "answers"]
    assert not any(not_urgent(unclear, path) for path in silent)


def test_a_plain_request_for_advice_is_put_off_after_two_questions(library: Library) -> None:
    assert len(library.get("ADVICE").questions) == 2
    assert finish(library, "ADVICE").priority is Priority.P3
    assert finish(library, "ADVICE", danger="danger").priority is Priority.P1
    assert "OPENING" in finish(library, "ADVICE", danger="danger").see


@pytest.mark.parametrize("flagged", ["VIOLENCE", "MULTIPLE-CASUALTIES", "GAS-SMOKE"])
def test_violence_many_casualties_and_gas_are_never_put_off(library: Library, flagged: str) -> None:
    assert not any(not_urgent(library.get(flagged), path) for path in walk(library.get(flagged)))


@pytest.mark.parametrize("protocol", load_library().protocols.values(), ids=lambda p: p.id)
def test_a_newborn_is_urgent_whatever_the_complaint(protocol: Protocol) -> None:
    result = evaluate(protocol, {}, frozenset({"age_under_28d"}))
    assert result.lower_bound.at_least_as_urgent_as(Priority.P1)


@pytest.mark.parametrize("protocol", load_library().protocols.values(), ids=lambda p: p.id)
def test_a_call_of_which_nothing_is_known_is_p2(protocol: Protocol) -> None:
    assert evaluate(protocol, {}).priority is Priority.P2
