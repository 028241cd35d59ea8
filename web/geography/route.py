"""`samu geo route`: one drive, as the service would reckon it, beside the straight line."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

import typer

from dispatch.imported_places import read_places
from dispatch.routing.learnt_file import LearntFile
from geo.country import load_country
from geo.naming.gazetteer import Gazetteer
from geo.places.packed import PlacesDamaged
from geo.position import InvalidPosition
from geo.roads.router import RoadGraphRouter
from geo.saying.locate import Candidate, interpret
from geo.straight_line import StraightLineRouter
from geo.travel import NotReached, Route, Step, TravelTime, Trip
from web.geography.terminal import Lang, Terminal
from web.geography.words import TURNS, UNREACHED, Say
from web.terminal import Language, Line, language

ALSO_SHOWN: Final = 3


def route(
    start: Annotated[str, typer.Argument(metavar="FROM", help="Place, Plus Code or coordinates.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="The same.")],
    lang: Lang = None,
) -> None:
    """Show a drive by road, turn by turn; exits 1 when there is none."""
    shell = Terminal(lang=language(lang))
    now = shell.crossings()
    zone = ZoneInfo(shell.country.timezone)
    learnt = LearntFile(path=shell.settings.factors_path(), zone=zone)
    router = RoadGraphRouter(shell.graph(), borders=now.policy, factors=learnt.speeds())
    places = _gazetteer(shell)
    ends = [_place(shell, places, said, word) for said, word in ((start, Say.FROM), (end, Say.TO))]
    trip = Trip(at=datetime.now(UTC))
    origin, destination = (one.position for one in ends)
    found = router.route(origin, destination, trip)
    straight = StraightLineRouter(now.country, learnt.now)
    estimate = asyncio.run(straight.route(origin, destination, trip)).time
    if isinstance(found, Route):
        _tell_route(shell, found)
    else:
        shell.say(UNREACHED[found].text(shell.lang), style="red")
    shell.say(_time_line(Say.STRAIGHT, estimate, shell.lang))
    if isinstance(found, NotReached):
        raise typer.Exit(1)


def _tell_route(shell: Terminal, found: Route) -> None:
    for step in found.steps:
        shell.say(_step_line(step, shell.lang))
    shell.say(_time_line(Say.BY_ROAD, found.time, shell.lang))
    if found.time.off_road_m:
        shell.say(Say.OFF_ROAD.text(shell.lang, metres=found.time.off_road_m))


def _place(shell: Terminal, places: Gazetteer, said: str, word: Line) -> Candidate:
    """Return the likeliest meaning of the words, and name the others."""
    try:
        found = interpret(said, places, near=shell.country.centres[0].position)
    except InvalidPosition:
        found = []
    if not found:
        shell.fail(Say.NOT_FOUND.text(shell.lang, said=said), "place_unknown")
    shell.say(word.text(shell.lang, place=_named(found[0])))
    others = [_named(one) for one in found[1 : 1 + ALSO_SHOWN]]
    if others:
        shell.say("  " + Say.ALSO.text(shell.lang, places="; ".join(others)))
    return found[0]


def _gazetteer(shell: Terminal) -> Gazetteer:
    try:
        imported = read_places(shell.settings)
    except PlacesDamaged as damaged:
        shell.say(str(damaged), style="red")
        return shell.country.gazetteer
    return load_country(shell.settings.country, imported).gazetteer


def _named(one: Candidate) -> str:
    at = f"{one.position.lat:.5f}, {one.position.lon:.5f}"
    return at if one.name == at else f"{one.name} ({at})"


def _step_line(step: Step, language: Language) -> str:
    turn = TURNS[step.manoeuvre].text(language)
    road = f" {step.road}" if step.road else ""
    return f"  {step.distance_m / 1000:7.1f} km  {_minutes(step.duration_s):>9}  {turn}{road}"


def _time_line(line: Line, time: TravelTime, language: Language) -> str:
    via = Say.VIA.text(language, via=time.via) if time.via else ""
    return line.text(language, time=_minutes(time.duration_s), km=time.distance_m / 1000, via=via)


def _minutes(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60:02}" if minutes >= 60 else f"{minutes} min"  # noqa: PLR2004
