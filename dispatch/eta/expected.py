"""One expected arrival: how it follows from a position, and when it is to be reckoned again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dispatch.eta.bound import Bound, Toward
from fleet.track import Fix
from geo.position import Position, great_circle_m
from geo.travel import NotReached, TravelMethod, TravelTime

AGAIN_S = 20.0
"""A unit's arrival is reckoned again this often at most, unless it came far meanwhile."""

AGAIN_M = 300.0
"""Far enough to reckon at once: ten seconds on a national road."""

STANDS_M = 150.0
"""A unit seen within this of one place is standing: above the scatter of a cheap receiver."""

STANDS_S = 180.0
"""A unit under way that stands for three minutes is told: a puncture, a crash, a closed road.
A ferry's queue is told as well, and rightly."""

OLD_FIX_S = 1800.0
"""A position from longer than this before the state began says nothing of where it began."""

TOLD_AGAIN_S = 300.0
"""A ward is told anew from five minutes on: less would have it read notices and not prepare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Where a drive is reckoned from; ``fix_at`` is None where no position is known.

    ``leave_s`` are the seconds from the order to rolling wheels of a unit that has not left.
    """

    position: Position
    fix_at: datetime | None
    leave_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Eta:
    """When one mission is expected where it is going, and what that rests on.

    ``eta_at`` is None when no way is known, and ``not_reached`` says why. ``fix_at`` is when the
    position was taken that it was reckoned from, None when a base or the scene stood in for it.
    ``still_since`` is set while the unit is on its way and does not get on.
    """

    mission_id: str
    unit_id: str
    case_id: str
    toward: Toward
    ward_id: str | None
    destination: Position
    eta_at: datetime | None
    promised_at: datetime | None
    not_reached: NotReached | None
    distance_m: float | None
    method: TravelMethod | None
    via: str | None
    start: Position
    fix_at: datetime | None
    stood: Position
    """Where it was when it last had got on, at ``stood_at``."""
    stood_at: datetime
    still_since: datetime | None
    computed_at: datetime


def start_of(bound: Bound, fix: Fix | None) -> Start | None:
    """Return where the drive is reckoned from, or None when nothing is known of the unit."""
    oldest = bound.since - timedelta(seconds=OLD_FIX_S)
    if fix is not None and (fix.fix_at >= oldest or bound.home is None):
        return Start(position=fix.position, fix_at=fix.fix_at)
    return None if bound.home is None else Start(position=bound.home, fix_at=None)


def is_due(bound: Bound, known: Eta | None, start: Start, now: datetime) -> bool:
    """Say whether a mission's arrival is to be reckoned now."""
    if known is None or _is_other(bound, known):
        return True
    moved_m = great_circle_m(known.start, start.position)
    is_news = bound.leaving or start.fix_at != known.fix_at
    old_s = (now - known.computed_at).total_seconds()
    return is_news and (old_s >= AGAIN_S or moved_m > AGAIN_M)


def _is_other(bound: Bound, known: Eta) -> bool:
    before = (known.toward, known.destination, known.promised_at)
    return before != (bound.toward, bound.destination, bound.promised_at)


def expected(
    bound: Bound, start: Start, drive: TravelTime | NotReached, known: Eta | None, now: datetime
) -> Eta:
    """Return the arrival that follows from a drive of `drive` that begins at `start`."""
    reached = drive if isinstance(drive, TravelTime) else None
    stood, stood_at = _stood(bound, start, known)
    is_still = start.fix_at is not None and not bound.leaving
    stands = is_still and _seconds(stood_at, start.fix_at) >= STANDS_S
    return Eta(
        mission_id=bound.mission_id,
        unit_id=bound.unit_id,
        case_id=bound.case_id,
        toward=bound.toward,
        ward_id=bound.ward_id,
        destination=bound.destination,
        eta_at=_leaves_at(bound, start, now) + timedelta(seconds=reached.duration_s)
        if reached
        else None,
        promised_at=bound.promised_at,
        not_reached=None if isinstance(drive, TravelTime) else drive,
        distance_m=reached.distance_m if reached else None,
        method=reached.method if reached else None,
        via=reached.via if reached else None,
        start=start.position,
        fix_at=start.fix_at,
        stood=stood,
        stood_at=stood_at,
        still_since=stood_at if stands else None,
        computed_at=now,
    )


def _leaves_at(bound: Bound, start: Start, now: datetime) -> datetime:
    """Return when the drive from `start` begins.

    A unit that has not left does so after its time to leave, and now at the earliest. One under
    way was at its last position when that was taken, however late it is known; a drive goes on
    while nothing is heard.
    """
    if bound.leaving:
        return max(now, bound.since + timedelta(seconds=start.leave_s))
    return max(bound.since, start.fix_at) if start.fix_at else bound.since


def _stood(bound: Bound, start: Start, known: Eta | None) -> tuple[Position, datetime]:
    """Return where the unit was when it last had got on, and when that was."""
    seen_at = max(bound.since, start.fix_at) if start.fix_at else bound.since
    if bound.leaving or known is None or known.toward is not bound.toward:
        return start.position, seen_at
    if known.stood_at < bound.since or great_circle_m(known.stood, start.position) > STANDS_M:
        return start.position, seen_at
    return known.stood, known.stood_at


def _seconds(earlier: datetime, later: datetime | None) -> float:
    return 0.0 if later is None else (later - earlier).total_seconds()


def to_tell(bound: Bound, eta: Eta) -> datetime | None:
    """Return the arrival that the ward is to be told anew, to the minute; None when it need not.

    Only an arrival that rests on a position corrects what the ward was told.
    """
    if bound.notice_id is None or eta.eta_at is None or eta.fix_at is None:
        return None
    rounded = eta.eta_at.replace(second=0, microsecond=0)
    return rounded if is_news_to_ward(bound.told_at, rounded) else None


def is_news_to_ward(told_at: datetime | None, eta_at: datetime) -> bool:
    """Say whether an arrival differs enough from what the ward was told."""
    return told_at is None or abs((eta_at - told_at).total_seconds()) >= TOLD_AGAIN_S
