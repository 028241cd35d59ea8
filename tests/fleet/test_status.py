from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.status import (
    MissionStatus,
    allowed_moves,
    correctable,
    diagram,
    digit,
    is_active,
    is_ended,
    may_move,
    move_for_key,
    next_move,
    on_the_way,
    with_patient,
)

S = MissionStatus
HUB_SANTE_ORDER = (
    "DECISION DECLENCHE DEPART ANNULE ARRIVEE PEC BILAN ORIENTAT TRANSP ETAPE1 TRANSP2 ETAPE2 "
    "TRANSP3 DESTIN FINPEC RETOUR RET-BASE REN-BASE"
)
RANK = {status: rank for rank, status in enumerate(MissionStatus)}
STOPS = {
    (S.TRANSP, S.ETAPE1),
    (S.ETAPE1, S.TRANSP2),
    (S.TRANSP2, S.ETAPE2),
    (S.ETAPE2, S.TRANSP3),
}
EVERY_PAIR = tuple(product(MissionStatus, repeat=2))


def permitted(before: MissionStatus, after: MissionStatus) -> bool:
    """Say again, as rules and not as a table, what a crew may declare."""
    if before in {S.ANNULE, S.REN_BASE}:
        return False
    if after is S.ANNULE:
        return RANK[before] <= RANK[S.DEPART]
    if after in {S.ETAPE1, S.TRANSP2, S.ETAPE2, S.TRANSP3}:
        return (before, after) in STOPS
    if RANK[after] >= RANK[S.RETOUR] and RANK[before] < RANK[S.ARRIVEE]:
        return False
    return RANK[after] > RANK[before]


@st.composite
def histories(draw: st.DrawFn) -> list[MissionStatus]:
    """Draw a mission as a crew may live it: allowed moves and corrections of the last one."""
    history = [S.DECISION]
    for _ in range(draw(st.integers(0, 20))):
        back = correctable(history)
        choices = [*allowed_moves(history[-1]), *([back] if back else [])]
        if not choices:
            break
        history.append(draw(st.sampled_from(choices)))
    return history


def test_the_states_are_those_of_hub_sante_in_its_order() -> None:
    assert " ".join(MissionStatus) == HUB_SANTE_ORDER


@pytest.mark.parametrize(("before", "after"), EVERY_PAIR)
def test_a_move_is_allowed_exactly_when_the_rules_say_so(
    before: MissionStatus, after: MissionStatus
) -> None:
    assert may_move(before, after) is permitted(before, after)
    assert (after in allowed_moves(before)) is permitted(before, after)


def test_a_state_is_listed_once_among_the_moves() -> None:
    for status in MissionStatus:
        assert len(set(allowed_moves(status))) == len(allowed_moves(status))


def test_the_big_button_leads_from_the_decision_back_to_base() -> None:
    path = [S.DECISION]
    while following := next_move(path[-1]):
        path.append(following)
    assert " ".join(path) == (
        "DECISION DECLENCHE DEPART ARRIVEE PEC BILAN ORIENTAT TRANSP DESTIN FINPEC RETOUR "
        "RET-BASE REN-BASE"
    )


def test_the_big_button_leads_out_of_a_stop_in_transit() -> None:
    assert next_move(S.ETAPE1) is S.TRANSP2
    assert next_move(S.ETAPE2) is S.TRANSP3


def test_only_cancelled_and_back_at_base_are_ends() -> None:
    assert {status for status in MissionStatus if is_ended(status)} == {S.ANNULE, S.REN_BASE}
    assert next_move(S.ANNULE) is None
    assert next_move(S.REN_BASE) is None


def test_a_mission_holds_its_unit_until_it_leaves_the_destination() -> None:
    released = {status for status in MissionStatus if not is_active(status)}
    assert released == {S.ANNULE, S.RETOUR, S.RET_BASE, S.REN_BASE}


def test_a_released_unit_is_never_held_again_by_a_move() -> None:
    for before, after in EVERY_PAIR:
        if not is_active(before):
            assert not (may_move(before, after) and is_active(after))


def test_the_crew_has_the_patient_from_first_contact_to_handing_over() -> None:
    for status in MissionStatus:
        assert with_patient(status) is (RANK[S.PEC] <= RANK[status] <= RANK[S.DESTIN])


def test_a_unit_is_on_the_way_only_between_leaving_and_arriving() -> None:
    assert [status for status in MissionStatus if on_the_way(status)] == [S.DEPART]


@pytest.mark.parametrize("present", MissionStatus)
def test_a_key_means_one_move_at_most_in_each_state(present: MissionStatus) -> None:
    keys = [digit(move) for move in allowed_moves(present)]
    assert len(set(keys)) == len(keys)
    assert [move_for_key(present, key) for key in keys] == list(allowed_moves(present))


def test_every_key_is_on_a_telephone_keypad() -> None:
    for status in MissionStatus:
        assert len(digit(status)) == 1
        assert digit(status) in "0123456789*#"


def test_key_zero_declares_nothing_and_stays_free_for_a_call_for_help() -> None:
    assert all(move_for_key(status, "0") is None for status in MissionStatus)


def test_a_key_without_meaning_here_declares_nothing() -> None:
    assert move_for_key(S.REN_BASE, "3") is None
    assert move_for_key(S.DEPART, "") is None


def test_the_last_move_may_be_taken_back() -> None:
    assert correctable([S.DECISION, S.DEPART, S.ARRIVEE]) is S.DEPART
    assert correctable([S.DECISION, S.ANNULE]) is S.DECISION
    assert correctable([S.DESTIN, S.RETOUR]) is S.DESTIN


def test_the_decision_itself_is_not_taken_back() -> None:
    assert correctable([]) is None
    assert correctable([S.DECISION]) is None


def test_a_correction_is_not_corrected() -> None:
    assert correctable([S.DECISION, S.DEPART, S.ARRIVEE, S.DEPART]) is None


def test_a_move_made_after_a_correction_may_be_taken_back() -> None:
    history = [S.DECISION, S.DEPART, S.ARRIVEE, S.DEPART, S.PEC]
    assert correctable(history) is S.DEPART


@given(histories())
def test_a_correction_returns_to_a_state_the_mission_was_in(history: list[MissionStatus]) -> None:
    back = correctable(history)
    assert back is None or (back is history[-2] and may_move(back, history[-1]))


@given(histories())
def test_a_crew_never_loses_two_steps_in_a_row(history: list[MissionStatus]) -> None:
    backwards = [RANK[after] < RANK[before] for before, after in pairwise(history)]
    assert (True, True) not in pairwise(backwards)


@given(histories())
def test_a_cancelled_mission_never_had_a_patient_aboard(history: list[MissionStatus]) -> None:
    if history[-1] is S.ANNULE:
        assert RANK[history[-2]] <= RANK[S.DEPART]


def test_the_diagram_names_every_state_and_draws_only_allowed_moves() -> None:
    lines = diagram().splitlines()
    assert lines[0] == "flowchart TD"
    for status in MissionStatus:
        assert f'    {status.name}["{status}"]' in lines
    arrows = [line.split() for line in lines if ">" in line]
    assert all(may_move(MissionStatus[left], MissionStatus[right]) for left, _, right in arrows)


def test_every_allowed_move_can_be_followed_along_the_diagram() -> None:
    arrows = [line.split() for line in diagram().splitlines() if ">" in line]
    for status in MissionStatus:
        reached, edge = {status.name}, {status.name}
        while edge := {right for left, _, right in arrows if left in edge} - reached:
            reached |= edge
        assert {move.name for move in allowed_moves(status)} <= reached
