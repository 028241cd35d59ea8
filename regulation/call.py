"""One ring of the phone, from the first tone to a case or a class.

    RINGING ──▶ TAKEN ──▶ CASE ──▶ TAKEN (split off)
       │          ├─────▶ NUISANCE │ WRONG_NUMBER │ SILENT │ INFORMATION ──▶ CASE (reopened)
       ▼          │                 └─▶ another class, or TAKEN while it can be undone
    ABANDONED ──▶ TAKEN (called back)

No call is ever refused or lost by software: a call classed nuisance can still become a case, and
a caller who hung up stays on the list until somebody has called back. What was put wrongly is put
right by a further event: the journal keeps both.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from regulation.known_caller import KnownCaller
from regulation.patient import Caller
from regulation.person import Person
from regulation.statement import CallerLink, Statement


class CallState(StrEnum):
    """Where one ring of the phone stands."""

    RINGING = "RINGING"
    TAKEN = "TAKEN"
    CASE = "CASE"
    NUISANCE = "NUISANCE"
    WRONG_NUMBER = "WRONG_NUMBER"
    SILENT = "SILENT"
    INFORMATION = "INFORMATION"
    ABANDONED = "ABANDONED"


CLASSES = frozenset(
    {CallState.NUISANCE, CallState.WRONG_NUMBER, CallState.SILENT, CallState.INFORMATION}
)
"""The ways a call ends without a case."""

MOVES: dict[CallState, frozenset[CallState]] = {
    CallState.RINGING: frozenset({CallState.TAKEN, CallState.ABANDONED}),
    CallState.TAKEN: CLASSES | {CallState.CASE},
    CallState.ABANDONED: frozenset({CallState.TAKEN}),
    CallState.CASE: frozenset({CallState.TAKEN}),
} | {class_: CLASSES - {class_} | {CallState.CASE, CallState.TAKEN} for class_ in sorted(CLASSES)}

RINGS = frozenset({CallState.RINGING, CallState.ABANDONED})
"""A call in one of these waits for somebody to speak with the caller."""

UNDO_OFFERED_S = 20.0
"""A key pressed by mistake is noticed at once; after that the caller has gone."""

UNDO_GRACE_S = 10.0
"""A press in the last second, over a slow line, was still in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One ring of the phone at a centre.

    `number` is E.164, as the exchange shows it where it is none, or empty when withheld.
    """

    id: str
    centre_id: str
    number: str
    state: CallState
    received_at: datetime
    taken_by: Person | None = None
    taken_at: datetime | None = None
    case_id: str | None = None
    classed_by: Person | None = None
    classed_at: datetime | None = None
    known: KnownCaller | None = None
    statements: tuple[Statement, ...] = ()
    """What the caller's phone said of where it is; carried into the case the call becomes."""
    links: tuple[CallerLink, ...] = ()
    caller: Caller | None = None
    where: str = ""
    what: str = ""
    """Who called, and what they said, when the call joined a case that was open already."""

    @property
    def undo_until(self) -> datetime | None:
        """Until when its class can be taken back as a slip, or None when it has none."""
        if self.state not in CLASSES or self.classed_at is None:
            return None
        return self.classed_at + timedelta(seconds=UNDO_OFFERED_S)
