"""The physician's queue: who is regulated next, and who was promised a call at a time."""

from collections.abc import Iterable
from datetime import datetime

from regulation.call_back import CallBack
from regulation.case import Case


def waiting(cases: Iterable[Case]) -> list[Case]:
    """Return the cases that wait for a physician, the next one first.

    Most urgent first; among equals whoever came back because it got worse, then longest waiting.
    A P0 stands first and is paged: doctrine hands it over accompanied, it never waits its turn
    (reference: P0 "urgence vitale", regulation within the call).
    """
    queued = [(case, case.waiting_since) for case in cases]
    return [case for case, _ in sorted(_standing(queued), key=_turn)]


def _standing(queued: Iterable[tuple[Case, datetime | None]]) -> list[tuple[Case, datetime]]:
    return [(case, since) for case, since in queued if since is not None]


def _turn(queued: tuple[Case, datetime]) -> tuple[int, bool, datetime]:
    case, since = queued
    return -case.priority.urgency, case.requeued is None, since


def promised(cases: Iterable[Case]) -> list[tuple[Case, CallBack]]:
    """Return every call-back that is still to be made, the earliest first."""
    open_ = [(case, each) for case in cases for each in case.open_call_backs]
    return sorted(open_, key=lambda pair: pair[1].due_at)
