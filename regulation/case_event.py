"""What can happen to a case, and what the case becomes by it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from geo.place import Place
from regulation import casualty_event
from regulation.call_back import CallBackBooked, CallBackEnded, CallBackMoved, CallBackTried
from regulation.case import Assessment, Case, CaseState, Note, Outcome, ReflexState, Requeue
from regulation.decision import Decision
from regulation.follow_event import CaseRequeued, FollowEvent, followed
from regulation.location_event import (
    CaseLinkMade,
    LocationEvent,
    LocationPutInForce,
    LocationStated,
    locate,
    relocate,
)
from regulation.patient import Caller, Patient
from regulation.person import Person
from regulation.protocols.engine import Result
from regulation.same_event import (
    EventFollowed,
    EventGathered,
    EventParted,
    EventReleased,
    SameEvent,
    gathered,
)
from regulation.statement import NO_GROUND, CallerLink, Ground, Statement, next_number, place_by


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A regulation record is opened at the centre whose territory holds the place.

    `heard` is what other sources had said by then; `in_force` is the number of the one that
    counts, None for `place` itself, which comes last.
    """

    case_id: str
    number: str
    centre_id: str
    caller: Caller
    place: Place
    what: str
    patient: Patient
    by: Person
    at: datetime
    heard: tuple[Statement, ...] = ()
    in_force: int | None = None
    ground: Ground = NO_GROUND
    links: tuple[CallerLink, ...] = ()
    follows_id: str | None = None
    """The closed case whose caller rang again, with its number."""
    follows_number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLocated:
    """Where it is becomes better known; the caller's words stay beside the pin."""

    case_id: str
    place: Place
    by: Person
    at: datetime
    ground: Ground = NO_GROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHandedOver:
    """The place proves to lie in another centre's territory; that centre owns the case now.

    Carries the whole case so that the other centre's boards need nothing else.
    """

    case_id: str
    from_centre_id: str
    to_centre_id: str
    case: Case
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseShared:
    """Another centre takes part (its unit goes, its ward receives) and sees the case from now on.

    Carries the whole case so that the other centre's boards need nothing else.
    """

    case_id: str
    with_centre_id: str
    case: Case
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDescribed:
    """What happens, who calls or who is ill is written down or corrected."""

    case_id: str
    what: str
    caller: Caller
    patient: Patient
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """Someone adds a free note."""

    case_id: str
    text: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAssessed:
    """A protocol's answers are recorded with the result they gave."""

    case_id: str
    answers: Mapping[str, str]
    context: frozenset[str]
    result: Result
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflexNoted:
    """The reflex departure of a P0 was ordered, or could not be and why."""

    case_id: str
    state: ReflexState
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LineKept:
    """The caller is kept on the line, or let go."""

    case_id: str
    on_line: bool
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTaken:
    """A regulating physician takes the case."""

    case_id: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """The physician decides."""

    case_id: str
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMoved:
    """The case goes to another state of its life; `outcome` is said when it ends."""

    case_id: str
    state: CaseState
    outcome: Outcome | None
    by: Person
    at: datetime


CaseEvent = (
    CaseOpened
    | CaseLocated
    | LocationEvent
    | CaseHandedOver
    | CaseShared
    | CaseDescribed
    | NoteAdded
    | CaseAssessed
    | ReflexNoted
    | LineKept
    | CaseTaken
    | DecisionMade
    | CaseMoved
    | FollowEvent
    | SameEvent
    | casualty_event.CasualtyEvent
)


def _opened(event: CaseOpened) -> Case:
    own = Statement(
        number=next_number(event.heard),
        place=event.place,
        by=event.by,
        at=event.at,
        ground=event.ground,
    )
    said = event.heard if event.place.is_blank else (*event.heard, own)
    in_force = event.in_force or (said[-1].number if said else None)
    return Case(
        id=event.case_id,
        number=event.number,
        centre_id=event.centre_id,
        state=CaseState.ACTIF,
        opened_at=event.at,
        opened_by=event.by,
        caller=event.caller,
        place=place_by(said, in_force),
        what=event.what,
        patient=event.patient,
        statements=said,
        in_force=in_force,
        links=event.links,
        requeued=Requeue.RANG_AGAIN if event.follows_id else None,
        follows_id=event.follows_id,
        follows_number=event.follows_number,
    )


def _assessed(case: Case, event: CaseAssessed) -> Case:
    fresh = Assessment(
        answers=dict(event.answers),
        context=event.context,
        result=event.result,
        by=event.by,
        at=event.at,
    )
    others = tuple(
        kept for kept in case.assessments if kept.result.protocol_id != event.result.protocol_id
    )
    return replace(case, assessments=(*others, fresh))


def evolve(case: Case | None, event: CaseEvent) -> Case:  # noqa: C901, PLR0911, PLR0912 - one line per event
    """Return the case as it stands after `event`."""
    match event:
        case CaseOpened():
            return _opened(event)
        case CaseHandedOver():
            return replace(event.case, centre_id=event.to_centre_id)
        case CaseShared():
            return replace(event.case, shared_with=event.case.shared_with | {event.with_centre_id})
        case _ if case is None:
            msg = f"{type(event).__name__} before CaseOpened"
            raise AssertionError(msg)
        case CaseLocated():
            return locate(case, event.place, event.ground, event.by, event.at)
        case LocationStated() | LocationPutInForce() | CaseLinkMade():
            return relocate(case, event)
        case CaseDescribed():
            return replace(case, what=event.what, caller=event.caller, patient=event.patient)
        case NoteAdded():
            note = Note(text=event.text, by=event.by, at=event.at)
            return replace(case, notes=(*case.notes, note))
        case CaseAssessed():
            return _assessed(case, event)
        case ReflexNoted():
            return replace(case, reflex=event.state)
        case LineKept():
            return replace(case, on_line=event.on_line)
        case CaseTaken():
            return replace(case, physician=event.by, taken_at=event.at)
        case DecisionMade():
            return replace(case, decisions=(*case.decisions, event.decision))
        case CaseMoved():
            return replace(case, state=event.state, outcome=event.outcome or case.outcome)
        case (
            CaseRequeued() | CallBackBooked() | CallBackTried() | CallBackMoved() | CallBackEnded()
        ):
            return followed(case, event)
        case EventFollowed() | EventParted() | EventGathered() | EventReleased():
            return gathered(case, event)
        case _:
            return casualty_event.evolve(case, event)
