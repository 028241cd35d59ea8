"""When the patient will be at the ward's door: what is left of the way, added up."""

from datetime import datetime, timedelta

from dispatch.mission import Mission
from fleet.status import MissionStatus, is_active, on_the_way

ON_SCENE_S = 1200.0
"""Twenty minutes with the patient before leaving; a draft, to be set from the service's own times.
Told too early, a ward stands ready for nobody; the crew's departure corrects it."""


def eta_at(mission: Mission | None, drive_s: float, now: datetime) -> datetime:
    """Return the expected arrival at the ward, `drive_s` away from the scene.

    Without a mission (the patient comes by their own means) only the drive counts. Before the
    unit has left the scene, what is left of its approach and the time on scene are added.
    """
    left_s = drive_s
    if mission is not None and is_active(mission.status):
        left_s += _before_leaving_s(mission, now)
    return now + timedelta(seconds=left_s)


_NOT_ARRIVED = frozenset({MissionStatus.DECISION, MissionStatus.DECLENCHE})
_ON_SCENE = frozenset(
    {MissionStatus.ARRIVEE, MissionStatus.PEC, MissionStatus.BILAN, MissionStatus.ORIENTAT}
)


def _before_leaving_s(mission: Mission, now: datetime) -> float:
    if mission.status in _NOT_ARRIVED or on_the_way(mission.status):
        elapsed_s = (now - mission.ordered.at).total_seconds()
        return max(0.0, (mission.ordered.eta_s or 0.0) - elapsed_s) + ON_SCENE_S
    if mission.status in _ON_SCENE:
        elapsed_s = (now - _arrived_at(mission)).total_seconds()
        return max(0.0, ON_SCENE_S - elapsed_s)
    return 0.0


def _arrived_at(mission: Mission) -> datetime:
    return next(
        (step.at for step in mission.history if step.status in _ON_SCENE), mission.ordered.at
    )
