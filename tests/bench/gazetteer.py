"""Measures the search of place names beside measuring every name, in the same run.

Times are of the processor: a machine that does other things beside does not lengthen them.
"""

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from dispatch.imported_places import change_places, open_country
from dispatch.settings import Settings
from geo.country import Country, load_country
from geo.naming.gazetteer import Gazetteer
from geo.naming.named_place import Found
from geo.naming.place_table import PlaceTable
from geo.naming.sound_index import SoundIndex
from geo.places.packed import Part, Source
from geo.position import Position
from tests.bench.figure import Figure
from tests.bench.many_names import many, typed

MANY = 100_000
QUERIES = 300
BARE_QUERIES = 60
"""Measuring every name takes up to a second a query; a fifth of the queries is enough for it."""

AIM_P95_MS = 20.0
AIM_LOAD_S = 1.5
AIM_RATIO = 0.5


class MeasuringAll(SoundIndex):
    """Measures every sound with rapidfuzz: the plain way."""

    def like(self, heard: str, *, least: float, limit: int) -> list[tuple[int, float]]:
        scorer = OSA.normalized_similarity
        found = process.extract(heard, self.sounds, scorer=scorer, score_cutoff=least, limit=limit)
        return [(at, likeness) for _, likeness, at in found]


def figures() -> list[Figure]:
    """Return p50 and p95 of the search, and the time to load, at both sizes."""
    country = load_country("senegal")
    real = list(country.towns)
    searches = []
    for count in (len(real), MANY):
        searches += _searches(country, count)
    return [*searches, _load(country)]


def _searches(country: Country, count: int) -> list[Figure]:
    places = many(list(country.towns), count)
    queries = typed(places, QUERIES)
    near = country.centre("KL").position
    ours, plain = Gazetteer(places), Gazetteer(places, index=MeasuringAll)
    times, answers = _timed(ours.search, queries, near)
    bare, expected = _timed(plain.search, queries[:BARE_QUERIES], near)
    same = sum(one == other for one, other in zip(answers, expected, strict=False))
    named = f"a place sought among {count:,} names"
    told = f"every name measured, {same} of {BARE_QUERIES} answers the same"
    return [
        _figure(f"{named}, p50", times, bare, told, 0.50),
        _figure(f"{named}, p95", times, bare, told, 0.95),
    ]


def _timed(
    search: Callable[[str, Position], Sequence[Found]], queries: Sequence[str], near: Position
) -> tuple[list[float], list[Sequence[Found]]]:
    for query in queries[:20]:  # spellings are kept once folded, as in a process that runs
        search(query, near)
    times, answers = [], []
    for query in queries:
        begun = time.process_time()
        answers.append(search(query, near))
        times.append((time.process_time() - begun) * 1000)
    return times, answers


def _figure(
    name: str, ours: Sequence[float], bare: Sequence[float], told: str, part: float
) -> Figure:
    ours_ms, bare_ms = (sorted(times)[int(len(times) * part)] for times in (ours, bare))
    ratio = ours_ms / bare_ms
    return Figure(
        name=name,
        value=round(ours_ms, 2),
        unit="ms",
        baseline=f"{told} ({bare_ms:.1f} ms)",
        ratio=round(ratio, 3),
        aim=AIM_RATIO,
        met=ratio <= AIM_RATIO and ours_ms <= AIM_P95_MS,
    )


def _load(country: Country) -> Figure:
    """Time a start with a hundred thousand imported places beside one with the packaged ones."""
    table = PlaceTable.of(many(list(country.towns), MANY + len(country.towns))[-MANY:])
    with tempfile.TemporaryDirectory() as name:
        settings = Settings(places_file=Path(name) / "bench.samu-places")
        change_places(settings, lambda imported: imported.with_part(_part(table)))
        packaged = settings.model_copy(update={"places_file": Path(name) / "none"})
        gc.collect()
        ours_s, bare_s = (min(_loaded_s(one) for _ in range(3)) for one in (settings, packaged))
    return Figure(
        name=f"the country loaded with {MANY:,} imported places",
        value=round(ours_s, 2),
        unit="s",
        baseline=f"loaded with the packaged places ({bare_s:.2f} s)",
        ratio=round(ours_s / bare_s, 2),
        aim=round(AIM_LOAD_S / bare_s, 1),
        met=ours_s <= AIM_LOAD_S,
    )


def _loaded_s(settings: Settings) -> float:
    begun = time.process_time()
    open_country(settings)
    return time.process_time() - begun


def _part(table: PlaceTable) -> Part:
    source = Source(
        name="bench",
        format="csv",
        file="bench.csv",
        sha256="0" * 64,
        licence="",
        dated=None,
        imported_at=datetime.now(UTC),
        places=len(table),
        abroad=0,
    )
    return Part(source=source, places=table)


if __name__ == "__main__":
    for one in figures():
        print(one)  # noqa: T201
