"""Acts on the patients of a case: measure, count, sort, describe, strike."""

from dispatch.command import (
    AddCasualty,
    CountPatients,
    DescribeCasualty,
    DescribeScene,
    MeasureVitals,
    StrikeCasualty,
    StrikeVitals,
    TagCasualty,
)
from dispatch.handle.act import Act, Things
from dispatch.mission import Mission
from dispatch.policy import Target
from dispatch.refusal import must
from dispatch.store import rows, tables
from dispatch.subject import CASE, MISSION
from regulation import several
from regulation.case import Case
from regulation.casualty import FIRST, Casualty, TagGiven, VitalsTaken
from regulation.person import Person
from regulation.triage.tag import TagMethod


async def _case(act: Act, case_id: str) -> tuple[Case, Person]:
    """Return the case and who acts: the room of its centres, or a crew engaged on it."""
    case: Case = await act.work.get(CASE, case_id)
    mine = {duty.unit_id for duty in act.work.actor.duties}
    active: list[Mission] = await rows.where(
        act.work.connection,
        MISSION,
        tables.mission.c.case_id == case_id,
        tables.mission.c.active,
    )
    unit_id = next((one.unit_id for one in active if one.unit_id in mine), None)
    return case, act.work.authorise(Target(centres=case.centres, unit_id=unit_id))


async def measure(act: Act, command: MeasureVitals) -> Things:
    """Write a round of vital signs down."""
    case, by = await _case(act, command.case_id)
    return {"case": await measured(act, case, command, by)}


async def measured(act: Act, case: Case, command: MeasureVitals, by: Person) -> Case:
    """Return the case with a round of vital signs; raises Refused for what cannot be."""
    taken = VitalsTaken(
        id=act.new_id(),
        number=command.number,
        vitals=command.vitals,
        measured_at=command.measured_at or act.work.at,
        measured_by=command.measured_by.strip(),
        by=by,
        at=act.work.at,
    )
    kept: Case = await act.work.record(must(several.measure(case, taken)), by=by)
    return kept


async def strike_vitals(act: Act, command: StrikeVitals) -> Things:
    """Take a mistyped round out of the count."""
    case, by = await _case(act, command.case_id)
    event = must(
        several.strike_vitals(case, command.vitals_id, command.reason, by=by, at=act.work.at)
    )
    return {"case": await act.work.record(event, by=by)}


async def follow_number(act: Act, before: Case | None, case: Case, by: Person) -> Case:
    """List the patients one by one as soon as somebody tells that there are several.

    Only when that is news: a room that went back to a single patient is not overruled by the next
    answer.
    """
    told_before = before is not None and several.tells_several(before)
    if case.several or told_before or not several.tells_several(case):
        return case
    return await _count(act, case, yes=True, by=by)


async def count(act: Act, command: CountPatients) -> Things:
    """Make it a case of several patients or of one; the single patient becomes the first."""
    case, by = await _case(act, command.case_id)
    return {"case": await _count(act, case, yes=command.several, by=by)}


async def _count(act: Act, case: Case, *, yes: bool, by: Person) -> Case:
    work = act.work
    event = must(several.count_patients(case, several=yes, by=by, at=work.at))
    first = several.first_casualty(case) if yes else None
    case = await work.record(event, by=by)
    if first is not None:
        case = await work.record(must(several.add(case, first, by=by, at=work.at)), by=by)
    return case


async def describe_scene(act: Act, command: DescribeScene) -> Things:
    """Write down what the scene says."""
    case, by = await _case(act, command.case_id)
    event = must(several.describe_scene(case, command.scene, by=by, at=act.work.at))
    return {"case": await act.work.record(event, by=by)}


async def add(act: Act, command: AddCasualty) -> Things:
    """Count one more patient."""
    case, by = await _case(act, command.case_id)
    at = act.work.at
    told = (
        ()
        if command.tag is None
        else (TagGiven(tag=command.tag, method=TagMethod.REPORTED, by=by, at=at),)
    )
    casualty = Casualty(number=FIRST, tags=told, age_band=command.age_band, sex=command.sex)
    event = must(several.add(case, casualty, by=by, at=at))
    return {"case": await act.work.record(event, by=by)}


async def tag(act: Act, command: TagCasualty) -> Things:
    """Give a patient a colour."""
    case, by = await _case(act, command.case_id)
    given = several.given_tag(
        command.method,
        command.tag,
        command.findings,
        command.reason,
        by=by,
        at=act.work.at,
    )
    event = must(several.tag_casualty(case, command.number, given))
    return {"case": await act.work.record(event, by=by)}


async def describe(act: Act, command: DescribeCasualty) -> Things:
    """Write down what is known of a patient."""
    case, by = await _case(act, command.case_id)
    casualty = Casualty(
        number=command.number,
        age_band=command.age_band,
        sex=command.sex,
        set_priority=command.set_priority,
        state=command.state,
        note=command.note.strip(),
        destination=command.destination.strip(),
        unit=command.unit.strip(),
    )
    event = must(several.describe_casualty(case, casualty, by=by, at=act.work.at))
    return {"case": await act.work.record(event, by=by)}


async def strike(act: Act, command: StrikeCasualty) -> Things:
    """Take a patient out of the count, or back into it."""
    case, by = await _case(act, command.case_id)
    event = must(
        several.strike_casualty(case, command.number, command.reason, by=by, at=act.work.at)
    )
    return {"case": await act.work.record(event, by=by)}
