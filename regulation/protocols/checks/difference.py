"""S18: what a new version of a protocol judges less urgent than the version before it."""

from collections.abc import Iterator
from dataclasses import dataclass

from regulation.priority import Priority
from regulation.protocols.checks.case import MOST_PATHS
from regulation.protocols.checks.paths import Path, count_paths, walk
from regulation.protocols.engine import AnswerRefused, evaluate, next_question
from regulation.protocols.model import Protocol, Rule
from regulation.protocols.question import UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Answers that a new version judges less urgent; `after` is None when it cannot judge them."""

    answers: Path
    before: Priority
    after: Priority | None


def urgency_losses(before: Protocol, after: Protocol) -> Iterator[Loss]:
    """Yield every questioning of the old version that the new one judges less urgent.

    Answers that the new version no longer has count as lost too: somebody must look at them. Two
    physicians sign whatever comes out of here. A protocol with more than `MOST_PATHS`
    questionings is compared at the mildest answers that meet each old rule; where both versions
    are monotone (S9) a loss anywhere shows there.
    """
    for path in _questionings(before):
        old = evaluate(before, path).priority
        try:
            new = evaluate(after, path).priority
        except AnswerRefused:
            yield Loss(answers=path, before=old, after=None)
            continue
        if not new.at_least_as_urgent_as(old):
            yield Loss(answers=path, before=old, after=new)


def is_exhaustive(protocol: Protocol) -> bool:
    """Tell whether every questioning is compared, or only the mildest ones of each rule."""
    return count_paths(protocol, MOST_PATHS) <= MOST_PATHS


def _questionings(protocol: Protocol) -> Iterator[Path]:
    if is_exhaustive(protocol):
        yield from walk(protocol)
        return
    for rule in protocol.rules:
        yield _mildest(protocol, rule, UNKNOWN)
        yield _mildest(protocol, rule, None)
    yield _mildest(protocol, None, None)


def _mildest(protocol: Protocol, rule: Rule | None, otherwise: str | None) -> Path:
    """Answer every open question as mildly as a rule allows; `otherwise` answers the free ones."""
    wanted = {} if rule is None else rule.when
    answers: dict[str, str] = {}
    while (asked := next_question(protocol, answers)) is not None:
        question = protocol.by_id[asked]
        if asked in wanted:
            known = [answer for answer in question.order if answer in wanted[asked]]
            answers[asked] = known[0] if known else UNKNOWN
        else:
            answers[asked] = otherwise or question.best
    return answers
