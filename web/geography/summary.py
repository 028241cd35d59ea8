"""What an import brought, and what graph is in use: the lines an operator reads."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Final

from geo.country import Country
from geo.roads.border import BorderPolicy, BorderRule
from geo.roads.graph import RoadGraph
from geo.roads.importing import Imported
from web.geography.words import STATES, Say
from web.terminal import Language

STALE_DAYS: Final = 180
"""Half a year: new roads, a bridge that opened, a quarter that was built are missing by then."""

NAMES_SHOWN: Final = 12


def age_days(graph: RoadGraph, now: datetime) -> int:
    """Return how many days old the data is, or the import where the data has no date."""
    return (now - (graph.source.data_date or graph.source.built_at)).days


def import_lines(
    done: Imported, country: Country, policy: BorderPolicy, language: Language
) -> Iterator[str]:
    """Yield the summary of an import."""
    yield from graph_lines(done.graph, language)
    survey, notes, coverage = done.survey, done.notes, done.coverage
    km = ", ".join(f"{cls.value} {far:.0f}" for cls, far in sorted(survey.km.items()))
    yield Say.KM_BY_CLASS.text(language, km=km)
    if survey.ferries:
        names = listed(survey.ferries)
        yield Say.FERRIES.text(language, count=len(survey.ferries), names=names)
    if notes.ferries_left_out:
        left = notes.ferries_left_out
        yield Say.FERRIES_LEFT.text(language, count=len(left), names=listed(left))
    if notes.unplaced:
        yield Say.UNPLACED.text(language, count=notes.unplaced)
    yield Say.INSIDE.text(language, share=coverage.inside, country=country.name)
    for name, share in coverage.neighbours.items():
        yield Say.NEXT_TO.text(language, share=share, country=name)
    if coverage.regions_without:
        yield Say.NO_ROAD_IN.text(language, regions=", ".join(coverage.regions_without))
    yield from missing_lines(done.graph, country, language)
    yield from border_lines(done.graph, country, policy, language)


def graph_lines(graph: RoadGraph, language: Language) -> Iterator[str]:
    """Yield what a graph is made of and how big it is."""
    source, report = graph.source, graph.report
    now = datetime.now(UTC)
    dated = source.data_date or source.built_at
    age = Say.DATED if source.data_date else Say.UNDATED
    yield Say.SOURCE.text(language, name=source.name)
    yield age.text(language, date=f"{dated:%Y-%m-%d}", days=age_days(graph, now))
    yield Say.CHECKSUM.text(language, sha256=source.sha256)
    yield Say.SIZE.text(
        language,
        ways=report.ways,
        nodes=report.nodes,
        edges=report.edges,
        km=report.road_m / 1000,
    )
    if report.islands:
        yield Say.ISLANDS.text(language, count=report.islands, km=report.island_m / 1000)
    if report.skipped_ways:
        yield Say.SKIPPED.text(language, count=report.skipped_ways)


def missing_lines(graph: RoadGraph, country: Country, language: Language) -> Iterator[str]:
    """Yield a warning for crossings of the country's table that the map does not hold.

    To close one of these would change nothing on the road graph.
    """
    missing = [each.name for each in country.crossings if each.id not in graph.borders]
    if missing:
        yield Say.NO_CROSSING.text(language, names=listed(missing))


def border_lines(
    graph: RoadGraph, country: Country, policy: BorderPolicy, language: Language
) -> Iterator[str]:
    """Yield the crossings on the map that the country's table names, and count the others."""
    named = tabled_ids(country) | set(policy.rules)
    known = [border for border in sorted(graph.borders) if border in named]
    if graph.borders:
        yield Say.BORDERS.text(language) + ":"
    for border in known:
        yield f"  {border}: {state(policy.at(border), language)}"
    others = len(graph.borders) - len(known)
    if others:
        said = state(policy.unlisted, language)
        yield "  " + Say.OTHERS.text(language, count=others, state=said)


def tabled_ids(country: Country) -> set[str]:
    """Return the ids of the crossings and posts in the country's tables."""
    crossings = {crossing.id for crossing in country.crossings}
    return crossings | {post.id for post in country.posts}


def state(rule: BorderRule, language: Language) -> str:
    """Return what holds at a crossing in words."""
    return STATES[rule.passage].text(language, minutes=rule.extra_s / 60)


def listed(names: Iterable[str]) -> str:
    """Return names beside each other, the first dozen of many."""
    distinct = list(dict.fromkeys(names))
    more = f" ... (+{len(distinct) - NAMES_SHOWN})" if len(distinct) > NAMES_SHOWN else ""
    return ", ".join(distinct[:NAMES_SHOWN]) + more
