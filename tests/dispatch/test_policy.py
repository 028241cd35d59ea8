"""Who may do what: the whole table, every operation by every role in every relation."""

from dataclasses import replace

import pytest

from dispatch import command as commands
from dispatch.actor import Actor, Duty
from dispatch.command import Command
from dispatch.desk import HANDLERS
from dispatch.policy import POLICY, Operation, Reading, Relation, Target, allowed
from regulation.person import Role

TARGET = Target(centres=frozenset({"KL", "TB"}), unit_id="KL-SMUR-1", ward_id="KL-CHR-URG")

OWN = {
    Relation.OWN_CENTRE: Duty(role=Role.CREW, centre_id="KL"),
    Relation.OWN_UNIT: Duty(role=Role.CREW, unit_id="KL-SMUR-1"),
    Relation.OWN_WARD: Duty(role=Role.CREW, ward_id="KL-CHR-URG"),
}
FOREIGN = {
    Relation.OWN_CENTRE: Duty(role=Role.CREW, centre_id="DK"),
    Relation.OWN_UNIT: Duty(role=Role.CREW, unit_id="KL-SMUR-2"),
    Relation.OWN_WARD: Duty(role=Role.CREW, ward_id="KL-CHR-REA"),
}
NOWHERE = Duty(role=Role.CREW)

PLACES = [*OWN.values(), *FOREIGN.values(), NOWHERE]

SOFTWARE_ONLY: set[Operation] = {
    commands.ExpireNotice,
    commands.CorrectEta,
    commands.RaiseTask,
    commands.TakeDownTask,
    commands.EscalateTask,
    commands.BookRecheck,
}
"""Acts that no person may do."""

C = commands
ROOM: set[Operation] = {
    C.TakeCall,
    C.ClassifyCall,
    C.JoinCall,
    C.OpenCase,
    C.LocateCase,
    C.DescribeCase,
}
ROOM |= {C.AddNote, C.KeepLine, C.AssessCase, Reading.BOARD, Reading.CASE, Reading.CALLS}
ROOM |= {Reading.PROPOSAL, C.TakeTask, C.GiveBackTask, C.FinishTask}
ROOM |= {commands.StateLocation, commands.PutLocationInForce}
ROOM |= {C.BookCallBack, C.AnswerCallBack}
ROOM |= {commands.UndoClass, commands.SplitCall, commands.TieCases, commands.PartCase}
ROOM |= {commands.StrikeVitals, commands.CountPatients, commands.DescribeScene}
ROOM |= {commands.DescribeCasualty, commands.StrikeCasualty}
ROOM |= {commands.MakeCallLink, commands.MakeCaseLink, commands.TeachPlace, commands.WithdrawPlace}
ROOM |= {Reading.KNOWN_PLACES}
RING: set[Operation] = {C.ReceiveCall, C.AbandonCall}
BESIDE_THE_ROOM: set[Operation] = {C.MoveMission, C.CorrectMission, C.SetUnitService}
BESIDE_THE_ROOM |= {commands.StateUnitCondition, Reading.ROUTE}
BESIDE_THE_ROOM |= {commands.MeasureVitals, commands.AddCasualty, commands.TagCasualty}
BEFORE_THE_WARD: set[Operation] = {C.MoveNotice, C.AnswerNotice, C.ReportBeds}
BEFORE_THE_WARD |= {commands.DeclareDiversion, commands.LiftDiversion}
DOCTOR: set[Operation] = {C.TakeCase, C.DecideCase, C.MoveCase, C.OrderMission, C.CancelMission}
DOCTOR |= {commands.ReserveUnit, commands.ReleaseUnit}
DOCTOR |= {C.SendNotice, C.CancelNotice, C.MoveCallBack, C.CancelCallBack}

MAY: dict[Role, dict[Relation, set[Operation]]] = {
    Role.CALL_TAKER: {
        Relation.OWN_CENTRE: ROOM | RING | BESIDE_THE_ROOM | BEFORE_THE_WARD,
        Relation.ANY: {Reading.REFERENCE, Reading.REACH},
    },
    Role.PHYSICIAN: {
        Relation.OWN_CENTRE: ROOM | DOCTOR | BESIDE_THE_ROOM | BEFORE_THE_WARD,
        Relation.ANY: {Reading.REFERENCE, Reading.REACH},
    },
    Role.CREW: {
        Relation.OWN_UNIT: BESIDE_THE_ROOM
        | {Reading.UNIT_BOARD, Reading.POSITIONS, commands.ConfirmScene},
        Relation.ANY: {Reading.REFERENCE},
    },
    Role.WARD: {
        Relation.OWN_WARD: BEFORE_THE_WARD | {Reading.WARD_BOARD},
        Relation.ANY: {Reading.REFERENCE},
    },
    Role.TELEPHONY: {Relation.ANY: RING | {C.HearPhone, Reading.REFERENCE}},
    Role.CALLER: {Relation.ANY: {commands.AnswerLink}},
    Role.SERVICE: {Relation.ANY: SOFTWARE_ONLY},
}
"""The service's rule, written a second time from the other side: what each role may do."""

OPERATIONS: list[Operation] = [*HANDLERS, *Reading]


def expected(operation: Operation, duty: Duty) -> bool:
    may = MAY[duty.role]
    return any(
        operation in may.get(relation, set())
        for relation in Relation
        if relation is Relation.ANY or replace(duty, role=Role.CREW) == OWN[relation]
    )


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_role_may_do_what_the_service_gives_it_and_nothing_else(
    operation: Operation, role: Role
) -> None:
    for place in PLACES:
        duty = replace(place, role=role)
        actor = Actor(id="x", name="X", duties=(duty,))
        person = allowed(actor, operation, TARGET)
        assert (person is not None) is expected(operation, duty), duty
        assert person is None or person == actor.acting(duty)


def test_every_command_and_every_look_is_in_the_table() -> None:
    named = (getattr(commands, name) for name in commands.__all__)
    concrete = {one for one in named if isinstance(one, type)} - {Command}
    known = {c for c in concrete if issubclass(c, Command)}
    assert set(HANDLERS) == known
    assert set(POLICY) == known | set(Reading)


def test_an_operation_that_is_not_listed_is_refused() -> None:
    class Unheard(Command):
        """An act nobody thought of."""

    everything = tuple(replace(place, role=role) for role in Role for place in PLACES)
    assert allowed(Actor(id="x", name="X", duties=everything), Unheard, TARGET) is None


def test_without_duties_nothing_is_allowed() -> None:
    nobody = Actor(id="x", name="X", duties=())
    assert not [op for op in OPERATIONS if allowed(nobody, op, TARGET) is not None]


def test_no_person_does_what_is_the_software_s() -> None:
    for operation in SOFTWARE_ONLY:
        assert set(POLICY[operation]) == {Role.SERVICE}
