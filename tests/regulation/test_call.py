"""A call: every pair of its states, and that none is ever lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from regulation import call_event as events
from regulation import receive as calls
from regulation.call import CLASSES, MOVES, UNDO_GRACE_S, UNDO_OFFERED_S, Call, CallState
from regulation.call_event import CallEvent, CallReceived
from regulation.person import Person, Role
from regulation.refusal import Refusal

AT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
AWA = Person(id="awa", name="Awa Diop", role=Role.CALL_TAKER)
BINTA = Person(id="binta", name="Binta Fall", role=Role.CALL_TAKER)


def call_at(state: CallState, taken_by: Person | None = None) -> Call:
    ringing = events.evolve(
        None, CallReceived(call_id="c", centre_id="KL", number="+221771234567", at=AT)
    )
    return replace(
        ringing,
        state=state,
        taken_by=taken_by,
        case_id="case-1" if state is CallState.CASE else None,
        classed_at=AT if state in CLASSES else None,
    )


def try_move(call: Call, to: CallState) -> CallEvent | Refusal | None:
    """Return what the act that leads to `to` answers; None when no act leads there."""
    if to is CallState.TAKEN:
        act = calls.undo if call.state in CLASSES else calls.take
        return (calls.split if call.state is CallState.CASE else act)(call, by=AWA, at=AT)
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
        assert events.evolve(call, result).state is to
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
    taken = events.evolve(call_at(CallState.RINGING), event)
    assert (taken.taken_by, taken.taken_at) == (AWA, AT)


@pytest.mark.parametrize("state", sorted(CLASSES))
def test_a_slip_of_the_key_is_undone_within_seconds(state: CallState) -> None:
    call = call_at(state, taken_by=BINTA)
    late = AT + timedelta(seconds=UNDO_OFFERED_S + UNDO_GRACE_S)
    event = calls.undo(call, by=AWA, at=late)
    assert not isinstance(event, Refusal)
    undone = events.evolve(None, event)
    assert (undone.state, undone.taken_by, undone.classed_at) == (CallState.TAKEN, BINTA, None)
    too_late = calls.undo(call, by=AWA, at=late + timedelta(seconds=1))
    assert too_late == Refusal(code="undo_too_late", facts={"state": state})


@pytest.mark.parametrize("state", sorted(CLASSES | {CallState.CASE}))
def test_a_call_that_is_over_is_not_picked_up_as_if_it_rang(state: CallState) -> None:
    result = calls.take(call_at(state), by=AWA, at=AT)
    assert isinstance(result, Refusal)
    assert CallState.TAKEN not in result.facts["allowed"].split(", ")


def test_a_call_split_off_is_in_the_hand_of_who_split_it() -> None:
    later = AT + timedelta(hours=1)
    event = calls.split(call_at(CallState.CASE, taken_by=BINTA), by=AWA, at=later)
    assert isinstance(event, events.CallSplit)
    assert event.case_id == "case-1"
    split = events.evolve(None, event)
    assert (split.state, split.case_id) == (CallState.TAKEN, None)
    assert (split.taken_by, split.taken_at) == (AWA, later)


@pytest.mark.parametrize("state", sorted(set(CallState) - {CallState.CASE}))
def test_only_a_call_in_a_case_is_split_off(state: CallState) -> None:
    result = calls.split(call_at(state), by=AWA, at=AT)
    assert result == Refusal(code="call_in_no_case", facts={"state": state})


def test_who_classed_a_call_and_when_is_kept() -> None:
    event = calls.classify(call_at(CallState.TAKEN), CallState.SILENT, by=BINTA, at=AT)
    assert not isinstance(event, Refusal)
    classed = events.evolve(call_at(CallState.TAKEN), event)
    assert (classed.classed_by, classed.classed_at) == (BINTA, AT)
    assert classed.undo_until == AT + timedelta(seconds=UNDO_OFFERED_S)
    assert call_at(CallState.TAKEN).undo_until is None


@pytest.mark.parametrize("state", sorted(set(CallState) - CLASSES))
def test_a_class_that_is_none_is_refused(state: CallState) -> None:
    result = calls.classify(call_at(CallState.TAKEN), state, by=AWA, at=AT)
    assert result == Refusal(code="call_class_unknown", facts={"class": state})


def test_a_nuisance_call_that_was_real_becomes_a_case() -> None:
    event = calls.join(call_at(CallState.NUISANCE), "case-1", by=AWA, at=AT)
    assert not isinstance(event, Refusal)
    assert events.evolve(call_at(CallState.NUISANCE), event).case_id == "case-1"


def test_nothing_happens_to_a_call_that_never_rang() -> None:
    with pytest.raises(AssertionError, match="before CallReceived"):
        events.evolve(None, events.CallTaken(call_id="c", by=AWA, at=AT))
