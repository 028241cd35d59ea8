"""A call: every pair of its states, and that none is ever lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from regulation import call as calls
from regulation.call import CLASSES, MOVES, Call, CallEvent, CallReceived, CallState
from regulation.person import Person, Role
from regulation.refusal import Refusal

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
AWA = Person(id="awa", name="Awa Diop", role=Role.CALL_TAKER)
BINTA = Person(id="binta", name="Binta Fall", role=Role.CALL_TAKER)


def call_at(state: CallState, taken_by: Person | None = None) -> Call:
    ringing = calls.evolve(
        None, CallReceived(call_id="c", centre_id="KL", number="+221771234567", at=AT)
    )
    return replace(ringing, state=state, taken_by=taken_by)


def try_move(call: Call, to: CallState) -> CallEvent | Refusal | None:
    """Return what the act that leads to `to` answers; None when no act leads there."""
    if to is CallState.TAKEN:
        return calls.take(call, by=AWA, at=AT)
    if to is CallState.CASE:
        return calls.join(call, "case-1", by=AWA, at=AT)
    if to is CallState.ABANDONED:
        return calls.abandon(call, at=AT)
    return calls.classify(call, to, by=AWA, at=AT) if to in CLASSES else None


@pytest.mark.parametrize("to", list(CallState))
@pytest.mark.parametrize("present", list(CallState))
def test_a_call_goes_only_where_its_table_says(present: CallState, to: CallState) -> None:
    call, result = call_at(present), try_move(call_at(present), to)
    if result is None:
        assert to is CallState.RINGING
        assert all(CallState.RINGING not in moves for moves in MOVES.values())
    elif to in MOVES[present]:
        assert not isinstance(result, Refusal)
        assert calls.evolve(call, result).state is to
    else:
        assert isinstance(result, Refusal)
        assert result.code == "call_move_not_allowed"
        assert result.facts["state"] == present
        assert result.facts["allowed"] == (", ".join(sorted(MOVES[present])) or "-")


@pytest.mark.parametrize("state", [state for state in CallState if state is not CallState.CASE])
def test_every_call_can_still_become_a_case(state: CallState) -> None:
    reached, new = {state}, {state}
    while new := {to for one in new for to in MOVES[one]} - reached:
        reached |= new
    assert CallState.CASE in reached


def test_the_second_to_pick_up_is_told_who_has_the_call() -> None:
    taken = call_at(CallState.TAKEN, taken_by=BINTA)
    result = calls.take(taken, by=AWA, at=AT)
    assert result == Refusal(code="call_taken_by_other", facts={"by": "Binta Fall"})


def test_a_picked_up_call_remembers_who_and_when() -> None:
    event = calls.take(call_at(CallState.RINGING), by=AWA, at=AT)
    assert not isinstance(event, Refusal)
    taken = calls.evolve(call_at(CallState.RINGING), event)
    assert (taken.taken_by, taken.taken_at) == (AWA, AT)


@pytest.mark.parametrize("state", sorted(set(CallState) - CLASSES))
def test_a_class_that_is_none_is_refused(state: CallState) -> None:
    result = calls.classify(call_at(CallState.TAKEN), state, by=AWA, at=AT)
    assert result == Refusal(code="call_class_unknown", facts={"class": state})


def test_a_nuisance_call_that_was_real_becomes_a_case() -> None:
    event = calls.join(call_at(CallState.NUISANCE), "case-1", by=AWA, at=AT)
    assert not isinstance(event, Refusal)
    assert calls.evolve(call_at(CallState.NUISANCE), event).case_id == "case-1"


def test_nothing_happens_to_a_call_that_never_rang() -> None:
    with pytest.raises(AssertionError, match="before CallReceived"):
        calls.evolve(None, calls.CallTaken(call_id="c", by=AWA, at=AT))
