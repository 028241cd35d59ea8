"""Letting another centre see a case: its unit goes, its ward receives, its territory holds it."""

from dispatch.handle.act import Act
from dispatch.mission import MissionShared
from dispatch.notice import NoticeShared
from dispatch.store import rows, tables
from dispatch.subject import CASE, MISSION, NOTICE
from regulation.case import Case
from regulation.case_event import CaseShared
from regulation.person import Person


async def share(act: Act, case: Case, centre_id: str, by: Person) -> Case:
    """Let a centre's boards see the case and all that is under way for it."""
    case = await act.work.peek(CASE, case.id)
    if centre_id in case.centres:
        return case
    event = CaseShared(case_id=case.id, with_centre_id=centre_id, case=case, by=by, at=act.work.at)
    case = await act.work.record(event, by=by)
    await share_followers(act, case, centre_id, by)
    return case


async def share_followers(act: Act, case: Case, centre_id: str, by: Person) -> None:
    """Let a centre that sees the case see its missions and notices too."""
    connection, at = act.work.connection, act.work.at
    for mission in await rows.where(connection, MISSION, tables.mission.c.case_id == case.id):
        if centre_id not in mission.centres:
            mission_shared = MissionShared(
                mission_id=mission.id,
                case_id=case.id,
                with_centre_id=centre_id,
                mission=mission,
                at=at,
            )
            await act.work.record(mission_shared, by=by)
    for notice in await rows.where(connection, NOTICE, tables.notice.c.case_id == case.id):
        if centre_id not in notice.centres:
            notice_shared = NoticeShared(
                notice_id=notice.id,
                case_id=case.id,
                with_centre_id=centre_id,
                notice=notice,
                at=at,
            )
            await act.work.record(notice_shared, by=by)
