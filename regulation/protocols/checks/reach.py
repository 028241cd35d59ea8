"""S4, S5, S6: every path ends somewhere, every question is asked, every rule can decide."""

from collections.abc import Iterator

from regulation.protocols.checks.case import Case
from regulation.protocols.finding import Finding
from regulation.protocols.model import Protocol, Rule
from regulation.protocols.question import UNKNOWN


def check_endings(case: Case) -> Iterator[Finding]:
    """S4: every finished questioning proposes something and says something."""
    for path, result in case.results:
        if not result.resources or not result.instructions:
            last = next(iter(reversed(result.fired))).rule_id
            yield case.finding("S4", last, f"nothing to send or nothing to say after {dict(path)}")
            return


def check_questions_are_reached(case: Case) -> Iterator[Finding]:
    """S5: known answers lead to each question; unknown opens every gate and proves nothing."""
    if not case.walkable:
        return
    known = [path for path, _ in case.results if UNKNOWN not in path.values()]
    reached = {name for path in known for name in path}
    for question in case.protocol.questions:
        if question.id not in reached:
            yield case.question_finding("S5", question.id, "no known answers lead to this question")


def check_rules_decide(case: Case) -> Iterator[Finding]:
    """S6: each rule is among the winners of some questioning.

    Rules brought in by context flags alone are left out: they add to any result.
    """
    protocol = case.protocol
    deciding = {
        fired.rule_id
        for _, result in case.results
        for fired in result.fired
        if fired.priority is result.priority
    }
    for rule in protocol.rules:
        if not rule.when:
            continue
        if case.walkable and not rule.when_any_context and rule.id not in deciding:
            yield case.finding("S6", rule.id, "this rule never decides: dead or overshadowed")
        for other in _covering(protocol, rule):
            yield case.finding("S6", rule.id, f"always overshadowed by {other.id}")


def _covering(protocol: Protocol, rule: Rule) -> Iterator[Rule]:
    """Find the more urgent rules that fire whenever this one does."""
    for other in protocol.rules:
        if other.priority.urgency > rule.priority.urgency and not other.when_any_context:
            wider = all(
                name in rule.when and set(rule.when[name]) <= set(wanted)
                for name, wanted in other.when.items()
            )
            if wider:
                yield other
