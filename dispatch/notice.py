"""The transfer notice: what a ward is told, and what it answers.

    SENT ─▶ DELIVERED ─▶ OPENED ─▶ ACCEPTED ─▶ ARRIVED ─▶ HANDED_OVER
      │         │           ├────▶ REFUSED
      └─────────┴───────────┴────▶ EXPIRED ─▶ ACCEPTED │ REFUSED (a late answer still counts)

Any notice whose patient has not arrived can be CANCELLED by the physician.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from dispatch.needs import Needs
from regulation.care_level import CareLevel
from regulation.patient import Patient
from regulation.person import Person
from regulation.priority import Priority
from regulation.refusal import Refusal

ANSWER_EXPECTED_S = 180.0
"""A ward that has not answered in three minutes is rung by telephone: finding a bed takes longer
than driving, so silence must cost minutes and not the journey. To be set by the service."""


class NoticeStatus(StrEnum):
    """Where one notice stands."""

    SENT = "SENT"
    DELIVERED = "DELIVERED"
    OPENED = "OPENED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    EXPIRED = "EXPIRED"
    CANCELLED = "CANCELLED"
    ARRIVED = "ARRIVED"
    HANDED_OVER = "HANDED_OVER"


_S = NoticeStatus

MOVES: dict[NoticeStatus, frozenset[NoticeStatus]] = {
    _S.SENT: frozenset(
        {_S.DELIVERED, _S.OPENED, _S.ACCEPTED, _S.REFUSED, _S.EXPIRED, _S.CANCELLED}
    ),
    _S.DELIVERED: frozenset({_S.OPENED, _S.ACCEPTED, _S.REFUSED, _S.EXPIRED, _S.CANCELLED}),
    _S.OPENED: frozenset({_S.ACCEPTED, _S.REFUSED, _S.EXPIRED, _S.CANCELLED}),
    _S.EXPIRED: frozenset({_S.ACCEPTED, _S.REFUSED, _S.CANCELLED}),
    _S.ACCEPTED: frozenset({_S.ARRIVED, _S.HANDED_OVER, _S.CANCELLED}),
    _S.ARRIVED: frozenset({_S.HANDED_OVER}),
    _S.REFUSED: frozenset(),
    _S.CANCELLED: frozenset(),
    _S.HANDED_OVER: frozenset(),
}

AWAITING_ANSWER = frozenset({_S.SENT, _S.DELIVERED, _S.OPENED})
"""The ward has not said yes or no, and still has time."""

WARD_BUSY = AWAITING_ANSWER | {_S.ACCEPTED, _S.ARRIVED}
"""A second notice for the same case to the same ward makes no sense in these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeStep:
    """One step of a notice's life."""

    status: NoticeStatus
    at: datetime
    by: Person
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSent:
    """The physician tells a ward who is coming and asks whether it receives."""

    notice_id: str
    case_id: str
    case_number: str
    ward_id: str
    ward_name: str
    hospital_name: str
    centres: frozenset[str]
    mission_id: str | None
    unit_name: str | None
    priority: Priority
    care_level: CareLevel | None
    patient: Patient
    what: str
    needs: Needs
    message: str
    eta_at: datetime | None
    expires_at: datetime
    override_reason: str | None
    by: Person
    at: datetime
    proposal_id: str | None = None
    """The proposal as it stood at this moment; None for notices sent before they were kept."""
    proposal_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMoved:
    """The notice reached another step: delivered, opened, answered, expired, arrived ..."""

    notice_id: str
    case_id: str
    status: NoticeStatus
    reason: str | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeEtaChanged:
    """The expected arrival at the ward changed."""

    notice_id: str
    case_id: str
    eta_at: datetime
    at: datetime
    on_the_way: bool = False
    """Whether a promise was corrected as the unit drove; else it is the promise itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice as its events have made it."""

    id: str
    sent: NoticeSent
    status: NoticeStatus
    eta_at: datetime | None
    history: tuple[NoticeStep, ...]
    shared_with: frozenset[str] = frozenset()
    promised_at: datetime | None = None
    """The arrival as first told; it stays when the way corrects ``eta_at``."""

    @property
    def case_id(self) -> str:
        """The case it speaks of."""
        return self.sent.case_id

    @property
    def ward_id(self) -> str:
        """The ward it speaks to."""
        return self.sent.ward_id

    @property
    def centres(self) -> frozenset[str]:
        """The centres whose boards show it: the case's, the ward's, and those let in later."""
        return self.sent.centres | self.shared_with


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeShared:
    """A centre that takes part in the case from now on sees the notice.

    Carries the whole notice, because that centre has none of its earlier events.
    """

    notice_id: str
    case_id: str
    with_centre_id: str
    notice: Notice
    at: datetime


NoticeEvent = NoticeSent | NoticeMoved | NoticeEtaChanged | NoticeShared


def move(
    notice: Notice, to: NoticeStatus, *, reason: str | None, by: Person, at: datetime
) -> NoticeMoved | Refusal:
    """Bring a notice one step on; a refusal must say why."""
    allowed = MOVES[notice.status]
    if to not in allowed:
        return Refusal(
            code="notice_move_not_allowed",
            facts={
                "state": notice.status,
                "to": to,
                "allowed": ", ".join(sorted(allowed)) or "-",
            },
        )
    if to is NoticeStatus.REFUSED and not (reason or "").strip():
        return Refusal(code="refusal_needs_reason")
    return NoticeMoved(
        notice_id=notice.id, case_id=notice.case_id, status=to, reason=reason, by=by, at=at
    )


def evolve(notice: Notice | None, event: NoticeEvent) -> Notice:
    """Return the notice as it stands after `event`."""
    if isinstance(event, NoticeSent):
        first = NoticeStep(status=NoticeStatus.SENT, at=event.at, by=event.by)
        return Notice(
            id=event.notice_id,
            sent=event,
            status=NoticeStatus.SENT,
            eta_at=event.eta_at,
            history=(first,),
            promised_at=event.eta_at,
        )
    if isinstance(event, NoticeShared):
        shared_with = event.notice.shared_with | {event.with_centre_id}
        return replace(event.notice, shared_with=shared_with)
    if notice is None:
        msg = f"{type(event).__name__} before NoticeSent"
        raise AssertionError(msg)
    match event:
        case NoticeMoved():
            step = NoticeStep(status=event.status, at=event.at, by=event.by, reason=event.reason)
            return replace(notice, status=event.status, history=(*notice.history, step))
        case NoticeEtaChanged():
            promised_at = notice.promised_at or notice.eta_at if event.on_the_way else event.eta_at
            return replace(notice, eta_at=event.eta_at, promised_at=promised_at)
        case _:
            assert_never(event)
