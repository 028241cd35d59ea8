"""Missions and transfer notices on the wire."""

from dispatch.mission import Mission
from dispatch.notice import MOVES, Notice, NoticeStatus
from fleet.status import MissionStatus, allowed_moves, next_move
from regulation.care_level import CareLevel
from regulation.priority import Priority
from web.view.case import PatientView
from web.view.wire import Moment, PersonView, PositionView, View


class MissionStepView(View):
    """One state reached, by the server's clock and the device's."""

    status: MissionStatus
    at: Moment
    at_device: Moment | None
    by: PersonView
    corrected: bool


class DestinationView(View):
    """The ward the patient is taken to, with the way and the number to ring."""

    ward_id: str
    name: str
    position: PositionView
    phone: str | None


class MissionView(View):
    """One unit engaged on one case."""

    id: str
    case_id: str
    case_number: str
    case_centre_id: str
    unit_id: str
    unit_name: str
    unit_centre_id: str
    status: MissionStatus
    active: bool
    reflex: bool
    priority: Priority
    eta_s: float | None
    ordered_at: Moment
    ordered_by: PersonView
    override_reason: str | None
    history: list[MissionStepView]
    destination: DestinationView | None
    cancel_reason: str | None
    allowed_moves: list[MissionStatus]
    next_move: MissionStatus | None
    correctable_to: MissionStatus | None


class NoticeStepView(View):
    """One step of a notice's life."""

    status: NoticeStatus
    at: Moment
    by: PersonView
    reason: str | None


class NoticeView(View):
    """What a ward is told, and what it answered."""

    id: str
    case_id: str
    case_number: str
    ward_id: str
    ward_name: str
    hospital_name: str
    mission_id: str | None
    unit_name: str | None
    status: NoticeStatus
    priority: Priority
    care_level: CareLevel | None
    patient: PatientView
    what: str
    needs: list[str]
    needs_one_of: list[str]
    message: str
    eta_at: Moment | None
    promised_at: Moment | None
    sent_at: Moment
    sent_by: PersonView
    expires_at: Moment
    answered_at: Moment | None
    answered_by: PersonView | None
    refusal_reason: str | None
    override_reason: str | None
    history: list[NoticeStepView]
    allowed_moves: list[NoticeStatus]


_FROM_ORDER = (
    *("case_id", "case_number", "case_centre_id", "unit_id", "unit_name", "unit_centre_id"),
    *("reflex", "priority", "eta_s", "override_reason"),
)
_FROM_MISSION = (
    *("id", "status", "active", "history", "destination"),
    *("cancel_reason", "correctable_to"),
)
_FROM_SENT = (
    *("case_id", "case_number", "ward_id", "ward_name", "hospital_name", "mission_id"),
    *("unit_name", "priority", "care_level", "patient", "what", "message", "expires_at"),
    "override_reason",
)
_ANSWERS = frozenset({NoticeStatus.ACCEPTED, NoticeStatus.REFUSED})


def mission_view(mission: Mission) -> MissionView:
    """Return a mission as it goes over the wire."""
    ordered = mission.ordered
    values = {name: getattr(ordered, name) for name in _FROM_ORDER}
    values |= {name: getattr(mission, name) for name in _FROM_MISSION}
    return MissionView.model_validate(
        values
        | {
            "ordered_at": ordered.at,
            "ordered_by": ordered.by,
            "allowed_moves": list(allowed_moves(mission.status)),
            "next_move": next_move(mission.status),
        },
        from_attributes=True,
    )


def notice_view(notice: Notice) -> NoticeView:
    """Return a notice as it goes over the wire."""
    sent = notice.sent
    answer = next((step for step in reversed(notice.history) if step.status in _ANSWERS), None)
    refused = answer is not None and answer.status is NoticeStatus.REFUSED
    values = {name: getattr(sent, name) for name in _FROM_SENT}
    return NoticeView.model_validate(
        values
        | {
            "id": notice.id,
            "status": notice.status,
            "eta_at": notice.eta_at,
            "promised_at": notice.promised_at or notice.eta_at,
            "history": list(notice.history),
            "needs": sorted(sent.needs.all_of),
            "needs_one_of": sorted(sent.needs.any_of),
            "sent_at": sent.at,
            "sent_by": sent.by,
            "answered_at": answer.at if answer else None,
            "answered_by": answer.by if answer else None,
            "refusal_reason": answer.reason if answer and refused else None,
            "allowed_moves": sorted(MOVES[notice.status]),
        },
        from_attributes=True,
    )
