"""Which ward to propose, and why: pure ranking in minutes.

Every doubt is weighed as driving time (`weigh.py`), so that the list has one order a regulator
can check: the rounded minutes of the reasons add up to the total that the rank goes by. On a
time-critical path the minutes are those to the treatment. Drives are asked for without siren,
also for a P0: a patient on board is driven gently, and a promise kept beats a promise missed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dispatch.bed_doubt import BEDS_DOUBTFUL_S, BEDS_FULL_S
from dispatch.needs import Needs
from dispatch.notice import WARD_BUSY, NoticeStatus
from dispatch.recommend import RANKED_MAX, Reason, travel_reasons
from dispatch.weigh import (
    MISSING_CAPABILITY_S,
    SERVES_ONLY,
    Asked,
    Care,
    House,
    Means,
    WardCandidate,
    care_of,
    houses,
    means_of,
    open_capabilities,
    weights,
)
from fleet.diversion import Diversion
from fleet.ward import BedFreshness, bed_age_s, bed_freshness, diverted
from geo.provenance import Trust
from regulation.paths.time_critical import TimeCriticalPath

__all__ = [
    "BEDS_DOUBTFUL_S",
    "BEDS_FULL_S",
    "MISSING_CAPABILITY_S",
    "WardCandidate",
    "WardOption",
    "rank_wards",
]

ACUTE = frozenset({"ed", "icu_adult"})
"""A ward with one of these can keep a patient alive; it stays an option, with what it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WardOption:
    """One line of the proposal. `total_min` is the sum of the reasons' rounded minutes.

    It is None for a ward that no drive is known to; `care` is None off the time-critical paths
    and where the house cannot treat. Stored: a new field needs a default.
    """

    candidate: WardCandidate
    rank: int
    proposed: bool
    has: frozenset[str]
    missing: frozenset[str]
    freshness: BedFreshness
    beds_age_s: float | None
    reasons: tuple[Reason, ...]
    in_house: frozenset[str] = frozenset()
    total_min: int | None = None
    care: Care | None = None
    diversion: Diversion | None = None

    @property
    def complete(self) -> bool:
        """Whether the ward is reached and its house has all that is needed."""
        return self.candidate.travel is not None and not self.missing


_ASKED = frozenset({NoticeStatus.REFUSED, NoticeStatus.EXPIRED}) | WARD_BUSY


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A ward with everything that counts, before it has a rank."""

    candidate: WardCandidate
    means: Means
    care: Care | None
    reasons: tuple[Reason, ...]

    @property
    def total_min(self) -> int:
        return sum(round((reason.weight_s or 0.0) / 60) for reason in self.reasons)

    @property
    def key(self) -> tuple[bool, bool, int, float, str]:
        """Asked wards last, unreached ones after the reached, then the minutes; then seconds."""
        exact_s = sum(reason.weight_s or 0.0 for reason in self.reasons)
        candidate = self.candidate
        return (
            candidate.answer in _ASKED,
            candidate.travel is None,
            self.total_min,
            exact_s,
            candidate.ward.id,
        )


def rank_wards(
    candidates: Iterable[WardCandidate],
    needs: Needs,
    *,
    centre_id: str,
    now: datetime,
    path: TimeCriticalPath | None = None,
    since: datetime | None = None,
    onset_known: bool = False,
    at_most: int | None = RANKED_MAX,
) -> list[WardOption]:
    """Rank wards; the first that was not yet asked in this case and is reached is `proposed`.

    A ward that meets none of the needs and takes no emergencies (a maternity for a cardiac
    arrest) is no option at all, however near it stands. On a time-critical `path` the window
    runs from `since`. `at_most` None ranks every option.
    """
    asked = Asked(needs=needs, now=now, path=path, since=since, onset_known=onset_known)
    known = list(candidates)
    of = houses((candidate.ward for candidate in known), now)
    wanted = needs.all_of | needs.any_of | (path.treating if path else frozenset())
    wanted = wanted - SERVES_ONLY | ACUTE
    weighed = [
        _weigh(candidate, of[candidate.ward.hospital_id], asked)
        for candidate in known
        if wanted & open_capabilities(candidate.ward, now)
    ]
    ordered = sorted(weighed, key=lambda one: one.key)[:at_most]
    return [
        _option(one, rank=rank, centre_id=centre_id, now=now)
        for rank, one in enumerate(ordered, start=1)
    ]


def _weigh(candidate: WardCandidate, house: House, asked: Asked) -> _Weighed:
    means, care = means_of(candidate.ward, house, asked), care_of(candidate, house, asked)
    return _Weighed(
        candidate=candidate,
        means=means,
        care=care,
        reasons=tuple(weights(candidate, house, asked, means, care)),
    )


def _option(one: _Weighed, *, rank: int, centre_id: str, now: datetime) -> WardOption:
    candidate, ward = one.candidate, one.candidate.ward
    reached = candidate.travel is not None
    return WardOption(
        candidate=candidate,
        rank=rank,
        proposed=rank == 1 and reached and candidate.answer not in _ASKED,
        has=one.means.has,
        in_house=one.means.in_house,
        missing=one.means.missing,
        freshness=bed_freshness(ward, now),
        beds_age_s=bed_age_s(ward, now),
        reasons=(*one.reasons, *_told(candidate, centre_id)),
        total_min=one.total_min if reached else None,
        care=one.care,
        diversion=diverted(ward, now),
    )


def _told(candidate: WardCandidate, centre_id: str) -> Iterable[Reason]:
    """Say what the reader must know beside the minutes."""
    ward = candidate.ward
    if candidate.answer is NoticeStatus.REFUSED:
        facts = {"reason": candidate.answer_reason or ""}
        yield Reason(code="refused_before", facts=facts)
    elif candidate.answer is NoticeStatus.EXPIRED:
        yield Reason(code="no_answer_before")
    elif candidate.answer in WARD_BUSY:
        yield Reason(code="already_asked")
    if ward.centre_id != centre_id:
        yield Reason(code="other_centre", facts={"centre": ward.centre_id})
    if ward.trust is Trust.DISPUTED:
        facts = {"m": str(round(ward.sources_apart_m or 0.0))}
        yield Reason(code="position_disputed", facts=facts)
    elif ward.position.accuracy_m is not None:
        facts = {"m": str(round(ward.position.accuracy_m))}
        yield Reason(code="position_approximate", facts=facts)
    if candidate.travel is not None:
        yield from travel_reasons(candidate.travel)
    elif candidate.not_reached is not None:
        yield Reason(code=f"not_reached_{candidate.not_reached}")
    else:
        yield Reason(code="place_unknown")
