"""A drive is judged by its track: forgotten and wrong taps, gaps, and drives that were none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.drive import GAP_S, Drive, DriveFault, DriveSource, TrackPoint, judge
from geo.position import Position, moved

BASE = Position(lat=14.145, lon=-16.076)
EAST_DEG = 90.0
SPEED_MS = 20.0
STEP_S = 15.0
WAIT_S = 300.0
DRIVE_S = 600.0
GOAL = moved(BASE, EAST_DEG, SPEED_MS * DRIVE_S)
AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


def track(until_s: float = 1200.0) -> list[TrackPoint]:
    """Stand for five minutes, drive ten at 72 km/h to the goal, stand there."""
    points = []
    seconds = 0.0
    while seconds <= until_s:
        far_m = min(DRIVE_S, max(0.0, seconds - WAIT_S)) * SPEED_MS
        points.append(TrackPoint(at=at(seconds), position=moved(BASE, EAST_DEG, far_m)))
        seconds += STEP_S
    return points


def judged(points: Sequence[TrackPoint], left_s: float, arrived_s: float) -> Drive:
    return judge(points, tapped_from=at(left_s), tapped_to=at(arrived_s), goal=GOAL)


def test_taps_that_the_track_bears_out_count() -> None:
    drive = judged(track(), 290, 920)
    assert (drive.fault, drive.source) == (None, DriveSource.TAPS)
    assert (drive.begun_at, drive.ended_at) == (at(290), at(920))
    assert drive.driven_m == pytest.approx(SPEED_MS * DRIVE_S, rel=0.05)


@pytest.mark.parametrize(
    ("left_s", "arrived_s"),
    [(0, 900), (300, 1200), (850, 900), (0, 1200)],
    ids=["left when ordered", "arrival told late", "departure told on arrival", "both"],
)
def test_forgotten_and_late_taps_give_way_to_the_track(left_s: float, arrived_s: float) -> None:
    drive = judged(track(), left_s, arrived_s)
    assert (drive.fault, drive.source) == (None, DriveSource.TRACK)
    assert drive.driven_s == pytest.approx(DRIVE_S, abs=130)


@pytest.mark.parametrize(
    ("points", "fault"),
    [
        ([], DriveFault.NO_TRACK),
        (track()[:1], DriveFault.NO_TRACK),
        (track(until_s=600), DriveFault.NOT_AT_GOAL),
        ([p for p in track() if not at(400) < p.at < at(400 + GAP_S + 60)], DriveFault.GAP),
        ([replace(p, position=GOAL) for p in track()], DriveFault.NOT_AT_GOAL),
    ],
    ids=["nothing", "one point", "ends on the way", "gap", "there from the start"],
)
def test_what_cannot_teach_says_why(points: list[TrackPoint], fault: DriveFault) -> None:
    assert judged(points, 300, 900).fault is fault


def test_a_drive_no_ambulance_makes_and_a_walk_round_the_yard_teach_nothing() -> None:
    fast = [replace(p, at=AT + (p.at - AT) / 4) for p in track()]
    drive = judge(fast, tapped_from=at(75), tapped_to=at(225), goal=GOAL)
    assert drive.fault is DriveFault.IMPLAUSIBLE
    near = moved(BASE, EAST_DEG, 600)
    points = [p for p in track() if p.at <= at(345)]
    assert judge(points, tapped_from=at(300), tapped_to=at(345), goal=near).fault is (
        DriveFault.TOO_SHORT
    )


@given(
    st.lists(st.tuples(st.floats(0, 5000), st.floats(0, 359), st.floats(0, 20_000)), max_size=30),
    st.floats(-5000, 5000),
    st.floats(-5000, 5000),
)
def test_any_track_and_any_taps_give_a_drive_that_does_not_end_before_it_began(
    seen: list[tuple[float, float, float]], left_s: float, arrived_s: float
) -> None:
    points = [
        TrackPoint(at=at(seconds), position=moved(BASE, bearing, far_m))
        for seconds, bearing, far_m in sorted(seen)
    ]
    drive = judged(points, left_s, arrived_s)
    assert drive.driven_s >= 0
    if drive.fault is None:
        assert 3 <= drive.driven_m / drive.driven_s * 3.6 <= 160
