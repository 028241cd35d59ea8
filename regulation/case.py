"""The regulation record: everything the room knows of one emergency.

`MOVES` is the life of a case in Hub Santé's states. A validated case can become active again
(a new decision is needed); a closed one cannot: a new call then opens a new case.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from geo.place import Place
from regulation.call_back import CallBack, CallBackKind
from regulation.casualty import Casualty, Scene, VictimCount, VitalsTaken, victim_count
from regulation.decision import Decision
from regulation.event_case import EventCase
from regulation.patient import Caller, Patient
from regulation.person import Person
from regulation.priority import Priority, most_urgent
from regulation.protocols.engine import DEFAULT, Result
from regulation.protocols.library import OPENING
from regulation.raised import Raise, raises_of
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


class Requeue(StrEnum):
    """Why a case that had been dealt with needs a physician again, before the others."""

    WORSE = "WORSE"
    """Rung back, the person says that it got worse."""
    RANG_AGAIN = "RANG_AGAIN"
    """The caller rings again although an answer had been given."""


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

REQUEUED_PRIORITY = Priority.P1
"""Somebody who gets worse after an advice waits no longer than an immediate regulation."""


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


def _found_nothing(result: Result) -> bool:
    """Say whether these are the opening questions, all answered, and no rule of theirs fired."""
    fired = {rule.rule_id for rule in result.fired}
    return result.protocol_id == OPENING and result.complete and fired <= {DEFAULT}


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
    call_backs: tuple[CallBack, ...] = ()
    waits_from: datetime | None = None
    """Since when it waits, when that is not since it was opened."""
    requeued: Requeue | None = None
    follows_id: str | None = None
    """The closed case whose caller rang again: this one goes on where that one ended."""
    follows_number: str | None = None
    several: bool = False
    """Whether the patients are listed one by one; what was listed stays when it is not."""
    scene: Scene | None = None
    casualties: tuple[Casualty, ...] = ()
    vitals: tuple[VitalsTaken, ...] = ()
    same_event_as: EventCase | None = None
    """The first case of the event, when this one turned out to be about the same."""
    gathers: tuple[EventCase, ...] = ()
    """The later cases of the same event, each with the priority it has by itself."""

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
    def assessed_priority(self) -> Priority:
        """The most urgent of the protocols' latest results; P2 while nothing is known.

        The opening questions stand for P2 only until the complaint is known: once they are all
        answered and found nothing, a complaint questioned to its end may defer the case.
        """
        results = [assessment.result for assessment in self.assessments]
        if any(each.complete and each.protocol_id != OPENING for each in results):
            results = [each for each in results if not _found_nothing(each)]
        return (
            most_urgent(tuple(each.priority for each in results)) if results else DEFAULT_PRIORITY
        )

    @property
    def raises(self) -> tuple[Raise, ...]:
        """What vital signs and the worst of several patients ask for, beside the protocols."""
        return raises_of(self.patient, self.vitals, self.casualties)

    @property
    def own_priority(self) -> Priority:
        """How soon a physician must take it, by what is known of it alone.

        A case that came back to the queue is P1 at least; vital signs and the worst of several
        patients raise it too: what is known only raises urgency.
        """
        raised = REQUEUED_PRIORITY if self.requeued else Priority.NR
        asked = (reason.priority for reason in self.raises)
        return most_urgent((self.assessed_priority, raised, *asked))

    @property
    def leading(self) -> tuple[Result, ...]:
        """The results of the protocols that are the most urgent among the protocols."""
        results = (assessment.result for assessment in self.assessments)
        return tuple(one for one in results if one.priority is self.assessed_priority)

    @property
    def priority(self) -> Priority:
        """How soon a physician must take it: as soon as the most urgent case of its event."""
        return most_urgent((self.own_priority, *(other.priority for other in self.gathers)))

    @property
    def capabilities_needed(self) -> frozenset[str]:
        """What the receiving ward must all have, by the most urgent protocols' results."""
        return frozenset(name for result in self.leading for name in result.capabilities_all)

    @property
    def victims(self) -> VictimCount:
        """Hub Santé's nbVictimes: the largest number that anybody has told."""
        listed = sum(1 for one in self.casualties if one.struck is None)
        told = (self.scene.number or 0) if self.scene else 0
        return victim_count(max(self.patient.count, listed if self.several else 0, told))

    @property
    def waits_for_physician(self) -> bool:
        """Whether nobody medical has taken it yet; one that follows another waits with that."""
        standing = self.state is CaseState.ACTIF and self.physician is None
        return standing and self.same_event_as is None

    @property
    def waiting_since(self) -> datetime | None:
        """Since when the clock of the queue runs on it, or None when it does not.

        A P3 waits for its appointment and not in the queue, as long as it has one.
        """
        if not self.waits_for_physician or self.has_appointment:
            return None
        return self.waits_from or self.opened_at

    @property
    def open_call_backs(self) -> tuple[CallBack, ...]:
        """The promises to ring that are still to be kept."""
        return tuple(each for each in self.call_backs if each.is_open)

    @property
    def has_appointment(self) -> bool:
        """Whether it is a P3 whose caller was promised a call at a time."""
        agreed = any(each.kind is CallBackKind.APPOINTMENT for each in self.open_call_backs)
        return agreed and self.priority in {Priority.P3, Priority.NR}
