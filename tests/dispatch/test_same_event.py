"""Several callers, one event: cases are tied, seen as one, and parted again."""

import pytest

from dispatch import command as commands
from dispatch.actor import Actor, Duty
from dispatch.alike import Told
from fleet.status import MissionStatus
from geo.place import Place, PlaceSource, Precision
from regulation.call import Call
from regulation.caller import CallerType
from regulation.case import Case, CaseState, Outcome
from regulation.likeness import WINDOW_S, Reason
from regulation.patient import Caller
from regulation.person import Role
from regulation.priority import Priority
from tests.dispatch.house import House
from tests.dispatch.story import (
    GASPING,
    KAOLACK,
    TOUBA,
    WELL,
    assess,
    at_pin,
    decide,
    on_board,
    open_case,
    order,
    refused,
    step,
)
from tests.people import call_taker, crew, physician

BOTH = Actor(
    id="parm.both",
    name="Awa des deux centres",
    duties=tuple(Duty(role=Role.CALL_TAKER, centre_id=id_) for id_ in ("KL", "TB")),
)


async def two_cases(house: House) -> tuple[Case, Case]:
    """Open two cases a minute apart."""
    first = await open_case(house)
    house.clock.advance(60)
    return first, await open_case(house)


async def tie(house: House, one: Case, other: Case, by: Actor | None = None) -> Case:
    command = commands.TieCases(case_id=one.id, with_case_id=other.id)
    case: Case = (await house.do(command, by or call_taker("KL"))).things["case"]
    return case


async def queue_of(house: House, centre_id: str = "KL") -> list[str]:
    return [case.id for case in await house.reader.queue(centre_id, actor=call_taker(centre_id))]


@pytest.mark.parametrize("asked_from", ["first", "later"])
async def test_the_later_case_follows_whichever_was_pressed(house: House, asked_from: str) -> None:
    first, later = await two_cases(house)
    pair = (first, later) if asked_from == "first" else (later, first)
    answered = await tie(house, *pair)
    assert answered.id == pair[0].id
    now_later: Case = await on_board(house, "KL", "case", later.id)
    now_first: Case = await on_board(house, "KL", "case", first.id)
    assert now_later.same_event_as is not None
    assert now_later.same_event_as.number == first.number
    assert [other.number for other in now_first.gathers] == [later.number]
    assert await queue_of(house) == [first.id]


async def test_a_case_that_is_parted_waits_again_as_it_waited(house: House) -> None:
    first, later = await two_cases(house)
    await tie(house, first, later)
    await house.do(commands.PartCase(case_id=later.id), call_taker("KL"))
    assert await queue_of(house) == [first.id, later.id]
    parted: Case = await on_board(house, "KL", "case", later.id)
    assert parted == later
    assert (await on_board(house, "KL", "case", first.id)).gathers == ()
    for case, told in ((later, ["EventFollowed", "EventParted"]), (first, ["EventGathered"])):
        record = await house.reader.record(case.id, actor=call_taker("KL"))
        assert [e.type for e in record if e.type.startswith("Event")][: len(told)] == told


async def test_the_event_is_as_urgent_as_its_most_urgent_case(house: House) -> None:
    first, later = await two_cases(house)
    await tie(house, first, later)
    assert (await on_board(house, "KL", "case", first.id)).priority is Priority.P2
    await assess(house, later, GASPING)
    gathered: Case = await on_board(house, "KL", "case", first.id)
    assert (gathered.priority, gathered.own_priority) == (Priority.P0, Priority.P2)
    await house.do(commands.PartCase(case_id=later.id), call_taker("KL"))
    assert (await on_board(house, "KL", "case", first.id)).priority is Priority.P2


async def test_a_life_threat_tied_behind_a_lesser_case_raises_it_at_once(house: House) -> None:
    first, later = await two_cases(house)
    await assess(house, first, WELL)
    await assess(house, later, GASPING)
    await tie(house, later, first)
    assert (await on_board(house, "KL", "case", first.id)).priority is Priority.P0
    assert await queue_of(house) == [first.id]


async def test_a_third_case_follows_the_first_of_the_event(quick_house: House) -> None:
    first, second = await two_cases(quick_house)
    quick_house.clock.advance(60)
    third = await open_case(quick_house)
    await tie(quick_house, first, second)
    await tie(quick_house, third, second)
    follower: Case = await on_board(quick_house, "KL", "case", third.id)
    assert follower.same_event_as is not None
    assert follower.same_event_as.case_id == first.id
    with refused("already_one_event"):
        await tie(quick_house, third, second)


async def test_a_case_that_others_follow_stays_their_first(quick_house: House) -> None:
    oldest, second = await two_cases(quick_house)
    quick_house.clock.advance(60)
    third = await open_case(quick_house)
    await tie(quick_house, second, third)
    await tie(quick_house, oldest, second)
    assert await queue_of(quick_house) == [second.id]
    fourth, fifth = await two_cases(quick_house)
    await tie(quick_house, fourth, fifth)
    with refused("case_is_followed"):
        await tie(quick_house, fourth, second)


async def test_a_case_never_vanishes_behind_one_that_is_over(quick_house: House) -> None:
    first, later = await two_cases(quick_house)
    await end(quick_house, first)
    with refused("first_case_over") as facts:
        await tie(quick_house, first, later)
    assert facts["case"] == first.number
    assert await queue_of(quick_house) == [later.id]


async def end(house: House, case: Case, state: CaseState = CaseState.ACHEVE) -> None:
    command = commands.MoveCase(case_id=case.id, state=state, outcome=Outcome.TRANSPORTED)
    await house.do(command, physician(case.centre_id))


async def test_the_cases_of_an_event_end_together(house: House) -> None:
    first, later = await two_cases(house)
    await tie(house, first, later)
    for state in (CaseState.ACHEVE, CaseState.VALIDE):
        await end(house, first, state)
        ended: Case = await on_board(house, "KL", "case", later.id)
        assert (ended.state, ended.outcome) == (state, Outcome.TRANSPORTED)


async def test_no_case_of_an_event_ends_while_a_unit_is_engaged_on_one(house: House) -> None:
    first, later = await two_cases(house)
    mission = await order(house, await decide(house, later), "KL-SMUR-1")
    await tie(house, first, later)
    with refused("case_has_active_missions"):
        await end(house, first)
    assert (await on_board(house, "KL", "case", first.id)).state is CaseState.ACTIF
    await step(house, mission, MissionStatus.FINPEC, MissionStatus.REN_BASE)
    await end(house, first)


async def test_cases_of_two_centres_are_one_event_for_whoever_works_in_both(house: House) -> None:
    first = await open_case(house)
    house.clock.advance(60)
    later = await open_case(house, TOUBA, "TB")
    for stranger in (call_taker("KL"), call_taker("TB"), crew("KL-SMUR-1")):
        with refused("not_allowed"):
            await tie(house, first, later, stranger)
    await tie(house, first, later, BOTH)
    assert await queue_of(house, "TB") == []
    assert await queue_of(house) == [first.id]
    assert (await on_board(house, "TB", "case", later.id)).same_event_as is not None


async def test_a_case_that_follows_none_cannot_be_parted(quick_house: House) -> None:
    with refused("case_follows_none"):
        case = await open_case(quick_house)
        await quick_house.do(commands.PartCase(case_id=case.id), call_taker("KL"))


async def joined(house: House, case: Case, place: Place | None = None) -> Call:
    """Let a second caller ring and join a case with what they said."""
    parm = call_taker("KL")
    ring = commands.ReceiveCall(centre_id="KL", number="+221780000002")
    call_id = (await house.do(ring, parm)).things["call"].id
    await house.do(commands.TakeCall(call_id=call_id), parm)
    command = commands.JoinCall(
        call_id=call_id,
        case_id=case.id,
        caller=Caller(name="Modou", type=CallerType.TIERS),
        place=place,
        what="deux blessés",
    )
    call: Call = (await house.do(command, parm)).things["call"]
    return call


async def test_what_a_second_caller_says_is_kept_at_the_case(house: House) -> None:
    case = await open_case(house)
    place = Place(
        said="pont de Kahone",
        position=KAOLACK,
        precision=Precision.EXACTE,
        source=PlaceSource.CALLER,
    )
    call = await joined(house, case, place)
    assert (call.where, call.what) == ("pont de Kahone", "deux blessés")
    assert call.caller is not None
    assert call.caller.name == "Modou"
    told: Case = await on_board(house, "KL", "case", case.id)
    assert told.statements[-1].place.said == "pont de Kahone"
    assert told.place == case.place


async def test_the_callers_of_an_event_are_seen_from_its_first_case(house: House) -> None:
    first, later = await two_cases(house)
    parm, call = call_taker("KL"), await joined(house, later)
    assert await house.calls.calls_of_case(first.id, actor=parm) == []
    await tie(house, first, later)
    assert await house.calls.calls_of_case(first.id, actor=parm) == [call]
    assert await house.calls.calls_of_case(later.id, actor=parm) == [call]


async def test_an_open_case_nearby_is_offered_with_its_reasons_and_calls(house: House) -> None:
    case = await open_case(house)
    await joined(house, case)
    house.clock.advance(360)
    told = Told(place=at_pin(KAOLACK), what="douleur poitrine", at=house.clock.now())
    (found,) = await house.calls.alike("KL", told, actor=call_taker("KL"))
    assert (found.case.id, found.calls) == (case.id, 1)
    reasons = {each.reason: each.facts for each in found.likeness.evidence}
    assert reasons[Reason.TIME]["s"] == "360"
    assert {Reason.DISTANCE, Reason.WORDS} <= reasons.keys()


async def test_a_case_is_found_by_the_number_of_any_of_its_calls(quick_house: House) -> None:
    case = await open_case(quick_house, None)
    call = await joined(quick_house, case)
    told = Told(
        place=at_pin(None, "ailleurs"),
        what="",
        numbers=frozenset({call.number}),
        at=quick_house.clock.now(),
    )
    (found,) = await quick_house.calls.alike("KL", told, actor=call_taker("KL"))
    assert found.likeness.evidence[0].reason is Reason.NUMBER


async def test_what_is_tied_closed_old_or_far_is_not_offered(quick_house: House) -> None:
    house, parm = quick_house, call_taker("KL")
    old = await open_case(house)
    house.clock.advance(WINDOW_S + 60)
    first, later = await two_cases(house)
    over = await open_case(house)
    for state in (CaseState.ACHEVE, CaseState.VALIDE, CaseState.CLOTURE):
        await end(house, over, state)
    far = await open_case(house, TOUBA, "TB")
    await tie(house, first, later)
    told = Told(place=at_pin(KAOLACK), what="", at=house.clock.now())
    offered = {each.case.id for each in await house.calls.alike("KL", told, actor=parm)}
    assert offered == {first.id}
    assert offered.isdisjoint({old.id, over.id, far.id})
    for case in (first, later):
        assert await house.calls.alike_case(case.id, "KL", actor=parm) == []


async def test_no_stranger_asks_what_is_alike(quick_house: House) -> None:
    case = await open_case(quick_house)
    told = Told(place=case.place, what=case.what, at=quick_house.clock.now())
    for stranger in (call_taker("DK"), crew("KL-SMUR-1")):
        with refused("not_allowed"):
            await quick_house.calls.alike("KL", told, actor=stranger)
        with refused("not_allowed"):
            await quick_house.calls.alike_case(case.id, "DK", actor=stranger)


async def test_a_call_split_off_keeps_what_its_caller_said(house: House) -> None:
    call = await joined(house, await open_case(house))
    things = (await house.do(commands.SplitCall(call_id=call.id), call_taker("KL"))).things
    assert (things["call"].what, things["call"].caller) == (call.what, call.caller)
