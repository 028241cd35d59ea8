"""What a proposal costs beside the questions it asks of the router, on a country's whole fleet."""

import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from dispatch.bootstrap import Service, open_service
from dispatch.clock import SystemClock
from dispatch.propose import Proposal, propose
from dispatch.registry import register
from dispatch.settings import Settings
from dispatch.store import migrate
from dispatch.store.engine import open_engine, reading
from fleet.roster import FleetPlan, load_fleet
from fleet.track import Fix
from geo.country import Country
from geo.travel import Router, TravelTimes
from regulation.case import Case
from tests.bench.figure import Figure, compare, percentile_ms
from tests.bench.roads import SIDES, points
from tests.bench.service import open_case

UNITS, HOSPITALS = 1000, 100
ROUNDS = 100
P99_MS_AIM = 100.0


class _Recorder:
    """Hands questions on to the router and keeps them, to be asked again alone."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self.asked: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []

    async def many_to_one(self, *words: Any, **more: Any) -> TravelTimes:
        self.asked.append(("many_to_one", words, more))
        return await self._router.many_to_one(*words, **more)

    async def one_to_many(self, *words: Any, **more: Any) -> TravelTimes:
        self.asked.append(("one_to_many", words, more))
        return await self._router.one_to_many(*words, **more)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._router, name)


async def figures(country: Country, folder: Path, roads_file: Path) -> list[Figure]:
    """Measure on a road graph of national size with 1,000 units and 100 hospitals."""
    settings = Settings(
        database_url=f"sqlite+aiosqlite:///{folder}/fleet.sqlite", roads_file=roads_file
    )
    service = await _open(settings, country)
    try:
        case = await open_case(service, points(1, SIDES[-1], seed=3)[0])
        return await _measured(service, case)
    finally:
        await service.close()


async def _measured(service: Service, case: Case) -> list[Figure]:
    recorder = _Recorder(service.room.router)
    made = await _propose(service, case, recorder)
    assert made.units
    assert made.wards
    ours, bare = [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        await _propose(service, case, service.room.router)
        ours.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        for method, words, more in recorder.asked:
            await getattr(service.room.router, method)(*words, **more)
        bare.append((time.perf_counter() - begun) * 1000)
    what = f"the proposal by {made.router}: {UNITS} units, {HOSPITALS} hospitals"
    baseline = "its questions to the router alone"
    p99_ms = percentile_ms(ours, 99)
    return [
        compare(f"{what}, median", percentile_ms(ours, 50), baseline, percentile_ms(bare, 50), 1.5),
        compare(f"{what}, p99", p99_ms, f"the aim of {P99_MS_AIM:.0f} ms", P99_MS_AIM, 1.0),
    ]


async def _propose(service: Service, case: Case, router: Any) -> Proposal:
    room = replace(service.room, router=router)
    async with reading(service.engine) as connection:
        return await propose(connection, room, case, now=service.clock.now())


async def _open(settings: Settings, country: Country) -> Service:
    engine = open_engine(settings.database_url)
    await migrate.upgrade(engine)
    await register(engine, SystemClock(), country, _fleet())
    await engine.dispose()
    service = await open_service(settings)
    now = service.clock.now()
    for index, position in enumerate(points(UNITS, SIDES[-1], seed=11)):
        fix = Fix(unit_id=f"unit-{index}", position=position, fix_at=now, received_at=now)
        service.room.tracker.take(fix)
    return service


def _fleet() -> FleetPlan:
    """Return the packed plan, made as large as a country's: its rows repeated under new ids."""
    plan = load_fleet("senegal")
    stands = points(HOSPITALS, SIDES[-1], seed=5)
    hospitals, wards = [], []
    for index, (model, stand) in enumerate(zip(cycle(plan.hospitals), stands, strict=False)):
        hospitals.append(replace(model, id=f"hospital-{index}", position=stand))
        wards += [
            replace(ward, id=f"{index}-{ward.id}", hospital_id=f"hospital-{index}", position=stand)
            for ward in plan.wards
            if ward.hospital_id == model.id
        ]
    models = islice(cycle(plan.units), UNITS)
    units = tuple(replace(unit, id=f"unit-{index}") for index, unit in enumerate(models))
    return FleetPlan(units=units, hospitals=tuple(hospitals), wards=tuple(wards))
