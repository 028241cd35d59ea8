"""Which unit to propose, and why: pure ranking, every consideration shown as a reason.

Among units that can go and meet the need the order is the time to the patient (being freed,
leaving, driving), and beside it a few considerations weighed as minutes: see the constants here
and in `dispatch/proposal/hindrance.py`. What cannot go (no time known, an empty tank, engaged, out
of service) is listed after, with the reason, so that an absent unit is never mistaken for one that
does not exist. A unit that is still on a mission is never proposed over a free one: only its crew
can say when it is done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum

from dispatch.proposal.hindrance import Hindrance, hindrances, kept_for, physician_aboard
from dispatch.proposal.unit_option import Reason, UnitCandidate, UnitOption
from dispatch.proposal.unit_reasons import (
    POSITION_STALE_S,
    reasons_of,
    slower_reason,
    travel_reasons,
)
from fleet.unit import UnitKind

__all__ = [
    "POSITION_STALE_S",
    "Reason",
    "UnitCandidate",
    "UnitOption",
    "as_good",
    "rank_units",
    "travel_reasons",
]

PAEDIATRIC_KEPT_S = 600.0
"""An adult waits up to ten minutes more so that the few paediatric ambulances stay free; a draft,
to be set by the service's physicians."""

NEIGHBOUR_S = 180.0
"""A unit of another centre must be three minutes sooner: about what ringing its room costs, and
its own territory is left with one less. A draft."""

CLEARLY_SOONER_S = 300.0
"""A unit still on a mission stands among the free ones only if it would be there five minutes
before the best of them: its end is an estimate, the others' departure is not."""

AS_GOOD_S = 60.0
"""A minute's difference is within the error of any estimate."""

OTHERS_KEPT = 3
"""Places on the list for the nearest free units of the other kind."""

RANKED_MAX = 12
"""A tired eye reads the first five; more than a dozen hides them."""


class Standing(IntEnum):
    """How ready a unit is, the readiest first."""

    READY = 0
    SOON_FREE = 1
    NOT_REACHED = 2
    BARRED = 3
    ENGAGED = 4
    OUT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """A candidate with what the order goes by."""

    candidate: UnitCandidate
    against: tuple[Hindrance, ...]
    standing: Standing
    physician: bool
    score_s: float

    @property
    def can_go(self) -> bool:
        return self.standing is Standing.READY and self.candidate.free


def rank_units(
    candidates: Iterable[UnitCandidate],
    *,
    centre_id: str,
    medicalised: bool,
    adult: bool = False,
    equipment: frozenset[str] = frozenset(),
    now: datetime | None = None,
    case_id: str | None = None,
    at_most: int | None = RANKED_MAX,
) -> list[UnitOption]:
    """Rank units for a case of `centre_id`; `medicalised` asks for a physician aboard.

    For a patient known to be `adult` a paediatric ambulance is kept free if another is nearly as
    near; `equipment` is wanted aboard; a unit kept for another case than `case_id` is barred.
    Without `now` nothing that crews stated counts. The first
    that can go is `proposed`, only if it meets the need. `at_most` None ranks every unit: what the
    physician may order is more than what the screen lists.
    """
    weighed = [
        _weigh(
            one,
            centre_id=centre_id,
            adult=adult,
            equipment=equipment,
            now=now,
            case_id=case_id,
        )
        for one in candidates
    ]
    weighed = _with_soon_free(weighed, medicalised=medicalised)
    ordered = sorted(weighed, key=lambda one: _key(one, medicalised=medicalised))
    ordered = _listed(ordered, at_most)
    options = _options(ordered, _soonest_own(weighed, centre_id), centre_id)
    first = next((i for i, one in enumerate(ordered) if one.can_go), None)
    if first is not None and (ordered[first].physician or not medicalised):
        code = "nearest_free_medicalised" if medicalised else "nearest_free"
        reasons = (Reason(code=code), *options[first].reasons)
        options[first] = replace(options[first], proposed=True, reasons=reasons)
    return options


def as_good(option: UnitOption, proposed: UnitOption) -> bool:
    """Say whether choosing `option` instead of `proposed` needs no explaining.

    Units move while the physician reads: what was proposed on the screen a moment ago may be
    second by some seconds when the button is pressed.
    """
    if option.proposed:
        return True
    ours, theirs = option.candidate, proposed.candidate
    same_kind = ours.unit.kind is theirs.unit.kind and ours.unit.team is theirs.unit.team
    if not (option.can_go and same_kind) or option.arrival_s is None:
        return False
    return option.arrival_s - (proposed.arrival_s or 0.0) <= AS_GOOD_S


def _weigh(
    candidate: UnitCandidate,
    *,
    centre_id: str,
    adult: bool,
    equipment: frozenset[str],
    now: datetime | None,
    case_id: str | None,
) -> _Weighed:
    unit, travel = candidate.unit, candidate.travel
    against = (
        *kept_for(unit, case_id, now),
        *hindrances(unit, travel.distance_m if travel else None, equipment, now),
    )
    arrival_s = candidate.arrival_s
    score_s = float("inf") if arrival_s is None else arrival_s
    score_s += sum(one.weighs_s for one in against)
    if adult and unit.kind is UnitKind.SMUR_AR_PED:
        score_s += PAEDIATRIC_KEPT_S
    if unit.centre_id != centre_id:
        score_s += NEIGHBOUR_S
    return _Weighed(
        candidate=candidate,
        against=against,
        standing=_standing(candidate, against),
        physician=physician_aboard(unit, now),
        score_s=score_s,
    )


def _standing(candidate: UnitCandidate, against: tuple[Hindrance, ...]) -> Standing:
    if not candidate.unit.in_service:
        return Standing.OUT
    if any(one.bars for one in against):
        return Standing.BARRED if candidate.free else Standing.ENGAGED
    if not candidate.free:
        return Standing.ENGAGED if candidate.arrival_s is None else Standing.SOON_FREE
    return Standing.NOT_REACHED if candidate.travel is None else Standing.READY


def _key(one: _Weighed, *, medicalised: bool) -> tuple[int, bool, bool, float, float, str]:
    unit, travel = one.candidate.unit, one.candidate.travel
    return (
        one.standing,
        medicalised and not one.physician,
        not unit.kind.transports,
        one.score_s,
        travel.duration_s if travel else float("inf"),
        unit.id,
    )


def _with_soon_free(weighed: list[_Weighed], *, medicalised: bool) -> list[_Weighed]:
    """Let units that are about to be free stand among the free ones they clearly outrun."""
    if not any(one.standing is Standing.SOON_FREE for one in weighed):
        return weighed

    def serves(one: _Weighed) -> tuple[bool, bool]:
        return (medicalised and not one.physician, not one.candidate.unit.kind.transports)

    best: dict[tuple[bool, bool], float] = {}
    for one in weighed:
        if one.standing is Standing.READY:
            best[serves(one)] = min(best.get(serves(one), float("inf")), one.score_s)

    def outruns(one: _Weighed) -> bool:
        free_s = min((s for kind, s in best.items() if kind <= serves(one)), default=float("inf"))
        return one.standing is Standing.SOON_FREE and one.score_s + CLEARLY_SOONER_S <= free_s

    return [replace(one, standing=Standing.READY) if outruns(one) else one for one in weighed]


def _listed(ordered: list[_Weighed], at_most: int | None) -> list[_Weighed]:
    """Cut the list to what is read, but keep the nearest means of the other kind in it.

    A rescue ambulance five minutes away belongs on the screen while the SMUR is still coming.
    """
    if at_most is None or len(ordered) <= at_most:
        return ordered
    kept, rest = ordered[: at_most - OTHERS_KEPT], ordered[at_most - OTHERS_KEPT :]
    kinds = {one.physician for one in kept}
    others = [one for one in rest if one.can_go and one.physician not in kinds][:OTHERS_KEPT]
    chosen = {id(one) for one in others}
    filled = [one for one in rest if id(one) not in chosen][: OTHERS_KEPT - len(others)]
    return kept + others + filled


def _soonest_own(weighed: list[_Weighed], centre_id: str) -> dict[bool, float]:
    """Return when the case's own centre could be there, with a physician and without."""
    soonest: dict[bool, float] = {}
    for one in weighed:
        if one.can_go and one.candidate.unit.centre_id == centre_id:
            arrival_s = one.candidate.arrival_s or 0.0
            soonest[one.physician] = min(soonest.get(one.physician, arrival_s), arrival_s)
    return soonest


def _options(ordered: list[_Weighed], own_s: dict[bool, float], centre_id: str) -> list[UnitOption]:
    first_s = ordered[0].candidate.arrival_s if ordered else None
    options = []
    for rank, one in enumerate(ordered, start=1):
        own = own_s.get(one.physician)
        reasons = [*reasons_of(one.candidate, one.against, centre_id=centre_id, own_s=own)]
        if rank > 1:
            reasons += slower_reason(one.candidate, first_s)
        options.append(
            UnitOption(
                candidate=one.candidate,
                can_go=one.can_go,
                rank=rank,
                proposed=False,
                reasons=tuple(reasons),
                arrival_s=one.candidate.arrival_s,
            )
        )
    return options
