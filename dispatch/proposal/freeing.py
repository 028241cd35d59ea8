"""When a unit on a mission will be free again, where its mission tells."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from dispatch.arrival import eta_at
from dispatch.mission import Mission
from fleet.status import MissionStatus, with_patient

HANDOVER_S: Final = 20 * 60.0
"""Draft: most hand-overs take 20 to 35 minutes where they are counted (England's trusts)."""

READY_AGAIN_S: Final = 5 * 60.0
"""Draft: stretcher made, oxygen and gloves taken up, the vehicle wiped."""

LEAST_S: Final = 60.0
"""A crew that is over its expected time is free "soon", never "now": it has not said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeing:
    """In how many seconds the unit is free, and where it then is."""

    in_s: float
    where: str


def can_be_told(mission: Mission) -> bool:
    """Say whether the end of this mission can be estimated: the ward is known, the patient ours."""
    told = with_patient(mission.status) or mission.status is MissionStatus.FINPEC
    return mission.destination is not None and told


def drives_on(mission: Mission) -> bool:
    """Say whether the unit has still to reach the ward."""
    return mission.status not in {MissionStatus.DESTIN, MissionStatus.FINPEC}


def freeing(mission: Mission, to_ward_s: float, now: datetime) -> Freeing:
    """Return when the unit is free again; `to_ward_s` is its drive to the ward, with the patient.

    Only for missions of which `can_be_told` holds.
    """
    where = mission.destination.name if mission.destination else ""
    since = mission.history[-1].at
    if mission.status is MissionStatus.FINPEC:
        end = since + timedelta(seconds=READY_AGAIN_S)
    elif mission.status is MissionStatus.DESTIN:
        end = since + timedelta(seconds=HANDOVER_S + READY_AGAIN_S)
    else:
        end = eta_at(mission, to_ward_s, now) + timedelta(seconds=HANDOVER_S + READY_AGAIN_S)
    return Freeing(in_s=max(LEAST_S, (end - now).total_seconds()), where=where)
