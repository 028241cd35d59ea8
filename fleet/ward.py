"""Hospitals, their wards, and how many beds each ward says it has."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from fleet.diversion import Diversion, DiversionDeclared, DiversionLifted, sound
from fleet.refusal import Refusal
from geo.position import Position
from geo.provenance import Provenance, Trust

BEDS_MAX: Final = 500
"""No ward of the country has as many beds; a larger figure is a slip of the keyboard."""

FRESH_S: Final = 2 * 3600.0
"""A bed count younger than this is shown as it is: about the time a patient's journey takes."""

AGEING_S: Final = 8 * 3600.0
"""Past one ward shift nobody on duty vouches for the figure any more: it is stale."""


class HospitalKind(StrEnum):
    """What sort of house receives the patient."""

    HOSPITAL = "hospital"
    CHILDREN = "children_hospital"
    HEALTH_CENTRE = "health_centre"


class HospitalLevel(StrEnum):
    """The rung in Senegal's health pyramid: EPS 3 national, 2 regional, 1 district, CS centre."""

    EPS3 = "EPS3"
    EPS2 = "EPS2"
    EPS1 = "EPS1"
    CS = "CS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hospital:
    """A house that may receive patients."""

    id: str
    name: str
    kind: HospitalKind
    position: Position
    """Where it stands; `accuracy_m` is set when the point is known to be approximate."""
    region: str
    """ISO 3166-2 code, such as SN-KL."""
    centre_id: str
    level: HospitalLevel
    provenance: Provenance
    """Where the position comes from; sources are explained in the plan's SOURCES.md."""
    confirmed: bool
    """Whether the service has confirmed this record; false for our draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ward:
    """A part of a hospital that is told of a patient and answers yes or no."""

    id: str
    hospital_id: str
    hospital_name: str
    name: str
    centre_id: str
    region: str
    position: Position
    capabilities: frozenset[str]
    """What it can treat, in the words the protocols ask with (`icu_adult`, `maternity`, ...)."""
    beds_free: int | None = None
    """Free beds as last reported; None when nobody has said, which is not zero."""
    beds_at: datetime | None = None
    phone: str | None = None
    confirmed: bool = False
    """Whether the service has confirmed this record; false for our draft."""
    level: HospitalLevel | None = None
    """The rung of its hospital; None in records that are older than this field."""
    diversion: Diversion | None = None
    """The last one declared, also when its time is over: see `diverted`."""
    provenance: Provenance | None = None
    """Where its hospital's position comes from; None in records that are older than this field."""

    @property
    def trust(self) -> Trust:
        """How far its position may be trusted; one of unknown origin has nothing to back it."""
        return Trust.SINGLE if self.provenance is None else self.provenance.trust(self.position)

    @property
    def sources_apart_m(self) -> float | None:
        """Metres between the two sources of its position, None when there is only one."""
        return None if self.provenance is None else self.provenance.apart_m(self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class WardRegistered:
    """A ward entered the list, or its description was replaced."""

    ward: Ward


@dataclass(frozen=True, slots=True, kw_only=True)
class BedsReported:
    """A ward said how many beds it has free."""

    ward_id: str
    beds_free: int
    at: datetime


WardEvent = WardRegistered | BedsReported | DiversionDeclared | DiversionLifted


class BedFreshness(StrEnum):
    """How far a bed count may be trusted."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    UNKNOWN = "unknown"


def decide_beds(ward: Ward, beds_free: int, at: datetime) -> BedsReported | Refusal:
    """Decide whether a bed count, true at `at`, is taken.

    Refuses counts below 0 or above `BEDS_MAX`, and a count older than the one already known:
    a phone that was without network must not overwrite what the ward said since.
    """
    if not 0 <= beds_free <= BEDS_MAX:
        facts = {"ward_id": ward.id, "beds_free": str(beds_free), "max": str(BEDS_MAX)}
        return Refusal(code="beds_out_of_range", facts=facts)
    if ward.beds_at is not None and at < ward.beds_at:
        facts = {"ward_id": ward.id, "known_at": ward.beds_at.isoformat()}
        return Refusal(code="beds_report_out_of_date", facts=facts)
    return BedsReported(ward_id=ward.id, beds_free=beds_free, at=at)


def diverted(ward: Ward, now: datetime) -> Diversion | None:
    """Return the diversion that holds at `now`, or None: an older one is over by itself."""
    return ward.diversion if ward.diversion and ward.diversion.holds(now) else None


def decide_diversion(ward: Ward, diversion: Diversion) -> DiversionDeclared | Refusal:
    """Decide whether the ward goes on this diversion; see `fleet.diversion.sound`."""
    kept = sound(diversion, ward.capabilities)
    if isinstance(kept, Refusal):
        return kept
    return DiversionDeclared(ward_id=ward.id, diversion=kept, at=diversion.since)


def decide_reopening(
    ward: Ward, *, by_id: str, by_name: str, at: datetime
) -> DiversionLifted | Refusal:
    """Decide whether the ward receives again; refused where it does already."""
    if diverted(ward, at) is None:
        return Refusal(code="not_on_diversion")
    return DiversionLifted(ward_id=ward.id, by_id=by_id, by_name=by_name, at=at)


def evolve(ward: Ward | None, event: WardEvent) -> Ward:
    """Return the ward as it is after the event.

    Raises ValueError when the event speaks of another ward, or of one never registered.
    """
    if isinstance(event, WardRegistered):
        return event.ward
    if ward is None or ward.id != event.ward_id:
        raise ValueError(f"event of ward {event.ward_id} applied to {ward and ward.id}")
    match event:
        case DiversionDeclared():
            return replace(ward, diversion=event.diversion)
        case DiversionLifted():
            return replace(ward, diversion=None)
        case BedsReported():
            return replace(ward, beds_free=event.beds_free, beds_at=event.at)


def bed_age_s(ward: Ward, now: datetime) -> float | None:
    """Return the age of the bed count in seconds, never below 0; None when there is no count."""
    if ward.beds_at is None:
        return None
    return max(0.0, (now - ward.beds_at).total_seconds())


def bed_freshness(ward: Ward, now: datetime) -> BedFreshness:
    """Say how far the ward's bed count may be trusted at `now`."""
    age_s = bed_age_s(ward, now)
    if age_s is None or ward.beds_free is None:
        return BedFreshness.UNKNOWN
    if age_s <= FRESH_S:
        return BedFreshness.FRESH
    return BedFreshness.AGEING if age_s <= AGEING_S else BedFreshness.STALE
