"""How long a unit takes from the order to rolling wheels."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from fleet.track import Fix, age_s
from geo.position import Position, great_circle_m

# Drafts all four, until the service's own missions teach better ones: DECLENCHE to DEPART of each
# is in the record. English trusts count on 60 to 90 s for a crew in its vehicle by day; French
# SMUR aim at leaving the hospital within three minutes by day and five by night.

AT_BASE_DAY_S: Final = 120.0
AT_BASE_NIGHT_S: Final = 240.0
"""The crew sleeps: dressing and waking cost two minutes more."""
STANDING_S: Final = 60.0
"""Out of its base and standing: the crew is in or beside its vehicle."""
ROLLING_S: Final = 30.0
"""Driving already: the order is heard and the vehicle turns round."""

NIGHT_FROM_H: Final = 22
NIGHT_UNTIL_H: Final = 6

AT_HOME_M: Final = 400.0
"""A hospital's yard, and a cheap phone's error."""

ROLLS_KMH: Final = 10.0
FRESH_S: Final = 120.0
"""A speed of two minutes ago says that the vehicle is out with its crew."""


class LeavingFrom(StrEnum):
    """Where the order reaches the crew."""

    BASE_DAY = "base_day"
    BASE_NIGHT = "base_night"
    STANDING = "standing"
    ROLLING = "rolling"


_TAKES_S: Final = {
    LeavingFrom.BASE_DAY: AT_BASE_DAY_S,
    LeavingFrom.BASE_NIGHT: AT_BASE_NIGHT_S,
    LeavingFrom.STANDING: STANDING_S,
    LeavingFrom.ROLLING: ROLLING_S,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """How long until the unit rolls, and why."""

    how: LeavingFrom
    s: float


def leaving(home: Position, fix: Fix | None, *, now: datetime, hour: int) -> Leaving:
    """Return the time to leave of a free unit; `hour` is the local one, 0 to 23.

    A unit that has sent no position is taken to be at its base.
    """
    if fix is not None and great_circle_m(fix.position, home) > AT_HOME_M:
        rolls = (fix.speed_kmh or 0.0) >= ROLLS_KMH and age_s(fix, now) <= FRESH_S
        how = LeavingFrom.ROLLING if rolls else LeavingFrom.STANDING
    else:
        night = hour >= NIGHT_FROM_H or hour < NIGHT_UNTIL_H
        how = LeavingFrom.BASE_NIGHT if night else LeavingFrom.BASE_DAY
    return Leaving(how=how, s=_TAKES_S[how])
