"""Acts on cases: open, describe, take, decide, end."""

from dispatch.command import (
    AddNote,
    DecideCase,
    DescribeCase,
    KeepLine,
    MeasureVitals,
    MoveCase,
    OpenCase,
    TakeCase,
)
from dispatch.handle.act import Act, Things
from dispatch.handle.assess import assess_again
from dispatch.handle.call_backs import end_call_backs, follow_taking
from dispatch.handle.patients import follow_number, measured
from dispatch.handle.safety_net import follow_decision
from dispatch.handle.same_event import end_together, refuse_while_engaged
from dispatch.handle.settle import settle
from dispatch.handle.share import share
from dispatch.policy import Target
from dispatch.refusal import must, refuse
from dispatch.subject import CALL, CASE
from regulation import receive, regulate
from regulation.call import Call
from regulation.call_back import CallBackEnd
from regulation.case import Case, CaseState
from regulation.case_event import CaseOpened
from regulation.decision import Decision
from regulation.follow_up import seen
from regulation.person import Person
from regulation.plausible import implausible


async def open_case(act: Act, command: OpenCase) -> Things:
    """Open a case at the centre whose territory holds the place."""
    work = act.work
    by = work.authorise(Target(centres=frozenset({command.centre_id})))
    refuse(implausible(command.patient))
    call: Call | None = await work.get(CALL, command.call_id) if command.call_id else None
    settled = settle(act.room.country, command, call, by=by, at=work.at)
    owner = settled.centre_id or command.centre_id
    await work.lock(frozenset({owner, command.centre_id}))
    number = await work.next_case_number(owner, work.at.year)
    event = CaseOpened(
        case_id=act.new_id(),
        number=f"{owner}-{work.at.year}-{number:06d}",
        centre_id=owner,
        caller=command.caller,
        place=settled.place,
        what=command.what,
        patient=command.patient,
        by=by,
        at=work.at,
        heard=settled.heard,
        in_force=settled.in_force,
        ground=settled.ground,
        links=call.links if call else (),
    )
    case = await work.record(event, by=by, new=True)
    # Whoever took the call goes on questioning, also when the place is another centre's.
    case = await share(act, case, command.centre_id, by)
    case = await _known_of_patients(act, command, case, by)
    return {"case": case, "call": await _joined(act, call, case, by)}


async def _known_of_patients(act: Act, command: OpenCase, case: Case, by: Person) -> Case:
    if command.vitals is not None and not command.vitals.is_empty:
        signs = MeasureVitals(
            case_id=case.id, vitals=command.vitals, measured_by=command.measured_by
        )
        case = await measured(act, case, signs, by)
    return await follow_number(act, None, case, by)


async def _joined(act: Act, call: Call | None, case: Case, by: Person) -> Call | None:
    if call is None:
        return None
    event = must(receive.join(call, case.id, by=by, at=act.work.at))
    joined: Call = await act.work.record(event, by=by)
    return joined


async def _case(act: Act, case_id: str) -> tuple[Case, Person]:
    case: Case = await act.work.get(CASE, case_id)
    return case, act.work.authorise(Target(centres=case.centres))


async def describe(act: Act, command: DescribeCase) -> Things:
    """Write down what happens, who calls, who is ill; a known age may raise the priority."""
    before, by = await _case(act, command.case_id)
    event = must(
        regulate.describe(
            before,
            what=command.what,
            caller=command.caller,
            patient=command.patient,
            by=by,
            at=act.work.at,
        )
    )
    case = await act.work.record(event, by=by)
    case, mission = await assess_again(act, case, by)
    return {"case": await follow_number(act, before, case, by), "mission": mission}


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
    return {"case": await follow_taking(act, await act.work.record(event, by=by))}


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
    case = await work.record(event, by=by)
    return {"case": await follow_decision(act, case, command, by)}


async def move(act: Act, command: MoveCase) -> Things:
    """Bring the case to another state, and those that follow it with it.

    None of them can end while a unit is still engaged on it.
    """
    work = act.work
    case, by = await _case(act, command.case_id)
    event = must(regulate.move(case, command.state, outcome=command.outcome, by=by, at=work.at))
    if command.state is not CaseState.ACTIF:
        await refuse_while_engaged(act, case)
    if seen(command.outcome):
        await end_call_backs(act, case, CallBackEnd.SEEN, by=by)
    case = await work.record(event, by=by)
    await end_together(act, case, command.state, command.outcome, by)
    return {"case": case}
