"""How long a unit is away when it takes a case: a round figure, told as "about"."""

from typing import Final

from dispatch.proposal.unit_option import UnitOption
from geo.position import Position, great_circle_m

ON_SCENE_S: Final = 30 * 60.0
"""From arrival to departure: public figures of medicalised teams lie between 20 and 40 minutes. A
draft, to be replaced by the service's own missions."""

HAND_OVER_S: Final = 20 * 60.0
"""From the ward's door to "available": hand-over, cleaning, restocking. A draft as well."""

HOMEWARD_MS: Final = 50 / 1.3 / 3.6
"""Straight metres a second without siren: 50 km/h on roads 1.3 times as long as the line."""


def away_s(option: UnitOption, place: Position, ward: Position | None) -> float | None:
    """Return seconds from the order until the unit is back where it waits; None when not known.

    To the patient, on scene, to the ward proposed and handing over, and home; without a ward it
    comes home from the scene.
    """
    if option.candidate.travel is None:
        return None
    arrival_s = option.arrival_s or option.candidate.travel.duration_s
    home, last = option.candidate.unit.home, ward or place
    to_ward_s = great_circle_m(place, ward) / HOMEWARD_MS + HAND_OVER_S if ward else 0.0
    return arrival_s + ON_SCENE_S + to_ward_s + great_circle_m(last, home) / HOMEWARD_MS
