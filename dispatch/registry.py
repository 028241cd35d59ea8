"""Sets a service up: its centres, units and wards enter the journal as its first events."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch.actor import Actor, Duty
from dispatch.clock import Clock
from dispatch.journal import GENESIS
from dispatch.policy import Reading
from dispatch.store import rows, tables
from dispatch.store.engine import reading, writing
from dispatch.store.work import Work
from dispatch.subject import WARD
from fleet.roster import FleetPlan
from fleet.unit import UnitRegistered
from fleet.ward import Ward, WardRegistered
from geo.country import Country
from geo.position import Position
from geo.provenance import Provenance
from regulation.person import THE_SERVICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """How many centres, units and wards were new."""

    centres: int
    units: int
    wards: int


async def register(
    engine: AsyncEngine, clock: Clock, country: Country, fleet: FleetPlan
) -> Registered:
    """Enter the centres, units and wards that the store does not know yet."""
    async with writing(engine) as connection:
        centres = await _register_centres(connection, country)
        work = _setting_up(connection, clock, f"register-{secrets.token_hex(8)}")
        await work.lock(frozenset(centre.id for centre in country.centres))
        units = await _ids(connection, tables.unit)
        wards = await _ids(connection, tables.ward)
        new_units = [unit for unit in fleet.units if unit.id not in units]
        new_wards = [ward for ward in fleet.wards if ward.id not in wards]
        for unit in new_units:
            await work.record(UnitRegistered(unit=unit), by=THE_SERVICE, new=True)
        for ward in new_wards:
            await work.record(WardRegistered(ward=ward), by=THE_SERVICE, new=True)
    return Registered(centres=centres, units=len(new_units), wards=len(new_wards))


async def wards_of(engine: AsyncEngine, hospital_id: str | None) -> list[Ward]:
    """Return the wards of a hospital as they stand, of all hospitals for None."""
    async with reading(engine) as connection:
        wards: list[Ward] = await rows.where(connection, WARD)
    return [ward for ward in wards if hospital_id in {None, ward.hospital_id}]


async def survey(
    engine: AsyncEngine,
    clock: Clock,
    hospital_id: str,
    position: Position,
    *,
    source: str,
    verified_on: date,
) -> None:
    """Enter where a hospital stands, as somebody verified it: an event of each of its wards."""
    wards = await wards_of(engine, hospital_id)
    async with writing(engine) as connection:
        work = _setting_up(connection, clock, f"survey-{secrets.token_hex(8)}")
        await work.lock(frozenset(ward.centre_id for ward in wards))
        for known in wards:
            ward: Ward = await work.get(WARD, known.id)
            before = ward.provenance.source if ward.provenance else None
            surveyed = replace(
                ward,
                position=position,
                provenance=Provenance(
                    source=source,
                    verified_on=verified_on,
                    other=ward.position,
                    other_source=before,
                ),
            )
            await work.record(WardRegistered(ward=surveyed), by=THE_SERVICE)


def _setting_up(connection: AsyncConnection, clock: Clock, caused_by: str) -> Work:
    return Work(
        connection=connection,
        actor=Actor(id=THE_SERVICE.id, name="", duties=(Duty(role=THE_SERVICE.role),)),
        operation=Reading.REFERENCE,
        caused_by=caused_by,
        at=clock.now(),
    )


_POSTS = (("centre_id", tables.centre), ("unit_id", tables.unit), ("ward_id", tables.ward))


async def unknown_posts(engine: AsyncEngine, duties: Sequence[Duty]) -> list[str]:
    """Return the centres, units and wards of these duties that the store does not know."""
    unknown: list[str] = []
    async with reading(engine) as connection:
        for field, table in _POSTS:
            named = {getattr(duty, field) for duty in duties} - {None}
            unknown += sorted(named - await _ids(connection, table))
    return unknown


async def _register_centres(connection: AsyncConnection, country: Country) -> int:
    known = await _ids(connection, tables.centre)
    new = [centre for centre in country.centres if centre.id not in known]
    for centre in new:
        await connection.execute(
            tables.centre.insert().values(id=centre.id, last_n=0, last_hash=GENESIS)
        )
    return len(new)


async def _ids(connection: AsyncConnection, table: sa.Table) -> set[str]:
    return set((await connection.execute(sa.select(table.c.id))).scalars())
