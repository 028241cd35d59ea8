"""The command `samu`: run the service, set it up, check it, rehearse it."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console

from dispatch.bootstrap import make_store_folder
from dispatch.clock import SystemClock
from dispatch.journal import Fault
from dispatch.registry import register
from dispatch.settings import Settings
from dispatch.store import migrate
from dispatch.store.check import check_journals
from dispatch.store.engine import open_engine
from fleet.roster import load_fleet
from geo.country import load_country
from regulation.protocols.check import check_library
from regulation.protocols.library import load_library
from web import doctor as diagnosis
from web.server import run_server

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
db = typer.Typer(no_args_is_help=True, help="The store.")
journal = typer.Typer(no_args_is_help=True, help="The journal.")
protocols = typer.Typer(no_args_is_help=True, help="The protocols.")
app.add_typer(db, name="db")
app.add_typer(journal, name="journal")
app.add_typer(protocols, name="protocols")

_out = Console()


async def set_up(settings: Settings) -> None:
    """Bring the store to this version and register centres, units and wards it lacks."""
    make_store_folder(settings.database_url)
    engine = open_engine(settings.database_url)
    try:
        await migrate.upgrade(engine)
        country, fleet = load_country(settings.country), load_fleet(settings.country)
        await register(engine, SystemClock(), country, fleet)
    finally:
        await engine.dispose()


def _run(work: Coroutine[Any, Any, Any]) -> Any:  # noqa: ANN401 - the work decides
    return asyncio.run(work)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Run the service; brings the store to this version first."""
    settings = Settings()
    given = {"host": host or settings.host, "port": settings.port if port is None else port}
    settings = settings.model_copy(update=given)
    _run(set_up(settings))
    run_server(settings)


@app.command()
def doctor() -> None:
    """Say what is configured, reachable and stale."""
    findings = _run(diagnosis.examine(Settings()))
    for finding in findings:
        _out.print(str(finding), markup=False, highlight=False)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


@db.command("upgrade")
def upgrade() -> None:
    """Bring the store to this version's shape and register what it lacks."""
    settings = Settings()
    _run(set_up(settings))
    _out.print(f"store at version {migrate.newest_version()}")


@journal.command("verify")
def verify() -> None:
    """Prove that no journal entry was removed, changed or swapped."""
    engine = open_engine(Settings().database_url)
    checked, faults = _run(check_journals(engine))
    for centre_id, count in checked.items():
        _out.print(f"{centre_id}: {count} entries")
    _tell_faults(faults)


def _tell_faults(faults: list[Fault]) -> None:
    for fault in faults:
        _out.print(f"[red]{fault}[/red]")
    if faults:
        raise typer.Exit(1)
    _out.print("the journal proves itself")


@protocols.command("check")
def check_protocols() -> None:
    """Check every protocol of the library; exits 1 when one fails."""
    library = load_library(Settings().protocols_folder)
    findings = check_library(library, datetime.now(UTC).date())
    for finding in findings:
        _out.print(str(finding), markup=False, highlight=False)
    if findings:
        raise typer.Exit(1)
    _out.print(f"{len(library.protocols)} protocols, no finding")


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
