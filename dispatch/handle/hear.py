"""What a phone says of a place, a caller's or a crew's: kept, in force where no pin is."""

import contextlib

from dispatch.handle.act import Act, Things
from dispatch.handle.ground import lay
from dispatch.handle.locations import follow_place
from dispatch.refusal import Refused, must
from dispatch.subject import CASE
from regulation import locating
from regulation.case import Case
from regulation.person import THE_SERVICE
from regulation.refusal import Refusal
from regulation.statement import Statement, numbered, speaks_by_itself


async def tell_case(act: Act, case_id: str, heard: Statement) -> None:
    """Give a case what a call's phone has said, when the call proves to be about it.

    A case that takes no more statements keeps the call, where this one stays.
    """
    case: Case = await act.work.get(CASE, case_id)
    with contextlib.suppress(Refused):
        await hear(act, case, heard)


async def hear(act: Act, case: Case, heard: Statement) -> Things:
    """Add what a phone says to a case; it counts by itself while no pin is in force."""
    at, before = act.work.at, case.said_where
    place, ground = lay(act.room.country, heard.place, before)
    stated = must(
        locating.state(
            case,
            place,
            ground=ground,
            by=heard.by,
            at=heard.at,
            fix_at=heard.fix_at,
            link_id=heard.link_id,
        )
    )
    number = case.number_in_force
    chosen = None if number is None else numbered(number, before)
    case = await act.work.record(stated, by=heard.by, at_device=heard.fix_at)
    if not speaks_by_itself(stated.statement, chosen):
        return {"case": case, "call": None}
    forced = locating.put_in_force(case, stated.statement.number, by=THE_SERVICE, at=at)
    if isinstance(forced, Refusal):
        return {"case": case, "call": None}
    case = await act.work.record(forced, by=THE_SERVICE)
    case, mission = await follow_place(act, case, ground.centre_id, THE_SERVICE)
    return {"case": case, "call": None, "mission": mission}
