"""The rules of the engine: what holds for any protocol and any answers."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.care_level import CareLevel
from regulation.priority import Priority, more_urgent, most_urgent
from regulation.protocols.engine import AnswerRefused, evaluate
from regulation.protocols.library import load_library
from regulation.protocols.model import Protocol
from regulation.protocols.question import UNKNOWN

LIBRARY = load_library()
FLAGS = [flag.id for flag in LIBRARY.vocabulary.context]

protocols = st.sampled_from(list(LIBRARY.protocols.values()))
contexts = st.frozensets(st.sampled_from(FLAGS), max_size=4)


@st.composite
def calls(draw: st.DrawFn, *, finished: bool = False) -> tuple[Protocol, dict[str, str]]:
    """Draw a protocol and answers that its questions can have led to."""
    protocol = draw(protocols)
    answers: dict[str, str] = {}
    for question in protocol.questions:
        if protocol.is_asked(question, answers) and (finished or draw(st.booleans())):
            answers[question.id] = draw(st.sampled_from([*question.order, UNKNOWN]))
    return protocol, answers


def without(protocol: Protocol, answers: dict[str, str], dropped: set[str]) -> dict[str, str]:
    """Forget some answers, and those to questions that are then not asked."""
    kept: dict[str, str] = {}
    for question in protocol.questions:
        held = question.id in answers and question.id not in dropped
        if held and protocol.is_asked(question, kept):
            kept[question.id] = answers[question.id]
    return kept


@given(calls(), contexts)
def test_every_call_has_a_result(
    call: tuple[Protocol, dict[str, str]], flags: frozenset[str]
) -> None:
    protocol, answers = call
    result = evaluate(protocol, answers, flags)
    assert result.fired
    assert result.instructions
    assert result.resources
    assert result.priority.at_least_as_urgent_as(result.lower_bound)
    assert result.complete is (result.next_question is None)


@given(calls(finished=True))
def test_every_questioning_ends_within_twelve_questions(
    call: tuple[Protocol, dict[str, str]],
) -> None:
    protocol, answers = call
    assert evaluate(protocol, answers).complete
    assert len(answers) <= 12


@given(calls(), contexts)
def test_the_same_call_always_ends_the_same(
    call: tuple[Protocol, dict[str, str]], flags: frozenset[str]
) -> None:
    protocol, answers = call
    assert evaluate(protocol, answers, flags) == evaluate(protocol, dict(answers), flags)


@given(calls(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_is_of_no_account(
    call: tuple[Protocol, dict[str, str]], shuffler: st.DataObject
) -> None:
    protocol, answers = call
    items = list(answers.items())
    shuffler.shuffle(items)  # type: ignore[attr-defined]
    assert evaluate(protocol, dict(items)) == evaluate(protocol, answers)


@given(calls(), st.data(), contexts)
def test_one_more_answer_never_lowers_what_is_proved(
    call: tuple[Protocol, dict[str, str]], data: st.DataObject, flags: frozenset[str]
) -> None:
    protocol, answers = call
    dropped = data.draw(st.sets(st.sampled_from(list(protocol.by_id))))
    fewer = evaluate(protocol, without(protocol, answers, dropped), flags)
    more = evaluate(protocol, answers, flags)
    assert more.lower_bound.at_least_as_urgent_as(fewer.lower_bound)


@given(calls(), st.data())
def test_a_questioning_under_way_never_shows_less_than_p2(
    call: tuple[Protocol, dict[str, str]], data: st.DataObject
) -> None:
    protocol, answers = call
    dropped = data.draw(st.sets(st.sampled_from(list(protocol.by_id))))
    result = evaluate(protocol, without(protocol, answers, dropped))
    assert result.complete or result.priority.at_least_as_urgent_as(Priority.P2)


@given(calls(finished=True), st.data())
def test_a_worse_answer_never_lowers_the_urgency(
    call: tuple[Protocol, dict[str, str]], data: st.DataObject
) -> None:
    protocol, answers = call
    known = [name for name, answer in answers.items() if answer != UNKNOWN]
    if not known:
        return
    name = data.draw(st.sampled_from(known))
    question = protocol.by_id[name]
    worse = data.draw(st.sampled_from(question.order[question.severity(answers[name]) :]))
    changed = without(protocol, answers | {name: worse}, set())
    before = evaluate(protocol, answers).priority
    assert evaluate(protocol, changed).lower_bound.at_least_as_urgent_as(before)


@given(calls(finished=True), st.data())
def test_unknown_is_never_less_urgent_than_the_best_answer(
    call: tuple[Protocol, dict[str, str]], data: st.DataObject
) -> None:
    protocol, answers = call
    name = data.draw(st.sampled_from(list(answers)))
    unknown = without(protocol, answers | {name: UNKNOWN}, set())
    best = without(protocol, answers | {name: protocol.by_id[name].best}, set())
    blind = evaluate(protocol, unknown).lower_bound
    assert blind.at_least_as_urgent_as(evaluate(protocol, best).lower_bound)


@given(calls(), st.data())
def test_unknown_on_a_critical_question_is_the_worst_answer(
    call: tuple[Protocol, dict[str, str]], data: st.DataObject
) -> None:
    protocol, answers = call
    critical = [name for name in answers if protocol.by_id[name].critical]
    if not critical:
        return
    name = data.draw(st.sampled_from(critical))
    unknown = without(protocol, answers | {name: UNKNOWN}, set())
    worst = without(protocol, answers | {name: protocol.by_id[name].worst}, set())
    blind = evaluate(protocol, unknown).lower_bound
    assert blind.at_least_as_urgent_as(evaluate(protocol, worst).lower_bound)


@given(calls(), contexts, contexts)
def test_one_more_known_risk_never_lowers_the_urgency(
    call: tuple[Protocol, dict[str, str]], some: frozenset[str], others: frozenset[str]
) -> None:
    protocol, answers = call
    fewer = evaluate(protocol, answers, some).priority
    assert evaluate(protocol, answers, some | others).priority.at_least_as_urgent_as(fewer)


@given(calls())
def test_an_answer_unknown_anywhere_forbids_deferral(
    call: tuple[Protocol, dict[str, str]],
) -> None:
    protocol, answers = call
    if UNKNOWN in answers.values():
        result = evaluate(protocol, answers)
        assert result.lower_bound.at_least_as_urgent_as(Priority.P2)


@pytest.mark.parametrize(
    ("answers", "code", "question_id"),
    [
        ({"colour_of_the_car": "red"}, "unknown_question", "colour_of_the_car"),
        ({"mother": "purple"}, "answer_outside_protocol", "mother"),
        ({"mother": "well", "born": "no", "baby": "yes"}, "question_not_asked", "baby"),
        ({"baby": "yes"}, "question_not_asked", "baby"),
    ],
)
def test_an_answer_outside_the_protocol_is_refused(
    answers: dict[str, str], code: str, question_id: str
) -> None:
    with pytest.raises(AnswerRefused) as refused:
        evaluate(LIBRARY.get("IMMINENT-DELIVERY"), answers)
    assert refused.value.code == code
    assert refused.value.question_id == question_id
    assert refused.value.answer == answers[question_id]


def test_the_means_of_a_result_are_those_of_the_winning_rules_only() -> None:
    result = evaluate(LIBRARY.get("ROAD-ACCIDENT"), {"inert": "yes", "bleeding": "yes"})
    assert result.priority is Priority.P0
    assert "ambulance_basic" not in result.resources
    assert {"PAI-SPINE", "PAI-BLEED"} <= set(result.instructions)
    assert result.care_level is CareLevel.R1


def test_every_rule_that_fired_says_what_to_go_on_with() -> None:
    road = LIBRARY.get("ROAD-ACCIDENT")
    leading = {"inert": ("CHEST-PAIN",), "bleeding": ("OTHER", "CHEST-PAIN")}
    rules = tuple(rule.model_copy(update={"see": leading.get(rule.id, ())}) for rule in road.rules)
    result = evaluate(road.altered(rules=rules), {"inert": "yes", "bleeding": "yes"})
    assert set(leading) <= {fired.rule_id for fired in result.fired}
    assert sorted(result.see) == ["CHEST-PAIN", "OTHER"]


def test_the_reasons_come_most_urgent_first() -> None:
    result = evaluate(LIBRARY.get("CHEST-PAIN"), {"state": "collapsing"})
    ranks = [fired.priority.urgency for fired in result.fired]
    assert len(ranks) > 1
    assert ranks == sorted(ranks, reverse=True)


def test_a_context_flag_that_the_protocol_does_not_name_is_ignored() -> None:
    opening = LIBRARY.get("OPENING")
    assert evaluate(opening, {}, frozenset({"left_handed"})) == evaluate(opening, {})


def test_an_unknown_gate_opens_the_questions_behind_it() -> None:
    delivery = LIBRARY.get("IMMINENT-DELIVERY")
    result = evaluate(delivery, {"mother": "well", "born": UNKNOWN})
    assert result.next_question == "baby"


def test_the_more_urgent_of_two_priorities_is_the_lower_number() -> None:
    ordered = [Priority.P0, Priority.P1, Priority.P2, Priority.P3, Priority.NR]
    for first, second in itertools.combinations(ordered, 2):
        assert more_urgent(first, second) is first
        assert more_urgent(second, first) is first
    assert most_urgent(tuple(reversed(ordered))) is Priority.P0
    assert most_urgent(()) is Priority.NR


def test_the_most_intense_care_level_is_the_lower_number() -> None:
    assert sorted(CareLevel, key=lambda level: -level.intensity) == list(CareLevel)
