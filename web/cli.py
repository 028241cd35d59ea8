"""The command `samu`: run the service, set it up, check it, rehearse it."""

import asyncio
import contextlib
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from dispatch.accounts import Account
from dispatch.actor import read_duty
from dispatch.bootstrap import make_store_folder
from dispatch.clock import SystemClock
from dispatch.journal import Fault
from dispatch.protocols import open_protocols
from dispatch.registry import register
from dispatch.settings import Settings
from dispatch.store import migrate
from dispatch.store.check import check_journals
from dispatch.store.engine import open_engine
from fleet.roster import load_fleet
from geo.country import load_country
from regulation.protocols.source_file import FileRefused
from web import doctor as diagnosis
from web.demo.accounts import PASSWORD as DEMO_PASSWORD
from web.demo.command import Demonstration, Unready
from web.directory.commands import caller
from web.directory.hospitals import hospital
from web.enrol import enrol
from web.explain.commands import proposal
from web.geography.commands import geo
from web.protocols.commands import protocols
from web.rehearse.cast import Logins
from web.rehearse.command import rehearse as play
from web.rehearse.report import print_timeline
from web.server import run_server
from web.terminal import language

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
db = typer.Typer(no_args_is_help=True, help="The store.")
journal = typer.Typer(no_args_is_help=True, help="The journal.")
person = typer.Typer(no_args_is_help=True, help="The persons who may sign in.")
app.add_typer(db, name="db")
app.add_typer(journal, name="journal")
app.add_typer(caller, name="caller")
app.add_typer(hospital, name="hospital")
app.add_typer(proposal, name="proposal")
app.add_typer(protocols, name="protocols")
app.add_typer(geo, name="geo")
app.add_typer(person, name="person")

_out = Console()

DEMO_FOLDER = Path("var/demo")
DEMO_SPEED = 6.0
"""A journey of an hour takes ten minutes: one can watch it and still follow."""


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
    _refuse_unsigned(settings)
    run_server(settings)


def _refuse_unsigned(settings: Settings) -> None:
    """Say in one line why the service may not start, before a server fails with many."""
    if not settings.signed_protocols_only:
        return
    engine = open_engine(settings.database_url)
    centres = tuple(centre.id for centre in load_country(settings.country).centres)
    try:
        _run(open_protocols(engine, SystemClock(), settings, centres))
    except FileRefused as refused:
        _out.print(f"{refused} (SAMU_SIGNED_PROTOCOLS_ONLY)", style="red", markup=False)
        raise typer.Exit(1) from refused


@app.command()
def demo(
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    *,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin with an empty store.")] = False,
    speed: Annotated[float, typer.Option(min=1, max=60, help="How fast time runs.")] = DEMO_SPEED,
    folder: Annotated[Path, typer.Option(help="Where its store is kept.")] = DEMO_FOLDER,
    lang: Annotated[str | None, typer.Option(help="fr or en; else by LANG.")] = None,
) -> None:
    """Run a live demonstration with invented persons, on a store of its own."""
    shown = Demonstration(folder=folder, port=port, speed=speed, fresh=fresh, lang=lang, out=_out)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            _run(shown.run())
    except Unready as unready:
        _out.print(f"[red]{unready}[/red]")
        raise typer.Exit(1) from unready
    shown.say_stopped()


@app.command()
def rehearse(
    url: Annotated[
        list[str] | None, typer.Option(help="A server; several share the roles.")
    ] = None,
    centre: Annotated[str, typer.Option(help="Centre of the demonstration accounts.")] = "KL",
    call_taker: Annotated[str | None, typer.Option(help="Login of a call-taker.")] = None,
    physician: Annotated[str | None, typer.Option(help="Login of a physician there.")] = None,
    crew: Annotated[str | None, typer.Option(help="Login of a crew.")] = None,
    ward: Annotated[str | None, typer.Option(help="Login of a ward.")] = None,
    password: Annotated[
        str, typer.Option(envvar="SAMU_REHEARSE_PASSWORD", help="Their password.")
    ] = DEMO_PASSWORD,
    lang: Annotated[str | None, typer.Option(help="fr or en; else by LANG.")] = None,
) -> None:
    """Play two calls for help from ring to closed record; exits 1 when a step fails."""
    logins = Logins(
        centre_id=centre,
        call_taker=call_taker,
        physician=physician,
        crew=crew,
        ward=ward,
        password=password,
    )
    timeline = _run(play(url or [], logins, language(lang)))
    print_timeline(_out, timeline, language(lang))
    if timeline.failures:
        raise typer.Exit(1)


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


@person.command("add")
def add_person(
    login: Annotated[str, typer.Argument(help="What they sign in with.")],
    name: Annotated[str, typer.Option(help="The name the record shows.")],
    duty: Annotated[list[str], typer.Option(help="role:post, e.g. physician:KL, crew:KL-SMUR-1.")],
    password: Annotated[
        str,
        typer.Option(
            prompt=True,
            confirmation_prompt=True,
            hide_input=True,
            envvar="SAMU_NEW_PASSWORD",
            help="At least 12 characters; asked for when not given.",
        ),
    ],
) -> None:
    """Register a person; exits 1 and changes nothing when something is not right."""
    try:
        duties = tuple(read_duty(text) for text in duty)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--duty") from error
    account = Account(
        id=SystemClock().new_id(), login=login, name=name, password=password, duties=duties
    )
    trouble = _run(enrol(Settings(), account))
    if trouble is not None:
        _out.print(trouble, style="red", markup=False)
        raise typer.Exit(1)
    _out.print(f"{login} may sign in", markup=False)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
