"""Acts on where a crew found the patient: confirm it, remember it under a name, take that back."""

from dispatch.command import ConfirmScene, TeachPlace, WithdrawPlace
from dispatch.handle.act import Act, Things
from dispatch.handle.hear import hear
from dispatch.mission import Mission
from dispatch.policy import Target
from dispatch.refusal import Refused, must, refuse
from dispatch.store import rows, tables
from dispatch.subject import ALIAS, CASE, MISSION
from geo.place import Place, PlaceSource, Precision
from geo.position import Position
from regulation import locating, place_alias
from regulation.case import Case
from regulation.place_alias import AliasConfirmed, AliasTaught, PlaceAlias
from regulation.refusal import Refusal
from regulation.statement import Statement, next_number


async def confirm(act: Act, command: ConfirmScene) -> Things:
    """Take a crew's "here", which may come hours after it was said, as a statement of the case."""
    mission: Mission = await act.work.get(MISSION, command.mission_id)
    by = act.work.authorise(Target(centres=mission.centres, unit_id=mission.unit_id))
    refuse(locating.refuse_scene(command.position))
    case: Case = await act.work.get(CASE, mission.case_id)
    place = Place(
        said="", position=command.position, precision=Precision.EXACTE, source=PlaceSource.CREW
    )
    statement = Statement(
        number=next_number(case.said_where),
        place=place,
        by=by,
        at=act.work.at,
        fix_at=command.fix_at,
    )
    return await hear(act, case, statement)


async def teach(act: Act, command: TeachPlace) -> Things:
    """Remember where a crew found the patient under the words of the place."""
    case: Case = await act.work.get(CASE, command.case_id)
    by = act.work.authorise(Target(centres=case.centres))
    found = place_alias.found_position(case, command.number)
    if isinstance(found, Refusal):
        raise Refused(found.code, **found.facts)
    name = " ".join(command.name.split())
    persons = (case.patient.name, case.caller.name)
    official = act.room.country.gazetteer.knows(name)
    refuse(place_alias.refuse_name(name, persons, official=official))
    finding = act.room.country.territories.find(found)
    await act.work.lock(frozenset({finding.centre_id or case.centre_id}))
    twin = await _twin(act, name, found)
    if twin is not None:
        return {"alias": await _confirm_twin(act, twin, case, found)}
    event = AliasTaught(
        alias_id=act.new_id(),
        case_id=case.id,
        centre_id=finding.centre_id or case.centre_id,
        name=name,
        position=found,
        region=finding.region.code if finding.region else None,
        by=by,
        at=act.work.at,
    )
    return {"alias": await act.work.record(event, by=by, new=True)}


async def _twin(act: Act, name: str, found: Position) -> PlaceAlias | None:
    table = tables.place_alias
    alike: list[PlaceAlias] = await rows.where(
        act.work.connection, ALIAS, table.c.sound == place_alias.sound_of(name), table.c.active
    )
    return next((one for one in alike if place_alias.same_place(one, name, found)), None)


async def _confirm_twin(act: Act, twin: PlaceAlias, case: Case, found: Position) -> PlaceAlias:
    known: PlaceAlias = await act.work.get(ALIAS, twin.id)
    if case.id in known.case_ids:
        raise Refused("alias_known", name=known.name)
    by = act.work.authorise(Target(centres=case.centres))
    event = AliasConfirmed(
        alias_id=known.id, case_id=case.id, position=found, by=by, at=act.work.at
    )
    confirmed: PlaceAlias = await act.work.record(event, by=by)
    return confirmed


async def withdraw(act: Act, command: WithdrawPlace) -> Things:
    """Take a remembered name back; it is offered nowhere from now on."""
    alias: PlaceAlias = await act.work.get(ALIAS, command.alias_id)
    by = act.work.authorise(Target(centres=ALIAS.centres(alias)))
    event = must(place_alias.withdraw(alias, command.reason, by=by, at=act.work.at))
    return {"alias": await act.work.record(event, by=by)}
