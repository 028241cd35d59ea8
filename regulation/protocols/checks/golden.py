"""S17: the examples of a protocol hold, and each rule has one that meets it and one that misses."""

from collections.abc import Iterator

from regulation.protocols.checks.case import Case
from regulation.protocols.engine import DEFAULT, FLOOR, AnswerRefused, Result, evaluate
from regulation.protocols.finding import Finding
from regulation.protocols.model import GoldenCase, Protocol, Rule


def check_examples(case: Case) -> Iterator[Finding]:
    """S17: every example concludes as written, and the examples cover every rule and leaf."""
    seen: set[str] = set()
    for golden in case.protocol.tests:
        try:
            result = evaluate(case.protocol, golden.answers, frozenset(golden.context))
        except AnswerRefused as refusal:
            yield case.finding("S17", golden.name, str(refusal))
            continue
        seen |= {fired.rule_id for fired in result.fired}
        for surprise in surprises(golden, result):
            yield case.finding("S17", golden.name, surprise)
    own = [rule for rule in case.protocol.rules if rule.id not in case.library.modifiers]
    for rule in own:
        if rule.id not in seen:
            yield case.finding("S17", rule.id, "no example meets this rule")
        if not any(_nearly(case.protocol, rule, golden) for golden in case.protocol.tests):
            yield case.finding("S17", rule.id, "no example misses this rule by one condition")
    leaves = {DEFAULT} if case.protocol.floor is None else {DEFAULT, FLOOR}
    for leaf in sorted(leaves - seen):
        yield case.finding("S17", leaf, "no example comes to this leaf")


def surprises(golden: GoldenCase, result: Result) -> Iterator[str]:
    """Say how a result differs from what its example announces."""
    if result.priority is not golden.priority:
        yield f"expected {golden.priority}, concluded {result.priority}"
    if golden.complete is not None and result.complete is not golden.complete:
        yield f"expected complete={golden.complete}"
    absent = set(golden.fires) - {fired.rule_id for fired in result.fired}
    if absent:
        yield f"did not fire {', '.join(sorted(absent))}"
    if golden.reflex is not None and result.reflex != golden.reflex:
        yield f"expected reflex {golden.reflex}, concluded {result.reflex}"


def _nearly(protocol: Protocol, rule: Rule, golden: GoldenCase) -> bool:
    """Tell whether an example meets all conditions of a rule but one."""
    met = [
        name in golden.answers and protocol.by_id[name].satisfies(golden.answers[name], wanted)
        for name, wanted in rule.when.items()
    ]
    if rule.when_any_context:
        met.append(not set(rule.when_any_context).isdisjoint(golden.context))
    return met.count(False) == 1
