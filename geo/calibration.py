"""Learning from drives: what the seconds of each kind of road are to be multiplied with.

A drive is the sum of its parts, each multiplied with the factor of its kind, hour band and
vehicle. The factors are fitted on log ratios, so that twice too long counts as much as twice too
short, with Tukey's biweight, so that a drive that is something else (a stop on the way, a wrong
tap) has no say at all. Few drives are drawn towards what all hours and vehicles show together, and
that towards 1.0.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from geo.learnt import FACTOR_MAX, FACTOR_MIN, AreaKind, Learnt
from geo.roads.factors import HourBand, hour_band
from geo.roads.way import RoadClass
from geo.travel import WAIT, RoutePart, Trip, Vehicle

LEGS_MIN: Final = 30
"""Fewer drives than this teach nothing that the next one would not contradict."""

KIND_LEGS_MIN: Final = 5
"""A kind of road that fewer drives were on for a fifth of the way is left as it was."""

FOLDS: Final = 5

WORTH_IT: Final = 0.97
"""The error must fall by 3 % of itself at least: less is luck of the drives picked."""

DRAWN_ALL: Final = 4.0
DRAWN_GROUP: Final = 8.0
"""How many drives, all on one kind of road, outweigh what is taken to be true before them."""

RATIO_MAX: Final = 6.0
"""A drive six times longer or shorter than said is none: it is left out before anything."""

BIWEIGHT: Final = 4.685
HUBER: Final = 1.345
"""The usual constants: 95 % as sharp as least squares where nothing is wrong."""

MAD_TO_SIGMA: Final = 1.4826
SCALE_MIN: Final = 0.05
ROUNDS: Final = 15

FASTEST_KMH: Final[Mapping[str, float]] = {
    RoadClass.MOTORWAY: 150.0,
    RoadClass.TRUNK: 130.0,
    RoadClass.PRIMARY: 130.0,
    RoadClass.SECONDARY: 110.0,
    RoadClass.TERTIARY: 90.0,
    RoadClass.LOCAL: 70.0,
    RoadClass.SERVICE: 40.0,
    RoadClass.TRACK: 60.0,
    AreaKind.DAKAR: 80.0,
    AreaKind.ELSEWHERE: 120.0,
}
"""Mean speeds that no ambulance keeps up on such a road, whatever a tap says."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrivenLeg:
    """One drive: what it was made of before anything was learnt, and how long it took."""

    at: datetime
    vehicle: Vehicle
    driven_s: float
    parts: tuple[RoutePart, ...]

    @property
    def trip(self) -> Trip:
        """Return hour and vehicle; what a siren gains is in the parts already."""
        return Trip(at=self.at, vehicle=self.vehicle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Errors:
    """How far predictions are from drives: shares in percent, bias positive when told too long."""

    median_abs_pct: float
    within_20_pct: float
    within_5_min_pct: float
    bias_pct: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One factor, and how many drives were on such a road for a fifth of their way or more."""

    kind: str
    band: HourBand
    vehicle: Vehicle
    factor: float
    legs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What a fit found: ``after`` is of drives the fit had not seen, ``before`` of the same."""

    fitted: tuple[Fitted, ...]
    before: Errors
    after: Errors
    used: int
    left_out: int

    @property
    def better(self) -> bool:
        """Whether what was learnt predicts unseen drives clearly better than what stands now."""
        return bool(self.fitted) and (
            self.after.median_abs_pct < WORTH_IT * self.before.median_abs_pct
        )

    def learnt(self, made_at: datetime, now: Learnt) -> Learnt:
        """Return the factors to be kept."""
        factors = {(one.kind, one.band, one.vehicle): one.factor for one in self.fitted}
        return Learnt(factors=factors, made_at=made_at, legs=self.used, zone=now.zone)


class TooFewLegs(ValueError):  # noqa: N818 - a state, told to whoever asked
    """There are not enough sound drives to learn from."""

    def __init__(self, used: int, left_out: int) -> None:
        super().__init__(f"{used} of {LEGS_MIN}")
        self.used, self.left_out = used, left_out


def calibrate(legs: Iterable[DrivenLeg], now: Learnt) -> Calibration:
    """Fit the factors, and say how well they predict drives they were not fitted on.

    ``now`` is what stands: the error before is its error. Raises TooFewLegs.
    """
    every = sorted(legs, key=lambda leg: (leg.at, leg.driven_s))
    used = [leg for leg in every if _is_sound(leg)]
    if len(used) < LEGS_MIN:
        raise TooFewLegs(len(used), len(every) - len(used))
    predicted = np.empty(len(used))
    for fold in range(FOLDS):
        others = [leg for index, leg in enumerate(used) if index % FOLDS != fold]
        taught = {(one.kind, one.band, one.vehicle): one.factor for one in _fit(others, now)}
        unseen = Learnt(factors=taught, zone=now.zone)
        for index in range(fold, len(used), FOLDS):
            predicted[index] = predict(used[index], unseen)
    driven = np.array([leg.driven_s for leg in used])
    stands = np.array([predict(leg, now) for leg in used])
    return Calibration(
        fitted=tuple(_fit(used, now)),
        before=errors(stands, driven),
        after=errors(predicted, driven),
        used=len(used),
        left_out=len(every) - len(used),
    )


def predict(leg: DrivenLeg, learnt: Learnt) -> float:
    """Return the seconds that a drive takes under learnt factors."""
    return sum(
        part.base_s * (1.0 if part.kind == WAIT else learnt.factor(part.kind, leg.trip))
        for part in leg.parts
    )


def errors(predicted: Floats, driven: Floats) -> Errors:
    """Return how far predictions are from drives, both in seconds."""
    off = (predicted - driven) / driven
    near_20 = np.abs(off) <= 0.2  # noqa: PLR2004 - the name says it
    near_5_min = np.abs(predicted - driven) <= 300.0  # noqa: PLR2004 - the same
    return Errors(
        median_abs_pct=float(np.median(np.abs(off)) * 100),
        within_20_pct=float(near_20.mean() * 100),
        within_5_min_pct=float(near_5_min.mean() * 100),
        bias_pct=float(np.median(off) * 100),
    )


def _is_sound(leg: DrivenLeg) -> bool:
    base_s = sum(part.base_s for part in leg.parts)
    if not (math.isfinite(base_s) and base_s > 0 and leg.driven_s > 0):
        return False
    return 1 / RATIO_MAX <= leg.driven_s / base_s <= RATIO_MAX


def _fit(legs: Sequence[DrivenLeg], now: Learnt) -> list[Fitted]:
    """Fit all drives together, then each hour band and vehicle drawn towards that."""
    kinds = sorted({part.kind for leg in legs for part in leg.parts if part.kind != WAIT})
    every = _Drives.of(legs, kinds)
    least = np.log([_least(kind, legs) for kind in kinds])
    together = every.fitted(np.zeros(len(kinds)), DRAWN_ALL, least)
    often = every.often()
    groups: dict[tuple[HourBand, Vehicle], list[DrivenLeg]] = {}
    for leg in legs:
        groups.setdefault((hour_band(leg.at, now.zone), leg.vehicle), []).append(leg)
    found = []
    for band in HourBand:
        for vehicle in Vehicle:
            own = _Drives.of(groups.get((band, vehicle), []), kinds)
            logs = own.fitted(together, DRAWN_GROUP, least)
            found += [
                Fitted(kind=kind, band=band, vehicle=vehicle, factor=math.exp(log), legs=int(count))
                for kind, log, count, all_legs in zip(kinds, logs, own.often(), often, strict=True)
                if all_legs >= KIND_LEGS_MIN
            ]
    return found


def _least(kind: str, legs: Sequence[DrivenLeg]) -> float:
    """Return the smallest factor under which a kind of road is not driven impossibly fast."""
    parts = [part for leg in legs for part in leg.parts if part.kind == kind]
    base_kmh = sum(part.distance_m for part in parts) / sum(part.base_s for part in parts) * 3.6
    return min(1.0, max(FACTOR_MIN, base_kmh / FASTEST_KMH.get(kind, math.inf)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drives:
    """Drives as arrays: base seconds by kind, seconds that nothing scales, seconds driven."""

    base_s: Floats
    fixed_s: Floats
    driven_s: Floats

    @classmethod
    def of(cls, legs: Sequence[DrivenLeg], kinds: Sequence[str]) -> "_Drives":
        base_s, fixed_s = np.zeros((len(legs), len(kinds))), np.zeros(len(legs))
        for row, leg in enumerate(legs):
            for part in leg.parts:
                if part.kind == WAIT:
                    fixed_s[row] += part.base_s
                else:
                    base_s[row, kinds.index(part.kind)] += part.base_s
        driven_s = np.array([leg.driven_s for leg in legs])
        return cls(base_s=base_s, fixed_s=fixed_s, driven_s=driven_s)

    def often(self) -> NDArray[np.int64]:
        """Return, per kind, how many drives were on it for a fifth of their time."""
        share = self.base_s / np.maximum(1e-9, self.base_s.sum(axis=1, keepdims=True))
        count: NDArray[np.int64] = (share >= 0.2).sum(axis=0)  # noqa: PLR2004 - a fifth
        return count

    def fitted(self, drawn_to: Floats, drawn: float, least: Floats) -> Floats:
        """Return the logs of the factors, by reweighted least squares on the logs of ratios."""
        most = math.log(FACTOR_MAX)
        logs = np.clip(drawn_to, least, most)
        if not len(self.driven_s):
            return logs
        logs = np.clip(logs - np.median(self._off(logs)), least, most)
        for number in range(2 * ROUNDS):
            off = self._off(logs)
            weights = _weights(off, is_sharp=number >= ROUNDS)
            scaled = self.base_s * np.exp(logs)
            share = scaled / (scaled.sum(axis=1) + self.fixed_s)[:, None]
            left = (share * weights[:, None]).T @ share + drawn * np.eye(len(logs))
            right = -(share * weights[:, None]).T @ off - drawn * (logs - drawn_to)
            logs = np.clip(logs + np.linalg.solve(left, right), least, most)
        return logs

    def _off(self, logs: Floats) -> Floats:
        predicted = self.base_s @ np.exp(logs) + self.fixed_s
        off: Floats = np.log(predicted / self.driven_s)
        return off


def _weights(off: Floats, *, is_sharp: bool) -> Floats:
    """Weigh drives by how far they are off: Huber's first, then the biweight, which lets go."""
    sigma = max(SCALE_MIN, MAD_TO_SIGMA * float(np.median(np.abs(off))))
    far = np.abs(off) / sigma
    if not is_sharp:
        huber: Floats = np.minimum(1.0, HUBER / np.maximum(far, 1e-9))
        return huber
    biweight: Floats = np.where(far < BIWEIGHT, (1 - (far / BIWEIGHT) ** 2) ** 2, 0.0)
    return biweight
