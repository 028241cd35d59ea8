"""The road graph's process, killed, stopped, given another file, and left by its parent."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from dispatch.routing.worker import RoadGraphWorker
from geo.roads.border import BorderPolicy
from geo.travel import NotReached, RouterFailed, RouterFault, TravelTime, Trip
from tests.dispatch.routing.small_map import senegal, town, write_graph
from tests.services import ROOT

TRIP = Trip(at=datetime(2026, 11, 22, 3, tzinfo=UTC))
LONG_S = 60.0
"""Longer than anything here takes, however busy the machine."""


@asynccontextmanager
async def started(
    path: Path,
    borders: Callable[[], BorderPolicy] = lambda: BorderPolicy.of(senegal().crossings),
    hung_s: float = LONG_S,
) -> AsyncIterator[RoadGraphWorker]:
    worker = RoadGraphWorker(path, borders=borders, hung_s=hung_s)
    await worker.start(LONG_S)
    try:
        yield worker
    finally:
        await worker.close()


async def drive(worker: RoadGraphWorker, start: str = "Kaffrine") -> TravelTime | NotReached:
    return (await worker.many_to_one([town(start)], town("Kaolack"), TRIP)).times[0]


async def drive_s(worker: RoadGraphWorker) -> float:
    time = await drive(worker)
    assert isinstance(time, TravelTime)
    return time.duration_s


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(LONG_S):
        while not await true():  # noqa: ASYNC110 - another process is looked at
            await asyncio.sleep(0.05)


def answers(worker: RoadGraphWorker) -> Callable[[], Awaitable[bool]]:
    async def look() -> bool:
        with suppress(RouterFailed):
            return isinstance(await drive(worker), TravelTime)
        return False

    return look


def is_gone(process_id: int) -> bool:
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(process_id).status() == psutil.STATUS_ZOMBIE
    return True


async def test_questions_side_by_side_each_get_their_own_answer(graph_file: Path) -> None:
    async with started(graph_file) as worker:
        names = ["Kaffrine", "Nioro du Rip", "Bignona", "Tambacounda"] * 5
        alone = {name: await drive(worker, name) for name in set(names)}
        together = await asyncio.gather(*(drive(worker, name) for name in names))
        assert together == [alone[name] for name in names]
        assert len(set(alone.values())) == len(alone)


async def test_a_question_nobody_waits_for_is_not_mistaken_for_the_next(graph_file: Path) -> None:
    async with started(graph_file) as worker:
        expected = await drive(worker, "Bignona")
        for _ in range(10):
            given_up = asyncio.create_task(drive(worker, "Kaffrine"))
            await asyncio.sleep(0)
            given_up.cancel()
            assert await drive(worker, "Bignona") == expected


async def test_a_worker_killed_among_questions_fails_them_and_comes_back(graph_file: Path) -> None:
    async with started(graph_file) as worker:
        first = worker.process_id
        assert first is not None
        asked = [asyncio.create_task(drive(worker)) for _ in range(20)]
        await asyncio.sleep(0)
        os.kill(first, signal.SIGKILL)
        for result in await asyncio.gather(*asked, return_exceptions=True):
            if isinstance(result, RouterFailed):
                assert result.fault is RouterFault.FAILED
            else:
                assert isinstance(result, TravelTime)
        await until(answers(worker))
        assert worker.process_id != first
        assert is_gone(first)


async def test_a_worker_that_is_stopped_is_replaced(graph_file: Path) -> None:
    async with started(graph_file, hung_s=2.0) as worker:
        first = worker.process_id
        assert first is not None
        os.kill(first, signal.SIGSTOP)
        with pytest.raises(RouterFailed):
            await drive(worker)
        await until(answers(worker))
        assert is_gone(first)


async def test_more_questions_than_anybody_waits_for_are_refused_at_once(graph_file: Path) -> None:
    async with started(graph_file) as worker:
        assert worker.process_id is not None
        os.kill(worker.process_id, signal.SIGSTOP)
        waiting = [asyncio.create_task(drive(worker)) for _ in range(32)]
        await asyncio.sleep(0)
        with pytest.raises(RouterFailed) as refused:
            await drive(worker)
        assert refused.value.fault is RouterFault.SLOW
        os.kill(worker.process_id, signal.SIGCONT)
        assert all(isinstance(time, TravelTime) for time in await asyncio.gather(*waiting))


async def test_a_replaced_file_is_taken_up_and_no_question_fails_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "roads"
    write_graph(path)
    async with started(path) as worker:
        process_id, before_s = worker.process_id, await drive_s(worker)
        write_graph(path, slower=2.0)
        seen = {before_s}
        async with asyncio.timeout(LONG_S):
            while len(seen) == 1:
                seen.add(await drive_s(worker))
        assert max(seen) == pytest.approx(2 * before_s, rel=0.05)
        assert worker.process_id == process_id


async def test_a_file_that_cannot_be_read_leaves_the_graph_in_use(tmp_path: Path) -> None:
    path = tmp_path / "roads"
    write_graph(path)
    async with started(path) as worker:
        before_s = await drive_s(worker)
        half = path.read_bytes()[: path.stat().st_size // 2]
        (tmp_path / "half").write_bytes(half)
        (tmp_path / "half").replace(path)

        async def is_told() -> bool:
            return worker.trouble != ""

        await until(is_told)
        assert await drive_s(worker) == before_s
        path.unlink()
        assert worker.stands
        assert await drive_s(worker) == before_s


async def test_a_file_that_comes_later_is_taken_up(tmp_path: Path) -> None:
    path = tmp_path / "roads"
    async with started(path) as worker:
        assert not worker.stands
        with pytest.raises(RouterFailed):
            await drive(worker)
        write_graph(path)
        await until(answers(worker))
        assert worker.stands


async def test_a_crossing_that_is_closed_is_closed_for_the_next_question(graph_file: Path) -> None:
    country = [senegal()]
    async with started(graph_file, lambda: BorderPolicy.of(country[0].crossings)) as worker:
        by_bridge = await drive(worker, "Ziguinchor")
        country[0] = senegal().with_crossing("farafenni", is_open=False)
        round_it = await drive(worker, "Ziguinchor")
    assert isinstance(by_bridge, TravelTime)
    assert isinstance(round_it, TravelTime)
    assert round_it.distance_m > 2 * by_bridge.distance_m


async def test_closing_leaves_no_process(graph_file: Path) -> None:
    async with started(graph_file) as worker:
        process_id = worker.process_id
        assert process_id is not None
    assert is_gone(process_id)


PARENT = """
import asyncio, sys
from pathlib import Path
from dispatch.routing.worker import RoadGraphWorker
from geo.roads.border import BorderPolicy

async def main():
    worker = RoadGraphWorker(Path(sys.argv[1]), borders=BorderPolicy)
    await worker.start(60)
    print(worker.process_id, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.mark.parametrize("stopped", [False, True])
async def test_a_killed_parent_leaves_no_orphan(graph_file: Path, *, stopped: bool) -> None:
    parent = subprocess.Popen(  # noqa: ASYNC220 - it is to be killed
        [sys.executable, "-c", PARENT, str(graph_file)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    if stopped:
        os.kill(child, signal.SIGSTOP)
    parent.kill()
    parent.wait()
    parent.stdout.close()

    async def gone() -> bool:
        return is_gone(child)

    await until(gone)
