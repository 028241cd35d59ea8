"""Where a basic unit that starts at once and the far physician meet earliest.

The physician is far, an ambulance is near: it goes, takes the patient aboard and drives towards
the physician, or towards the hospital, and both meet on the way. Proposed as one line with two
orders, which the physician gives one by one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dispatch.mission import Mission
from dispatch.proposal.leaving import STANDING_S
from dispatch.recommend import UnitCandidate, UnitOption
from fleet.status import MissionStatus, on_the_way
from geo.position import Position
from geo.travel import NotReached, TravelTime

FAR_S: Final = 20 * 60.0
"""From here on the physician is far: the service's aim in towns is to be there sooner."""

SOONER_S: Final = 5 * 60.0
"""The basic unit must be at the patient's side so much before the physician."""

ON_SCENE_S: Final = 10 * 60.0
"""Draft: first aid, and the patient aboard; what can wait is done on the road."""

GAIN_S: Final = 5 * 60.0
"""Moving a patient to save less is not worth the stop by the roadside."""

AS_EARLY_S: Final = 120.0
"""Two minutes later at a health post is better than sooner at a crossroads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the two that meet, as far as it is on its way.

    `to_patient_s` counts from now; `starts_s` is how long until it rolls, from `position`.
    """

    unit_id: str
    name: str
    ordered: bool
    position: Position
    starts_s: float
    to_patient_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlace:
    """A place where two ambulances can stand side by side; `care` says that a nurse is there."""

    name: str
    position: Position
    care: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AtWard:
    """The proposed ward, and when the near unit alone could be at its door."""

    name: str
    there_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """First the near unit, then the physician; `place` None when they meet at the patient's side.

    Times in seconds from now. `considered` is how many places were weighed. `ward` is known where
    a ward is proposed: a hospital that is reached sooner than any meeting has its own physicians.
    """

    first: Party
    second: Party
    place: MeetingPlace | None
    first_there_s: float
    second_there_s: float
    meets_s: float
    considered: int
    ward: AtWard | None = None

    @property
    def gained_s(self) -> float:
        """How much sooner the patient meets the physician than by waiting."""
        return max(0.0, self.second.to_patient_s - self.meets_s)

    @property
    def ward_first(self) -> bool:
        """Whether the ward is reached before the two could meet."""
        return self.ward is not None and self.ward.there_s <= self.meets_s


Drive = TravelTime | NotReached

_NOT_LEFT: Final = frozenset({MissionStatus.DECISION, MissionStatus.DECLENCHE})


def parties(
    options: Sequence[UnitOption],
    sent: Sequence[tuple[UnitCandidate, Mission]],
    starts: Mapping[str, Position],
    now: datetime,
) -> tuple[Party, Party] | None:
    """Return who would start and who would come to meet it; None where that is no help.

    `sent` are the units under way on this case: what was ordered stays chosen. `starts` says
    where each unit stands.
    """
    if any(_is_there(mission) for _, mission in sent):
        return None
    under_way = [_under_way(unit, mission, starts, now) for unit, mission in sent]
    doctors = {unit.unit.id for unit, _ in sent if unit.unit.medicalised}
    second = _soonest(party for party in under_way if party.unit_id in doctors)
    first = _soonest(party for party in under_way if party.unit_id not in doctors)
    second = second or _soonest(_free(o.candidate, starts) for o in options if _is_proposed(o))
    first = first or _soonest(_free(o.candidate, starts) for o in options if _is_basic(o))
    if first is None or second is None or second.to_patient_s <= FAR_S:
        return None
    return (first, second) if first.to_patient_s + SOONER_S <= second.to_patient_s else None


def _soonest(found: Iterable[Party]) -> Party | None:
    return min(found, key=lambda party: party.to_patient_s, default=None)


def _is_proposed(option: UnitOption) -> bool:
    return option.proposed and option.candidate.unit.medicalised


def _is_basic(option: UnitOption) -> bool:
    unit = option.candidate.unit
    return option.can_go and unit.kind.transports and not unit.medicalised


def _is_there(mission: Mission) -> bool:
    return not (on_the_way(mission.status) or mission.status in _NOT_LEFT)


def _free(candidate: UnitCandidate, starts: Mapping[str, Position]) -> Party:
    return Party(
        unit_id=candidate.unit.id,
        name=candidate.unit.name,
        ordered=False,
        position=starts[candidate.unit.id],
        starts_s=candidate.leaving.s if candidate.leaving else 0.0,
        to_patient_s=candidate.arrival_s or 0.0,
    )


def _under_way(
    candidate: UnitCandidate, mission: Mission, starts: Mapping[str, Position], now: datetime
) -> Party:
    elapsed_s = (now - mission.ordered.at).total_seconds()
    return Party(
        unit_id=candidate.unit.id,
        name=candidate.unit.name,
        ordered=True,
        position=starts[candidate.unit.id],
        starts_s=STANDING_S if mission.status in _NOT_LEFT else 0.0,
        to_patient_s=max(0.0, (mission.ordered.eta_s or 0.0) - elapsed_s),
    )


def meet(
    first: Party,
    second: Party,
    places: Sequence[MeetingPlace],
    from_patient: Sequence[Drive],
    from_second: Sequence[Drive],
) -> Meeting:
    """Return the earliest meeting; at the patient's side where no place on the way is worth it.

    `from_patient` and `from_second` are the drives to each place, in the order of `places`.
    """
    at_patient = Meeting(
        first=first,
        second=second,
        place=None,
        first_there_s=first.to_patient_s,
        second_there_s=second.to_patient_s,
        meets_s=second.to_patient_s,
        considered=len(places),
    )
    leaves_s = first.to_patient_s + ON_SCENE_S
    found = [
        Meeting(
            first=first,
            second=second,
            place=place,
            first_there_s=leaves_s + out.duration_s,
            second_there_s=second.starts_s + towards.duration_s,
            meets_s=max(leaves_s + out.duration_s, second.starts_s + towards.duration_s),
            considered=len(places),
        )
        for place, out, towards in zip(places, from_patient, from_second, strict=True)
        if isinstance(out, TravelTime) and isinstance(towards, TravelTime)
    ]
    worth = [one for one in found if one.gained_s >= GAIN_S]
    return min(worth, key=_preferred_s, default=at_patient)


def _preferred_s(meeting: Meeting) -> tuple[float, str]:
    place = meeting.place
    bonus_s = AS_EARLY_S if place is not None and place.care else 0.0
    return meeting.meets_s - bonus_s, place.name if place else ""
