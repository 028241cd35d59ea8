"""`samu geo places`: bring in lists of places, look at them, search them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dispatch.imported_places import change_places, read_places
from dispatch.settings import Settings
from geo.country import PACKAGED_SOURCE, Country, load_country
from geo.naming.place_kind import PlaceKind
from geo.places.check import Checked
from geo.places.packed import ImportedPlaces, Part, PlacesDamaged, Source
from geo.places.row import LINES_TOLD, PlacesRefused, Read
from geo.saying.locate import Candidate, interpret
from web.geography.place_words import Said, refusal, wrong_line
from web.geography.read_places import RowsWrong, Wanted, landmarks, read_part
from web.terminal import language

places = typer.Typer(no_args_is_help=True, help=__doc__)

_out = Console()


@places.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    kind: Annotated[
        list[PlaceKind] | None,
        typer.Option(help="Take only these kinds; a CSV file's rows without one get the first."),
    ] = None,
    source: Annotated[
        str, typer.Option(help="Name of the source; an import replaces its earlier one.")
    ] = "",
    licence: Annotated[str, typer.Option(help="On what terms it may be used.")] = "",
    *,
    skip_wrong: Annotated[
        bool, typer.Option("--skip-wrong", help="Leave out wrong lines of a CSV file.")
    ] = False,
) -> None:
    """Take a GeoNames dump, a CSV file or an OpenStreetMap extract, whole or not at all."""
    settings, kinds = Settings(), frozenset(kind or ())
    wanted = Wanted(
        kinds=kinds,
        kind=kind[0] if kind else PlaceKind.VILLAGE,
        name=source.replace("|", " ").strip(),
        licence=licence,
        skip_wrong=skip_wrong,
    )
    try:
        part, checked, read = read_part(
            file, load_country(settings.country), wanted, datetime.now(UTC)
        )
        before = _source(_imported(settings), part.source.name)
        change_places(settings, lambda imported: imported.with_part(part))
    except PlacesRefused as refused:
        raise _refused(refused) from refused
    except PlacesDamaged as damaged:
        raise _damaged(settings, damaged) from damaged
    _tell(part, checked, read, before)


@places.command("list")
def list_() -> None:
    """Show the sources in use, with their dates, checksums and terms."""
    settings = Settings()
    packaged = len(load_country(settings.country).towns)
    _say(Said.PACKAGED, count=packaged, name=PACKAGED_SOURCE)
    for part in _imported(settings).parts:
        _say(Said.SOURCE, **_source_facts(part.source))


@places.command()
def remove(source: str) -> None:
    """Take one source out again."""
    settings = Settings()
    present = _imported(settings)
    known = _source(present, source)
    if known is None:
        names = ", ".join(part.source.name for part in present.parts) or "-"
        raise _refused(PlacesRefused("places_no_source", name=source, known=names))
    change_places(settings, lambda imported: imported.without(source))
    _say(Said.REMOVED, name=source, count=known.places)
    _say(Said.RESTART)


@places.command()
def search(
    words: Annotated[list[str], typer.Argument(help="What a caller says.")],
    centre: Annotated[str | None, typer.Option(help="The centre that asks.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=50)] = 8,
) -> None:
    """Say what words would be offered as, best first."""
    country = _country()
    near = next((one.position for one in country.centres if one.id == centre), None)
    said = " ".join(words)
    for one in interpret(said, country.gazetteer, near=near, limit=limit, roads=country.roads):
        _out.print(_candidate_line(one), markup=False, highlight=False, soft_wrap=True)


@places.command()
def info(name: str) -> None:
    """Show every place of exactly this name: where, what, by whom, when verified."""
    same = _country().gazetteer.all_named(name)
    for place in same:
        seen = place.verified_at
        told = (
            Said.VERIFIED.text(language(), day=seen) if seen else Said.UNVERIFIED.text(language())
        )
        at = f"{place.position.lat:.5f}, {place.position.lon:.5f}"
        others = " = " + ", ".join(place.alt_names) if place.alt_names else ""
        people = f"{place.population}" if place.population else "-"
        cells = (place.name + others, place.kind, at, place.region or "-", people)
        sources = f"{' + '.join(place.sources)}, {told}"
        _out.print("  ".join((*cells, sources)), markup=False, highlight=False, soft_wrap=True)
    if not same:
        _say(Said.NOTHING)
        raise typer.Exit(1)


def _country() -> Country:
    settings = Settings()
    return load_country(settings.country, _imported(settings))


def _imported(settings: Settings) -> ImportedPlaces:
    try:
        return read_places(settings)
    except PlacesDamaged as damaged:
        raise _damaged(settings, damaged) from damaged


def _damaged(settings: Settings, damaged: PlacesDamaged) -> typer.Exit:
    facts = {"file": settings.places_path(), "reason": damaged}
    return _refused(PlacesRefused("places_store_damaged", **facts))


def _source(imported: ImportedPlaces, name: str) -> Source | None:
    return next((part.source for part in imported.parts if part.source.name == name), None)


def _refused(refused: PlacesRefused) -> typer.Exit:
    said = language()
    if isinstance(refused, RowsWrong):
        wrong = refused.checked.wrong
        for row in wrong[:LINES_TOLD]:
            _out.print(wrong_line(row, said), markup=False, highlight=False, soft_wrap=True)
        if len(wrong) > LINES_TOLD:
            _say(Said.MORE, count=len(wrong) - LINES_TOLD)
    text = refusal(refused.code, said, **refused.facts)
    _out.print(text, style="red", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(1)


def _tell(part: Part, checked: Checked, read: Read, before: Source | None) -> None:
    said = language()
    history = Said.REPLACED.text(said, count=before.places) if before else Said.ADDED.text(said)
    facts = {"name": part.source.name, "places": part.source.places}
    _say(Said.IMPORTED, **facts, landmarks=landmarks(part), before=history)
    counts = {
        Said.ABROAD: checked.abroad,
        Said.FAR: checked.far,
        Said.DOUBLED: checked.doubled,
        Said.ELSEWHERE: checked.elsewhere,
        Said.PASSED_OVER: read.passed_over,
        Said.WRONG: len(checked.wrong),
    }
    for line, count in counts.items():
        if count:
            _say(line, count=count)
    _say(Said.RESTART)


def _source_facts(source: Source) -> dict[str, object]:
    said = language()
    return {
        "name": source.name,
        "places": source.places,
        "dated": source.dated or Said.UNKNOWN_DAY.text(said),
        "imported": f"{source.imported_at:%Y-%m-%d}",
        "file": source.file,
        "sha256": source.sha256[:12],
        "licence": source.licence or Said.NO_LICENCE.text(said),
    }


def _candidate_line(one: Candidate) -> str:
    radius_m = one.position.accuracy_m
    within = f"± {radius_m:.0f} m" if radius_m is not None else ""
    at = f"{one.position.lat:.5f}, {one.position.lon:.5f}"
    cells = (one.name, one.kind, one.region or "-", at, within, " + ".join(one.sources))
    return "  ".join(cell for cell in cells if cell)


def _say(line: Said, **facts: object) -> None:
    _out.print(line.text(language(), **facts), markup=False, highlight=False, soft_wrap=True)
