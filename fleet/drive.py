"""One drive as it was: when it began and ended, by the crew's taps where the track bears them out.

Crews forget to tap, and tap late. The track says when the unit left the place where it stood and
when it came near its goal; a tap counts where it is close to that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final

from geo.position import Position, great_circle_m

LEFT_M: Final = 200.0
"""Farther than this from where it stood a unit has left: more than a yard and a bad fix."""

THERE_M: Final = 300.0
"""Nearer than this to its goal a unit is there: the last metres are walked or sought."""

TAP_OFF_S: Final = 120.0
"""A tap this close to what the track says is the better of the two."""

GAP_S: Final = 300.0
"""With nothing heard for longer the unit may have stopped, or gone another way."""

SHORT_M: Final = 500.0
SHORT_S: Final = 60.0
"""Shorter drives say more about doors and stairs than about roads."""

FAST_KMH: Final = 160.0
SLOW_KMH: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackPoint:
    """Where a unit was, by its own clock."""

    at: datetime
    position: Position


class DriveSource(StrEnum):
    """Says whose word the two ends of a drive are."""

    TAPS = "taps"
    TRACK = "track"


class DriveFault(StrEnum):
    """Says why nothing can be learnt from a drive."""

    NO_TRACK = "no_track"
    NOT_AT_GOAL = "not_at_goal"
    """The track never comes near the goal: it was elsewhere than was said, or the track ends."""
    GAP = "gap"
    TOO_SHORT = "too_short"
    IMPLAUSIBLE = "implausible"
    NO_PREDICTION = "no_prediction"
    """No router said what the drive would take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """A drive that ended; with a ``fault`` nothing is learnt from it. Metres by its track."""

    begun_at: datetime
    ended_at: datetime
    driven_m: float
    source: DriveSource
    start: Position | None
    end: Position | None
    fault: DriveFault | None = None

    @property
    def driven_s(self) -> float:
        """Seconds from leaving to arrival."""
        return (self.ended_at - self.begun_at).total_seconds()


def judge(
    track: Sequence[TrackPoint], *, tapped_from: datetime, tapped_to: datetime, goal: Position
) -> Drive:
    """Return the drive to `goal` that a track shows, beside the taps for leaving and arriving.

    ``track`` is in order of time and begins when the drive may have begun at the earliest.
    """
    driven = _between(track, goal)
    if driven is None:
        fault = DriveFault.NOT_AT_GOAL if len(track) > 1 else DriveFault.NO_TRACK
        return Drive(
            begun_at=tapped_from,
            ended_at=max(tapped_from, tapped_to),
            driven_m=0.0,
            source=DriveSource.TAPS,
            start=None,
            end=None,
            fault=fault,
        )
    begun_at, from_tap = _nearer(tapped_from, driven[0].at)
    ended_at, to_tap = _nearer(tapped_to, driven[-1].at)
    drive = Drive(
        begun_at=begun_at,
        ended_at=max(begun_at, ended_at),
        driven_m=sum(great_circle_m(a.position, b.position) for a, b in pairwise(driven)),
        source=DriveSource.TAPS if from_tap and to_tap else DriveSource.TRACK,
        start=driven[0].position,
        end=driven[-1].position,
    )
    return _with_fault(drive, driven)


def _between(track: Sequence[TrackPoint], goal: Position) -> Sequence[TrackPoint] | None:
    """Return the points from the last one where it stood to the first one at its goal."""
    there = next(
        (
            index
            for index, point in enumerate(track)
            if great_circle_m(point.position, goal) <= THERE_M
        ),
        None,
    )
    if there is None or there == 0:
        return None
    stood = track[0].position
    left = max(
        index
        for index, point in enumerate(track[:there])
        if index == 0 or great_circle_m(point.position, stood) <= LEFT_M
    )
    return track[left : there + 1]


def _nearer(tapped_at: datetime, tracked_at: datetime) -> tuple[datetime, bool]:
    """Return the tap where the track bears it out, else what the track says."""
    close = abs((tapped_at - tracked_at).total_seconds()) <= TAP_OFF_S
    return (tapped_at, True) if close else (tracked_at, False)


def _with_fault(drive: Drive, driven: Sequence[TrackPoint]) -> Drive:
    fault: DriveFault | None = None
    gap_s = max((b.at - a.at).total_seconds() for a, b in pairwise(driven))
    if drive.driven_m < SHORT_M or drive.driven_s < SHORT_S:
        fault = DriveFault.TOO_SHORT
    elif gap_s > GAP_S:
        fault = DriveFault.GAP
    elif not SLOW_KMH <= drive.driven_m / drive.driven_s * 3.6 <= FAST_KMH:
        fault = DriveFault.IMPLAUSIBLE
    return replace(drive, fault=fault)
