"""Acts on transfer notices: send, step, answer, withdraw, expire."""

from collections.abc import Sequence
from datetime import timedelta

from dispatch import notice as rules
from dispatch.arrival import eta_at
from dispatch.command import (
    AnswerNotice,
    CancelNotice,
    CorrectEta,
    ExpireNotice,
    MoveNotice,
    SendNotice,
)
from dispatch.eta.expected import is_news_to_ward
from dispatch.handle.act import Act, Things
from dispatch.handle.keep import keep
from dispatch.handle.share import share
from dispatch.mission import Destination, Mission, MissionDestined
from dispatch.needs import needs_of
from dispatch.notice import (
    ANSWER_EXPECTED_S,
    WARD_BUSY,
    Notice,
    NoticeEtaChanged,
    NoticeSent,
    NoticeStatus,
)
from dispatch.orient import WardOption
from dispatch.policy import Target
from dispatch.proposal.stored import Occasion
from dispatch.refusal import Refused, must
from dispatch.store import rows, tables
from dispatch.subject import CASE, MISSION, NOTICE, WARD
from fleet.ward import Ward
from regulation.case import Case, CaseState
from regulation.person import Person

_STEPS = frozenset(
    {
        NoticeStatus.DELIVERED,
        NoticeStatus.OPENED,
        NoticeStatus.ARRIVED,
        NoticeStatus.HANDED_OVER,
    }
)
_ANSWERS = frozenset({NoticeStatus.ACCEPTED, NoticeStatus.REFUSED})


async def send(act: Act, command: SendNotice) -> Things:
    """Tell a ward who is coming; another one than proposed needs a reason."""
    work = act.work
    case: Case = await work.get(CASE, command.case_id)
    by = work.authorise(Target(centres=case.centres))
    if case.state is not CaseState.ACTIF:
        raise Refused("case_not_active", state=case.state)
    if not case.decisions:
        raise Refused("no_decision_yet")
    ward: Ward = await work.peek(WARD, command.ward_id)
    await work.lock(frozenset({ward.centre_id}) | case.centres)
    await _refuse_second(act, case, ward)
    option = next((o for o in act.ahead.wards if o.candidate.ward.id == ward.id), None)
    reason = _override(act.ahead.wards, ward, command.override_reason)
    await share(act, case, ward.centre_id, by)
    event = await _sent(act, case, ward, option, command.message, reason, by)
    return {"notice": await work.record(event, by=by, new=True)}


async def _refuse_second(act: Act, case: Case, ward: Ward) -> None:
    for notice in await _of_case(act, case.id):
        if notice.ward_id == ward.id and notice.status in WARD_BUSY:
            raise Refused("ward_already_asked", ward=ward.name, state=notice.status)


def _override(options: Sequence[WardOption], ward: Ward, reason: str | None) -> str | None:
    stated = (reason or "").strip() or None
    proposed = next((o.candidate.ward for o in options if o.proposed), None)
    if proposed is None or proposed.id == ward.id or stated is not None:
        return stated
    raise Refused("override_needs_reason", proposed=f"{proposed.hospital_name}, {proposed.name}")


async def _active_mission(act: Act, case_id: str) -> Mission | None:
    active = await rows.where(
        act.work.connection,
        MISSION,
        tables.mission.c.case_id == case_id,
        tables.mission.c.active,
    )
    return active[0] if active else None


async def _of_case(act: Act, case_id: str) -> list[Notice]:
    return await rows.where(act.work.connection, NOTICE, tables.notice.c.case_id == case_id)


async def _sent(
    act: Act,
    case: Case,
    ward: Ward,
    option: WardOption | None,
    message: str,
    reason: str | None,
    by: Person,
) -> NoticeSent:
    mission = await _active_mission(act, case.id)
    travel = option.candidate.travel if option else None
    at = act.work.at
    kept = await keep(act, case, Occasion.NOTIFIED, ward.id)
    return NoticeSent(
        notice_id=act.new_id(),
        case_id=case.id,
        case_number=case.number,
        ward_id=ward.id,
        ward_name=ward.name,
        hospital_name=ward.hospital_name,
        centres=frozenset({case.centre_id, ward.centre_id}),
        mission_id=mission.id if mission else None,
        unit_name=mission.ordered.unit_name if mission else None,
        priority=case.priority,
        care_level=case.decisions[-1].care_level,
        patient=case.patient,
        what=case.what,
        needs=needs_of(case),
        message=message.strip(),
        eta_at=eta_at(mission, travel.duration_s, at) if travel else None,
        expires_at=at + timedelta(seconds=ANSWER_EXPECTED_S),
        override_reason=reason,
        by=by,
        at=at,
        proposal_id=kept.id if kept else None,
        proposal_sha256=kept.sha256 if kept else None,
    )


async def _notice(act: Act, notice_id: str) -> tuple[Notice, Person]:
    notice: Notice = await act.work.get(NOTICE, notice_id)
    by = act.work.authorise(Target(centres=notice.centres, ward_id=notice.ward_id))
    return notice, by


async def _move(
    act: Act, notice: Notice, to: NoticeStatus, reason: str | None, by: Person
) -> Notice:
    event = must(rules.move(notice, to, reason=reason, by=by, at=act.work.at))
    moved: Notice = await act.work.record(event, by=by)
    return moved


async def step(act: Act, command: MoveNotice) -> Things:
    """Note that the notice was delivered or opened, the patient arrived or was handed over."""
    notice, by = await _notice(act, command.notice_id)
    if command.status not in _STEPS:
        raise Refused("notice_step_unknown", to=command.status)
    return {"notice": await _move(act, notice, command.status, None, by)}


async def answer(act: Act, command: AnswerNotice) -> Things:
    """Record the ward's yes or no; a yes tells the crew where to go."""
    notice, by = await _notice(act, command.notice_id)
    if command.answer not in _ANSWERS:
        raise Refused("notice_step_unknown", to=command.answer)
    notice = await _move(act, notice, command.answer, command.reason, by)
    if command.answer is NoticeStatus.ACCEPTED:
        await _tell_crews(act, notice, await _destination(act, notice), by)
    return {"notice": notice}


async def _destination(act: Act, notice: Notice) -> Destination:
    ward: Ward = await act.work.peek(WARD, notice.ward_id)
    return Destination(
        ward_id=ward.id,
        name=f"{ward.hospital_name}, {ward.name}",
        position=ward.position,
        phone=ward.phone,
    )


async def _tell_crews(
    act: Act, notice: Notice, destination: Destination | None, by: Person
) -> None:
    """Tell every unit engaged on the case where to go, or that the place it had is gone."""
    active: list[Mission] = await rows.where(
        act.work.connection,
        MISSION,
        tables.mission.c.case_id == notice.case_id,
        tables.mission.c.active,
    )
    for mission in active:
        if destination is None and mission.destination_ward_id != notice.ward_id:
            continue
        await act.work.get(MISSION, mission.id)
        event = MissionDestined(
            mission_id=mission.id,
            case_id=notice.case_id,
            destination=destination,
            at=act.work.at,
        )
        await act.work.record(event, by=by)


async def withdraw(act: Act, command: CancelNotice) -> Things:
    """Take a notice back; the ward is told why, and a crew on its way there learns of it."""
    notice, by = await _notice(act, command.notice_id)
    notice = await _move(act, notice, NoticeStatus.CANCELLED, command.reason, by)
    await _tell_crews(act, notice, None, by)
    return {"notice": notice}


async def expire(act: Act, command: ExpireNotice) -> Things:
    """Note that nobody answered in time: the room must ring the ward."""
    notice, by = await _notice(act, command.notice_id)
    return {"notice": await _move(act, notice, NoticeStatus.EXPIRED, None, by)}


async def correct_eta(act: Act, command: CorrectEta) -> Things:
    """Tell the ward that the unit comes sooner or later than it was told.

    Another process may have told it meanwhile, or the unit may be there: then nothing is new.
    """
    notice, by = await _notice(act, command.notice_id)
    is_coming = notice.status in WARD_BUSY and notice.status is not NoticeStatus.ARRIVED
    if not is_coming or not is_news_to_ward(notice.eta_at, command.eta_at):
        return {"notice": notice}
    event = NoticeEtaChanged(
        notice_id=notice.id,
        case_id=notice.case_id,
        eta_at=command.eta_at,
        on_the_way=True,
        at=act.work.at,
    )
    return {"notice": await act.work.record(event, by=by)}
