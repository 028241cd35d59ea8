"""S9 to S12: a worse answer, an unknown one or a known risk never lowers the urgency."""

from collections.abc import Iterator

from regulation.priority import Priority
from regulation.protocols.checks.case import Case
from regulation.protocols.checks.paths import Path, changed, steps
from regulation.protocols.engine import evaluate
from regulation.protocols.finding import Finding
from regulation.protocols.question import UNKNOWN, Question


def check_conditions_reach_the_worst(case: Case) -> Iterator[Finding]:
    """S9, by form: a condition that accepts an answer accepts every worse one."""
    by_id = case.protocol.by_id
    for rule in case.protocol.rules:
        for name, wanted in rule.when.items():
            missing = _missing_worse(by_id[name], wanted)
            if missing:
                yield case.finding("S9", rule.id, f"{name}: leaves out the worse {missing}")
    if case.walkable:
        return
    for question in case.protocol.questions:
        for gate, wanted in question.ask_if.items():
            missing = _missing_worse(by_id[gate], wanted)
            if missing:
                yield case.question_finding("S9", question.id, f"gate {gate} leaves out {missing}")


def check_worse_never_lowers(case: Case) -> Iterator[Finding]:
    """S9, by walking: making any one answer worse never lowers the urgency."""
    for path, result in case.results:
        for name, answer in path.items():
            if answer == UNKNOWN:
                continue
            question = case.protocol.by_id[name]
            for worse in question.order[question.severity(answer) + 1 :]:
                if _urgency(case, path, name, worse) < result.priority.urgency:
                    message = f"{answer} is {result.priority}, the worse {worse} is less urgent"
                    yield case.question_finding("S9", name, message)
                    return


def check_unknown_never_reassures(case: Case) -> Iterator[Finding]:
    """S10: unknown is never less urgent than the best answer, and is the worst when critical."""
    for path, result in case.results:
        for name in (name for name, answer in path.items() if answer == UNKNOWN):
            best = case.protocol.by_id[name].best
            if _urgency(case, path, name, best) > result.priority.urgency:
                yield case.question_finding(
                    "S10", name, "unknown is less urgent than the best answer"
                )
                return
    for golden in case.examples:
        for name in golden.answers:
            question = case.protocol.by_id[name]
            if question.critical and _unknown_below_worst(case, golden.answers, question):
                yield case.question_finding(
                    "S10", name, "critical, yet unknown is not the worst answer"
                )


def check_floor(case: Case) -> Iterator[Finding]:
    """S11: when nothing is known the call is never deferred."""
    floor = case.protocol.floor_or_default.priority
    if not floor.at_least_as_urgent_as(Priority.P2):
        yield case.finding("S11", "floor", f"all unknown ends in {floor}; P2 is the default")
    if not floor.at_least_as_urgent_as(case.protocol.default.priority):
        yield case.finding("S11", "floor", "the floor lies below the default")
    answers: dict[str, str] = {}
    while (asked := evaluate(case.protocol, answers).next_question) is not None:
        answers[asked] = UNKNOWN
    blind = evaluate(case.protocol, answers).priority
    if not blind.at_least_as_urgent_as(floor):
        yield case.finding("S11", "floor", f"all unknown ends in {blind}, below the floor")


def check_context_only_raises(case: Case) -> Iterator[Finding]:
    """S12: no flag, alone or with all others, lowers the urgency of any example."""
    flags = [flag.id for flag in case.library.vocabulary.context]
    for golden in case.examples:
        bare = evaluate(case.protocol, golden.answers).priority
        for known in (*(frozenset((flag,)) for flag in flags), frozenset(flags)):
            raised = evaluate(case.protocol, golden.answers, known).priority
            if not raised.at_least_as_urgent_as(bare):
                yield case.finding("S12", golden.name, f"lowered by {sorted(known)}")


def _missing_worse(question: Question, wanted: tuple[str, ...]) -> list[str]:
    listed = [question.severity(answer) for answer in wanted if answer != UNKNOWN]
    least = min(listed, default=len(question.order))
    return [answer for answer in question.order[least:] if answer not in wanted]


def _urgency(case: Case, path: Path, name: str, answer: str) -> int:
    """Give the urgency after one changed answer, from the walk when it went there."""
    other = changed(case.protocol, path, name, answer)
    found = case.urgencies.get(steps(other))
    return evaluate(case.protocol, other).lower_bound.urgency if found is None else found


def _unknown_below_worst(case: Case, answers: Path, question: Question) -> bool:
    blind = evaluate(case.protocol, changed(case.protocol, answers, question.id, UNKNOWN))
    worst = evaluate(case.protocol, changed(case.protocol, answers, question.id, question.worst))
    return not blind.lower_bound.at_least_as_urgent_as(worst.lower_bound)
