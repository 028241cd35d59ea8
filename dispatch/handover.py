"""How long a ward takes a crew's patient over, learnt from its own past transfers.

From DESTIN (at the ward) to FINPEC (the patient is theirs) of each finished mission. The expected
time is the median of the ward's last transfers, to which `PRIOR_TRANSFERS` transfers at our draft
figure are added: a ward that is hardly known counts as usual, one bad night moves it little, and
a ward that is slow week after week is slow on the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from dispatch.mission import Mission, MissionStep
from fleet.status import MissionStatus

PRIOR_S = 20 * 60.0
"""Draft: England's ambulance trusts aim at 15 minutes and mostly need 20 to 35."""

PRIOR_TRANSFERS = 4
"""As many transfers weigh as much as the draft figure."""

TRANSFERS_MAX = 20
"""The last so many transfers of a ward count: what was a year ago was another team."""

KEPT_DAYS = 180
"""Older transfers do not count, however few there are since."""

TOOK_S_MIN = 60.0
TOOK_S_MAX = 6 * 3600.0
"""Outside this a button was forgotten or pressed twice, and nothing is learnt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """How long a hand-over is expected to take, and from how many transfers that was learnt."""

    expected_s: float = PRIOR_S
    transfers: int = 0


UNKNOWN_WARD = Handover()
"""A ward that nobody was ever brought to counts as usual."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One patient handed over: to which ward, how long it took, when it was done."""

    mission_id: str
    ward_id: str
    took_s: float
    at: datetime


def expected(took_s: Sequence[float]) -> Handover:
    """Return what to expect of a ward whose last transfers took so many seconds."""
    told = [*took_s, *[PRIOR_S] * PRIOR_TRANSFERS]
    return Handover(expected_s=median(told), transfers=len(took_s))


def transfer_of(mission: Mission) -> Transfer | None:
    """Return what a mission teaches about its ward; None while or where it teaches nothing.

    Both times are the device's where it told both: a crew that was without network hands its
    steps in together, and by the server's clock no time would lie between them.
    """
    handed = _last(mission, MissionStatus.FINPEC)
    arrived = _last(mission, MissionStatus.DESTIN)
    if handed is None or arrived is None or mission.destination_ward_id is None:
        return None
    if handed.at_device is not None and arrived.at_device is not None:
        took_s = (handed.at_device - arrived.at_device).total_seconds()
    else:
        took_s = (handed.at - arrived.at).total_seconds()
    if not TOOK_S_MIN <= took_s <= TOOK_S_MAX:
        return None
    return Transfer(
        mission_id=mission.id, ward_id=mission.destination_ward_id, took_s=took_s, at=handed.at
    )


def _last(mission: Mission, status: MissionStatus) -> MissionStep | None:
    """Return the last step to a state that was not taken back."""
    standing: list[MissionStep] = []
    for step in mission.history:
        if step.corrected and standing:
            standing.pop()
        elif not step.corrected:
            standing.append(step)
    return next((step for step in reversed(standing) if step.status is status), None)
