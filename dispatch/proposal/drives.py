"""Times the drives of a whole fleet to one place, asking no more of the router than is read."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fleet.unit import UnitKind
from geo.position import Position
from geo.travel import NotReached, Router, TravelTime, Trip, Vehicle

ENOUGH: Final = 30
"""Of each sort of unit this many are timed, the nearest first: more than twice what a screen
lists, so that a unit weighed down by other reasons still has its rivals on the list."""

ENOUGH_ENGAGED: Final = 6
"""Engaged units are timed to be seen, not to be sent."""

_LIGHT: Final = frozenset({UnitKind.SMUR_VLM, UnitKind.TSU_VSL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """One drive that is asked for: from where, by what.

    `group` parts sorts of units, so that many of one sort never hide the nearest of another.
    """

    position: Position
    vehicle: Vehicle
    group: str
    enough: int = ENOUGH


def vehicle_of(kind: UnitKind) -> Vehicle:
    """Return how a unit drives."""
    return Vehicle.LIGHT if kind in _LIGHT else Vehicle.AMBULANCE


async def time_drives(
    router: Router, starts: Sequence[Start], destination: Position, at: datetime
) -> list[TravelTime | NotReached]:
    """Return one answer a start, in their order."""
    groups: dict[tuple[Vehicle, str], list[int]] = {}
    for index, start in enumerate(starts):
        groups.setdefault((start.vehicle, start.group), []).append(index)
    answers = await asyncio.gather(
        *(
            router.many_to_one(
                [starts[index].position for index in indexes],
                destination,
                Trip(at=at, vehicle=vehicle),
                enough=starts[indexes[0]].enough,
            )
            for (vehicle, _), indexes in groups.items()
        )
    )
    timed: dict[int, TravelTime | NotReached] = {}
    for indexes, answer in zip(groups.values(), answers, strict=True):
        timed |= dict(zip(indexes, answer.times, strict=True))
    return [timed[index] for index in range(len(starts))]


async def drive_alone(
    router: Router, start: Start, destination: Position, at: datetime
) -> TravelTime | NotReached:
    """Return one drive, however far it is."""
    trip = Trip(at=at, vehicle=start.vehicle)
    return (await router.many_to_one([start.position], destination, trip)).times[0]
