"""S19, S20: a protocol says where it comes from and is not past its review."""

from collections.abc import Iterator

from regulation.protocols.checks.case import Case
from regulation.protocols.finding import Finding
from regulation.protocols.model import Status

REVIEWERS_TO_ACT = 2
"""Physicians who must have signed before a protocol may be active."""


def check_papers(case: Case) -> Iterator[Finding]:
    """S19: sources are named, and a protocol in use carries its signatures."""
    protocol = case.protocol
    if not protocol.sources:
        yield case.finding("S19", protocol.id, "names no source")
    signed = len(protocol.reviewers)
    if protocol.status is Status.ACTIVE and signed < REVIEWERS_TO_ACT:
        yield case.finding("S19", protocol.id, f"active with {signed} signature(s)")


def check_review(case: Case) -> Iterator[Finding]:
    """S20: the date of the next review is not past."""
    due = case.protocol.review_due
    if due < case.today:
        yield case.finding("S20", case.protocol.id, f"review was due on {due.isoformat()}")
