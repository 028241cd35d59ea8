"""Acts on cases: open, locate, describe, take, decide, end."""

from dataclasses import replace

from dispatch.command import (
    AddNote,
    DecideCase,
    DescribeCase,
    KeepLine,
    LocateCase,
    MoveCase,
    OpenCase,
    TakeCase,
)
from dispatch.handle.act import Act, Things
from dispatch.handle.reflex import follow_reflex
from dispatch.handle.share import share, share_followers
from dispatch.policy import Target
from dispatch.refusal import Refused, must, refuse
from dispatch.store import rows, tables
from dispatch.subject import CALL, CASE, MISSION
from geo.place import Place
from geo.territory import FindingKind
from regulation import call as call_rules
from regulation import regulate
from regulation.call import Call
from regulation.case import Case, CaseState
from regulation.case_event import CaseHandedOver, CaseOpened
from regulation.decision import Decision
from regulation.person import Person
from regulation.plausible import implausible


def _settle(act: Act, place: Place, centre_id: str, *, keep_outside: bool) -> tuple[Place, str]:
    """Return the place with its region, and the centre whose territory holds it.

    Raises Refused `place_in_gambia` or `place_outside_country` unless `keep_outside`: a pin
    abroad is said so and never guessed back into the country.
    """
    if place.position is None:
        return place, centre_id
    finding = act.room.country.territories.find(place.position)
    if finding.kind is FindingKind.INSIDE and finding.centre_id and finding.region:
        return replace(place, region=finding.region.code), finding.centre_id
    if not keep_outside:
        in_gambia = finding.kind is FindingKind.GAMBIA
        raise Refused("place_in_gambia" if in_gambia else "place_outside_country")
    return replace(place, region=None), centre_id


async def open_case(act: Act, command: OpenCase) -> Things:
    """Open a case at the centre whose territory holds the place."""
    work = act.work
    by = work.authorise(Target(centres=frozenset({command.centre_id})))
    refuse(implausible(command.patient))
    place, owner = _settle(act, command.place, command.centre_id, keep_outside=command.keep_outside)
    await work.lock(frozenset({owner, command.centre_id}))
    number = await work.next_case_number(owner, work.at.year)
    event = CaseOpened(
        case_id=act.new_id(),
        number=f"{owner}-{work.at.year}-{number:06d}",
        centre_id=owner,
        caller=command.caller,
        place=place,
        what=command.what,
        patient=command.patient,
        by=by,
        at=work.at,
    )
    case = await work.record(event, by=by, new=True)
    # Whoever took the call goes on questioning, also when the place is another centre's.
    case = await share(act, case, command.centre_id, by)
    call = await _join_call(act, command.call_id, case, by)
    return {"case": case, "call": call}


async def _join_call(act: Act, call_id: str | None, case: Case, by: Person) -> Call | None:
    if call_id is None:
        return None
    call: Call = await act.work.get(CALL, call_id)
    event = must(call_rules.join(call, case.id, by=by, at=act.work.at))
    joined: Call = await act.work.record(event, by=by)
    return joined


async def _case(act: Act, case_id: str) -> tuple[Case, Person]:
    case: Case = await act.work.get(CASE, case_id)
    return case, act.work.authorise(Target(centres=case.centres))


async def locate(act: Act, command: LocateCase) -> Things:
    """Say better where it is; the case follows the place into another centre's territory."""
    work = act.work
    case, by = await _case(act, command.case_id)
    place, owner = _settle(act, command.place, case.centre_id, keep_outside=command.keep_outside)
    event = must(regulate.locate(case, place, by=by, at=work.at))
    case = await work.record(event, by=by)
    if owner != case.centre_id:
        handed = CaseHandedOver(
            case_id=case.id,
            from_centre_id=case.centre_id,
            to_centre_id=owner,
            # The centre that gives it up has the caller on the line and perhaps a unit on the way.
            case=replace(case, shared_with=(case.shared_with | {case.centre_id}) - {owner}),
            by=by,
            at=work.at,
        )
        case = await work.record(handed, by=by)
        await share_followers(act, case, owner, by)
    case, mission = await follow_reflex(act, case, by)
    return {"case": case, "mission": mission}


async def describe(act: Act, command: DescribeCase) -> Things:
    """Write down what happens, who calls, who is ill."""
    case, by = await _case(act, command.case_id)
    event = must(
        regulate.describe(
            case,
            what=command.what,
            caller=command.caller,
            patient=command.patient,
            by=by,
            at=act.work.at,
        )
    )
    return {"case": await act.work.record(event, by=by)}


async def note(act: Act, command: AddNote) -> Things:
    """Add a free note."""
    case, by = await _case(act, command.case_id)
    event = must(regulate.note(case, command.text, by=by, at=act.work.at))
    return {"case": await act.work.record(event, by=by)}


async def keep_line(act: Act, command: KeepLine) -> Things:
    """Keep the caller on the line, or let them go."""
    case, by = await _case(act, command.case_id)
    event = must(regulate.keep_line(case, on_line=command.on_line, by=by, at=act.work.at))
    return {"case": await act.work.record(event, by=by)}


async def take(act: Act, command: TakeCase) -> Things:
    """Give the case to the physician who asks."""
    case, by = await _case(act, command.case_id)
    event = must(regulate.take(case, over=command.over, by=by, at=act.work.at))
    return {"case": await act.work.record(event, by=by)}


async def decide(act: Act, command: DecideCase) -> Things:
    """Record the physician's decision; a finished case becomes active again by it."""
    work = act.work
    case, by = await _case(act, command.case_id)
    decision = Decision(
        type=command.type,
        care_level=command.care_level,
        note=command.note.strip(),
        by=by,
        at=work.at,
    )
    event = must(regulate.decide(case, decision))
    if case.state is not CaseState.ACTIF:
        back = must(regulate.move(case, CaseState.ACTIF, outcome=None, by=by, at=work.at))
        await work.record(back, by=by)
    return {"case": await work.record(event, by=by)}


async def move(act: Act, command: MoveCase) -> Things:
    """Bring the case to another state; it cannot end while a unit is still engaged on it."""
    work = act.work
    case, by = await _case(act, command.case_id)
    event = must(regulate.move(case, command.state, outcome=command.outcome, by=by, at=work.at))
    if command.state is not CaseState.ACTIF:
        active = await rows.where(
            work.connection,
            MISSION,
            tables.mission.c.case_id == case.id,
            tables.mission.c.active,
        )
        if active:
            units = ", ".join(mission.ordered.unit_name for mission in active)
            raise Refused("case_has_active_missions", units=units)
    return {"case": await work.record(event, by=by)}
