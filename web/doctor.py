"""The doctor: what this installation is set to, what answers, what is stale."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.crossings import Crossings, CrossingsUnreadable, read_decisions
from dispatch.imported_places import open_country, read_places
from dispatch.protocols import EVERYWHERE, own_files
from dispatch.routing.candidate import Standing
from dispatch.routing.open import open_routing
from dispatch.settings import Settings
from dispatch.store import migrate, tables
from dispatch.store.engine import open_engine, reading
from fleet.track import STALE_S
from geo.places.packed import PlacesDamaged
from geo.roads.file import GraphFault, GraphUnreadable, load_graph
from regulation.protocols.acceptance import accept
from regulation.protocols.source_file import FileRefused
from web.caller.address import gives_positions
from web.geography.summary import STALE_DAYS, age_days
from web.pages import BUILT

REDIS_TIMEOUT_S = 2.0
"""A Redis that needs longer than this to answer a ping is no help to a live board."""

_GUARDS = ("fsync", "full_page_writes", "synchronous_commit")
"""PostgreSQL settings without which an acknowledged call can be lost in a power cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    what: str
    says: str
    well: bool

    def __str__(self) -> str:
        """Return the finding as one line for the terminal."""
        return f"{'ok ' if self.well else 'BAD'}  {self.what}: {self.says}"


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything this process would run on."""
    engine = open_engine(settings.database_url)
    try:
        store = await _store(engine, settings)
    finally:
        await engine.dispose()
    return [
        *store,
        await _redis(settings),
        *_protocols(settings),
        _places(settings),
        *await _routers(settings),
        _console(),
        _sign_in(settings),
        _caller_link(settings),
        _roads(settings),
        _crossings(settings),
    ]


async def _store(engine: AsyncEngine, settings: Settings) -> list[Finding]:
    shown = make_url(settings.database_url).render_as_string(hide_password=True)
    try:
        version = await migrate.version(engine)
        newest = migrate.newest_version()
        found = [Finding(what="store", says=f"{shown}, version {version}", well=version == newest)]
        if version != newest:
            return [*found, _bad("store version", f"needs {newest}: run samu db upgrade")]
        return found + await _contents(engine) + await _guards(engine)
    except (SQLAlchemyError, OSError) as error:
        return [_bad("store", f"{shown} does not answer ({type(error).__name__})")]


async def _contents(engine: AsyncEngine) -> list[Finding]:
    async with reading(engine) as connection:
        counts = {
            table.name: (
                await connection.execute(sa.select(sa.func.count()).select_from(table))
            ).scalar_one()
            for table in (tables.centre, tables.unit, tables.ward, tables.person, tables.case)
        }
        newest = (
            await connection.execute(sa.select(sa.func.max(tables.unit_position.c.received_at)))
        ).scalar_one()
    says = ", ".join(f"{count} {name}" for name, count in counts.items())
    registered = Finding(what="registered", says=says, well=counts["centre"] > 0)
    if counts["person"] == 0:
        return [registered, _bad("persons", "nobody can sign in yet: samu person add")]
    if newest is None:
        return [registered, Finding(what="positions", says="none received yet", well=True)]
    age_s = (datetime.now(UTC) - newest.replace(tzinfo=newest.tzinfo or UTC)).total_seconds()
    says = f"newest {round(age_s)} s old" + (" (stale)" if age_s > STALE_S else "")
    return [registered, Finding(what="positions", says=says, well=True)]


async def _guards(engine: AsyncEngine) -> list[Finding]:
    if engine.dialect.name != "postgresql":
        return []
    async with reading(engine) as connection:
        values = {
            name: (await connection.execute(sa.text(f"SHOW {name}"))).scalar_one()
            for name in _GUARDS
        }
    return [
        Finding(what=f"PostgreSQL {name}", says=value, well=value != "off")
        for name, value in values.items()
    ]


def _protocols(settings: Settings) -> list[Finding]:
    """Prove the centre's own protocol files as the service would when it starts."""
    folder = settings.protocols_folder
    scopes = [EVERYWHERE]
    if folder is not None and folder.is_dir():
        scopes += sorted(place.name for place in folder.iterdir() if place.is_dir())
    today = datetime.now(UTC).date()
    found = []
    for scope in scopes:
        try:
            texts = own_files(folder, EVERYWHERE) + (own_files(folder, scope) if scope else ())
            library = accept(texts, today, signed_only=settings.signed_protocols_only)
        except FileRefused as refused:
            found.append(_bad("protocols", f"{refused}; the last sound ones stay in use"))
            continue
        drafts = sum(not known.is_signed for known in library.protocols.values())
        says = f"{scope or 'all centres'}: {len(library.protocols)} sound, {drafts} not signed"
        found.append(Finding(what="protocols", says=says, well=True))
    return found


async def _redis(settings: Settings) -> Finding:
    if settings.redis_url is None:
        return Finding(what="feed", says="in process (one web process only)", well=True)
    client: Redis = Redis.from_url(settings.redis_url, socket_timeout=REDIS_TIMEOUT_S)
    try:
        await client.ping()
    except (RedisError, OSError):
        return _bad("feed", "Redis does not answer; boards would read the journal every second")
    else:
        return Finding(what="feed", says="Redis answers", well=True)
    finally:
        await client.aclose()


def _places(settings: Settings) -> Finding:
    try:
        parts = read_places(settings).parts
    except PlacesDamaged as damaged:
        path = settings.places_path()
        return _bad("places", f"{path} is not used: {damaged}; remove it and import again")
    says = ", ".join(
        f"{one.source.name} {one.source.places} (imported {one.source.imported_at:%Y-%m-%d})"
        for one in parts
    )
    return Finding(what="places", says=says or "the packaged ones, nothing imported", well=True)


async def _routers(settings: Settings) -> list[Finding]:
    """Ask each router one short question, as the service would."""
    crossings = Crossings(open_country(settings), settings.crossings_path())
    routing = await open_routing(settings, crossings)
    try:
        standings = await routing.examine(datetime.now(UTC))
        found = [_router(standing) for standing in standings]
    finally:
        await routing.close()
    first = next((each.name for each in standings if each.fault is None), None)
    says = f"from {first}" if first else "straight lines only, marked as estimates"
    return [*found, Finding(what="travel times", says=says, well=True)]


def _router(standing: Standing) -> Finding:
    if standing.fault is not None:
        return _bad(standing.name, f"passed over, {standing.detail}")
    took = f"answers in {standing.answer_ms or 0:.0f} ms"
    map_of = f"map of {standing.data}" if standing.data else "date of its map unknown"
    return Finding(what=standing.name, says=f"{took}, {map_of}", well=True)


def _console() -> Finding:
    page: Path = BUILT / "index.html"
    if page.is_file():
        return Finding(what="console", says="built", well=True)
    return _bad("console", "not built: run make console")


def _sign_in(settings: Settings) -> Finding:
    if settings.demo:
        return Finding(what="sign-in", says="DEMONSTRATION accounts", well=True)
    says = "cookies over TLS only" if settings.secure_cookies else "cookies also over plain HTTP"
    return Finding(what="sign-in", says=says, well=True)


def _caller_link(settings: Settings) -> Finding:
    """Say whether a caller's phone can give its position at the address it is sent."""
    what, minutes = "caller's link", f"good for {settings.caller_link_minutes:g} min"
    url = settings.caller_link_url
    if url is None:
        says = "not set: phones need SAMU_CALLER_LINK_URL, over TLS with a certificate they trust"
        return Finding(what=what, says=says, well=True)
    if gives_positions(url):
        return Finding(what=what, says=f"{url}, {minutes}", well=True)
    return _bad(what, f"{url} is not https: no browser gives its position there")


def _roads(settings: Settings) -> Finding:
    """Say which road graph travel times come from, and whether it is an old one."""
    path = settings.roads_path()
    try:
        graph = load_graph(path)
    except GraphUnreadable as unreadable:
        if unreadable.code is not GraphFault.MISSING:
            return _bad("roads", f"{unreadable}: run samu geo import")
        says = f"no graph at {path}: times are straight-line estimates; samu geo import"
        return Finding(what="roads", says=says, well=True)
    dated, days = graph.source.data_date, age_days(graph, datetime.now(UTC))
    shown = f"data of {dated:%Y-%m-%d}" if dated else f"imported {graph.source.built_at:%Y-%m-%d}"
    says = f"{graph.source.name}, {graph.edges} edges, {shown}, {days} days old"
    if days > STALE_DAYS:
        return _bad("roads", f"{says} (stale, over {STALE_DAYS} days): import a recent extract")
    return Finding(what="roads", says=says, well=True)


def _crossings(settings: Settings) -> Finding:
    """Say what the service decided about border crossings, if that can be read."""
    path = settings.crossings_path()
    try:
        decisions = read_decisions(path)
    except CrossingsUnreadable as unreadable:
        return _bad("crossings", f"{unreadable}; the last sound state stays in force")
    said = ", ".join(f"{one.id} {one.passage}" for one in decisions)
    return Finding(what="crossings", says=said or "as the country's table has them", well=True)


def _bad(what: str, says: str) -> Finding:
    return Finding(what=what, says=says, well=False)
