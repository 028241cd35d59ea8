"""What the running service costs: a command, an event on its way to the boards."""

import json
import sqlite3
from pathlib import Path

from dispatch import command
from dispatch.actor import Actor, Duty
from dispatch.bootstrap import Service
from geo.place import Place, PlaceSource, Precision
from geo.position import Position
from regulation.case import Case
from regulation.patient import Caller, Patient
from regulation.person import Role
from tests.bench.figure import Figure, compare, median_async_ms, median_ms
from web.view.case import case_view

ROOM = Actor(
    id="bench",
    name="Bench",
    duties=(
        Duty(role=Role.CALL_TAKER, centre_id="KL"),
        Duty(role=Role.PHYSICIAN, centre_id="KL"),
    ),
)


NDOFFANE = Position(lat=13.9167, lon=-15.9333)


async def figures(service: Service, folder: Path) -> list[Figure]:
    """Measure a command and an event of one case."""
    case = await open_case(service)
    return [await _command(service, case, folder), await _board(service, case)]


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

    commit_ms = median_ms(commit)
    connection.close()
    return commit_ms


async def open_case(service: Service, at: Position = NDOFFANE) -> Case:
    asked = command.OpenCase(
        call_id=None,
        centre_id="KL",
        caller=Caller(number="+221770000000"),
        place=Place(
            said="Ndoffane",
            position=at,
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

    ours_ms = await median_async_ms(act)
    return compare(
        "a command acknowledged (SQLite)",
        ours_ms,
        "one bare durable SQLite commit",
        _bare_commit_ms(folder),
        aim=25,
    )


async def _board(service: Service, case: Case) -> Figure:
    entries = await service.reader.entries("KL", after=0, limit=50)
    board = await service.reader.board("KL")
    event = entries[-1].event()

    def act() -> None:
        board.apply(board.n + 1, event)
        case_view(board.things["case"][case.id]).model_dump_json()

    ours_ms = median_ms(act)
    plain = json.loads(case_view(board.things["case"][case.id]).model_dump_json())
    return compare(
        "one event applied and encoded for all boards",
        ours_ms,
        "json.dumps of the same view",
        median_ms(lambda: json.dumps(plain)),
        aim=15,
    )
