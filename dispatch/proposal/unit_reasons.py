"""Why a unit stands where it stands: one code for each consideration; the screen has the words."""

from collections.abc import Iterable

from dispatch.proposal.hindrance import Hindrance
from dispatch.proposal.unit_option import Reason, UnitCandidate
from dispatch.proposal.whereabouts import Stand
from fleet.unit import UnitKind
from geo.travel import NotReached, TravelMethod, TravelTime

POSITION_STALE_S = 1800.0
"""A position older than half an hour says little of where an ambulance is; it is still used,
because the alternative is its base, and the proposal says so."""

_NOT_REACHED = {
    NotReached.BEYOND: "beyond_search",
    NotReached.NO_WAY: "no_way",
    NotReached.OFF_NETWORK: "off_network",
}


def reasons_of(
    candidate: UnitCandidate,
    against: Iterable[Hindrance],
    *,
    centre_id: str,
    own_s: float | None,
) -> Iterable[Reason]:
    """Give the reasons of one unit, the weightier first.

    `own_s` is when the soonest unit of the case's own centre would be there, None without any.
    """
    unit = candidate.unit
    yield Reason(code="medicalised" if unit.medicalised else "not_medicalised")
    if not unit.kind.transports:
        yield Reason(code="does_not_transport")
    if unit.kind is UnitKind.SMUR_AR_PED:
        yield Reason(code="paediatric")
    if not unit.in_service:
        yield Reason(code="out_of_service", facts={"reason": unit.out_reason or ""})
    yield from _mission_reasons(candidate)
    yield from (Reason(code=one.code, facts=one.facts) for one in against)
    if unit.centre_id != centre_id:
        yield _centre_reason(candidate, own_s)
    yield from _position_reasons(candidate)
    if candidate.not_reached is not None:
        yield Reason(code=_NOT_REACHED[candidate.not_reached])
    if candidate.leaving is not None and candidate.free and candidate.travel is not None:
        facts = {"s": str(round(candidate.leaving.s))}
        yield Reason(code=f"leaves_{candidate.leaving.how}", facts=facts)
    if candidate.travel is not None:
        yield from travel_reasons(candidate.travel)


def _mission_reasons(candidate: UnitCandidate) -> Iterable[Reason]:
    if candidate.engaged_on is None:
        return
    yield Reason(code="on_mission", facts={"case": candidate.engaged_on})
    if candidate.frees is not None:
        facts = {"s": str(round(candidate.frees.in_s)), "place": candidate.frees.where}
        yield Reason(code="free_in", facts=facts)


def _centre_reason(candidate: UnitCandidate, own_s: float | None) -> Reason:
    centre = candidate.unit.centre_id
    arrival_s = candidate.arrival_s
    if arrival_s is not None and own_s is not None and arrival_s < own_s:
        facts = {"centre": centre, "s": str(round(own_s - arrival_s))}
        return Reason(code="neighbour_sooner", facts=facts)
    return Reason(code="other_centre", facts={"centre": centre})


def _position_reasons(candidate: UnitCandidate) -> Iterable[Reason]:
    if candidate.stand is Stand.HOME_FOR_OFF_ROAD:
        yield Reason(code="position_off_network_home_used")
    elif candidate.stand is Stand.WARD:
        return
    elif candidate.position_age_s is None:
        yield Reason(code="position_unknown_home_used")
    elif candidate.position_age_s > POSITION_STALE_S:
        yield Reason(code="position_stale", facts={"s": str(round(candidate.position_age_s))})


def travel_reasons(travel: TravelTime) -> Iterable[Reason]:
    """Say what the reader must know of how a travel time was come by."""
    if travel.via is not None:
        yield Reason(code="via_crossing", facts={"via": travel.via})
    if travel.method is TravelMethod.STRAIGHT_LINE:
        yield Reason(code="straight_line_estimate")


def slower_reason(candidate: UnitCandidate, first_s: float | None) -> Iterable[Reason]:
    """Say how much later than the first of the list a unit is there, if it is."""
    arrival_s = candidate.arrival_s
    if arrival_s is not None and first_s is not None and arrival_s > first_s:
        yield Reason(code="slower_than_first", facts={"s": str(round(arrival_s - first_s))})
