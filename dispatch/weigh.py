"""What speaks for and against a ward, each consideration weighed in minutes of driving.

Every weight is a `Reason` of its own, so that a regulator can add them up and come to the figure
the rank goes by. The weights are drafts, to be set by the service's physicians.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dispatch.bed_doubt import doubt_s
from dispatch.handover import PRIOR_S, UNKNOWN_WARD, Handover
from dispatch.needs import Needs
from dispatch.notice import NoticeStatus
from dispatch.recommend import Reason
from dispatch.ward_past import PastRefusal, weight_s
from fleet.ward import BedFreshness, Ward, bed_age_s, bed_freshness, diverted
from geo.travel import NotReached, TravelTime
from regulation.paths.time_critical import TimeCriticalPath, Treatment, WindowKind

MISSING_CAPABILITY_S = 3600.0
"""An hour's further drive is accepted to reach what the patient needs."""

IN_HOUSE_S = 300.0
"""What another ward of the same hospital has is a corridor and a call away."""

TREATED_ELSEWHERE_S = 900.0
"""On a time-critical path the ward that treats receives best: any other of the house hands on."""

DIVERSION_S = 3 * 3600.0
"""A ward that says it cannot receive comes first only where nothing else is within three hours."""

NO_TREATMENT_S = 3 * 3600.0
"""On a time-critical path, a ward that cannot treat: about what a further transfer costs when it
has to be asked for, fetched and driven."""

SERVES_ONLY = frozenset({"blood_bank"})
"""A store of blood receives nobody: a maternity that has one is no option for a knife wound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WardCandidate:
    """A ward as the ranking sees it; `answer` is its latest notice's state in this case.

    `not_reached` says why there is no `travel`; both are None while the place is unknown.
    Stored: a new field needs a default.
    """

    ward: Ward
    travel: TravelTime | None
    answer: NoticeStatus | None
    answer_reason: str | None
    not_reached: NotReached | None = None
    handover: Handover = UNKNOWN_WARD
    refusals: tuple[PastRefusal, ...] = ()
    """What it answered to other patients in the same need, lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a ward is weighed for.

    `since` is the onset where it is known (`onset_known`), else when the case was opened: the
    onset is not later than that.
    """

    needs: Needs
    now: datetime
    path: TimeCriticalPath | None = None
    since: datetime | None = None
    onset_known: bool = False


House = Mapping[str, str]
"""What the open wards of one hospital have: by capability, the name of a ward that has it."""


def open_capabilities(ward: Ward, now: datetime) -> frozenset[str]:
    """Return what a ward can do now: a scanner that it says is out of order is not there.

    A ward that is closed whole keeps what it has; that it receives nobody is weighed by itself.
    """
    diversion = diverted(ward, now)
    return ward.capabilities - diversion.closed_to if diversion else ward.capabilities


def lent_capabilities(ward: Ward, now: datetime) -> frozenset[str]:
    """Return what a ward gives the others of its house: closed whole, only what receives nobody.

    Or the closed emergency department would be proposed by way of the intensive care beside it.
    """
    diversion = diverted(ward, now)
    if diversion and not diversion.closed_to:
        return ward.capabilities & SERVES_ONLY
    return open_capabilities(ward, now)


def houses(wards: Iterable[Ward], now: datetime) -> dict[str, dict[str, str]]:
    """Return by hospital what its wards give each other."""
    found: dict[str, dict[str, str]] = {}
    for ward in wards:
        house = found.setdefault(ward.hospital_id, {})
        for capability in lent_capabilities(ward, now):
            house.setdefault(capability, ward.name)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a ward has of what is needed: itself, in its house, and not at all."""

    has: frozenset[str]
    in_house: frozenset[str]
    missing: frozenset[str]


def means_of(ward: Ward, house: House, asked: Asked) -> Means:
    """Return what a ward has of the needs; an unmet choice counts as its first name."""
    needs, own = asked.needs, open_capabilities(ward, asked.now)
    lacks = needs.all_of - own
    if needs.any_of and not needs.any_of & own:
        near = needs.any_of.intersection(house)
        lacks |= {min(near or needs.any_of)}
    in_house = lacks.intersection(house)
    return Means(
        has=(needs.all_of | needs.any_of) & own, in_house=in_house, missing=lacks - in_house
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """The treatment a ward can give on the path, and when, in seconds from leaving the scene."""

    treatment: Treatment
    care_s: float
    """From the end of a usual hand-over to the treatment."""
    after_s: float
    margin_s: float | None
    """What then remains of the window; below 0 it is missed. None while no time is known."""

    @property
    def missed(self) -> bool:
        """Whether the treatment comes after the window."""
        return self.margin_s is not None and self.margin_s < 0


def care_of(candidate: WardCandidate, house: House, asked: Asked) -> Care | None:
    """Return the best treatment the ward or its house can give, or None: no path, no treatment.

    What comes within the window goes before what does not; then what counts fewer minutes.
    """
    own = open_capabilities(candidate.ward, asked.now) | house.keys()
    known = asked.path.treatments if asked.path else ()
    found = [_care(candidate, one, asked) for one in known if one.capability in own]
    return min(found, key=_worth, default=None)


def _worth(care: Care) -> tuple[bool, float]:
    return care.missed, care.care_s + 60.0 * care.treatment.behind_min


def _care(candidate: WardCandidate, treatment: Treatment, asked: Asked) -> Care:
    care_s = max(0.0, treatment.door_s(candidate.ward.level) - PRIOR_S)
    drive_s = candidate.travel.duration_s if candidate.travel else 0.0
    after_s = drive_s + candidate.handover.expected_s + care_s
    margin_s = None
    if asked.path and asked.since and candidate.travel:
        gone_s = (asked.now - asked.since).total_seconds()
        margin_s = asked.path.window_s - gone_s - after_s
    return Care(treatment=treatment, care_s=care_s, after_s=after_s, margin_s=margin_s)


def weights(
    candidate: WardCandidate, house: House, asked: Asked, means: Means, care: Care | None
) -> Iterator[Reason]:
    """Say everything that counts, each with its seconds."""
    if candidate.travel is not None:
        yield Reason(code="drive", weight_s=candidate.travel.duration_s)
    yield _handover(candidate.handover)
    yield from _treatment(house, asked, care, candidate)
    yield from _capabilities(house, means)
    yield _beds(candidate.ward, asked.now)
    yield from _diversion(candidate.ward, asked)
    past_s = weight_s(candidate.refusals, asked.now)
    if round(past_s / 60):
        facts = {"n": str(len(candidate.refusals))}
        yield Reason(code="refused_lately", facts=facts, weight_s=past_s)


def _handover(handover: Handover) -> Reason:
    if not handover.transfers:
        return Reason(code="handover_assumed", weight_s=handover.expected_s)
    facts = {"n": str(handover.transfers)}
    return Reason(code="handover_learnt", facts=facts, weight_s=handover.expected_s)


def _treatment(
    house: House, asked: Asked, care: Care | None, candidate: WardCandidate
) -> Iterator[Reason]:
    if asked.path is None:
        return
    if care is None:
        yield Reason(code="cannot_treat", weight_s=NO_TREATMENT_S)
        return
    capability = care.treatment.capability
    limit = asked.path.window_kind is WindowKind.LIMIT
    if care.missed and limit:
        facts = {"s": str(round(-(care.margin_s or 0.0)))}
        yield Reason(code="window_missed", facts=facts, weight_s=NO_TREATMENT_S)
        return
    yield Reason(code="care", facts={"capability": capability}, weight_s=care.care_s)
    if care.treatment.behind_min:
        behind_s = 60.0 * care.treatment.behind_min
        yield Reason(code="second_choice", facts={"capability": capability}, weight_s=behind_s)
    if capability not in open_capabilities(candidate.ward, asked.now):
        facts = {"capability": capability, "ward": house[capability]}
        yield Reason(code="treated_elsewhere", facts=facts, weight_s=TREATED_ELSEWHERE_S)
    if care.margin_s is not None:
        yield _margin(care.margin_s, asked, limit=limit)


def _margin(margin_s: float, asked: Asked, *, limit: bool) -> Reason:
    """Tell what remains; with no onset known the case's opening stands for it: at most so much."""
    if margin_s < 0:
        return Reason(code="aim_missed", facts={"s": str(round(-margin_s))})
    facts = {"s": str(round(margin_s)), "bound": "" if asked.onset_known else "≤ "}
    return Reason(code="window_left" if limit else "aim_left", facts=facts)


def _capabilities(house: House, means: Means) -> Iterator[Reason]:
    if not means.missing:
        yield Reason(code="house_has_all" if means.in_house else "has_all_capabilities")
    for capability in sorted(means.in_house):
        yield _in_house(capability, house)
    for capability in sorted(means.missing):
        facts = {"capability": capability}
        yield Reason(code="lacks_capability", facts=facts, weight_s=MISSING_CAPABILITY_S)


def _in_house(capability: str, house: House) -> Reason:
    facts = {"capability": capability, "ward": house[capability]}
    return Reason(code="capability_in_house", facts=facts, weight_s=IN_HOUSE_S)


def _beds(ward: Ward, now: datetime) -> Reason:
    weight, age_s = doubt_s(ward, now), bed_age_s(ward, now)
    if ward.beds_free is None or age_s is None:
        return Reason(code="beds_unknown", weight_s=weight)
    facts = {"n": str(ward.beds_free), "s": str(round(age_s))}
    if ward.beds_free == 0:
        return Reason(code="beds_full", facts=facts, weight_s=weight)
    stale = bed_freshness(ward, now) is BedFreshness.STALE
    return Reason(code="beds_stale" if stale else "beds_free", facts=facts, weight_s=weight)


def _diversion(ward: Ward, asked: Asked) -> Iterator[Reason]:
    diversion = diverted(ward, asked.now)
    if diversion is None:
        return
    needed = asked.needs.all_of | asked.needs.any_of
    needed |= asked.path.treating if asked.path else frozenset()
    facts = {"reason": diversion.reason, "until": diversion.until.isoformat()}
    if not diversion.closed_to:
        yield Reason(code="on_diversion", facts=facts, weight_s=_closed_whole_s(ward, asked))
    elif diversion.closed_to & needed:
        yield Reason(code="on_diversion", facts=facts, weight_s=DIVERSION_S)
    else:
        yield Reason(code="on_diversion_elsewhere", facts=facts)


def _closed_whole_s(ward: Ward, asked: Asked) -> float:
    """Weigh a ward that is closed whole as one that is closed and has nothing of what is needed.

    What it no longer lends costs its neighbours so much at most: none of them falls behind it.
    """
    lost = ward.capabilities & (asked.needs.all_of | asked.needs.any_of)
    treats = asked.path is not None and bool(asked.path.treating & ward.capabilities)
    return DIVERSION_S + MISSING_CAPABILITY_S * len(lost) + NO_TREATMENT_S * treats
