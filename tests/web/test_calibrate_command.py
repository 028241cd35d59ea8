"""`samu geo calibrate`, as an operator types it: what was driven teaches what is told next."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from dispatch.eta.bound import Toward
from dispatch.leg import Leg
from dispatch.routing import learnt_file
from dispatch.routing.learnt_file import LearntFile
from dispatch.store import legs as kept
from dispatch.store.engine import open_engine, writing
from fleet.drive import DriveFault, DriveSource
from geo.learnt import AreaKind
from geo.position import Position
from geo.straight_line import StraightLineRouter
from geo.travel import RoutePart, TravelMethod, TravelTime, Trip, Vehicle
from tests.stores import senegal

Calibrate = Callable[..., subprocess.CompletedProcess[str]]

SLOWER = 1.4
"""What the drives of these tests took, as a multiple of what was said."""

DAY = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=2)
KAOLACK, FATICK = Position(lat=14.145, lon=-16.0764), Position(lat=14.339, lon=-16.411)


@pytest.fixture
def factors(tmp_path: Path) -> Path:
    return tmp_path / "not" / "yet" / "factors.json"


@pytest.fixture
def calibrate(store_url: str, factors: Path) -> Calibrate:
    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        settings = {"SAMU_DATABASE_URL": store_url, "SAMU_FACTORS_FILE": str(factors)}
        return subprocess.run(
            [sys.executable, "-m", "web.cli", "geo", "calibrate", *words],
            env={**os.environ, "COLUMNS": "200", "LANG": "fr"} | settings | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def driven(count: int, slower: float = SLOWER) -> list[Leg]:
    """Return drives by day that took longer than the straight line said."""
    chance = np.random.default_rng(7)
    found = []
    for number in range(count):
        said_s = float(chance.uniform(400, 3000))
        begun_at = DAY + timedelta(minutes=number % 180)
        took_s = said_s * slower * float(np.exp(chance.normal(0, 0.1)))
        part = RoutePart(kind=AreaKind.ELSEWHERE, distance_m=said_s * 15, base_s=said_s)
        found.append(
            Leg(
                id=f"m{number}-scene",
                mission_id=f"m{number}",
                unit_id="KL-SMUR-1",
                toward=Toward.SCENE,
                vehicle=Vehicle.AMBULANCE,
                urgent=True,
                begun_at=begun_at,
                ended_at=begun_at + timedelta(seconds=took_s),
                driven_s=took_s,
                driven_m=said_s * 15,
                source=DriveSource.TAPS,
                fault=DriveFault.GAP if number % 10 == 9 else None,
                predicted_s=said_s,
                predicted_m=said_s * 15,
                method=TravelMethod.STRAIGHT_LINE,
                parts=(part,),
            )
        )
    return found


async def store(url: str, found: Sequence[Leg]) -> None:
    engine = open_engine(url)
    async with writing(engine) as connection:
        for leg in found:
            await kept.keep(connection, leg)
    await engine.dispose()


def test_drives_teach_a_file_that_the_next_estimate_goes_by(
    calibrate: Calibrate, store_url: str, factors: Path
) -> None:
    asyncio.run(store(store_url, driven(120)))
    tried = calibrate("--dry-run")
    assert (tried.returncode, factors.exists()) == (0, False), tried.stdout + tried.stderr
    done = calibrate()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "120 trajets" in done.stdout
    assert "dont 108 utilisables" in done.stdout
    assert "positions interrompues" in done.stdout
    assert "elsewhere" in done.stdout
    assert "avant" in done.stdout
    assert "après" in done.stdout
    body = json.loads(factors.read_text(encoding="utf-8"))
    assert (body["legs"], body["provenance"]["after"]["median"] < 15) == (108, True)
    assert [each.name for each in factors.parent.iterdir()] == ["factors.json"]
    file = LearntFile(path=factors, zone=UTC)
    plain, taught = StraightLineRouter(senegal()), StraightLineRouter(senegal(), file.now)
    trip = Trip(at=DAY)
    (before,) = asyncio.run(plain.many_to_one([KAOLACK], FATICK, trip)).times
    (after,) = asyncio.run(taught.many_to_one([KAOLACK], FATICK, trip)).times
    assert isinstance(before, TravelTime)
    assert isinstance(after, TravelTime)
    assert after.duration_s / before.duration_s == pytest.approx(SLOWER, rel=0.07)


def test_a_second_calibration_that_is_no_better_writes_nothing(
    calibrate: Calibrate, store_url: str, factors: Path
) -> None:
    asyncio.run(store(store_url, driven(120)))
    assert calibrate().returncode == 0
    first = factors.read_bytes()
    again = calibrate(LANG="en")
    assert (again.returncode, "no better" in again.stdout) == (1, True), again.stdout
    assert factors.read_bytes() == first


def test_too_few_drives_and_a_damaged_file_are_told(
    calibrate: Calibrate, store_url: str, factors: Path
) -> None:
    few = calibrate()
    assert (few.returncode, "Trop peu" in few.stdout) == (1, True)
    factors.parent.mkdir(parents=True)
    factors.write_text("{", encoding="utf-8")
    asyncio.run(store(store_url, driven(120)))
    done = calibrate()
    assert (done.returncode, "abîmé" in done.stdout) == (0, True), done.stdout
    assert json.loads(factors.read_text(encoding="utf-8"))["legs"] == 108


def test_a_file_is_taken_up_when_it_changes_and_a_damaged_one_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learnt_file, "LOOK_EVERY_S", 0.0)
    path = tmp_path / "factors.json"
    file = LearntFile(path=path, zone=UTC)
    assert not file.now().factors
    row = '{"kind": "primary", "hours": "day", "vehicle": "light", "factor": 1.2}'
    head = '{"version": 1, "made_at": "2027-01-01T00:00:00+00:00", "legs": 40, "factors": '
    path.write_text(head + f"[{row}]}}", encoding="utf-8")
    assert list(file.now().factors.values()) == [1.2]
    assert list(file.speeds().learnt.values()) == [1.2]
    path.write_bytes(b"\xff\xfe broken")
    assert list(file.now().factors.values()) == [1.2]
    path.unlink()
    assert not file.speeds().learnt
