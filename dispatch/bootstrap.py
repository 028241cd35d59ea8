"""Which real parts this process runs on: the one place where they are chosen and joined."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.accounts import Accounts
from dispatch.aliases import Aliases
from dispatch.call_reader import CallReader
from dispatch.clock import Clock, SystemClock
from dispatch.crossings import Crossings
from dispatch.desk import Desk
from dispatch.feed.in_process import InProcessFeed
from dispatch.feed.port import Feed
from dispatch.feed.redis import RedisFeed
from dispatch.guidance import Guide
from dispatch.imported_places import open_country
from dispatch.links import Links
from dispatch.positions import Positions
from dispatch.proposal.keeper import ProposalKeeper
from dispatch.proposal.price import Prices
from dispatch.proposal_reader import ProposalReader
from dispatch.protocols import Protocols, open_protocols
from dispatch.reader import Reader
from dispatch.room import Room
from dispatch.routing.open import Routing, open_routing
from dispatch.settings import Settings
from dispatch.store import tables
from dispatch.store.engine import open_engine, reading
from dispatch.tracking import Tracker
from geo.country import Country
from geo.population import demand_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The parts of one process, joined."""

    settings: Settings
    clock: Clock
    engine: AsyncEngine
    room: Room
    feed: Feed
    desk: Desk
    reader: Reader
    keeper: ProposalKeeper
    proposals: ProposalReader
    calls: CallReader
    positions: Positions
    accounts: Accounts
    links: Links
    aliases: Aliases
    routing: Routing
    guide: Guide

    async def close(self) -> None:
        """Write what waits, then let go of the routers, the feed and the store."""
        await self.keeper.flush()
        if self.room.prices is not None:
            await self.room.prices.close()
        await self.routing.close()
        await self.feed.close()
        await self.engine.dispose()


class StoreNotReady(RuntimeError):  # noqa: N818 - a state, told to the operator
    """The store was never set up, or not for this version: run `samu db upgrade`."""


async def open_service(settings: Settings) -> Service:
    """Open everything; raises StoreNotReady when the tables or centres are missing."""
    clock = SystemClock()
    country = open_country(settings)
    engine = open_engine(settings.database_url)
    await _check_store(engine)
    centre_ids = tuple(centre.id for centre in country.centres)
    protocols = await open_protocols(engine, clock, settings, centre_ids)
    routing = await open_routing(settings, Crossings(country, settings.crossings_path()))
    room = _make_room(settings, country, protocols, routing)
    feed = _open_feed(settings, clock)
    positions = Positions(engine=engine, clock=clock, tracker=room.tracker, feed=feed)
    await positions.restore()
    keeper = ProposalKeeper(engine=engine, clock=clock, kept_days=settings.proposals_kept_days)
    reader = Reader(engine=engine, clock=clock, room=room, keeper=keeper)
    return Service(
        settings=settings,
        clock=clock,
        engine=engine,
        room=room,
        feed=feed,
        desk=Desk(engine=engine, clock=clock, room=room, feed=feed),
        reader=reader,
        keeper=keeper,
        proposals=ProposalReader(engine=engine, clock=clock),
        calls=CallReader(engine=engine, clock=clock, reader=reader),
        positions=positions,
        accounts=Accounts(
            engine=engine,
            clock=clock,
            session_hours=settings.session_hours,
            demo=settings.demo,
        ),
        links=Links(engine=engine),
        aliases=Aliases(engine=engine),
        routing=routing,
        guide=Guide(engine=engine, clock=clock, room=room),
    )


def _make_room(
    settings: Settings, country: Country, protocols: Protocols, routing: Routing
) -> Room:
    return Room(
        country=country,
        protocols=protocols,
        router=routing.chain,
        tracker=Tracker(),
        clocks=settings.clocks(),
        link_lasts_s=settings.caller_link_minutes * 60,
        prices=Prices(
            reacher=routing.chain,
            people=lambda: demand_points(country.departments, country.towns),
            target_s=settings.target_min * 60,
            targets_s={id_: m * 60 for id_, m in settings.target_min_of_centre.items()},
        ),
    )


def _open_feed(settings: Settings, clock: Clock) -> Feed:
    if settings.redis_url is None:
        return InProcessFeed()
    feed = RedisFeed(settings.redis_url, process_id=clock.new_id())
    feed.start()
    return feed


async def _check_store(engine: AsyncEngine) -> None:
    try:
        await _look_at_store(engine)
    except BaseException:
        await engine.dispose()
        raise


async def _look_at_store(engine: AsyncEngine) -> None:
    try:
        async with reading(engine) as connection:
            centres = (await connection.execute(sa.select(tables.centre.c.id))).all()
    except sa.exc.DBAPIError as error:
        raise StoreNotReady(str(error.orig)) from error
    if not centres:
        msg = "no centre is registered"
        raise StoreNotReady(msg)


def make_store_folder(url: str) -> None:
    """Create the folder of an SQLite file, so that a first start needs nothing by hand."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
