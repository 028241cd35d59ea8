"""What an event is about: the eight kinds of thing the journal speaks of.

One table ties each kind to its state, its events and the function that applies them. The store
uses it to change rows, the board to keep its picture, the codec to read events back; so the row,
the board and the replay can never disagree about what an event means.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args

from dispatch import mission as missions
from dispatch import notice as notices
from dispatch import task as tasks
from fleet import unit as units
from fleet import ward as wards
from regulation import call_event as calls
from regulation import case_event as case_events
from regulation import place_alias as aliases
from regulation.call import Call
from regulation.case import Case

Event = (
    calls.CallEvent
    | case_events.CaseEvent
    | missions.MissionEvent
    | notices.NoticeEvent
    | units.UnitEvent
    | wards.WardEvent
    | tasks.TaskEvent
    | aliases.AliasEvent
)
"""Any event of the house: a frozen dataclass, told apart by its class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One kind of thing: its name, state class, events, and how they apply.

    `founding` are the events that need no state before them: they make the thing or carry it
    whole.
    """

    name: str
    state: type
    events: tuple[type, ...]
    founding: frozenset[type]
    evolve: Callable[[Any, Any], Any]
    id_of: Callable[[Any], str]
    centres: Callable[[Any], frozenset[str]]
    on_boards: bool = True
    """Whether it ever stands on a board; what does not is looked up when it is needed."""


def _field(name: str) -> Callable[[Any], str]:
    return lambda event: str(getattr(event, name))


CALL = Subject(
    name="call",
    state=Call,
    events=get_args(calls.CallEvent),
    founding=frozenset({calls.CallReceived, calls.ClassUndone, calls.CallSplit}),
    evolve=calls.evolve,
    id_of=_field("call_id"),
    centres=lambda call: frozenset({call.centre_id}),
)
CASE = Subject(
    name="case",
    state=Case,
    events=get_args(case_events.CaseEvent),
    founding=frozenset(
        {case_events.CaseOpened, case_events.CaseHandedOver, case_events.CaseShared}
    ),
    evolve=case_events.evolve,
    id_of=_field("case_id"),
    centres=lambda case: case.centres,
)
MISSION = Subject(
    name="mission",
    state=missions.Mission,
    events=get_args(missions.MissionEvent),
    founding=frozenset({missions.MissionOrdered, missions.MissionShared}),
    evolve=missions.evolve,
    id_of=_field("mission_id"),
    centres=lambda mission: mission.centres,
)
NOTICE = Subject(
    name="notice",
    state=notices.Notice,
    events=get_args(notices.NoticeEvent),
    founding=frozenset({notices.NoticeSent, notices.NoticeShared}),
    evolve=notices.evolve,
    id_of=_field("notice_id"),
    centres=lambda notice: notice.centres,
)
UNIT = Subject(
    name="unit",
    state=units.Unit,
    events=get_args(units.UnitEvent),
    founding=frozenset({units.UnitRegistered}),
    evolve=units.evolve,
    id_of=lambda event: event.unit.id if hasattr(event, "unit") else event.unit_id,
    centres=lambda unit: frozenset({unit.centre_id}),
)
WARD = Subject(
    name="ward",
    state=wards.Ward,
    events=get_args(wards.WardEvent),
    founding=frozenset({wards.WardRegistered}),
    evolve=wards.evolve,
    id_of=lambda event: event.ward.id if hasattr(event, "ward") else event.ward_id,
    centres=lambda ward: frozenset({ward.centre_id}),
)
TASK = Subject(
    name="task",
    state=tasks.Task,
    events=get_args(tasks.TaskEvent),
    founding=frozenset({tasks.TaskRaised}),
    evolve=tasks.evolve,
    id_of=_field("task_id"),
    centres=lambda task: frozenset({task.centre_id}),
)

ALIAS = Subject(
    name="alias",
    state=aliases.PlaceAlias,
    events=get_args(aliases.AliasEvent),
    founding=frozenset({aliases.AliasTaught}),
    evolve=aliases.evolve,
    id_of=_field("alias_id"),
    centres=lambda alias: frozenset({alias.centre_id}),
    on_boards=False,
)

SUBJECTS = {
    subject.name: subject for subject in (CALL, CASE, MISSION, NOTICE, UNIT, WARD, TASK, ALIAS)
}
"""The eight kinds by name, in the order a board lists them."""

SHOWN = {name: subject for name, subject in SUBJECTS.items() if subject.on_boards}
"""The kinds that stand on boards."""

SUBJECT_OF_EVENT: dict[type, Subject] = {
    event: subject for subject in SUBJECTS.values() for event in subject.events
}

EVENT_BY_NAME: dict[str, type] = {event.__name__: event for event in SUBJECT_OF_EVENT}


def subject_of(event: Event) -> Subject:
    """Return the kind of thing this event is about."""
    return SUBJECT_OF_EVENT[type(event)]
