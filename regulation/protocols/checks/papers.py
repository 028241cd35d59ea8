"""S19, S20, S22: sources are named, signatures hold for the content, no review is overdue."""

from collections.abc import Iterator

from regulation.protocols.checks.case import Case
from regulation.protocols.finding import Finding
from regulation.protocols.model import REVIEWERS_TO_ACT, Status


def check_papers(case: Case) -> Iterator[Finding]:
    """S19: sources are named, and a protocol in use carries its signatures."""
    protocol = case.protocol
    if not protocol.sources:
        yield case.finding("S19", protocol.id, "names no source")
    signed = len(protocol.reviewers)
    if protocol.status is Status.ACTIVE and signed < REVIEWERS_TO_ACT:
        yield case.finding("S19", protocol.id, f"active with {signed} signature(s)")


def check_signatures(case: Case) -> Iterator[Finding]:
    """S22: the signatures of a protocol in use are for its present content."""
    protocol = case.protocol
    if protocol.status is Status.ACTIVE and not protocol.is_signed:
        message = f"its {REVIEWERS_TO_ACT} signatures must say signs: {protocol.content_sha256}"
        yield case.finding("S22", protocol.id, message)


def check_review(case: Case) -> Iterator[Finding]:
    """S20: the date of the next review is not past."""
    due = case.protocol.review_due
    if due < case.today:
        yield case.finding("S20", case.protocol.id, f"review was due on {due.isoformat()}")
