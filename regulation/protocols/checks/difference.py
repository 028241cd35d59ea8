"""S18: what a new version of a protocol judges less urgent than the version before it."""

from collections.abc import Iterator

from regulation.protocols.checks.paths import Path, walk
from regulation.protocols.engine import AnswerRefused, evaluate
from regulation.protocols.model import Protocol


def urgency_losses(before: Protocol, after: Protocol) -> Iterator[Path]:
    """Yield every questioning of the old version that the new one judges less urgent.

    Answers that the new version no longer has count as lost too: somebody must look at them. Two
    physicians sign whatever comes out of here.
    """
    for path in walk(before):
        old = evaluate(before, path).priority
        try:
            new = evaluate(after, path).priority
        except AnswerRefused:
            yield path
            continue
        if not new.at_least_as_urgent_as(old):
            yield path
