"""The desk: one command, one transaction, one answer, however often it is asked.

A command is checked, its act changes rows and journal together, and the answer is kept under its
idempotency key in the same transaction: the crew that lost the network after pressing gets the
same answer again, and nothing is done twice.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from dispatch import command as commands
from dispatch.actor import Actor
from dispatch.ahead import Ahead, look_ahead
from dispatch.clock import Clock
from dispatch.codec import dump, load
from dispatch.command import Command
from dispatch.feed.port import Feed
from dispatch.handle import (
    assess,
    call_backs,
    calls,
    cases,
    fleet,
    links,
    locations,
    missions,
    notices,
    patients,
    phones,
    reservations,
    same_event,
    scene,
    tasks,
)
from dispatch.handle.act import Act, Things
from dispatch.refusal import Refused
from dispatch.room import Room
from dispatch.store import tables
from dispatch.store.engine import reading, writing
from dispatch.store.work import CentresNeeded, Work
from dispatch.subject import SUBJECTS

ATTEMPTS_MAX = 8
"""Once, once more for each further centre a reflex departure may have to ask, and for a twin."""

KEY_LENGTH = range(8, 65)
"""An idempotency key is a ULID or UUID; shorter ones collide, longer ones are not keys."""

_Handler = Callable[[Act, Any], Awaitable[Things]]

HANDLERS: dict[type[Command], _Handler] = {
    commands.ReceiveCall: calls.receive,
    commands.TakeCall: calls.take,
    commands.ClassifyCall: calls.classify,
    commands.UndoClass: calls.undo,
    commands.AbandonCall: calls.abandon,
    commands.JoinCall: calls.join,
    commands.SplitCall: calls.split,
    commands.OpenCase: cases.open_case,
    commands.TieCases: same_event.tie,
    commands.PartCase: same_event.part,
    commands.LocateCase: locations.locate,
    commands.StateLocation: locations.state,
    commands.PutLocationInForce: locations.put_in_force,
    commands.MakeCallLink: links.make_for_call,
    commands.MakeCaseLink: links.make_for_case,
    commands.AnswerLink: links.answer,
    commands.HearPhone: phones.hear_phone,
    commands.ConfirmScene: scene.confirm,
    commands.TeachPlace: scene.teach,
    commands.WithdrawPlace: scene.withdraw,
    commands.DescribeCase: cases.describe,
    commands.AddNote: cases.note,
    commands.KeepLine: cases.keep_line,
    commands.AssessCase: assess.assess,
    commands.TakeCase: cases.take,
    commands.DecideCase: cases.decide,
    commands.MoveCase: cases.move,
    commands.OrderMission: missions.order,
    commands.ReserveUnit: reservations.reserve,
    commands.ReleaseUnit: reservations.release,
    commands.MoveMission: missions.move,
    commands.CorrectMission: missions.correct,
    commands.CancelMission: missions.cancel,
    commands.SendNotice: notices.send,
    commands.MoveNotice: notices.step,
    commands.AnswerNotice: notices.answer,
    commands.CancelNotice: notices.withdraw,
    commands.ExpireNotice: notices.expire,
    commands.CorrectEta: notices.correct_eta,
    commands.ReportBeds: fleet.report_beds,
    commands.DeclareDiversion: fleet.declare_diversion,
    commands.LiftDiversion: fleet.lift_diversion,
    commands.SetUnitService: fleet.set_unit_service,
    commands.StateUnitCondition: fleet.state_unit_condition,
    commands.MeasureVitals: patients.measure,
    commands.StrikeVitals: patients.strike_vitals,
    commands.CountPatients: patients.count,
    commands.DescribeScene: patients.describe_scene,
    commands.AddCasualty: patients.add,
    commands.TagCasualty: patients.tag,
    commands.DescribeCasualty: patients.describe,
    commands.StrikeCasualty: patients.strike,
    commands.RaiseTask: tasks.raise_,
    commands.TakeDownTask: tasks.take_down,
    commands.EscalateTask: tasks.escalate,
    commands.TakeTask: tasks.take,
    commands.GiveBackTask: tasks.give_back,
    commands.FinishTask: tasks.finish,
    commands.BookCallBack: call_backs.book,
    commands.BookRecheck: call_backs.book_recheck,
    commands.AnswerCallBack: call_backs.answer,
    commands.MoveCallBack: call_backs.move,
    commands.CancelCallBack: call_backs.cancel,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command did: the journal number it reached in each centre, and what it changed."""

    n: dict[str, int]
    things: Things
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Takes commands, one transaction each."""

    engine: AsyncEngine
    clock: Clock
    room: Room
    feed: Feed

    async def do(self, command: Command, *, actor: Actor, key: str) -> Outcome:
        """Carry out a command once, or give the answer its key was given before.

        Raises Refused with the rule's code; nothing was changed then. A key repeated with
        another body is refused with `idempotency_key_reused`.
        """
        if len(key) not in KEY_LENGTH:
            raise Refused("idempotency_key_invalid")
        ahead = await look_ahead(self.engine, self.room, command, now=self.clock.now())
        locks: frozenset[str] = frozenset()
        for _ in range(ATTEMPTS_MAX):
            try:
                outcome = await self._attempt(command, actor, key, ahead, locks)
            except CentresNeeded as needed:
                locks = needed.centres
            except IntegrityError:
                # Either a twin with the same key committed first (its answer is given next
                # time round) or a rule of the database was broken, which the act will now see.
                continue
            except Refused:
                # The same press may have been done while this one waited for its lock: then what
                # it was refused for is its own doing, and the answer is the one already given.
                twin = await self._given(command, actor, key)
                if twin is None:
                    raise
                return twin
            else:
                await self.feed.wake(outcome.n)
                return outcome
        raise Refused("too_busy")

    async def _given(self, command: Command, actor: Actor, key: str) -> Outcome | None:
        async with reading(self.engine) as connection:
            return await _given(connection, key, actor, _fingerprint(command))

    async def _attempt(
        self,
        command: Command,
        actor: Actor,
        key: str,
        ahead: Ahead,
        locks: frozenset[str],
    ) -> Outcome:
        at, fingerprint = self.clock.now(), _fingerprint(command)
        async with writing(self.engine) as connection:
            given = await _given(connection, key, actor, fingerprint)
            if given is not None:
                return given
            work = Work(
                connection=connection,
                actor=actor,
                operation=type(command),
                caused_by=key,
                at=at,
            )
            await work.lock(locks)
            act = Act(work=work, room=self.room, new_id=self.clock.new_id, ahead=ahead)
            things = await HANDLERS[type(command)](act, command)
            await same_event.tell_firsts(act)
            assert work.authorised, f"{type(command).__name__} was done without asking who may"  # noqa: S101 - a programmer's error must stop the command
            outcome = Outcome(
                n={centre_id: head.n for centre_id, head in work.heads.items()}, things=things
            )
            await _keep(connection, key, actor, fingerprint, outcome, at)
        return outcome


def _fingerprint(command: Command) -> str:
    text = json.dumps([type(command).__name__, dump(command)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


async def _given(
    connection: AsyncConnection, key: str, actor: Actor, fingerprint: str
) -> Outcome | None:
    table = tables.answer
    query = sa.select(table).where(table.c.key == key, table.c.person_id == actor.id)
    row = (await connection.execute(query)).one_or_none()
    if row is None:
        return None
    if row.fingerprint != fingerprint:
        raise Refused("idempotency_key_reused")
    things = {
        name: None if kept is None else load(SUBJECTS[kept["kind"]].state, kept["state"])
        for name, kept in row.body["things"].items()
    }
    return Outcome(n=row.body["n"], things=things, repeated=True)


_KIND_OF_STATE = {subject.state: name for name, subject in SUBJECTS.items()}


async def _keep(
    connection: AsyncConnection,
    key: str,
    actor: Actor,
    fingerprint: str,
    outcome: Outcome,
    at: datetime,
) -> None:
    things = {
        name: None if state is None else {"kind": _KIND_OF_STATE[type(state)], "state": dump(state)}
        for name, state in outcome.things.items()
    }
    await connection.execute(
        tables.answer.insert().values(
            key=key,
            person_id=actor.id,
            fingerprint=fingerprint,
            body={"n": outcome.n, "things": things},
            at=at,
        )
    )
