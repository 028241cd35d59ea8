"""Who may do what: one table, operation x role x relation. What is not in it is refused.

The room acts in its own centre; a crew on its own unit's missions; a ward on its own notices.
The room may speak for a crew or a ward that telephones, and the record then shows who did.
"""

from dataclasses import dataclass
from enum import StrEnum

from dispatch import command
from dispatch.actor import Actor, Duty
from regulation.person import Person, Role


class Relation(StrEnum):
    """How a person must stand to the thing acted on."""

    ANY = "any"
    OWN_CENTRE = "own centre"
    OWN_UNIT = "own unit"
    OWN_WARD = "own ward"


class Reading(StrEnum):
    """The things one can look at; commands are operations by their own class."""

    REFERENCE = "reference data"
    BOARD = "a centre's board"
    CASE = "a case"
    CALLS = "the list of calls"
    PROPOSAL = "a proposal"
    UNIT_BOARD = "a unit's own missions"
    WARD_BOARD = "a ward's own notices"
    POSITIONS = "report positions"
    ROUTE = "the way of a mission"
    KNOWN_PLACES = "the places learnt from crews"
    REACH = "the ground reached from a point"


Operation = type[command.Command] | Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is acted on, as far as the policy needs to know it."""

    centres: frozenset[str] = frozenset()
    unit_id: str | None = None
    ward_id: str | None = None


_R = Relation
_CALL_TAKER = {Role.CALL_TAKER: _R.OWN_CENTRE}
_PHYSICIAN = {Role.PHYSICIAN: _R.OWN_CENTRE}
_ROOM = _CALL_TAKER | _PHYSICIAN
_EXCHANGE = {Role.TELEPHONY: _R.ANY}
_CREW = {Role.CREW: _R.OWN_UNIT}
_WARD = {Role.WARD: _R.OWN_WARD}
_SERVICE = {Role.SERVICE: _R.ANY}
_LINK_HOLDER = {Role.CALLER: _R.ANY}
_EVERYONE = dict.fromkeys(
    (Role.CALL_TAKER, Role.PHYSICIAN, Role.CREW, Role.WARD, Role.TELEPHONY), _R.ANY
)

POLICY: dict[Operation, dict[Role, Relation]] = {
    command.ReceiveCall: _CALL_TAKER | _EXCHANGE,
    command.TakeCall: _ROOM,
    command.ClassifyCall: _ROOM,
    command.UndoClass: _ROOM,
    command.AbandonCall: _CALL_TAKER | _EXCHANGE,
    command.JoinCall: _ROOM,
    command.SplitCall: _ROOM,
    command.OpenCase: _ROOM,
    command.TieCases: _ROOM,
    command.PartCase: _ROOM,
    command.LocateCase: _ROOM,
    command.StateLocation: _ROOM,
    command.PutLocationInForce: _ROOM,
    command.MakeCallLink: _ROOM,
    command.MakeCaseLink: _ROOM,
    command.AnswerLink: _LINK_HOLDER,
    command.HearPhone: _EXCHANGE,
    command.ConfirmScene: _CREW,
    command.TeachPlace: _ROOM,
    command.WithdrawPlace: _ROOM,
    command.DescribeCase: _ROOM,
    command.AddNote: _ROOM,
    command.KeepLine: _ROOM,
    command.AssessCase: _ROOM,
    command.TakeCase: _PHYSICIAN,
    command.DecideCase: _PHYSICIAN,
    command.MoveCase: _PHYSICIAN,
    command.OrderMission: _PHYSICIAN,
    command.ReserveUnit: _PHYSICIAN,
    command.ReleaseUnit: _PHYSICIAN,
    command.MoveMission: _ROOM | _CREW,
    command.CorrectMission: _ROOM | _CREW,
    command.CancelMission: _PHYSICIAN,
    command.SendNotice: _PHYSICIAN,
    command.MoveNotice: _ROOM | _WARD,
    command.AnswerNotice: _ROOM | _WARD,
    command.CancelNotice: _PHYSICIAN,
    command.ExpireNotice: _SERVICE,
    command.CorrectEta: _SERVICE,
    command.ReportBeds: _ROOM | _WARD,
    command.DeclareDiversion: _ROOM | _WARD,
    command.LiftDiversion: _ROOM | _WARD,
    command.SetUnitService: _ROOM | _CREW,
    command.StateUnitCondition: _ROOM | _CREW,
    command.MeasureVitals: _ROOM | _CREW,
    command.StrikeVitals: _ROOM,
    command.CountPatients: _ROOM,
    command.DescribeScene: _ROOM,
    command.AddCasualty: _ROOM | _CREW,
    command.TagCasualty: _ROOM | _CREW,
    command.DescribeCasualty: _ROOM,
    command.StrikeCasualty: _ROOM,
    command.RaiseTask: _SERVICE,
    command.TakeDownTask: _SERVICE,
    command.EscalateTask: _SERVICE,
    command.TakeTask: _ROOM,
    command.GiveBackTask: _ROOM,
    command.FinishTask: _ROOM,
    command.BookCallBack: _ROOM,
    command.BookRecheck: _SERVICE,
    command.AnswerCallBack: _ROOM,
    command.MoveCallBack: _PHYSICIAN,
    command.CancelCallBack: _PHYSICIAN,
    Reading.REFERENCE: _EVERYONE,
    Reading.BOARD: _ROOM,
    Reading.CASE: _ROOM,
    Reading.CALLS: _ROOM,
    Reading.PROPOSAL: _ROOM,
    Reading.UNIT_BOARD: _CREW,
    Reading.WARD_BOARD: _WARD,
    Reading.POSITIONS: _CREW,
    Reading.ROUTE: _ROOM | _CREW,
    Reading.KNOWN_PLACES: _ROOM,
    Reading.REACH: dict.fromkeys((Role.CALL_TAKER, Role.PHYSICIAN), _R.ANY),
}


def _holds(relation: Relation, duty: Duty, target: Target) -> bool:
    match relation:
        case Relation.ANY:
            return True
        case Relation.OWN_CENTRE:
            return duty.centre_id is not None and duty.centre_id in target.centres
        case Relation.OWN_UNIT:
            return duty.unit_id is not None and duty.unit_id == target.unit_id
        case Relation.OWN_WARD:
            return duty.ward_id is not None and duty.ward_id == target.ward_id


def allowed(actor: Actor, operation: Operation, target: Target) -> Person | None:
    """Return the person in the role that permits the operation, or None when nothing does."""
    roles = POLICY.get(operation, {})
    for duty in actor.duties:
        relation = roles.get(duty.role)
        if relation is not None and _holds(relation, duty, target):
            return actor.acting(duty)
    return None
