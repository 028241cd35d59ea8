"""Which unit to propose, and why: pure ranking, every consideration shown as a reason.

Among units that can go and meet the need the order is the travel time, and one weight beside it
(see `PAEDIATRIC_KEPT_S`). What cannot go (engaged, out of service, of unknown place) is listed
after, with the reason, so that an absent unit is never mistaken for one that does not exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from fleet.unit import Unit, UnitKind
from geo.travel import TravelMethod, TravelTime

POSITION_STALE_S = 1800.0
"""A position older than half an hour says little of where an ambulance is; it is still used,
because the alternative is its base, and the proposal says so."""

PAEDIATRIC_KEPT_S = 600.0
"""An adult waits up to ten minutes more so that the few paediatric ambulances stay free; a draft,
to be set by the service's physicians."""

AS_GOOD_S = 60.0
"""A minute's difference is within the error of any estimate."""

OTHERS_KEPT = 3
"""Places on the list for the nearest free units of the other kind."""

RANKED_MAX = 12
"""A tired eye reads the first five; more than a dozen hides them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One consideration, by code; the screen has the words."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCandidate:
    """A unit as the ranking sees it. `position_age_s` is None when its home stands in."""

    unit: Unit
    position_age_s: float | None
    travel: TravelTime | None
    engaged_on: str | None
    """The number of the case that holds it, or None when it is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOption:
    """One line of the proposal."""

    candidate: UnitCandidate
    can_go: bool
    rank: int
    proposed: bool
    reasons: tuple[Reason, ...]


def rank_units(
    candidates: Iterable[UnitCandidate],
    *,
    centre_id: str,
    medicalised: bool,
    adult: bool = False,
    at_most: int | None = RANKED_MAX,
) -> list[UnitOption]:
    """Rank units for a case of `centre_id`; `medicalised` asks for a physician aboard.

    For a patient known to be `adult` a paediatric ambulance is kept free if another is nearly as
    near.
    The first option is `proposed` only if it can go and meets the need. `at_most` None ranks
    every unit: what the physician may order is more than what the screen lists.
    """
    ordered = sorted(
        candidates,
        key=lambda candidate: (
            not _can_go(candidate),
            medicalised and not candidate.unit.medicalised,
            not candidate.unit.kind.transports,
            _score_s(candidate, adult=adult),
            candidate.unit.id,
        ),
    )
    ordered = _listed(ordered, at_most)
    first_s = _travel_s(ordered[0]) if ordered else 0.0
    options = [
        UnitOption(
            candidate=candidate,
            can_go=_can_go(candidate),
            rank=rank,
            proposed=False,
            reasons=tuple(_reasons(candidate, centre_id, first_s if rank > 1 else None)),
        )
        for rank, candidate in enumerate(ordered, start=1)
    ]
    if options and options[0].can_go and (options[0].candidate.unit.medicalised or not medicalised):
        options[0] = _propose(options[0], medicalised=medicalised)
    return options


def _listed(ordered: list[UnitCandidate], at_most: int | None) -> list[UnitCandidate]:
    """Cut the list to what is read, but keep the nearest means of the other kind in it.

    A rescue ambulance five minutes away belongs on the screen while the SMUR is still coming.
    """
    if at_most is None or len(ordered) <= at_most:
        return ordered
    kept, rest = ordered[: at_most - OTHERS_KEPT], ordered[at_most - OTHERS_KEPT :]
    kinds = {candidate.unit.medicalised for candidate in kept}
    others = [c for c in rest if _can_go(c) and c.unit.medicalised not in kinds][:OTHERS_KEPT]
    return kept + others + [c for c in rest if c not in others][: OTHERS_KEPT - len(others)]


def as_good(option: UnitOption, proposed: UnitOption) -> bool:
    """Say whether choosing `option` instead of `proposed` needs no explaining.

    Units move while the physician reads: what was proposed on the screen a moment ago may be
    second by some seconds when the button is pressed.
    """
    if option.proposed:
        return True
    ours, theirs = option.candidate, proposed.candidate
    same_kind = ours.unit.kind is theirs.unit.kind and ours.unit.team is theirs.unit.team
    return option.can_go and same_kind and _travel_s(ours) - _travel_s(theirs) <= AS_GOOD_S


def _propose(option: UnitOption, *, medicalised: bool) -> UnitOption:
    code = "nearest_free_medicalised" if medicalised else "nearest_free"
    return replace(option, proposed=True, reasons=(Reason(code=code), *option.reasons))


def _score_s(candidate: UnitCandidate, *, adult: bool) -> float:
    kept_free = adult and candidate.unit.kind is UnitKind.SMUR_AR_PED
    return _travel_s(candidate) + (PAEDIATRIC_KEPT_S if kept_free else 0.0)


def _can_go(candidate: UnitCandidate) -> bool:
    return (
        candidate.unit.in_service and candidate.engaged_on is None and candidate.travel is not None
    )


def _travel_s(candidate: UnitCandidate) -> float:
    return candidate.travel.duration_s if candidate.travel else float("inf")


def _reasons(candidate: UnitCandidate, centre_id: str, first_s: float | None) -> Iterable[Reason]:
    unit = candidate.unit
    yield Reason(code="medicalised" if unit.medicalised else "not_medicalised")
    if not unit.kind.transports:
        yield Reason(code="does_not_transport")
    if unit.kind is UnitKind.SMUR_AR_PED:
        yield Reason(code="paediatric")
    if not unit.in_service:
        yield Reason(code="out_of_service", facts={"reason": unit.out_reason or ""})
    if candidate.engaged_on is not None:
        yield Reason(code="on_mission", facts={"case": candidate.engaged_on})
    if unit.centre_id != centre_id:
        yield Reason(code="other_centre", facts={"centre": unit.centre_id})
    yield from _position_reasons(candidate)
    if candidate.travel is not None:
        yield from travel_reasons(candidate.travel)
        if first_s is not None and candidate.travel.duration_s > first_s:
            slower_s = round(candidate.travel.duration_s - first_s)
            yield Reason(code="slower_than_first", facts={"s": str(slower_s)})


def _position_reasons(candidate: UnitCandidate) -> Iterable[Reason]:
    if candidate.position_age_s is None:
        yield Reason(code="position_unknown_home_used")
    elif candidate.position_age_s > POSITION_STALE_S:
        yield Reason(code="position_stale", facts={"s": str(round(candidate.position_age_s))})


def travel_reasons(travel: TravelTime) -> Iterable[Reason]:
    """Say what the reader must know of how a travel time was come by."""
    if travel.via is not None:
        yield Reason(code="via_crossing", facts={"via": travel.via})
    if travel.method is TravelMethod.STRAIGHT_LINE:
        yield Reason(code="straight_line_estimate")
