from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.track import (
    FUTURE_MAX_S,
    JUMPS_BELIEVED,
    LIVE_S,
    PAST_MAX_S,
    STALE_S,
    Fix,
    Freshness,
    Rejection,
    accept,
    age_s,
    freshness,
)
from geo.position import Position

NOW = datetime(2026, 1, 6, 14, 2, tzinfo=UTC)
KAOLACK = Position(lat=14.152, lon=-16.0726)
FATICK = Position(lat=14.3324, lon=-16.4051)  # 41 km away


def fix(after_s: float = 0.0, position: Position = KAOLACK, *, delay_s: float = 0.0) -> Fix:
    at = NOW + timedelta(seconds=after_s)
    received_at = at + timedelta(seconds=delay_s)
    return Fix(unit_id="KL-SMUR-2", position=position, fix_at=at, received_at=received_at)


def east(metres: float, *, accuracy_m: float | None = None) -> Position:
    """Return a point so far east of Kaolack: a degree of longitude is 107.97 km there."""
    return Position(lat=KAOLACK.lat, lon=KAOLACK.lon + metres / 107_970, accuracy_m=accuracy_m)


def test_the_first_fix_of_a_unit_is_believed() -> None:
    assert accept(None, fix()) == fix()


def test_a_fix_sent_twice_is_a_duplicate() -> None:
    assert accept(fix(), fix(delay_s=20)) is Rejection.DUPLICATE


def test_an_older_fix_never_replaces_a_newer_one_however_late_it_comes() -> None:
    assert accept(fix(), fix(-5, delay_s=60)) is Rejection.OUT_OF_ORDER


def test_a_phone_back_on_the_network_may_send_what_it_kept() -> None:
    assert accept(fix(), fix(5, delay_s=3 * 3600)) == fix(5, delay_s=3 * 3600)


@pytest.mark.parametrize(
    ("delay_s", "expected"),
    [
        (-FUTURE_MAX_S, None),
        (-FUTURE_MAX_S - 1, Rejection.FUTURE),
        (PAST_MAX_S, None),
        (PAST_MAX_S + 1, Rejection.TOO_OLD),
    ],
)
def test_a_fix_from_a_wrong_clock_is_refused(delay_s: float, expected: Rejection | None) -> None:
    new = fix(delay_s=delay_s)
    assert accept(None, new) == (expected or new)


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.00001), (0.05, -0.09), (-0.001, 0.0)])
def test_a_receiver_without_satellites_is_not_put_in_the_gulf_of_guinea(
    lat: float, lon: float
) -> None:
    assert accept(None, fix(position=Position(lat=lat, lon=lon))) is Rejection.NULL_POSITION


def test_a_jump_to_the_next_town_is_refused() -> None:
    assert accept(fix(), fix(60, FATICK)) is Rejection.JUMP


def test_the_same_way_at_road_speed_is_believed() -> None:
    new = fix(40 * 60, FATICK)
    assert accept(fix(), new) == new


def test_a_unit_at_road_speed_is_believed_second_by_second() -> None:
    new = fix(1, east(36))  # 130 km/h
    assert accept(fix(), new) == new


def test_a_coarse_fix_may_be_off_by_its_own_accuracy() -> None:
    assert accept(fix(), fix(5, east(1200))) is Rejection.JUMP
    coarse = fix(5, east(1200, accuracy_m=1000))
    assert accept(fix(), coarse) == coarse


def test_after_three_refused_jumps_the_last_good_fix_is_the_error() -> None:
    new = fix(20, FATICK)
    assert accept(fix(), new, refused_jumps=JUMPS_BELIEVED - 1) is Rejection.JUMP
    assert accept(fix(), new, refused_jumps=JUMPS_BELIEVED) == new


def test_refused_jumps_do_not_excuse_another_fault() -> None:
    refused = accept(fix(), fix(-5), refused_jumps=JUMPS_BELIEVED)
    assert refused is Rejection.OUT_OF_ORDER


def test_fixes_of_two_units_are_never_compared() -> None:
    with pytest.raises(ValueError, match="DK-AMB-1"):
        accept(fix(), replace(fix(5), unit_id="DK-AMB-1"))


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (-30.0, Freshness.LIVE),
        (0.0, Freshness.LIVE),
        (LIVE_S, Freshness.LIVE),
        (LIVE_S + 1, Freshness.LATE),
        (STALE_S, Freshness.LATE),
        (STALE_S + 1, Freshness.STALE),
    ],
)
def test_a_position_grows_late_then_stale(age: float, expected: Freshness) -> None:
    now = NOW + timedelta(seconds=age)
    assert freshness(fix(), now) is expected
    assert age_s(fix(), now) == max(age, 0.0)


def test_a_position_is_stale_from_its_own_time_not_from_its_reception() -> None:
    late = fix(delay_s=120)
    assert freshness(late, late.received_at) is Freshness.STALE


arrivals = st.lists(
    st.builds(
        fix,
        st.integers(-100, 100),
        st.builds(east, st.integers(-20_000, 20_000)),
        delay_s=st.integers(-100, 100),
    ),
    max_size=30,
)


@given(arrivals)
def test_the_believed_track_only_goes_forward_in_time(fixes: list[Fix]) -> None:
    last, refused_jumps = None, 0
    for new in fixes:
        outcome = accept(last, new, refused_jumps=refused_jumps)
        refused_jumps += outcome is Rejection.JUMP
        if isinstance(outcome, Fix):
            assert outcome is new
            assert last is None or new.fix_at > last.fix_at
            last, refused_jumps = new, 0


@given(st.integers(1, 600), st.floats(-20_000, 20_000))
def test_a_false_fix_cannot_lock_a_unit_out(pause_s: int, away_m: float) -> None:
    wrong, where = fix(position=Position(lat=10.0, lon=10.0)), east(away_m)
    outcomes = [
        accept(wrong, fix(count * pause_s, where), refused_jumps=count - 1)
        for count in range(1, JUMPS_BELIEVED + 2)
    ]
    assert outcomes[-1] == fix((JUMPS_BELIEVED + 1) * pause_s, where)
