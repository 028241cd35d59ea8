"""A server that hangs, breaks off, talks nonsense or lies costs its limit at most, and is named."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from dispatch.routing.breaker import FAULTS_MAX
from dispatch.routing.candidate import Candidate
from dispatch.routing.chain import RouterChain
from dispatch.routing.http import HttpAsk
from geo.country import Country
from geo.position import Position
from geo.servers.osrm import OsrmRouter
from geo.servers.valhalla import ValhallaRouter
from geo.straight_line import StraightLineRouter
from geo.travel import (
    NotReached,
    PassedOver,
    Route,
    RouterFault,
    TravelMethod,
    TravelTime,
    TravelTimes,
    Trip,
)
from tests.dispatch.routing.bad_server import Exchange, bad_server
from tests.dispatch.routing.small_map import AT_SEA, ISLAND, senegal, town

TRIP = Trip(at=datetime(2026, 11, 22, 3, tzinfo=UTC))
ORIGINS = [town(name) for name in ("Kaffrine", "Nioro du Rip", "Tambacounda", "Bignona")]
HERE = town("Kaolack")
AMPLE_S = 20.0
"""The limit where the server is not meant to be slow."""

Chained = tuple[RouterChain, Candidate]


@asynccontextmanager
async def chain_on(
    *urls: str,
    limit_s: float = AMPLE_S,
    country: Country | None = None,
    now_s: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Chained]:
    """Join an OSRM at each address and a straight line to a chain."""
    where = country or senegal()
    asks = [HttpAsk(url) for url in urls]
    candidates = [
        Candidate(
            f"server {number}",
            OsrmRouter(ask, lambda: where.crossings),
            TravelMethod.SERVER,
            limit_s=limit_s,
            now_s=now_s,
        )
        for number, ask in enumerate(asks)
    ]
    chain = RouterChain(candidates, lambda: StraightLineRouter(where))
    try:
        yield chain, candidates[0]
    finally:
        await chain.close()
        for ask in asks:
            await ask.close()


async def to_here(chain: RouterChain, origins: list[Position] = ORIGINS) -> TravelTimes:
    return await chain.many_to_one(origins, HERE, TRIP)


def methods(answer: TravelTimes) -> list[TravelMethod | NotReached]:
    return [t.method if isinstance(t, TravelTime) else t for t in answer.times]


def over(fault: RouterFault) -> tuple[PassedOver, ...]:
    return (PassedOver(method=TravelMethod.SERVER, fault=fault),)


async def hangs(exchange: Exchange) -> None:
    del exchange
    await asyncio.sleep(60)


async def drips(exchange: Exchange) -> None:
    exchange.writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
    for _ in range(600):
        exchange.writer.write(b" ")
        await exchange.writer.drain()
        await asyncio.sleep(0.1)


async def closes(exchange: Exchange) -> None:
    exchange.writer.transport.abort()


async def breaks_off(exchange: Exchange) -> None:
    await exchange.send(b'{"code": "Ok", "dura', length=5000)
    exchange.writer.close()


async def shows_a_page(exchange: Exchange) -> None:
    await exchange.send(b"<html>It works!</html>", kind="text/html")


async def truncates(exchange: Exchange) -> None:
    await exchange.send(b'{"code": "Ok", "durations": [[1, 2], [3')


async def floods(exchange: Exchange) -> None:
    await exchange.send(b"[" * (9 * 1024 * 1024))


async def redirects(exchange: Exchange) -> None:
    exchange.writer.write(
        b"HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n"
    )
    await exchange.writer.drain()


def with_table(change: Callable[[dict[str, Any]], None]) -> Callable[[Exchange], Awaitable[None]]:
    async def spoil(exchange: Exchange) -> None:
        document = await exchange.truth()
        change(document)
        await exchange.send_json(document)

    return spoil


def each_cell(document: dict[str, Any], name: str, factor: float) -> None:
    document[name] = [[cell and cell * factor for cell in row] for row in document[name]]


def drops_a_row(document: dict[str, Any]) -> None:
    document["durations"].pop()


def drops_a_column(document: dict[str, Any]) -> None:
    document["durations"][0].pop()


def below_zero(document: dict[str, Any]) -> None:
    document["durations"][0][0] = -1


def not_a_number(document: dict[str, Any]) -> None:
    document["durations"][1][0] = float("nan")


def as_words(document: dict[str, Any]) -> None:
    document["durations"][1][0] = "12"


def ten_times_slower(document: dict[str, Any]) -> None:
    each_cell(document, "durations", 10)


def ten_times_faster(document: dict[str, Any]) -> None:
    each_cell(document, "durations", 0.1)


def in_kilometres(document: dict[str, Any]) -> None:
    each_cell(document, "distances", 0.001)


def swaps_its_answer(document: dict[str, Any]) -> None:
    for side in ("sources", "destinations"):
        for waypoint in document[side]:
            waypoint["location"].reverse()


async def swaps_the_question(exchange: Exchange) -> None:
    path, _, options = exchange.target.partition("?")
    head, _, points = path.rpartition("/")
    turned = ";".join(",".join(reversed(point.split(","))) for point in points.split(";"))
    exchange.target = f"{head}/{turned}?{options}"
    await exchange.send_json(await exchange.truth())


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (closes, RouterFault.FAILED),
        (breaks_off, RouterFault.FAILED),
        (redirects, RouterFault.FAILED),
        (shows_a_page, RouterFault.GARBAGE),
        (truncates, RouterFault.GARBAGE),
        (floods, RouterFault.GARBAGE),
        (with_table(drops_a_row), RouterFault.GARBAGE),
        (with_table(drops_a_column), RouterFault.GARBAGE),
        (with_table(below_zero), RouterFault.GARBAGE),
        (with_table(not_a_number), RouterFault.GARBAGE),
        (with_table(as_words), RouterFault.GARBAGE),
        (with_table(swaps_its_answer), RouterFault.GARBAGE),
        (with_table(ten_times_slower), RouterFault.IMPLAUSIBLE),
        (with_table(ten_times_faster), RouterFault.IMPLAUSIBLE),
        (with_table(in_kilometres), RouterFault.IMPLAUSIBLE),
        (swaps_the_question, RouterFault.GARBAGE),
    ],
)
async def test_the_straight_line_answers_and_the_fault_is_named(
    osrm_url: str, spoil: Callable[[Exchange], Any], fault: RouterFault
) -> None:
    async with bad_server(osrm_url, spoil) as url, chain_on(url) as (chain, _):
        answer = await to_here(chain)
    assert methods(answer) == [TravelMethod.STRAIGHT_LINE] * len(ORIGINS)
    assert answer.passed_over == over(fault)


@pytest.mark.parametrize("spoil", [hangs, drips])
async def test_a_server_that_hangs_or_drips_is_too_slow(
    osrm_url: str, spoil: Callable[[Exchange], Any]
) -> None:
    async with bad_server(osrm_url, spoil) as url, chain_on(url, limit_s=0.3) as (chain, _):
        async with asyncio.timeout(AMPLE_S):
            answer = await to_here(chain)
    assert methods(answer) == [TravelMethod.STRAIGHT_LINE] * len(ORIGINS)
    assert answer.passed_over == over(RouterFault.SLOW)


async def test_a_server_that_is_not_there_has_failed() -> None:
    async with chain_on("http://127.0.0.1:1") as (chain, _):
        assert (await to_here(chain)).passed_over == over(RouterFault.FAILED)


async def test_an_honest_server_answers_and_nothing_is_passed_over(osrm_url: str) -> None:
    async with chain_on(osrm_url) as (chain, _):
        answer = await to_here(chain)
        assert methods(answer) == [TravelMethod.SERVER] * len(ORIGINS)
        assert answer.passed_over == ()
        route = await chain.route(town("Ziguinchor"), HERE, TRIP)
        assert isinstance(route, Route)
        assert route.time.method is TravelMethod.SERVER


async def test_the_next_server_answers_for_the_first(osrm_url: str) -> None:
    async with bad_server(osrm_url, closes) as url, chain_on(url, osrm_url) as (chain, _):
        answer = await to_here(chain)
    assert methods(answer) == [TravelMethod.SERVER] * len(ORIGINS)
    assert answer.passed_over == over(RouterFault.FAILED)


async def test_only_points_off_the_network_are_completed(osrm_url: str) -> None:
    async with chain_on(osrm_url) as (chain, _):
        answer = await to_here(chain, [ORIGINS[0], AT_SEA, ORIGINS[1]])
    server, line = TravelMethod.SERVER, TravelMethod.STRAIGHT_LINE
    assert methods(answer) == [server, line, server]
    assert answer.passed_over == ()


async def test_no_way_is_an_answer_and_not_covered_up(
    valhalla_url: str,
) -> None:
    ask = HttpAsk(valhalla_url)
    valhalla = ValhallaRouter(ask, lambda: senegal().crossings)
    only = Candidate("Valhalla", valhalla, TravelMethod.SERVER, limit_s=AMPLE_S)
    chain = RouterChain([only], lambda: StraightLineRouter(senegal()))
    answer = await to_here(chain, [ISLAND, ORIGINS[0]])
    await ask.close()
    assert methods(answer) == [NotReached.NO_WAY, TravelMethod.SERVER]


async def test_what_would_pass_a_closed_bridge_is_completed_by_who_knows_better(
    osrm_url: str,
) -> None:
    shut = senegal().with_crossing("farafenni", is_open=False)
    async with chain_on(osrm_url, country=shut) as (chain, _):
        answer = await to_here(chain, [town("Ziguinchor"), ORIGINS[0]])
        route = await chain.route(town("Ziguinchor"), HERE, TRIP)
    assert methods(answer) == [TravelMethod.STRAIGHT_LINE, TravelMethod.SERVER]
    assert isinstance(answer.times[0], TravelTime)
    assert "Farafenni" not in (answer.times[0].via or "")
    assert isinstance(route, Route)
    assert route.time.method is TravelMethod.STRAIGHT_LINE
    assert route.passed_over == over(RouterFault.NOT_COVERED)


async def test_a_dead_server_is_asked_no_more_until_a_try_finds_it_well(osrm_url: str) -> None:
    asked: list[str] = []
    spoil: list[Callable[[Exchange], Any]] = [closes]
    now_s = [0.0]

    async def by_mood(exchange: Exchange) -> None:
        await spoil[0](exchange)

    async with (
        bad_server(osrm_url, by_mood, asked) as url,
        chain_on(url, now_s=lambda: now_s[0]) as (chain, candidate),
    ):
        for _ in range(10):
            assert (await to_here(chain)).passed_over == over(RouterFault.FAILED)
        assert len(asked) == FAULTS_MAX
        spoil[0] = with_table(lambda _: None)
        now_s[0] += 3600
        assert (await to_here(chain)).passed_over == over(RouterFault.FAILED)  # tried beside
        async with asyncio.timeout(AMPLE_S):
            while candidate.standing.fault is not None:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        answer = await to_here(chain)
    assert answer.passed_over == ()
    assert methods(answer) == [TravelMethod.SERVER] * len(ORIGINS)


async def test_a_reach_is_drawn_by_who_can(osrm_url: str) -> None:
    async with chain_on(osrm_url) as (chain, _):
        (reach,) = await chain.reachable(HERE, (600.0,), TRIP)
        (found,) = await chain.reached([HERE], [ORIGINS[0], AT_SEA], 7200.0, TRIP)
    assert reach.method is TravelMethod.STRAIGHT_LINE
    assert found == frozenset({0})
