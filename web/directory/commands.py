"""`samu caller`: the numbers of health posts, midwives, firemen, and who rings from them."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.settings import Settings
from dispatch.store import known_callers
from dispatch.store.engine import open_engine
from geo.country import load_country
from regulation.phone import e164
from web.directory.read_csv import CallerRefused, known_caller, read_callers

caller = typer.Typer(no_args_is_help=True, help=__doc__)

_out = Console()
_T = TypeVar("_T")


def _in_store(work: Callable[[AsyncEngine], Awaitable[_T]]) -> _T:
    async def run() -> _T:
        engine = open_engine(Settings().database_url)
        try:
            return await work(engine)
        finally:
            await engine.dispose()

    return asyncio.run(run())


def _centres() -> frozenset[str]:
    return frozenset(one.id for one in load_country(Settings().country).centres)


def _fail(what: object) -> typer.Exit:
    _out.print(str(what), style="red", markup=False)
    return typer.Exit(1)


@caller.command()
def add(
    number: str,
    name: Annotated[str, typer.Option(help="The post, as it is called.")],
    kind: Annotated[str, typer.Option("--type", help="typeAppelant, such as SANTE.SF.")],
    centre: Annotated[str, typer.Option(help="The centre it belongs to.")],
    place: Annotated[str, typer.Option(help="Where it is, as said.")] = "",
    at: Annotated[str, typer.Option(help="Latitude and longitude: 14.14,-16.07.")] = "",
) -> None:
    """Enter a number, or replace what is known of it."""
    lat, _, lon = at.partition(",")
    row = {"number": number, "name": name, "type": kind, "centre": centre, "place": place}
    try:
        known = known_caller(row | {"lat": lat.strip(), "lon": lon.strip()}, _centres())
    except CallerRefused as refused:
        raise _fail(refused) from refused
    new = _in_store(lambda engine: known_callers.save(engine, [known]))
    _out.print(f"{known.number} {known.name}: {'entered' if new else 'replaced'}", markup=False)


@caller.command("list")
def list_(
    centre: Annotated[str | None, typer.Option(help="Only this centre's.")] = None,
) -> None:
    """Show the directory."""
    callers = _in_store(lambda engine: known_callers.all_of(engine, centre))
    for one in callers:
        at = f"{one.position.lat:.5f},{one.position.lon:.5f}" if one.position else "no position"
        words = (one.centre_id, one.number, one.type.value, one.name, one.place, at)
        _out.print("  ".join(word for word in words if word), markup=False, soft_wrap=True)
    _out.print(f"{len(callers)} numbers")


@caller.command()
def remove(number: str) -> None:
    """Forget a number; calls that rang before keep what they showed."""
    known = e164(number) or number
    if not _in_store(lambda engine: known_callers.remove(engine, known)):
        raise _fail(f"{known} is not in the directory")
    _out.print(f"{known} removed", markup=False)


@caller.command("import")
def import_(file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)]) -> None:
    """Enter all numbers of a CSV file (number, name, type, centre, place, lat, lon), or none."""
    try:
        callers = read_callers(file, _centres())
    except CallerRefused as refused:
        raise _fail(refused) from refused
    new = _in_store(lambda engine: known_callers.save(engine, callers))
    _out.print(f"{new} entered, {len(callers) - new} replaced")
