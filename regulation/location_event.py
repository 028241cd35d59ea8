"""What can happen to the statements of where a case is; none of them is ever taken away."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from geo.place import Place
from regulation.case import Case
from regulation.person import Person
from regulation.statement import (
    CallerLink,
    Ground,
    Statement,
    next_number,
    numbered,
    place_by,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationStated:
    """One more source says where it is; what is in force stays in force."""

    case_id: str
    statement: Statement
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationPutInForce:
    """A person lets another statement count (or the service the first pin of a case)."""

    case_id: str
    number: int
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinkMade:
    """A link was made with which the caller's phone can say where it is."""

    case_id: str
    link: CallerLink
    by: Person
    at: datetime


LocationEvent = LocationStated | LocationPutInForce | CaseLinkMade


def relocate(case: Case, event: LocationEvent) -> Case:
    """Return the case as it stands after `event`."""
    match event:
        case LocationStated():
            said = (*case.said_where, event.statement)
            return _with(case, said, case.number_in_force)
        case LocationPutInForce():
            return _with(case, case.said_where, event.number)
        case CaseLinkMade():
            return replace(case, links=(*case.links, event.link))
        case _:
            assert_never(event)


def locate(case: Case, place: Place, ground: Ground, by: Person, at: datetime) -> Case:
    """Return the case with a place that is stated and in force in one act.

    The same place said again is no second statement; a blank one puts nothing in force.
    """
    said = case.said_where
    if place.is_blank:
        return _with(case, said, None)
    chosen = None if case.number_in_force is None else numbered(case.number_in_force, said)
    if chosen is not None and chosen.place == place:
        return case
    own = Statement(number=next_number(said), place=place, by=by, at=at, ground=ground)
    return _with(case, (*said, own), own.number)


def _with(case: Case, said: tuple[Statement, ...], in_force: int | None) -> Case:
    return replace(case, statements=said, in_force=in_force, place=place_by(said, in_force))
