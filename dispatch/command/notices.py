"""What a user can ask about transfer notices."""

from dataclasses import dataclass
from datetime import datetime

from dispatch.command.root import Command
from dispatch.notice import NoticeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class SendNotice(Command):
    """Tell a ward who is coming; another one than proposed needs `override_reason`."""

    case_id: str
    ward_id: str
    message: str
    override_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveNotice(Command):
    """The notice was delivered or opened, the patient arrived or was handed over."""

    notice_id: str
    status: NoticeStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNotice(Command):
    """The ward accepts, or refuses and says why."""

    notice_id: str
    answer: NoticeStatus
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelNotice(Command):
    """The physician withdraws a notice."""

    notice_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireNotice(Command):
    """Nobody answered in time; ordered by the service itself."""

    notice_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectEta(Command):
    """The unit is seen to come sooner or later than the ward was told; ordered by the service."""

    notice_id: str
    eta_at: datetime
