"""Two cases opened for one event: the later one follows the first, and the physician sees one.

The first one gathers: it is as urgent as the most urgent of them, because what a second caller
knows may only raise urgency. Nothing is thrown away, and the tie can be undone.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from regulation.case import OPEN_STATES, Case, CaseState
from regulation.event_case import EventCase
from regulation.person import Person
from regulation.refusal import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFollowed:
    """The case turns out to be about the same event as one opened before it."""

    case_id: str
    first: EventCase
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventParted:
    """It was another event after all: the case stands by itself again."""

    case_id: str
    first_id: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventGathered:
    """Another case of this event follows this one, or has become more or less urgent."""

    case_id: str
    other: EventCase
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReleased:
    """A case that followed this one stands by itself again."""

    case_id: str
    other_id: str
    by: Person
    at: datetime


SameEvent = EventFollowed | EventParted | EventGathered | EventReleased


def first_and_later(one: Case, other: Case) -> tuple[Case, Case]:
    """Return which of two cases the other follows: the one opened first.

    A case that others follow already stays their first, so that none of them loses it.
    """
    if bool(one.gathers) is not bool(other.gathers):
        return (one, other) if one.gathers else (other, one)
    first, later = sorted((one, other), key=lambda case: (case.opened_at, case.id))
    return first, later


def tie(
    first: Case, later: Case, *, by: Person, at: datetime
) -> tuple[EventFollowed, EventGathered] | Refusal:
    """Say that two cases are about one event; the later one leaves the physician's queue.

    Neither follows another case: the caller hands in the first ones of their events.
    """
    if refusal := _cannot_tie(first, later):
        return refusal
    followed = EventFollowed(case_id=later.id, first=_known_as(first), by=by, at=at)
    return followed, EventGathered(case_id=first.id, other=_known_as(later), by=by, at=at)


def _cannot_tie(first: Case, later: Case) -> Refusal | None:
    if first.id == later.id:
        return Refusal(code="already_one_event", facts={"case": first.number})
    if later.gathers:
        others = ", ".join(other.number for other in later.gathers)
        return Refusal(code="case_is_followed", facts={"case": later.number, "others": others})
    if first.state is not CaseState.ACTIF:
        # Who rings now must not vanish behind a case that nobody regulates any more.
        return Refusal(code="first_case_over", facts={"case": first.number, "state": first.state})
    if later.state not in OPEN_STATES:
        return Refusal(code="case_not_active", facts={"state": later.state})
    return None


def _known_as(case: Case) -> EventCase:
    return EventCase(case_id=case.id, number=case.number, priority=case.own_priority)


def part(
    first: Case, later: Case, *, by: Person, at: datetime
) -> tuple[EventParted, EventReleased] | Refusal:
    """Take the tie back: the later case is before the physicians again."""
    if later.same_event_as is None or later.same_event_as.case_id != first.id:
        return Refusal(code="case_follows_none", facts={"case": later.number})
    parted = EventParted(case_id=later.id, first_id=first.id, by=by, at=at)
    return parted, EventReleased(case_id=first.id, other_id=later.id, by=by, at=at)


def news_for_first(first: Case, later: Case, *, by: Person, at: datetime) -> EventGathered | None:
    """Return what the first case must learn of one that follows it; None when nothing is new."""
    fresh = _known_as(later)
    if fresh in first.gathers:
        return None
    return EventGathered(case_id=first.id, other=fresh, by=by, at=at)


def gathered(case: Case, event: SameEvent) -> Case:
    """Return the case as it stands after `event`."""
    match event:
        case EventFollowed():
            return replace(case, same_event_as=event.first)
        case EventParted():
            return replace(case, same_event_as=None)
        case EventGathered():
            return replace(case, gathers=(*_without(case, event.other.case_id), event.other))
        case EventReleased():
            return replace(case, gathers=_without(case, event.other_id))
        case _:
            assert_never(event)


def _without(case: Case, other_id: str) -> tuple[EventCase, ...]:
    return tuple(other for other in case.gathers if other.case_id != other_id)
