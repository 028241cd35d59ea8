"""From where a unit is taken to start, and how much that is worth."""

from enum import StrEnum


class Stand(StrEnum):
    """What the drive is counted from."""

    REPORTED = "reported"
    """The last position it sent."""
    HOME = "home"
    """Its base: it has sent no position."""
    HOME_FOR_OFF_ROAD = "home_for_off_road"
    """Its base: the last position it sent lies in the sea or on no road, and cannot be true."""
    WARD = "ward"
    """The ward it is taking a patient to."""
