"""Whether a position a unit sends is believed, and how long it stays worth showing."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from geo.position import Position, distance_m

FUTURE_MAX_S: Final = 60.0
"""A phone's clock may run ahead this much; beyond it, the fix would shadow every later one."""

PAST_MAX_S: Final = 24 * 3600.0
"""Older than the longest duty: the phone's clock is wrong, or the fix is another crew's."""

SPEED_MAX_KMH: Final = 250.0
"""No ground vehicle of the service goes faster; what looks faster is a false fix."""

ACCURACY_UNKNOWN_M: Final = 50.0
"""Error taken for a fix that does not state its own: a cheap phone between buildings."""

JUMPS_BELIEVED: Final = 3
"""After this many refused jumps in a row the last good fix is the likelier error."""

NULL_ISLAND_DEG: Final = 0.1
"""A fix this close to 0,0 is a receiver with no satellite: Senegal is 1,900 km from there."""

LIVE_S: Final = 15.0
"""Three reports at one every five seconds: up to two may be lost before it reads as late."""

STALE_S: Final = 60.0
"""From here on a position is greyed on the boards: an ambulance may be over a kilometre away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Where a unit was, by its own clock, and when the server learned it."""

    unit_id: str
    position: Position
    fix_at: datetime
    received_at: datetime
    speed_kmh: float | None = None
    heading_deg: float | None = None
    """Degrees clockwise from true north, 0 to 360."""


class Rejection(StrEnum):
    """Why a fix is not believed."""

    OUT_OF_ORDER = "out_of_order"
    DUPLICATE = "duplicate"
    FUTURE = "future"
    TOO_OLD = "too_old"
    NULL_POSITION = "null_position"
    JUMP = "jump"


class Freshness(StrEnum):
    """How far a position may be trusted."""

    LIVE = "live"
    LATE = "late"
    STALE = "stale"


def accept(last: Fix | None, new: Fix, *, refused_jumps: int = 0) -> Fix | Rejection:
    """Return `new` when it is believed after `last`, otherwise the reason it is not.

    `refused_jumps` is how many fixes of this unit were refused as `JUMP` since `last`; the
    caller counts. Raises ValueError when the two fixes are of different units.
    """
    fault = _own_fault(new)
    if fault is not None or last is None:
        return fault or new
    if last.unit_id != new.unit_id:
        raise ValueError(f"fix of {new.unit_id} compared with one of {last.unit_id}")
    if new.fix_at == last.fix_at:
        return Rejection.DUPLICATE
    if new.fix_at < last.fix_at:
        return Rejection.OUT_OF_ORDER
    if refused_jumps < JUMPS_BELIEVED and _is_jump(last, new):
        return Rejection.JUMP
    return new


def age_s(fix: Fix, now: datetime) -> float:
    """Return how long ago the unit was there, in seconds, never below 0."""
    return max(0.0, (now - fix.fix_at).total_seconds())


def freshness(fix: Fix, now: datetime) -> Freshness:
    """Say how far the fix may be trusted at `now`."""
    age = age_s(fix, now)
    if age <= LIVE_S:
        return Freshness.LIVE
    return Freshness.LATE if age <= STALE_S else Freshness.STALE


def _own_fault(fix: Fix) -> Rejection | None:
    delay_s = (fix.received_at - fix.fix_at).total_seconds()
    if delay_s < -FUTURE_MAX_S:
        return Rejection.FUTURE
    if delay_s > PAST_MAX_S:
        return Rejection.TOO_OLD
    if max(abs(fix.position.lat), abs(fix.position.lon)) < NULL_ISLAND_DEG:
        return Rejection.NULL_POSITION
    return None


def _is_jump(last: Fix, new: Fix) -> bool:
    elapsed_s = (new.fix_at - last.fix_at).total_seconds()
    allowance_m = _accuracy_m(last.position) + _accuracy_m(new.position)
    reach_m = elapsed_s * SPEED_MAX_KMH / 3.6 + allowance_m
    return distance_m(last.position, new.position) > reach_m


def _accuracy_m(position: Position) -> float:
    return ACCURACY_UNKNOWN_M if position.accuracy_m is None else position.accuracy_m
