"""The regulation record: everything the room knows of one emergency.

`MOVES` is the life of a case in Hub Santé's states. A validated case can become active again
(a new decision is needed); a closed one cannot: a new call then opens a new case.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geo.place import Place
from regulation.decision import Decision
from regulation.patient import Caller, Patient
from regulation.person import Person
from regulation.priority import Priority, most_urgent
from regulation.protocols.engine import Result
from regulation.statement import CallerLink, Statement


class CaseState(StrEnum):
    """Hub Santé's `etat` of a regulation record."""

    PROGRAM = "PROGRAM"
    ACTIF = "ACTIF"
    ACHEVE = "ACHEVE"
    VALIDE = "VALIDE"
    CLOTURE = "CLOTURE"
    CLASSE = "CLASSE"
    ARCHIVE = "ARCHIVE"


class Outcome(StrEnum):
    """How a case ended; asked for when its active phase ends."""

    TRANSPORTED = "TRANSPORTED"
    TREATED_ON_SCENE = "TREATED_ON_SCENE"
    ADVICE_GIVEN = "ADVICE_GIVEN"
    OWN_MEANS = "OWN_MEANS"
    CARE_DECLINED = "CARE_DECLINED"
    DECEASED = "DECEASED"
    NOT_FOUND = "NOT_FOUND"
    FALSE_ALARM = "FALSE_ALARM"


class ReflexState(StrEnum):
    """Where the reflex departure of a P0 stands."""

    NONE = "none"
    ORDERED = "ordered"
    NO_PLACE = "no_place"
    """P0, and nobody knows where: the place is the next question."""
    NO_UNIT = "no_unit"
    """P0, and no unit is free: the physician must find one."""


MOVES: dict[CaseState, frozenset[CaseState]] = {
    CaseState.PROGRAM: frozenset({CaseState.ACTIF}),
    CaseState.ACTIF: frozenset({CaseState.ACHEVE}),
    CaseState.ACHEVE: frozenset({CaseState.ACTIF, CaseState.VALIDE}),
    CaseState.VALIDE: frozenset({CaseState.ACTIF, CaseState.CLOTURE}),
    CaseState.CLOTURE: frozenset({CaseState.CLASSE}),
    CaseState.CLASSE: frozenset({CaseState.ARCHIVE}),
    CaseState.ARCHIVE: frozenset(),
}

OPEN_STATES = frozenset({CaseState.PROGRAM, CaseState.ACTIF, CaseState.ACHEVE, CaseState.VALIDE})
"""A case in one of these is on the boards; a closed one is found by search."""

DEFAULT_PRIORITY = Priority.P2
"""Hub Santé's default before any question is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One free note."""

    text: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One protocol's latest answers in this case, with the result they gave."""

    answers: dict[str, str]
    context: frozenset[str]
    result: Result
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The record of one emergency, as its events have made it."""

    id: str
    number: str
    centre_id: str
    state: CaseState
    opened_at: datetime
    opened_by: Person
    caller: Caller
    place: Place
    what: str
    patient: Patient
    shared_with: frozenset[str] = frozenset()
    assessments: tuple[Assessment, ...] = ()
    reflex: ReflexState = ReflexState.NONE
    on_line: bool = True
    physician: Person | None = None
    taken_at: datetime | None = None
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
    outcome: Outcome | None = None
    statements: tuple[Statement, ...] = ()
    in_force: int | None = None
    """The number of the statement that `place` comes from."""
    links: tuple[CallerLink, ...] = ()

    @property
    def said_where(self) -> tuple[Statement, ...]:
        """Every source's word on where it is, oldest first; `place` comes from one of them.

        A case that was located before statements were kept has one: the place it had.
        """
        if self.statements or self.place.is_blank:
            return self.statements
        return (Statement(number=1, place=self.place, by=self.opened_by, at=self.opened_at),)

    @property
    def number_in_force(self) -> int | None:
        """The number of the statement in force, None while nobody has said anything."""
        known = self.said_where
        return self.in_force if self.statements or not known else known[0].number

    @property
    def centres(self) -> frozenset[str]:
        """The centres whose boards show this case: its owner and those that take part."""
        return self.shared_with | {self.centre_id}

    @property
    def priority(self) -> Priority:
        """The most urgent of the protocols' latest results; P2 while nothing is known."""
        results = tuple(assessment.result.priority for assessment in self.assessments)
        if not results:
            return DEFAULT_PRIORITY
        return most_urgent(results)

    @property
    def capabilities_needed(self) -> frozenset[str]:
        """What the receiving ward must all have, by the most urgent protocols' results."""
        return frozenset(
            capability
            for assessment in self.assessments
            if assessment.result.priority is self.priority
            for capability in assessment.result.capabilities_all
        )

    @property
    def waits_for_physician(self) -> bool:
        """Whether nobody medical has taken it yet."""
        return self.state is CaseState.ACTIF and self.physician is None

    @property
    def waiting_since(self) -> datetime | None:
        """Since when the clock of the queue runs on it, or None when it does not."""
        return self.opened_at if self.waits_for_physician else None
