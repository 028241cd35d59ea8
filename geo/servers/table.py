"""One table of drives between many points and one hub, as every server's answer is turned to it.

The points are numbered: the others first, then the hub, then the border crossings (`gates`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geo.crossing import Crossing
from geo.position import Position
from geo.servers.gates import ON_CROSSING_M, Gate, Leg, open_drive
from geo.servers.snapping import OFF_NETWORK_M, OFF_ROAD_MS
from geo.travel import NotReached, TravelMethod, TravelTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is asked in one request; ``inward`` drives from the others to the hub."""

    others: tuple[Position, ...]
    hub: Position
    gates: tuple[Crossing, ...]
    inward: bool

    @property
    def points(self) -> tuple[Position, ...]:
        """Every point of the request, in the order of their numbers."""
        return (*self.others, self.hub, *(crossing.position for crossing in self.gates))

    @property
    def sources(self) -> list[int]:
        """The numbers of the points that are driven from."""
        return self._many() if self.inward else self._few()

    @property
    def targets(self) -> list[int]:
        """The numbers of the points that are driven to."""
        return self._few() if self.inward else self._many()

    def _many(self) -> list[int]:
        return [*range(len(self.others)), *self._gate_numbers()]

    def _few(self) -> list[int]:
        return [len(self.others), *self._gate_numbers()]

    def _gate_numbers(self) -> range:
        first = len(self.others) + 1
        return range(first, first + len(self.gates))

    def times(
        self, legs: Mapping[tuple[int, int], Leg | None], gaps_m: Mapping[int, float]
    ) -> list[TravelTime | NotReached]:
        """Turn legs, by source and target, into one answer per other point.

        ``gaps_m`` are the metres from each point to the road it was put on.
        """
        gates = [
            Gate(index=number, crossing=crossing)
            for number, crossing in zip(self._gate_numbers(), self.gates, strict=True)
            if gaps_m[number] <= ON_CROSSING_M
        ]
        return list(self._each(legs, gaps_m, gates))

    def _each(
        self,
        legs: Mapping[tuple[int, int], Leg | None],
        gaps_m: Mapping[int, float],
        gates: list[Gate],
    ) -> Iterator[TravelTime | NotReached]:
        hub = len(self.others)
        for other in range(len(self.others)):
            if max(gaps_m[other], gaps_m[hub]) > OFF_NETWORK_M:
                yield NotReached.OFF_NETWORK
                continue
            start, end = (other, hub) if self.inward else (hub, other)
            if legs.get((start, end)) is None:
                yield NotReached.NO_WAY
                continue
            drive = open_drive(lambda a, b: legs.get((a, b)), start, end, gates)
            if drive is None:
                # The server's only way is closed, and there may be another: the next router knows.
                yield NotReached.OFF_NETWORK
                continue
            off_road_m = gaps_m[other] + gaps_m[hub]
            yield TravelTime(
                duration_s=drive.duration_s + off_road_m / OFF_ROAD_MS,
                distance_m=drive.leg.distance_m,
                method=TravelMethod.SERVER,
                via=drive.via,
                off_road_m=off_road_m,
            )


def within(time: TravelTime | NotReached, limit_s: float | None) -> TravelTime | NotReached:
    """Return a time, or BEYOND where it is longer than was asked for."""
    late = limit_s is not None and isinstance(time, TravelTime) and time.duration_s > limit_s
    return NotReached.BEYOND if late else time
