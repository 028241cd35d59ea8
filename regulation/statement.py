"""Where it is, as several sources say it: every one is kept, one is in force.

A caller's words, a link, a phone's own position, a pin on the map and a crew on the spot may all
speak of one place and disagree. None erases another: a crew that does not find the pin needs the
words, and the record must show who believed what, and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from geo.apart import Apart, gap_m, lies_far
from geo.place import TOWN_WITHIN_M, Place
from geo.territory import FindingKind
from regulation.person import Person

STATEMENTS_MAX: Final = 60
"""A case with more is a program gone wild; a hard search for a place takes ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Says where a point lies, as the country's map knew it when the statement was made.

    `across` are the numbers of earlier statements that have The Gambia between them and this one.
    """

    territory: FindingKind | None = None
    centre_id: str | None = None
    across: tuple[int, ...] = ()


NO_GROUND: Final = Ground()
"""Of a place without a point, and of events from before this was kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One source's word on where it is.

    `number` counts within its case (or call) from 1 and never changes. `by` is who wrote it down
    or sent it; `fix_at` is when a device measured it, by a clock that was believed. `link_id` is
    the caller's link it came by, or the phone that sent it by itself (AML).
    """

    number: int
    place: Place
    by: Person
    at: datetime
    fix_at: datetime | None = None
    ground: Ground = NO_GROUND
    link_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerLink:
    """One link that was made for a caller's phone; its secret is not here."""

    id: str
    by: Person
    at: datetime
    expires_at: datetime


def numbered(number: int, statements: Sequence[Statement]) -> Statement | None:
    """Return the statement of this number, None when there is none."""
    return next((one for one in statements if one.number == number), None)


def next_number(statements: Sequence[Statement]) -> int:
    """Return the number that the next statement gets."""
    return max((one.number for one in statements), default=0) + 1


def place_by(statements: Sequence[Statement], in_force: int | None) -> Place:
    """Return the place that the statement in force gives, with the caller's words beside it.

    A pin without words (a phone's, a crew's) takes the words that were said last.
    """
    chosen = None if in_force is None else numbered(in_force, statements)
    place = chosen.place if chosen else Place(said="")
    if place.has_words:
        return place
    words = next((one.place for one in reversed(statements) if one.place.has_words), None)
    if words is None:
        return place
    return replace(place, said=words.said, landmark=words.landmark, relation=words.relation)


def speaks_by_itself(statement: Statement, in_force: Statement | None) -> bool:
    """Say whether a phone's position comes into force with nobody's press.

    Only while no pin is in force, inside the country, and better than a town's name. A better
    position by the same link, or of the same phone by itself, takes over from the first.
    """
    radius_m = statement.place.radius_m
    free = in_force is None or in_force.place.position is None
    betters = (
        in_force is not None
        and in_force.link_id is not None
        and in_force.link_id == statement.link_id
    )
    return (
        (free or betters)
        and statement.ground.territory is FindingKind.INSIDE
        and radius_m is not None
        and radius_m <= TOWN_WITHIN_M
    )


def apart(one: Statement, other: Statement) -> frozenset[Apart]:
    """Return in what ways two statements contradict each other; empty when they agree."""
    if one.number == other.number or gap_m(one.place, other.place) is None:
        return frozenset()
    found: set[Apart] = set()
    if lies_far(one.place, other.place):
        found.add(Apart.FAR)
        # A town's disc may reach over a border; only what is far as well is another territory.
        centres = {one.ground.centre_id, other.ground.centre_id} - {None}
        if len(centres) > 1:
            found.add(Apart.OTHER_CENTRE)
        earlier, later = sorted((one, other), key=lambda each: each.number)
        if earlier.number in later.ground.across:
            found.add(Apart.ACROSS_GAMBIA)
    return frozenset(found)
