"""A mission: one unit engaged on one case, with its own states and times.

The table of states is `fleet.status`; here it is applied to the pair (mission, unit), so that a
second mission of the same unit never touches the first.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from fleet.status import MissionStatus, allowed_moves, correctable, is_active, may_move
from geo.position import Position
from regulation.person import Person
from regulation.priority import Priority
from regulation.refusal import Refusal

REASON_LENGTH_MAX = 500
"""A reason is one sentence for the review, not a report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionStep:
    """One state reached: when by the server's clock, when by the device's, by whom."""

    status: MissionStatus
    at: datetime
    at_device: datetime | None
    by: Person
    corrected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where the patient is taken: the crew drives there and may ring the ward."""

    ward_id: str
    name: str
    position: Position
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionOrdered:
    """A unit is sent on a case, by a physician or by the reflex rule."""

    mission_id: str
    case_id: str
    case_number: str
    case_centre_id: str
    unit_id: str
    unit_name: str
    unit_centre_id: str
    priority: Priority
    reflex: bool
    eta_s: float | None
    override_reason: str | None
    by: Person
    at: datetime
    proposal_id: str | None = None
    """The proposal as it stood at this moment; None for orders given before they were kept."""
    proposal_sha256: str | None = None
    """Its digest, so that it cannot be changed in silence; it outlives the proposal itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionMoved:
    """The crew declares its next state."""

    mission_id: str
    case_id: str
    status: MissionStatus
    at_device: datetime | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionCorrected:
    """The last state was a slip of the thumb; the one before it holds again."""

    mission_id: str
    case_id: str
    status: MissionStatus
    at_device: datetime | None
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionCancelled:
    """The mission is called off before arrival."""

    mission_id: str
    case_id: str
    reason: str
    by: Person
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionDestined:
    """The crew is told where to take the patient: the ward that accepted."""

    mission_id: str
    case_id: str
    destination: Destination | None
    """None when the ward that had accepted no longer receives."""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """One mission as its events have made it."""

    id: str
    ordered: MissionOrdered
    status: MissionStatus
    history: tuple[MissionStep, ...]
    shared_with: frozenset[str] = frozenset()
    destination: Destination | None = None
    cancel_reason: str | None = None

    @property
    def case_id(self) -> str:
        """The case it serves."""
        return self.ordered.case_id

    @property
    def unit_id(self) -> str:
        """The unit it holds."""
        return self.ordered.unit_id

    @property
    def centres(self) -> frozenset[str]:
        """The centres whose boards show it: the case's, the unit's, and those let in later."""
        return self.shared_with | {self.ordered.case_centre_id, self.ordered.unit_centre_id}

    @property
    def destination_ward_id(self) -> str | None:
        """The ward the patient is taken to, once one has accepted."""
        return self.destination.ward_id if self.destination else None

    @property
    def active(self) -> bool:
        """Whether it holds its unit."""
        return is_active(self.status)

    @property
    def correctable_to(self) -> MissionStatus | None:
        """The state the last move may be taken back to, or None."""
        return correctable([step.status for step in self.history])


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionShared:
    """A centre that takes part in the case from now on sees the mission that is under way.

    Carries the whole mission, because that centre has none of its earlier events.
    """

    mission_id: str
    case_id: str
    with_centre_id: str
    mission: Mission
    at: datetime


MissionEvent = (
    MissionOrdered
    | MissionMoved
    | MissionCorrected
    | MissionCancelled
    | MissionDestined
    | MissionShared
)


def move(
    mission: Mission,
    to: MissionStatus,
    *,
    at_device: datetime | None,
    by: Person,
    at: datetime,
) -> MissionMoved | Refusal:
    """Declare the next state; a cancellation has its own act because it needs a reason."""
    if to is MissionStatus.ANNULE:
        return Refusal(code="cancellation_needs_reason")
    if not may_move(mission.status, to):
        return _move_refused(mission, to)
    return MissionMoved(
        mission_id=mission.id,
        case_id=mission.case_id,
        status=to,
        at_device=at_device,
        by=by,
        at=at,
    )


def _move_refused(mission: Mission, to: MissionStatus) -> Refusal:
    allowed = ", ".join(allowed_moves(mission.status)) or "-"
    return Refusal(
        code="mission_move_not_allowed",
        facts={"state": mission.status, "to": to, "allowed": allowed},
    )


def correct(
    mission: Mission, *, at_device: datetime | None, by: Person, at: datetime
) -> MissionCorrected | Refusal:
    """Take the last move back."""
    back_to = mission.correctable_to
    if back_to is None:
        return Refusal(code="nothing_to_correct", facts={"state": mission.status})
    return MissionCorrected(
        mission_id=mission.id,
        case_id=mission.case_id,
        status=back_to,
        at_device=at_device,
        by=by,
        at=at,
    )


def cancel(
    mission: Mission, reason: str, *, by: Person, at: datetime
) -> MissionCancelled | Refusal:
    """Call the mission off; possible until the unit has arrived, and never without a reason."""
    if not reason.strip():
        return Refusal(code="cancellation_needs_reason")
    if not may_move(mission.status, MissionStatus.ANNULE):
        return _move_refused(mission, MissionStatus.ANNULE)
    return MissionCancelled(
        mission_id=mission.id, case_id=mission.case_id, reason=reason.strip(), by=by, at=at
    )


def _step(mission: Mission, step: MissionStep) -> Mission:
    return replace(mission, status=step.status, history=(*mission.history, step))


def evolve(mission: Mission | None, event: MissionEvent) -> Mission:
    """Return the mission as it stands after `event`."""
    if isinstance(event, MissionOrdered):
        first = MissionStep(
            status=MissionStatus.DECLENCHE, at=event.at, at_device=None, by=event.by
        )
        return Mission(id=event.mission_id, ordered=event, status=first.status, history=(first,))
    if isinstance(event, MissionShared):
        shared_with = event.mission.shared_with | {event.with_centre_id}
        return replace(event.mission, shared_with=shared_with)
    if mission is None:
        msg = f"{type(event).__name__} before MissionOrdered"
        raise AssertionError(msg)
    match event:
        case MissionMoved() | MissionCorrected():
            step = MissionStep(
                status=event.status,
                at=event.at,
                at_device=event.at_device,
                by=event.by,
                corrected=isinstance(event, MissionCorrected),
            )
            return _step(mission, step)
        case MissionCancelled():
            step = MissionStep(
                status=MissionStatus.ANNULE, at=event.at, at_device=None, by=event.by
            )
            return replace(_step(mission, step), cancel_reason=event.reason)
        case MissionDestined():
            return replace(mission, destination=event.destination)
        case _:
            assert_never(event)
