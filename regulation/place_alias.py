"""A place that a crew found: the words for it, kept so that the next caller's are understood.

Only the words of the place are kept, and a person has read them before: no name of a patient or
caller, no number, nothing of what happened there.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, assert_never

from geo.naming.known_places import heard_words, tells_apart
from geo.naming.names import ORDINARY_WORDS, fold
from geo.place import WITHIN_M, PlaceSource, Precision
from geo.position import Position, distance_m
from regulation.case import Case
from regulation.person import Person
from regulation.refusal import Refusal
from regulation.statement import numbered

NAME_LENGTH: Final = range(4, 121)
"""Shorter words describe no place; a longer text is a story and not a name."""

SAME_PLACE_M: Final = 500.0
"""Two descriptions alike within this are one place; beyond it, two places described alike."""

RADIUS_M_LEAST: Final = WITHIN_M[Precision.ADRESSE]
"""The next caller by the same words stands near, not on, the spot of the last."""

NAME_PART_LETTERS: Final = 3
"""From here on a part of a person's name is told from a word that happens to be in it."""

_NUMBER: Final = re.compile(r"(?:\d[\s.-]?){6,}")
"""Six digits and more are a telephone number or an identity, never a street."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceAlias:
    """One description of a place that crews have confirmed.

    `position` is the middle of what was confirmed, its accuracy the radius that holds it all.
    `case_id` is the case it was first learnt from, `case_ids` all that confirmed it.
    """

    id: str
    centre_id: str
    name: str
    position: Position
    region: str | None
    case_id: str
    case_ids: tuple[str, ...]
    taught_by: Person
    first_at: datetime
    last_at: datetime
    revision: int = 1
    withdrawn_by: Person | None = None
    withdrawn_at: datetime | None = None
    withdrawn_why: str | None = None

    @property
    def active(self) -> bool:
        """Whether it is still offered."""
        return self.withdrawn_at is None

    @property
    def confirmed_count(self) -> int:
        """How many cases have confirmed it."""
        return len(self.case_ids)

    @property
    def sound(self) -> str:
        """What the description sounds like, whatever the order of its words."""
        return sound_of(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasTaught:
    """A person lets a place be remembered by the words that led a crew there."""

    alias_id: str
    case_id: str
    centre_id: str
    name: str
    position: Position
    region: str | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasConfirmed:
    """Another case's crew found the same place by the same words."""

    alias_id: str
    case_id: str
    position: Position
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasWithdrawn:
    """The room takes a description back; it is offered no longer."""

    alias_id: str
    reason: str
    by: Person
    at: datetime


AliasEvent = AliasTaught | AliasConfirmed | AliasWithdrawn


def sound_of(name: str) -> str:
    """Return what a description sounds like, whatever the order of its words."""
    return " ".join(sorted(set(heard_words(name))))


def same_place(alias: PlaceAlias, name: str, position: Position) -> bool:
    """Say whether a description is known of this very place."""
    near = distance_m(alias.position, position) <= SAME_PLACE_M
    return alias.active and near and alias.sound == sound_of(name)


def found_position(case: Case, number: int) -> Position | Refusal:
    """Return the point of a crew's own statement, from which alone anything is learnt."""
    statement = numbered(number, case.said_where)
    if statement is None:
        return Refusal(code="statement_unknown", facts={"number": str(number)})
    position = statement.place.position
    if statement.place.source is not PlaceSource.CREW or position is None:
        return Refusal(code="alias_needs_crew", facts={"number": str(number)})
    return position


def refuse_name(name: str, persons: Iterable[str], *, official: bool) -> Refusal | None:
    """Return why a description may not be kept, None when it may.

    `persons` are the names of people known in the case; `official` says whether the country's
    own list has the name already.
    """
    if len(name) not in NAME_LENGTH:
        facts = {"min": str(NAME_LENGTH.start), "max": str(NAME_LENGTH.stop - 1)}
        return Refusal(code="alias_length", facts=facts)
    if _NUMBER.search(name):
        return Refusal(code="alias_holds_number")
    if named := _person_in(name, persons):
        return Refusal(code="alias_names_person", facts={"word": named})
    if official:
        return Refusal(code="alias_is_official", facts={"name": name})
    if not tells_apart(name):
        return Refusal(code="alias_too_common", facts={"name": name})
    return None


def _person_in(name: str, persons: Iterable[str]) -> str | None:
    parts = {part for person in persons for part in fold(person).split()}
    names = {part for part in parts - ORDINARY_WORDS if len(part) >= NAME_PART_LETTERS}
    return next((word for word in fold(name).split() if word in names), None)


def withdraw(
    alias: PlaceAlias, reason: str, *, by: Person, at: datetime
) -> AliasWithdrawn | Refusal:
    """Take a description back; it asks for the reason."""
    if not alias.active:
        return Refusal(code="alias_withdrawn", facts={"name": alias.name})
    if not reason.strip():
        return Refusal(code="reason_required")
    return AliasWithdrawn(alias_id=alias.id, reason=reason.strip(), by=by, at=at)


def evolve(alias: PlaceAlias | None, event: AliasEvent) -> PlaceAlias:
    """Return the description as it stands after `event`."""
    match event:
        case AliasTaught():
            return _taught(event)
        case _ if alias is None:
            msg = f"{type(event).__name__} before AliasTaught"
            raise AssertionError(msg)
        case AliasConfirmed():
            return replace(
                alias,
                position=_middle(alias, event.position),
                case_ids=(*alias.case_ids, event.case_id),
                last_at=event.at,
                revision=alias.revision + 1,
            )
        case AliasWithdrawn():
            return replace(
                alias,
                withdrawn_by=event.by,
                withdrawn_at=event.at,
                withdrawn_why=event.reason,
                revision=alias.revision + 1,
            )
        case _:
            assert_never(event)


def _taught(event: AliasTaught) -> PlaceAlias:
    return PlaceAlias(
        id=event.alias_id,
        centre_id=event.centre_id,
        name=event.name,
        position=_with_radius(event.position, event.position.accuracy_m or 0.0),
        region=event.region,
        case_id=event.case_id,
        case_ids=(event.case_id,),
        taught_by=event.by,
        first_at=event.at,
        last_at=event.at,
    )


def _middle(alias: PlaceAlias, found: Position) -> Position:
    """Return the middle of all confirmations, with a radius that holds the old disc and the new."""
    old, share = alias.position, 1 / (alias.confirmed_count + 1)
    middle = Position(
        lat=old.lat + (found.lat - old.lat) * share, lon=old.lon + (found.lon - old.lon) * share
    )
    reach_m = max(
        distance_m(middle, old) + (old.accuracy_m or 0.0),
        distance_m(middle, found) + (found.accuracy_m or 0.0),
    )
    return _with_radius(middle, reach_m)


def _with_radius(position: Position, radius_m: float) -> Position:
    return replace(position, accuracy_m=max(radius_m, RADIUS_M_LEAST))
