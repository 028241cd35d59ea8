"""`samu hospital`: where the hospitals stand, who says so, and entering a surveyed point."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.clock import SystemClock
from dispatch.registry import survey, wards_of
from dispatch.settings import Settings
from dispatch.store.engine import open_engine
from fleet.ward import Ward
from geo.country import load_country
from geo.position import InvalidPosition, Position
from geo.provenance import Trust
from geo.saying.coordinates import parse_coordinates
from web.terminal import Language, Line, language

hospital = typer.Typer(no_args_is_help=True, help=__doc__)

_out = Console()
_T = TypeVar("_T")


class _Words(Line):
    """What is said on the terminal."""

    ID = ("code", "id")
    NAME = ("hôpital", "hospital")
    POSITION = ("position", "position")
    TRUST = ("confiance", "trust")
    VERIFIED = ("vérifiée le {on}", "verified on {on}")
    AGREED = ("deux sources concordent", "two sources agree")
    SINGLE = ("une seule source", "one source only")
    DISPUTED = (
        "NON VÉRIFIÉE : deux sources à {km} km l'une de l'autre",
        "NOT VERIFIED: two sources {km} km apart",
    )
    UNKNOWN = (
        "Aucun hôpital n'a le code {id}. Voyez « samu hospital list ».",
        "No hospital has the id {id}. See `samu hospital list`.",
    )
    NOT_A_POINT = (
        "« {words} » n'est pas une position. Écrivez par exemple 14.14074,-16.07556.",
        "“{words}” is no position. Write for example 14.14074,-16.07556.",
    )
    ELSEWHERE = (
        (
            "Ce point n'est pas dans la région de l'hôpital ({region}). Latitude et longitude "
            "inversées ? Sinon ajoutez --anywhere."
        ),
        (
            "This point is not in the hospital's region ({region}). Latitude and longitude "
            "exchanged? If it is right, add --anywhere."
        ),
    )
    DONE = (
        "{name} : {lat:.5f}, {lon:.5f}, vérifiée le {on} ({wards} services)",
        "{name}: {lat:.5f}, {lon:.5f}, verified on {on} ({wards} wards)",
    )


@hospital.command("list")
def list_hospitals(
    *,
    disputed: Annotated[bool, typer.Option(help="Only those to survey first.")] = False,
    lang: Annotated[str | None, typer.Option(help="fr or en; else by LANG.")] = None,
) -> None:
    """List the hospitals with their positions and how far each may be trusted."""
    said = language(lang)
    houses = {ward.hospital_id: ward for ward in _in_store(lambda engine: wards_of(engine, None))}
    words = (_Words.ID, _Words.NAME, _Words.POSITION, _Words.TRUST)
    table = Table(*(each.text(said) for each in words))
    for id_, ward in sorted(houses.items()):
        if not disputed or ward.trust is Trust.DISPUTED:
            at = f"{ward.position.lat:.5f}, {ward.position.lon:.5f}"
            table.add_row(id_, ward.hospital_name, at, _trust(ward, said))
    _out.print(table)


@hospital.command("survey", context_settings={"ignore_unknown_options": True})  # -16.07,14.14
def survey_hospital(
    hospital_id: str,
    at: Annotated[str, typer.Argument(help="Latitude and longitude: 14.14074,-16.07556.")],
    source: Annotated[str, typer.Option(help="Who says so: survey, aerial, crew ...")] = "survey",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    *,
    anywhere: Annotated[bool, typer.Option(help="Take a point outside its region.")] = False,
    lang: Annotated[str | None, typer.Option(help="fr or en; else by LANG.")] = None,
) -> None:
    """Enter where a hospital stands, as somebody of the service has verified it."""
    said, verified_on = language(lang), _day(on)
    position = _position(at, said)
    wards = _in_store(lambda engine: wards_of(engine, hospital_id))
    if not wards:
        raise _fail(_Words.UNKNOWN.text(said, id=hospital_id))
    region = load_country(Settings().country).territories.region_at(position)
    if not anywhere and (region is None or region.code != wards[0].region):
        raise _fail(_Words.ELSEWHERE.text(said, region=wards[0].region))
    _in_store(
        lambda engine: survey(
            engine,
            SystemClock(),
            hospital_id,
            position,
            source=source,
            verified_on=verified_on,
        )
    )
    done = _Words.DONE.text(
        said,
        name=wards[0].hospital_name,
        lat=position.lat,
        lon=position.lon,
        on=verified_on,
        wards=len(wards),
    )
    _out.print(done, markup=False)


def _trust(ward: Ward, said: Language) -> str:
    apart_m = ward.sources_apart_m or 0.0
    on = ward.provenance.verified_on if ward.provenance else None
    return _Words[ward.trust.name].text(said, km=f"{apart_m / 1000:.1f}", on=on)


def _position(words: str, said: Language) -> Position:
    try:
        position = parse_coordinates(words)
    except InvalidPosition:
        position = None
    if position is None:
        raise _fail(_Words.NOT_A_POINT.text(said, words=words))
    return position


def _day(on: datetime | None) -> date:
    return on.date() if on else SystemClock().now().astimezone(UTC).date()


def _fail(what: str) -> typer.Exit:
    _out.print(what, style="red", markup=False)
    return typer.Exit(1)


def _in_store(work: Callable[[AsyncEngine], Awaitable[_T]]) -> _T:
    async def run() -> _T:
        engine = open_engine(Settings().database_url)
        try:
            return await work(engine)
        finally:
            await engine.dispose()

    return asyncio.run(run())
