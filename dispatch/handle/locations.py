"""Acts on where a case is: locate it, hear one more source, choose which one counts."""

from dataclasses import replace

from dispatch.command import LocateCase, PutLocationInForce, StateLocation
from dispatch.handle.act import Act, Things
from dispatch.handle.ground import lay, refuse_abroad
from dispatch.handle.reflex import follow_reflex
from dispatch.handle.share import share_followers
from dispatch.mission import Mission
from dispatch.policy import Target
from dispatch.refusal import must
from dispatch.subject import CASE
from regulation import locating
from regulation.case import Case
from regulation.case_event import CaseHandedOver
from regulation.person import Person
from regulation.statement import numbered


async def _case(act: Act, case_id: str) -> tuple[Case, Person]:
    case: Case = await act.work.get(CASE, case_id)
    return case, act.work.authorise(Target(centres=case.centres))


async def locate(act: Act, command: LocateCase) -> Things:
    """Say better where it is, and let that count."""
    case, by = await _case(act, command.case_id)
    country = act.room.country
    place, ground = lay(country, command.place, case.said_where)
    refuse_abroad(country, place, ground, keep_outside=command.keep_outside)
    event = must(locating.locate(case, place, ground=ground, by=by, at=act.work.at))
    case = await act.work.record(event, by=by)
    return await _told(act, case, ground.centre_id, by)


async def state(act: Act, command: StateLocation) -> Things:
    """Write down what one more source says; a place abroad is kept, and said to be abroad."""
    case, by = await _case(act, command.case_id)
    place, ground = lay(act.room.country, command.place, case.said_where)
    event = must(locating.state(case, place, ground=ground, by=by, at=act.work.at))
    return {"case": await act.work.record(event, by=by), "mission": None}


async def put_in_force(act: Act, command: PutLocationInForce) -> Things:
    """Let another statement count; the case follows it into another centre's territory."""
    case, by = await _case(act, command.case_id)
    event = must(locating.put_in_force(case, command.number, by=by, at=act.work.at))
    chosen = numbered(command.number, case.said_where)
    assert chosen is not None, "the rule has found it"  # noqa: S101
    # Laid again: statements of before this was kept do not say where they lie.
    place, ground = lay(act.room.country, chosen.place)
    refuse_abroad(act.room.country, place, ground, keep_outside=command.keep_outside)
    case = await act.work.record(event, by=by)
    return await _told(act, case, ground.centre_id, by)


async def _told(act: Act, case: Case, owner: str | None, by: Person) -> Things:
    case, mission = await follow_place(act, case, owner, by)
    return {"case": case, "mission": mission}


async def follow_place(
    act: Act, case: Case, owner: str | None, by: Person
) -> tuple[Case, Mission | None]:
    """Let the case go where its place lies, and the reflex departure that waited for a place."""
    if owner is not None and owner != case.centre_id:
        handed = CaseHandedOver(
            case_id=case.id,
            from_centre_id=case.centre_id,
            to_centre_id=owner,
            # The centre that gives it up has the caller on the line and perhaps a unit on the way.
            case=replace(case, shared_with=(case.shared_with | {case.centre_id}) - {owner}),
            by=by,
            at=act.work.at,
        )
        case = await act.work.record(handed, by=by)
        await share_followers(act, case, owner, by)
    return await follow_reflex(act, case, by)
