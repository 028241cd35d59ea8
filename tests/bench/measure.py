"""Measures the service beside a bare baseline in the same run; `make bench` runs it.

Machines are noisy, so only the ratio to the baseline means something. Results go to bench.json
and to a table on screen, met or not.
"""

import asyncio
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from dispatch import command
from dispatch.actor import Actor, Duty
from dispatch.bootstrap import Service, open_service
from dispatch.propose import propose
from dispatch.settings import Settings
from dispatch.store.engine import reading
from geo.place import Place, PlaceSource, Precision
from geo.position import Position, distance_m
from regulation.case import Case
from regulation.patient import Caller, Patient
from regulation.person import Role
from regulation.protocols.engine import evaluate, next_question
from regulation.protocols.model import Protocol
from regulation.protocols.question import UNKNOWN
from web.cli import set_up
from web.view.case import case_view

ROUNDS = 60
"""Enough for a median that holds; the whole run stays under a minute."""

ROOM = Actor(
    id="bench",
    name="Bench",
    duties=(
        Duty(role=Role.CALL_TAKER, centre_id="KL"),
        Duty(role=Role.PHYSICIAN, centre_id="KL"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: ours, the baseline's, their ratio, and the ratio aimed at."""

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float
    aim: float
    met: bool


def _median_ms(act: Callable[[], Any], rounds: int = ROUNDS) -> float:
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


async def _median_async_ms(act: Callable[[int], Awaitable[Any]], rounds: int = ROUNDS) -> float:
    times = []
    for index in range(rounds):
        begun = time.perf_counter()
        await act(index)
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def _figure(name: str, ours_ms: float, baseline: str, bare_ms: float, aim: float) -> Figure:
    ratio = ours_ms / bare_ms
    return Figure(
        name=name,
        value=round(ours_ms, 3),
        unit="ms",
        baseline=f"{baseline} ({bare_ms:.3f} ms)",
        ratio=round(ratio, 2),
        aim=aim,
        met=ratio <= aim,
    )


def _bare_commit_ms(folder: Path) -> float:
    """Return the time of one bare durable SQLite commit of one row."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE line (n INTEGER PRIMARY KEY, body TEXT)")
    body = "x" * 600

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO line (body) VALUES (?)", (body,))
        connection.execute("COMMIT")

    commit_ms = _median_ms(commit)
    connection.close()
    return commit_ms


async def _open_case(service: Service) -> Case:
    asked = command.OpenCase(
        call_id=None,
        centre_id="KL",
        caller=Caller(number="+221770000000"),
        place=Place(
            said="Ndoffane",
            position=Position(lat=13.9167, lon=-15.9333),
            precision=Precision.VILLE,
            source=PlaceSource.MAP,
        ),
        what="douleur thoracique",
        patient=Patient(),
    )
    outcome = await service.desk.do(asked, actor=ROOM, key=service.clock.new_id())
    case: Case = outcome.things["case"]
    return case


async def _command(service: Service, case: Case, folder: Path) -> Figure:
    async def act(index: int) -> None:
        asked = command.AddNote(case_id=case.id, text=f"note {index}")
        await service.desk.do(asked, actor=ROOM, key=service.clock.new_id())

    ours_ms = await _median_async_ms(act)
    return _figure(
        "a command acknowledged (SQLite)",
        ours_ms,
        "one bare durable SQLite commit",
        _bare_commit_ms(folder),
        aim=25,
    )


async def _proposal(service: Service, case: Case) -> Figure:
    async def act(_index: int) -> None:
        async with reading(service.engine) as connection:
            await propose(connection, service.room, case, now=service.clock.now())

    ours_ms = await _median_async_ms(act)
    async with reading(service.engine) as connection:
        made = await propose(connection, service.room, case, now=service.clock.now())
    assert made.units
    place = case.place.position
    assert place is not None
    points = [Position(lat=14 + i / 300, lon=-16 + i / 300) for i in range(228)]
    bare_ms = _median_ms(lambda: [distance_m(place, point) for point in points])
    return _figure(
        "the proposal: 40 units and 188 wards ranked",
        ours_ms,
        "228 bare geodesic distances",
        bare_ms,
        aim=5,
    )


async def _board(service: Service, case: Case) -> Figure:
    entries = await service.reader.entries("KL", after=0, limit=50)
    board = await service.reader.board("KL")
    event = entries[-1].event()

    def act() -> None:
        board.apply(board.n + 1, event)
        case_view(board.things["case"][case.id]).model_dump_json()

    ours_ms = _median_ms(act)
    plain = json.loads(case_view(board.things["case"][case.id]).model_dump_json())
    return _figure(
        "one event applied and encoded for all boards",
        ours_ms,
        "json.dumps of the same view",
        _median_ms(lambda: json.dumps(plain)),
        aim=15,
    )


def _triage(service: Service) -> Figure:
    protocol = service.room.protocols.everywhere.get("CHEST-PAIN")
    answers = {"state": "sweating", "speech": "sentences", "pain": "tight", "spread": "yes"}
    return _figure(
        "a protocol's answers graded",
        _median_ms(lambda: evaluate(protocol, answers), rounds=500),
        "json.dumps of the answers",
        _median_ms(lambda: json.dumps(answers), rounds=500),
        aim=100,
    )


def _library(service: Service) -> list[Figure]:
    """Grade a whole questioning of every protocol; the slowest one is named."""
    library = service.room.protocols.everywhere
    each = {name: _graded_ms(protocol) for name, protocol in library.protocols.items()}
    answers = {f"question_{i}": UNKNOWN for i in range(8)}
    bare_ms = _median_ms(lambda: json.dumps(answers), rounds=500)
    slowest = max(each, key=lambda name: each[name])
    mean_ms = statistics.fmean(each.values())
    a_second = round(1000 / mean_ms)
    baseline = "json.dumps of eight answers"
    return [
        _figure(
            f"{len(each)} protocols graded, {a_second} a second", mean_ms, baseline, bare_ms, 60
        ),
        _figure(f"the slowest protocol, {slowest}", each[slowest], baseline, bare_ms, 100),
    ]


def _graded_ms(protocol: Protocol) -> float:
    answers: dict[str, str] = {}
    while (asked := next_question(protocol, answers)) is not None:
        answers[asked] = UNKNOWN
    return _median_ms(lambda: evaluate(protocol, answers), rounds=200)


async def measure() -> list[Figure]:
    """Measure everything on a store of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(database_url=f"sqlite+aiosqlite:///{folder}/samu.sqlite")
        await set_up(settings)
        service = await open_service(settings)
        try:
            case = await _open_case(service)
            return [
                await _command(service, case, folder),
                await _proposal(service, case),
                await _board(service, case),
                _triage(service),
                *_library(service),
            ]
        finally:
            await service.close()


def main() -> None:
    """Measure, write bench.json, show the table."""
    figures = asyncio.run(measure())
    Path("bench.json").write_text(json.dumps([asdict(f) for f in figures], indent=1) + "\n")
    table = Table("figure", "value", "baseline in the same run", "ratio", "aim", "met")
    for f in figures:
        met = "yes" if f.met else "NO"
        table.add_row(
            f.name, f"{f.value} {f.unit}", f.baseline, f"{f.ratio} x", f"≤ {f.aim} x", met
        )
    Console().print(table)


if __name__ == "__main__":
    main()
