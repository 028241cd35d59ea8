"""The best way in two steps: keep the patient alive at A, then treat at B.

Offered where no hospital that is reached has all that is needed, and where the nearest that has
is far. Pure: which drives are wanted is asked first (`first_steps`, `second_steps`), the router is
asked elsewhere, and `two_steps` puts the ways together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dispatch.orient import ACUTE, WardOption
from geo.travel import TravelTime

FAR_S: Final = 2 * 3600.0
"""Past two hours to the hospital that has all, a stop on the way is worth showing; draft."""

STABILISE_S: Final = 3600.0
"""From the door of the first hospital to leaving it again, stabilised; draft."""

FIRSTS_MAX: Final = 3
"""First hospitals looked at: each asks the router once."""

SECONDS_MAX: Final = 12
"""Second hospitals looked at from each first one."""

SHOWN_MAX: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """A drive from one ward to another. Stored: a new field needs a default."""

    from_ward_id: str
    to_ward_id: str
    travel: TravelTime


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoSteps:
    """Stabilise at `first`, then go on to `second`; the seconds add up to `total_s`.

    `gains` is what the second has and the first has not, `lacking` what neither has.
    """

    first: WardOption
    second: WardOption
    onward: TravelTime
    first_drive_s: float
    stabilise_s: float
    handover_s: float
    total_s: float
    gains: frozenset[str]
    lacking: frozenset[str]


def wanted(options: Sequence[WardOption]) -> bool:
    """Say whether a way in two steps is to be looked for."""
    whole = [drive_s(option) for option in options if option.complete and not _shut(option)]
    return not whole or min(whole) > FAR_S


def first_steps(options: Iterable[WardOption]) -> list[WardOption]:
    """Return where a patient could be stabilised: acute, receiving, lacking something; best first.

    One ward a hospital: those that lack the least of the nearest, within `FAR_S`.
    """
    acute = [
        option
        for option in options
        if option.candidate.travel is not None
        and option.missing
        and option.candidate.ward.capabilities & ACUTE
        and not _shut(option)
        and drive_s(option) <= FAR_S
    ]
    acute.sort(key=lambda option: (drive_s(option) + 600 * len(option.missing), option.rank))
    houses: dict[str, WardOption] = {}
    for option in acute:
        houses.setdefault(option.candidate.ward.hospital_id, option)
    return list(houses.values())[:FIRSTS_MAX]


def second_steps(first: WardOption, options: Iterable[WardOption]) -> list[WardOption]:
    """Return the wards that have something of what the first lacks: those with most of it."""
    house = first.candidate.ward.hospital_id
    able = [
        option
        for option in options
        if option.candidate.ward.hospital_id != house
        and first.missing - option.missing
        and not _shut(option)
    ]
    able.sort(key=lambda option: (len(first.missing & option.missing), option.rank))
    return able[:SECONDS_MAX]


def two_steps(
    options: Sequence[WardOption], onward: Iterable[Onward], at_most: int = SHOWN_MAX
) -> list[TwoSteps]:
    """Return the ways in two steps: those that lack least first, then the shortest."""
    drives = {(one.from_ward_id, one.to_ward_id): one.travel for one in onward}
    found = [
        way
        for first in first_steps(options)
        for second in second_steps(first, options)
        if (way := _way(first, second, drives)) is not None
    ]
    found.sort(key=lambda way: (len(way.lacking), way.total_s, way.second.rank))
    shown: dict[str, TwoSteps] = {}
    for way in found:
        shown.setdefault(way.second.candidate.ward.hospital_id, way)
    return list(shown.values())[:at_most]


def _way(
    first: WardOption, second: WardOption, drives: Mapping[tuple[str, str], TravelTime]
) -> TwoSteps | None:
    travel = drives.get((first.candidate.ward.id, second.candidate.ward.id))
    if travel is None:
        return None
    handover_s = second.candidate.handover.expected_s
    lacking = first.missing & second.missing
    return TwoSteps(
        first=first,
        second=second,
        onward=travel,
        first_drive_s=drive_s(first),
        stabilise_s=STABILISE_S,
        handover_s=handover_s,
        total_s=drive_s(first) + STABILISE_S + travel.duration_s + handover_s,
        gains=first.missing - lacking,
        lacking=lacking,
    )


def drive_s(option: WardOption) -> float:
    """Return the seconds to a ward, infinite where no drive is known."""
    travel = option.candidate.travel
    return travel.duration_s if travel else float("inf")


def _shut(option: WardOption) -> bool:
    """Say whether the ward receives nobody with this need."""
    return any(reason.code == "on_diversion" for reason in option.reasons)
