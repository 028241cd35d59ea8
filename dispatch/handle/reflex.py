"""The reflex departure: a P0 sends the nearest medicalised unit before anyone decides.

The only thing the software sends by itself, because the service's own rule orders it; the
physician is told at once and can call the unit back before it arrives.
"""

from dispatch.handle.act import Act
from dispatch.handle.engage import engage
from dispatch.mission import Mission
from dispatch.store import rows, tables
from dispatch.subject import MISSION
from regulation.case import Case, CaseState, ReflexState
from regulation.case_event import ReflexNoted
from regulation.person import THE_SERVICE, Person
from regulation.priority import Priority


def _is_due(case: Case) -> bool:
    return (
        case.state is CaseState.ACTIF
        and case.own_priority is Priority.P0
        and case.reflex is not ReflexState.ORDERED
        and any(assessment.result.reflex for assessment in case.assessments)
    )


async def follow_reflex(act: Act, case: Case, by: Person) -> tuple[Case, Mission | None]:
    """Order the reflex departure if it is due; say on the case why when it cannot be."""
    if not _is_due(case):
        return case, None
    ordered = await rows.where(act.work.connection, MISSION, tables.mission.c.case_id == case.id)
    if any(mission.active for mission in ordered):
        return case, None
    if case.place.position is None:
        return await _note(act, case, ReflexState.NO_PLACE), None
    for option in act.ahead.units:
        if option.can_go and option.candidate.unit.medicalised:
            mission = await engage(
                act, case, option.candidate, by=by, reflex=True, override_reason=None
            )
            if mission is not None:
                return await _note(act, case, ReflexState.ORDERED), mission
    return await _note(act, case, ReflexState.NO_UNIT), None


async def _note(act: Act, case: Case, state: ReflexState) -> Case:
    if case.reflex is state:
        return case
    event = ReflexNoted(case_id=case.id, state=state, by=THE_SERVICE, at=act.work.at)
    noted: Case = await act.work.record(event, by=THE_SERVICE)
    return noted
