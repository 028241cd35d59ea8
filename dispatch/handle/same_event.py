"""Acts on several cases of one event: tie them, part them, and end them together."""

from dispatch.command import PartCase, TieCases
from dispatch.handle.act import Act, Things
from dispatch.handle.call_backs import end_call_backs
from dispatch.policy import Target
from dispatch.refusal import Refused
from dispatch.store import rows, tables
from dispatch.subject import CASE, MISSION
from regulation import regulate, same_event
from regulation.call_back import CallBackEnd
from regulation.case import Case, CaseState, Outcome
from regulation.follow_up import seen
from regulation.person import THE_SERVICE, Person
from regulation.refusal import Refusal


async def _case(act: Act, case_id: str) -> tuple[Case, Person]:
    case: Case = await act.work.get(CASE, case_id)
    return case, act.work.authorise(Target(centres=case.centres))


async def _first_of(act: Act, case: Case) -> Case:
    """Return the case that stands for the whole event: itself, or the one it follows."""
    if case.same_event_as is None:
        return case
    first, _ = await _case(act, case.same_event_as.case_id)
    return first


async def tie(act: Act, command: TieCases) -> Things:
    """Let the later case follow the first; cases that follow already bring their first along."""
    one, by = await _case(act, command.case_id)
    other, _ = await _case(act, command.with_case_id)
    first, later = same_event.first_and_later(
        await _first_of(act, one), await _first_of(act, other)
    )
    events = same_event.tie(first, later, by=by, at=act.work.at)
    if isinstance(events, Refusal):
        raise Refused(events.code, **events.facts)
    followed, gathered = events
    later = await act.work.record(followed, by=by)
    first = await act.work.record(gathered, by=by)
    return {"case": first if one.id == first.id else later}


async def part(act: Act, command: PartCase) -> Things:
    """Let a case stand by itself again; it is before the physicians as it was."""
    later, by = await _case(act, command.case_id)
    first = await _first_of(act, later)
    events = same_event.part(first, later, by=by, at=act.work.at)
    if isinstance(events, Refusal):
        raise Refused(events.code, **events.facts)
    parted, released = events
    await act.work.record(released, by=by)
    return {"case": await act.work.record(parted, by=by)}


async def tell_firsts(act: Act) -> None:
    """Let the first case of an event be as urgent as what was just learnt of its others.

    Done after every act, because whatever is written about a case may make it more urgent.
    """
    for kind, case_id in sorted(act.work.changed):
        if kind != CASE.name:
            continue
        case: Case = await act.work.peek(CASE, case_id)
        if case.same_event_as is not None:
            await _tell_first(act, case, case.same_event_as.case_id)


async def _tell_first(act: Act, case: Case, first_id: str) -> None:
    first: Case = await act.work.get(CASE, first_id)
    news = same_event.news_for_first(first, case, by=THE_SERVICE, at=act.work.at)
    if news is not None:
        await act.work.record(news, by=THE_SERVICE)


async def end_together(
    act: Act, first: Case, to: CaseState, outcome: Outcome | None, by: Person
) -> None:
    """Bring the cases that follow this one to the same end, as far as they stand before it.

    Raises Refused `case_has_active_missions` while a unit is engaged on one of them.
    """
    if to is CaseState.ACTIF:
        return
    for known in first.gathers:
        later: Case = await act.work.get(CASE, known.case_id)
        event = regulate.move(later, to, outcome=outcome, by=by, at=act.work.at)
        if not isinstance(event, Refusal):
            await refuse_while_engaged(act, later)
            if seen(outcome):
                await end_call_backs(act, later, CallBackEnd.SEEN, by=by)
            await act.work.record(event, by=by)


async def refuse_while_engaged(act: Act, case: Case) -> None:
    """Raise Refused `case_has_active_missions` while a unit is engaged on the case."""
    mission = tables.mission.c
    active = await rows.where(
        act.work.connection, MISSION, mission.case_id == case.id, mission.active
    )
    if active:
        units = ", ".join(each.ordered.unit_name for each in active)
        raise Refused("case_has_active_missions", units=units)
