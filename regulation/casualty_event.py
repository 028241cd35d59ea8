"""What can happen to the patients of a case: measured, counted, sorted, described, struck."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from regulation.case import Case
from regulation.casualty import Casualty, Scene, TagGiven, VitalsTaken
from regulation.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsMeasured:
    """A round of vital signs of one patient is written down."""

    case_id: str
    taken: VitalsTaken


@dataclass(frozen=True, slots=True, kw_only=True)
class VitalsStruck:
    """A round was mistyped: it stays in the record and counts no more."""

    case_id: str
    vitals_id: str
    reason: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientsCounted:
    """The case becomes one with several patients, or one with a single patient again.

    Nothing is dropped either way: the patients counted so far stay with the case.
    """

    case_id: str
    several: bool
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneDescribed:
    """What the scene says of itself is written down or corrected."""

    case_id: str
    scene: Scene
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyAdded:
    """One more patient, sorted at once or not."""

    case_id: str
    casualty: Casualty
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyTagged:
    """A patient is sorted, again or for the first time."""

    case_id: str
    number: int
    given: TagGiven


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyDescribed:
    """What is known of a patient is written down or corrected; colours have their own event."""

    case_id: str
    casualty: Casualty
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyStruck:
    """A patient was counted by mistake, or is counted again after all (`reason` None)."""

    case_id: str
    number: int
    reason: str | None
    by: Person
    at: datetime


CasualtyEvent = (
    VitalsMeasured
    | VitalsStruck
    | PatientsCounted
    | SceneDescribed
    | CasualtyAdded
    | CasualtyTagged
    | CasualtyDescribed
    | CasualtyStruck
)


def _with(case: Case, number: int, **changes: object) -> Case:
    changed = tuple(
        replace(one, **changes) if one.number == number else one  # type: ignore[arg-type]
        for one in case.casualties
    )
    return replace(case, casualties=changed)


def _described(case: Case, fresh: Casualty) -> Case:
    kept = next(one for one in case.casualties if one.number == fresh.number)
    # Colours and strikes given meanwhile are not undone by an older form.
    return _with(
        case,
        fresh.number,
        age_band=fresh.age_band,
        sex=fresh.sex,
        set_priority=fresh.set_priority,
        state=fresh.state,
        note=fresh.note,
        destination=fresh.destination,
        unit=fresh.unit,
        tags=kept.tags,
        struck=kept.struck,
    )


def _vitals_struck(case: Case, event: VitalsStruck) -> Case:
    rounds = tuple(
        replace(one, struck=event.reason) if one.id == event.vitals_id else one
        for one in case.vitals
    )
    return replace(case, vitals=rounds)


def _tagged(case: Case, event: CasualtyTagged) -> Case:
    kept = next(one for one in case.casualties if one.number == event.number)
    return _with(case, event.number, tags=(*kept.tags, event.given))


def evolve(case: Case, event: CasualtyEvent) -> Case:  # noqa: PLR0911 - one line per event
    """Return the case as it stands after `event`."""
    match event:
        case VitalsMeasured():
            return replace(case, vitals=(*case.vitals, event.taken))
        case VitalsStruck():
            return _vitals_struck(case, event)
        case PatientsCounted():
            return replace(case, several=event.several)
        case SceneDescribed():
            return replace(case, scene=event.scene)
        case CasualtyAdded():
            return replace(case, casualties=(*case.casualties, event.casualty))
        case CasualtyTagged():
            return _tagged(case, event)
        case CasualtyDescribed():
            return _described(case, event.casualty)
        case CasualtyStruck():
            return _with(case, event.number, struck=event.reason)
        case _:
            assert_never(event)
