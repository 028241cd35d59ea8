"""Where it is, by several sources: none is lost, one is in force."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.apart import Apart
from geo.place import Place, PlaceSource, Precision, Relation
from geo.position import Position
from geo.territory import FindingKind
from regulation import locating
from regulation.case import Case, CaseState
from regulation.case_event import CaseEvent, CaseLocated, CaseOpened, evolve
from regulation.location_event import LocationPutInForce, LocationStated
from regulation.patient import Caller, Patient
from regulation.refusal import Refusal
from regulation.statement import (
    NO_GROUND,
    STATEMENTS_MAX,
    Ground,
    Statement,
    apart,
    speaks_by_itself,
)
from tests.regulation.records import AT, AWA, NDIAYE, opened

KAOLACK = Position(lat=14.1450, lon=-16.0764)
TOUBA = Position(lat=14.8600, lon=-15.8750)
IN_KAOLACK = Ground(territory=FindingKind.INSIDE, centre_id="KL")
IN_TOUBA = Ground(territory=FindingKind.INSIDE, centre_id="TB")

PIN = Place(said="", position=KAOLACK, precision=Precision.EXACTE, source=PlaceSource.CALLER)


def done(result: CaseEvent | Refusal) -> CaseEvent:
    assert not isinstance(result, Refusal), result
    return result


def stated(case: Case, place: Place, ground: Ground = NO_GROUND) -> Case:
    event = done(locating.state(case, place, ground=ground, by=NDIAYE, at=AT))
    return evolve(case, event)


def statement(number: int, place: Place, ground: Ground = NO_GROUND) -> Statement:
    return Statement(number=number, place=place, by=AWA, at=AT, ground=ground)


def test_the_first_words_are_the_first_statement_and_in_force() -> None:
    case = opened()
    assert [one.place.said for one in case.said_where] == ["derrière la mosquée"]
    assert (case.number_in_force, case.said_where[0].by) == (1, AWA)


def test_a_further_source_changes_nothing_until_a_person_says_so() -> None:
    case = stated(opened(), PIN)
    assert case.place == opened().place
    assert (len(case.said_where), case.number_in_force) == (2, 1)
    event = done(locating.put_in_force(case, 2, by=NDIAYE, at=AT))
    case = evolve(case, event)
    assert (case.place.position, case.number_in_force) == (KAOLACK, 2)


def test_the_caller_s_words_stay_beside_a_pin_that_has_none() -> None:
    words = Place(said="derrière la mosquée", landmark="portail vert", relation=Relation.BEHIND)
    case = evolve(opened(), CaseLocated(case_id="case-1", place=words, by=AWA, at=AT))
    case = stated(case, PIN)
    case = evolve(case, done(locating.put_in_force(case, 3, by=AWA, at=AT)))
    place = case.place
    assert (place.said, place.landmark, place.relation) == (words.said, "portail vert", "behind")
    assert (place.position, place.source) == (KAOLACK, PlaceSource.CALLER)


def test_locating_adds_a_statement_and_puts_it_in_force() -> None:
    case = opened()
    place = Place(said="non, au marché", position=TOUBA)
    case = evolve(case, done(locating.locate(case, place, ground=IN_TOUBA, by=AWA, at=AT)))
    assert [one.place.said for one in case.said_where] == ["derrière la mosquée", "non, au marché"]
    assert (case.place, case.number_in_force) == (place, 2)


def test_the_same_place_said_again_is_no_second_statement() -> None:
    case = opened()
    again = done(locating.locate(case, case.place, ground=NO_GROUND, by=AWA, at=AT))
    assert evolve(case, again) == case


def test_other_sources_heard_before_opening_come_first() -> None:
    event = CaseOpened(
        case_id="c",
        number="KL-2027-000001",
        centre_id="KL",
        caller=Caller(),
        place=Place(said="au marché"),
        what="",
        patient=Patient(),
        by=AWA,
        at=AT,
        heard=(statement(1, PIN, IN_KAOLACK),),
    )
    case = evolve(None, event)
    assert [(one.number, one.place.said) for one in case.said_where] == [(1, ""), (2, "au marché")]
    assert case.place == Place(said="au marché")
    by_phone = evolve(None, replace(event, in_force=1))
    assert (by_phone.place.said, by_phone.place.position) == ("au marché", KAOLACK)
    nothing = evolve(None, replace(event, place=Place(said=""), heard=()))
    assert (nothing.said_where, nothing.number_in_force) == ((), None)


def test_a_case_from_before_statements_were_kept_has_the_one_it_had() -> None:
    old = replace(opened(), statements=(), in_force=None)
    (only,) = old.said_where
    assert (only.number, only.place, only.by, only.at) == (1, old.place, AWA, AT)
    assert old.number_in_force == 1
    case = stated(old, PIN)
    assert [one.place for one in case.said_where] == [old.place, PIN]
    assert (case.number_in_force, case.place) == (1, old.place)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1, "statement_in_force"),
        (2, "statement_without_point"),
        (3, None),
        (4, "statement_unknown"),
    ],
)
def test_only_another_statement_with_a_point_comes_into_force(
    number: int, code: str | None
) -> None:
    case = stated(stated(opened(), Place(said="près du forage")), PIN)
    result = locating.put_in_force(case, number, by=AWA, at=AT)
    assert (result.code if isinstance(result, Refusal) else None) == code


@pytest.mark.parametrize("state", list(CaseState))
def test_a_validated_case_still_hears_but_its_place_is_frozen(state: CaseState) -> None:
    case = replace(stated(opened(), PIN), state=state)
    heard = locating.state(case, PIN, ground=NO_GROUND, by=AWA, at=AT)
    believed = locating.put_in_force(case, 2, by=AWA, at=AT)
    filed = state in {CaseState.CLASSE, CaseState.ARCHIVE}
    assert isinstance(heard, Refusal) is filed
    assert isinstance(believed, Refusal) is (state not in locating.EDITABLE)


def test_an_empty_place_is_no_statement() -> None:
    case = opened()
    for result in (
        locating.state(case, Place(said=""), ground=NO_GROUND, by=AWA, at=AT),
        locating.locate(case, Place(said=""), ground=NO_GROUND, by=AWA, at=AT),
    ):
        assert result == Refusal(code="place_empty")


def test_there_is_an_end_to_statements() -> None:
    case = opened()
    for _ in range(STATEMENTS_MAX - 1):
        case = stated(case, PIN)
    refusal = locating.state(case, PIN, ground=NO_GROUND, by=AWA, at=AT)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "too_many_statements"


def test_a_device_that_lives_in_the_future_is_heard_but_its_clock_is_not_believed() -> None:
    hours = timedelta(hours=3)
    assert locating.believed(AT - hours, AT) == AT - hours
    assert locating.believed(AT + timedelta(seconds=20), AT) == AT
    assert locating.believed(AT + hours, AT) is None
    assert locating.believed(None, AT) is None


FAR_AWAY = replace(PIN, position=TOUBA)


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        (statement(1, PIN, IN_KAOLACK), statement(2, PIN, IN_KAOLACK), set()),
        (statement(1, PIN, IN_KAOLACK), statement(2, FAR_AWAY, IN_KAOLACK), {Apart.FAR}),
        (
            statement(1, PIN, IN_KAOLACK),
            statement(2, FAR_AWAY, IN_TOUBA),
            {Apart.FAR, Apart.OTHER_CENTRE},
        ),
        (
            statement(1, PIN, IN_KAOLACK),
            statement(2, FAR_AWAY, replace(IN_KAOLACK, across=(1,))),
            {Apart.FAR, Apart.ACROSS_GAMBIA},
        ),
        (statement(1, PIN), statement(2, FAR_AWAY, IN_TOUBA), {Apart.FAR}),
        (statement(1, PIN, IN_KAOLACK), statement(2, Place(said="là")), set()),
        (statement(1, PIN, IN_KAOLACK), statement(1, PIN, IN_KAOLACK), set()),
    ],
)
def test_contradictions_are_named(one: Statement, other: Statement, how: set[Apart]) -> None:
    assert apart(one, other) == how
    assert apart(other, one) == how


@pytest.mark.parametrize(
    ("place", "ground", "in_force", "speaks"),
    [
        (PIN, IN_KAOLACK, None, True),
        (PIN, IN_KAOLACK, statement(1, Place(said="là")), True),
        (PIN, IN_KAOLACK, statement(1, FAR_AWAY), False),
        (PIN, IN_KAOLACK, replace(statement(1, FAR_AWAY), link_id="mine"), True),
        (PIN, IN_KAOLACK, replace(statement(1, FAR_AWAY), link_id="another"), False),
        (PIN, Ground(territory=FindingKind.GAMBIA), None, False),
        (replace(PIN, position=replace(KAOLACK, accuracy_m=50_000)), IN_KAOLACK, None, False),
        (Place(said="là"), NO_GROUND, None, False),
    ],
)
def test_a_phone_s_position_needs_nobody_s_press_only_where_no_pin_is_in_force(
    place: Place, ground: Ground, in_force: Statement | None, *, speaks: bool
) -> None:
    mine = replace(statement(9, place, ground), link_id="mine")
    assert speaks_by_itself(mine, in_force) is speaks


PLACES = st.builds(
    Place,
    said=st.sampled_from(["", "au marché", "près du forage"]),
    position=st.sampled_from([None, KAOLACK, TOUBA]),
).filter(lambda place: not place.is_blank)
ACTS = st.lists(
    st.tuples(st.sampled_from(["locate", "state", "in force"]), PLACES, st.integers(1, 8)),
    max_size=10,
)


@given(ACTS)
def test_no_act_ever_loses_a_statement_or_leaves_none_in_force(
    acts: list[tuple[str, Place, int]],
) -> None:
    case = opened()
    for name, place, number in acts:
        before = case.said_where
        result: CaseEvent | Refusal
        if name == "in force":
            result = locating.put_in_force(case, number, by=AWA, at=AT)
        elif name == "state":
            result = locating.state(case, place, ground=NO_GROUND, by=AWA, at=AT)
        else:
            result = locating.locate(case, place, ground=NO_GROUND, by=AWA, at=AT)
        if not isinstance(result, Refusal):
            assert isinstance(result, CaseLocated | LocationStated | LocationPutInForce)
            case = evolve(case, result)
        assert case.said_where[: len(before)] == before
        numbers = [one.number for one in case.said_where]
        assert numbers == list(range(1, len(numbers) + 1))
        assert case.number_in_force in numbers
        assert case.place.said
