"""S14, S16: few questions, the vital ones first, and bands without a gap."""

from collections.abc import Iterator
from itertools import pairwise

from regulation.priority import Priority
from regulation.protocols.checks.case import Case
from regulation.protocols.checks.leaves import ARREST
from regulation.protocols.checks.paths import Path, Steps, steps
from regulation.protocols.engine import evaluate
from regulation.protocols.finding import Finding
from regulation.protocols.library import OPENING, Library
from regulation.protocols.question import Answer, Question, QuestionKind

MOST_QUESTIONS = 12
"""Questions of one complaint: beyond, callers hang up and call-takers stop asking."""

MOST_TO_DECIDE = 8
"""Questions within which a P0 or P1 must be found."""

MOST_TO_ARREST = 2
"""Questions to a cardiac arrest: awake? breathing normally? (ERC 2021; AHA telephone CPR)."""


def check_opening(library: Library) -> Iterator[Finding]:
    """S14: the library opens with two questions that find a cardiac arrest."""
    opening = library.protocols.get(OPENING)
    if opening is None:
        message = "no opening protocol finds vital danger first"
        yield Finding(check="S14", file="opening.yaml", where=OPENING, message=message)
        return
    first = {question.id for question in opening.questions[:MOST_TO_ARREST]}
    arrests = [rule for rule in opening.rules if rule.reflex == ARREST]
    if not any(set(rule.when) <= first for rule in arrests):
        message = f"a cardiac arrest is not found in {MOST_TO_ARREST} questions"
        yield Finding(check="S14", file="opening.yaml", where=OPENING, message=message)


def check_length(case: Case) -> Iterator[Finding]:
    """S14: vital questions come first, and no questioning is longer than it may be."""
    first = case.protocol.questions[0]
    if not first.vital:
        yield case.question_finding(
            "S14", first.id, "the first question does not look for vital danger"
        )
    longest = max((len(path) for path, _ in case.results), default=len(case.protocol.questions))
    if longest > MOST_QUESTIONS:
        yield case.finding("S14", case.protocol.id, f"asks {longest} questions")
    seen: dict[Steps, Priority] = {}
    for path, result in case.results:
        urgent = result.priority.at_least_as_urgent_as(Priority.P1)
        if urgent and not _early(case, path, seen).at_least_as_urgent_as(Priority.P1):
            late = list(path)[MOST_TO_DECIDE]
            message = f"a {result.priority} shows only after {MOST_TO_DECIDE} questions"
            yield case.question_finding("S14", late, message)
            return


def check_bands(case: Case) -> Iterator[Finding]:
    """S16: the bands of a number cover every value once and say the unit."""
    for question in case.protocol.questions:
        if question.kind is QuestionKind.BAND:
            for fault in _band_faults(question):
                yield case.question_finding("S16", question.id, fault)


def _early(
    case: Case,
    path: Path,
    seen: dict[Steps, Priority],
) -> Priority:
    """Give the urgency proved by the first questions that may decide."""
    if len(path) <= MOST_TO_DECIDE:
        return Priority.P0
    start = steps(path)[:MOST_TO_DECIDE]
    if start not in seen:
        seen[start] = evaluate(case.protocol, dict(start)).lower_bound
    return seen[start]


def _band_faults(question: Question) -> Iterator[str]:
    if question.unit is None:
        yield "a band without a unit"
    bands = sorted(question.answers, key=_lower_edge)
    if bands[0].at_least is not None or bands[-1].below is not None:
        yield "the bands do not reach every number"
    for lower, upper in pairwise(bands):
        if lower.below is None or lower.below != upper.at_least:
            yield f"a gap or an overlap between {lower.id} and {upper.id}"


def _lower_edge(band: Answer) -> float:
    return float("-inf") if band.at_least is None else band.at_least
