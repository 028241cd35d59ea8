"""The colour that sorting gives one patient, and how it was given."""

from enum import StrEnum

from regulation.priority import Priority


class Tag(StrEnum):
    """A sorting colour, in the order in which patients are treated.

    RED immediate, YELLOW may wait a little, GREEN walks or is hardly hurt, GREY not expected to
    live with the means that are there (SALT), BLACK dead.
    """

    RED = "RED"
    YELLOW = "YELLOW"
    GREEN = "GREEN"
    GREY = "GREY"
    BLACK = "BLACK"


class TagMethod(StrEnum):
    """How a colour was given."""

    REPORTED = "REPORTED"
    """Told by somebody on scene, or the first impression of the room."""
    HAND = "HAND"
    """Changed by a person who says why."""
    START = "START"
    JUMPSTART = "JUMPSTART"
    SALT = "SALT"


TAG_PRIORITY: dict[Tag, Priority] = {
    Tag.RED: Priority.P0,
    Tag.GREY: Priority.P1,
    Tag.YELLOW: Priority.P1,
    Tag.GREEN: Priority.P2,
    Tag.BLACK: Priority.P2,
}
"""What a colour asks of regulation. A dead person is still certified by a physician, and one not
expected to live is looked at again as soon as there are more means: neither is ever NR."""

URGENCY_OF_TAG: dict[Tag, int] = {
    Tag.RED: 3,
    Tag.YELLOW: 2,
    Tag.GREEN: 1,
    Tag.GREY: 0,
    Tag.BLACK: 0,
}
"""Who is treated first among the living: red 3, yellow 2, green 1; 0 where nothing is done now."""
