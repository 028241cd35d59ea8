"""Which ward to propose, and why: pure ranking in minutes.

Every doubt is weighed as driving time, so that the list has one order a regulator can check:
the travel time, plus what a missing capability or a doubtful bed figure is worth. The weights
are drafts, to be set by the service's physicians.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from dispatch.needs import Needs
from dispatch.notice import WARD_BUSY, NoticeStatus
from dispatch.recommend import RANKED_MAX, Reason, travel_reasons
from fleet.ward import BedFreshness, Ward, bed_age_s, bed_freshness
from geo.travel import TravelTime

MISSING_CAPABILITY_S = 3600.0
"""An hour's further drive is accepted to reach what the patient needs."""

BEDS_DOUBTFUL_S = 900.0
"""A quarter of an hour: about what a telephone round for a bed costs."""

BEDS_FULL_S = 7200.0
"""A full ward is proposed only when nothing else lies within two hours more."""

ACUTE = frozenset({"ed", "icu_adult"})
"""A ward with one of these can keep a patient alive; it stays an option, with what it lacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WardCandidate:
    """A ward as the ranking sees it; `answer` is its latest notice's state in this case."""

    ward: Ward
    travel: TravelTime | None
    answer: NoticeStatus | None
    answer_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WardOption:
    """One line of the proposal."""

    candidate: WardCandidate
    rank: int
    proposed: bool
    has: frozenset[str]
    missing: frozenset[str]
    freshness: BedFreshness
    beds_age_s: float | None
    reasons: tuple[Reason, ...]


_ASKED = frozenset({NoticeStatus.REFUSED, NoticeStatus.EXPIRED}) | WARD_BUSY


def rank_wards(
    candidates: Iterable[WardCandidate],
    needs: Needs,
    *,
    centre_id: str,
    now: datetime,
    at_most: int | None = RANKED_MAX,
) -> list[WardOption]:
    """Rank wards; the first that was not yet asked in this case is `proposed`.

    A ward that meets none of the needs and takes no emergencies (a maternity for a cardiac
    arrest) is no option at all, however near it stands. `at_most` None ranks every option.
    """
    wanted = needs.all_of | needs.any_of | ACUTE
    ordered = sorted(
        (candidate for candidate in candidates if wanted & candidate.ward.capabilities),
        key=lambda candidate: (
            candidate.answer in _ASKED,
            _score_s(candidate, needs, now),
            candidate.ward.id,
        ),
    )[:at_most]
    return [
        _option(candidate, needs, rank=rank, centre_id=centre_id, now=now)
        for rank, candidate in enumerate(ordered, start=1)
    ]


def _missing(ward: Ward, needs: Needs) -> frozenset[str]:
    """Return the needs a ward does not meet; an unmet choice counts as its first names."""
    missing = needs.all_of - ward.capabilities
    if needs.any_of and not needs.any_of & ward.capabilities:
        return missing | {min(needs.any_of)}
    return missing


def _score_s(candidate: WardCandidate, needs: Needs, now: datetime) -> float:
    ward = candidate.ward
    score_s = candidate.travel.duration_s if candidate.travel else 0.0
    score_s += MISSING_CAPABILITY_S * len(_missing(ward, needs))
    if ward.beds_free == 0:
        return score_s + BEDS_FULL_S
    if bed_freshness(ward, now) in {BedFreshness.STALE, BedFreshness.UNKNOWN}:
        return score_s + BEDS_DOUBTFUL_S
    return score_s


def _option(
    candidate: WardCandidate, needs: Needs, *, rank: int, centre_id: str, now: datetime
) -> WardOption:
    ward, missing = candidate.ward, _missing(candidate.ward, needs)
    return WardOption(
        candidate=candidate,
        rank=rank,
        proposed=rank == 1 and candidate.answer not in _ASKED,
        has=(needs.all_of | needs.any_of) & ward.capabilities,
        missing=missing,
        freshness=bed_freshness(ward, now),
        beds_age_s=bed_age_s(ward, now),
        reasons=tuple(_reasons(candidate, missing, centre_id, now)),
    )


def _reasons(
    candidate: WardCandidate, missing: frozenset[str], centre_id: str, now: datetime
) -> Iterable[Reason]:
    ward = candidate.ward
    if not missing:
        yield Reason(code="has_all_capabilities")
    for capability in sorted(missing):
        yield Reason(code="lacks_capability", facts={"capability": capability})
    yield _beds_reason(ward, now)
    if candidate.answer is NoticeStatus.REFUSED:
        facts = {"reason": candidate.answer_reason or ""}
        yield Reason(code="refused_before", facts=facts)
    elif candidate.answer is NoticeStatus.EXPIRED:
        yield Reason(code="no_answer_before")
    elif candidate.answer in WARD_BUSY:
        yield Reason(code="already_asked")
    if ward.centre_id != centre_id:
        yield Reason(code="other_centre", facts={"centre": ward.centre_id})
    if candidate.travel is not None:
        yield from travel_reasons(candidate.travel)


def _beds_reason(ward: Ward, now: datetime) -> Reason:
    if ward.beds_free is None:
        return Reason(code="beds_unknown")
    if ward.beds_free == 0:
        return Reason(code="beds_full")
    facts = {"n": str(ward.beds_free)}
    if bed_freshness(ward, now) is BedFreshness.STALE:
        return Reason(code="beds_stale", facts=facts)
    return Reason(code="beds_free", facts=facts)
