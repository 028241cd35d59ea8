"""Border crossings on a server's map, which knows the roads over them and not who may pass.

A server answers the time of the quickest way and not what lies on it. But the way from A to B
passes a crossing exactly where going to the crossing and from there to B takes no longer. So the
crossings are asked for beside the points: a way that passes an open one gets its waiting time and
its name, and one that passes a closed one is replaced by the quickest way over an open one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from geo.crossing import Crossing

SAME_WAY_S: Final = 30.0
SAME_WAY_SHARE: Final = 0.01
"""Servers round their seconds, and turning costs differ by where a leg is cut."""

ON_CROSSING_M: Final = 1_000.0
"""A crossing farther than this from every road is not on the server's map. As the position of a
crossing is that of the whole bridge, its nearest road may be the ramp on either side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One cell of a table: seconds and metres by road."""

    duration_s: float
    distance_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A crossing and its number among the points that were asked."""

    index: int
    crossing: Crossing


@dataclass(frozen=True, slots=True, kw_only=True)
class Drive:
    """One way from end to end, with the crossings it passes, in no order."""

    leg: Leg
    passes: tuple[Crossing, ...] = ()

    @property
    def duration_s(self) -> float:
        """Seconds with the waiting at each crossing."""
        return self.leg.duration_s + sum(crossing.delay_s for crossing in self.passes)

    @property
    def is_open(self) -> bool:
        """Whether every crossing on the way may be passed."""
        return all(crossing.open for crossing in self.passes)

    @property
    def via(self) -> str | None:
        """The crossings' names."""
        return ", ".join(crossing.name for crossing in self.passes) or None


LegOf = Callable[[int, int], Leg | None]


def open_drive(leg_of: LegOf, start: int, end: int, gates: Sequence[Gate]) -> Drive | None:
    """Return the quickest drive that passes no closed crossing; None when the server has none.

    None is no proof that there is no way: a server names only its quickest, and the way round a
    closed bridge may exist without it.
    """
    ways = [_direct(leg_of, start, end, gates)]
    ways += [_over(leg_of, start, gate, end, gates) for gate in gates if gate.crossing.open]
    usable = [way for way in ways if way is not None and way.is_open]
    return min(usable, key=lambda way: way.duration_s, default=None)


def _direct(leg_of: LegOf, start: int, end: int, gates: Sequence[Gate]) -> Drive | None:
    leg = leg_of(start, end)
    if leg is None:
        return None
    passed = (gate.crossing for gate in gates if _passes(leg_of, start, gate.index, end, leg))
    return Drive(leg=leg, passes=tuple(passed))


def _passes(leg_of: LegOf, start: int, middle: int, end: int, whole: Leg) -> bool:
    there, on = leg_of(start, middle), leg_of(middle, end)
    if there is None or on is None:
        return False
    bound_s = whole.duration_s * (1 + SAME_WAY_SHARE) + SAME_WAY_S
    return there.duration_s + on.duration_s <= bound_s


def _over(leg_of: LegOf, start: int, gate: Gate, end: int, gates: Sequence[Gate]) -> Drive | None:
    others = [other for other in gates if other.index != gate.index]
    there = _direct(leg_of, start, gate.index, others)
    on = _direct(leg_of, gate.index, end, others)
    if there is None or on is None:
        return None
    passes = dict.fromkeys(c.id for c in (*there.passes, gate.crossing, *on.passes))
    by_id = {each.crossing.id: each.crossing for each in gates}
    return Drive(
        leg=Leg(
            duration_s=there.leg.duration_s + on.leg.duration_s,
            distance_m=there.leg.distance_m + on.leg.distance_m,
        ),
        passes=tuple(by_id[crossing_id] for crossing_id in passes),
    )
