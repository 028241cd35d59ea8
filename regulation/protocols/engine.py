"""The engine: answers in, priority and its reasons out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from regulation.care_level import CareLevel
from regulation.priority import Priority, more_urgent, most_urgent
from regulation.protocols.model import Outcome, Protocol, Rule
from regulation.protocols.question import UNKNOWN

DEFAULT = "default"
"""Rule id under which a protocol's default leaf shows in the result."""

FLOOR = "floor"
"""Rule id under which a protocol's floor leaf shows: something is unknown or not asked yet."""

RefusalCode = Literal["unknown_question", "answer_outside_protocol", "question_not_asked"]


class AnswerRefused(ValueError):  # noqa: N818  named for what happened, as the desk says it
    """An answer does not belong to the protocol, or to a question that has not been asked."""

    def __init__(self, code: RefusalCode, question_id: str, answer: str) -> None:
        super().__init__(f"{code}: {question_id} = {answer}")
        self.code = code
        self.question_id = question_id
        self.answer = answer


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredRule:
    """One rule whose conditions are met, with the reason to show."""

    rule_id: str
    priority: Priority
    rationale_fr: str
    rationale_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a protocol proposes from the answers so far.

    `lower_bound` is what is already proved: further answers can only raise it. `priority` is what
    to act on now: the lower bound once the questioning is `complete`, and never less than the
    protocol's floor before that, so that a call is not deferred on questions nobody asked.
    Everything else is the union over the rules at `priority`; only `see`, the protocols to go on
    with, is the union over every rule that fired.
    """

    protocol_id: str
    version: str
    sha256: str
    priority: Priority
    complete: bool
    lower_bound: Priority
    fired: tuple[FiredRule, ...]
    resources: tuple[str, ...]
    side: tuple[str, ...]
    capabilities_all: tuple[str, ...]
    capabilities_any: tuple[str, ...]
    instructions: tuple[str, ...]
    care_level: CareLevel | None
    reflex: str | None
    next_question: str | None
    see: tuple[str, ...] = ()


def evaluate(
    protocol: Protocol,
    answers: Mapping[str, str],
    context: frozenset[str] = frozenset(),
) -> Result:
    """Evaluate a protocol on the answers given so far.

    All matching rules fire and the most urgent wins, so the order of the answers is of no
    account. Context flags only ever add rules; flags that the protocol does not name are ignored.

    Raises:
        AnswerRefused: an answer names no question of the protocol, is not one of its answers, or
            belongs to a question that the other answers do not open.

    """
    refuse_foreign_answers(protocol, answers)
    rules = [rule for rule in protocol.rules if fires(protocol, rule, answers, context)]
    asked_next = next_question(protocol, answers)
    floored = protocol.floor_or_default.priority
    bound = _lower_bound(protocol, rules, answers)
    priority = bound if asked_next is None else more_urgent(bound, floored)
    named = _named_outcomes(protocol, rules, priority)
    winners = [outcome for _, outcome in named if outcome.priority is priority]
    return Result(
        protocol_id=protocol.id,
        version=protocol.version,
        sha256=protocol.sha256,
        priority=priority,
        complete=asked_next is None,
        lower_bound=bound,
        fired=tuple(_fired(name, outcome) for name, outcome in named),
        resources=_union(outcome.resources for outcome in winners),
        side=_union(outcome.side for outcome in winners),
        capabilities_all=_union(outcome.capabilities_all for outcome in winners),
        capabilities_any=_union(outcome.capabilities_any for outcome in winners),
        instructions=_instructions(winners, rules),
        care_level=_most_care(winners),
        reflex=next((outcome.reflex for outcome in winners if outcome.reflex), None),
        next_question=asked_next,
        see=_union(outcome.see for _, outcome in named),
    )


def refuse_foreign_answers(protocol: Protocol, answers: Mapping[str, str]) -> None:
    """Refuse the first answer that the protocol cannot have led to.

    Raises:
        AnswerRefused: see `evaluate`.

    """
    for name, answer in answers.items():
        question = protocol.by_id.get(name)
        if question is None:
            raise AnswerRefused("unknown_question", name, answer)
        if not question.accepts(answer):
            raise AnswerRefused("answer_outside_protocol", name, answer)
    for name, answer in answers.items():
        if not protocol.is_asked(protocol.by_id[name], answers):
            raise AnswerRefused("question_not_asked", name, answer)


def fires(
    protocol: Protocol,
    rule: Rule,
    answers: Mapping[str, str],
    context: frozenset[str] = frozenset(),
) -> bool:
    """Tell whether every condition of a rule is met; an unanswered question meets none."""
    if rule.when_any_context and context.isdisjoint(rule.when_any_context):
        return False
    for name, meeting in protocol.meeting[rule.id]:  # noqa: SIM110 - a third of the time of all()
        if answers.get(name) not in meeting:
            return False
    return True


def next_question(protocol: Protocol, answers: Mapping[str, str]) -> str | None:
    """Return the first open question without an answer, or None when all are answered."""
    return next(
        (
            question.id
            for question in protocol.questions
            if question.id not in answers and protocol.is_asked(question, answers)
        ),
        None,
    )


def _lower_bound(protocol: Protocol, rules: list[Rule], answers: Mapping[str, str]) -> Priority:
    """Return the urgency already proved; an unknown answer proves at least the floor."""
    proved = [rule.priority for rule in rules]
    if UNKNOWN in answers.values():
        proved.append(protocol.floor_or_default.priority)
    return most_urgent((*proved, protocol.default.priority))


def _named_outcomes(
    protocol: Protocol,
    rules: list[Rule],
    priority: Priority,
) -> list[tuple[str, Outcome]]:
    """List what holds, most urgent first; a leaf steps in when no rule reaches the priority."""
    named: list[tuple[str, Outcome]] = [(rule.id, rule) for rule in rules]
    if all(rule.priority is not priority for rule in rules):
        floored = protocol.floor is not None and protocol.default.priority is not priority
        named.append((FLOOR if floored else DEFAULT, _leaf(protocol, floored=floored)))
    return sorted(named, key=lambda item: -item[1].priority.urgency)


def _leaf(protocol: Protocol, *, floored: bool) -> Outcome:
    return protocol.floor_or_default if floored else protocol.default


def _fired(name: str, outcome: Outcome) -> FiredRule:
    return FiredRule(
        rule_id=name,
        priority=outcome.priority,
        rationale_fr=outcome.rationale.fr,
        rationale_en=outcome.rationale.en,
    )


def _instructions(winners: list[Outcome], rules: list[Rule]) -> tuple[str, ...]:
    """Join the winners' instructions, less those that any fired rule forbids."""
    forbidden = {name for rule in rules for name in rule.forbids}
    given = _union(outcome.instructions for outcome in winners)
    return tuple(name for name in given if name not in forbidden)


def _most_care(winners: list[Outcome]) -> CareLevel | None:
    levels = [outcome.care_level for outcome in winners if outcome.care_level is not None]
    return max(levels, key=lambda level: level.intensity, default=None)


def _union(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Join groups, keeping the first place of each name."""
    return tuple(dict.fromkeys(name for group in groups for name in group))
