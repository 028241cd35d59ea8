"""Learning from drives: known factors are found again, garbage has no say."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.calibration import (
    FASTEST_KMH,
    LEGS_MIN,
    Calibration,
    DrivenLeg,
    TooFewLegs,
    calibrate,
    predict,
)
from geo.learnt import FACTOR_MAX, FACTOR_MIN, Learnt, LearntRefused, as_text, from_text
from geo.roads.factors import HourBand, hour_band
from geo.travel import WAIT, RoutePart, Vehicle

NOTHING = Learnt()
TRUE = {"primary": 1.25, "secondary": 0.85, "local": 1.6}
RUSH = 1.3
"""In the evening every road takes this much longer still."""
START = datetime(2027, 1, 1, tzinfo=UTC)
SPEED_MS = {"primary": 22.0, "secondary": 17.0, "local": 8.0}


def true_factor(kind: str, band: HourBand) -> float:
    return TRUE[kind] * (RUSH if band is HourBand.EVENING else 1.0)


def drives(count: int, seed: int, *, noise: float = 0.12) -> list[DrivenLeg]:
    """Return drives by the true factors, each with its own luck."""
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        at = START + timedelta(minutes=float(chance.uniform(0, 60 * 24 * 90)))
        share = chance.dirichlet([1.0, 0.8, 0.6])
        whole_s = float(chance.uniform(300, 4000))
        parts = [
            RoutePart(kind=kind, distance_m=whole_s * part * SPEED_MS[kind], base_s=whole_s * part)
            for kind, part in zip(TRUE, share.tolist(), strict=True)
        ]
        parts.append(RoutePart(kind=WAIT, distance_m=0.0, base_s=60.0))
        band = hour_band(at)
        driven_s = 60.0 + sum(p.base_s * true_factor(p.kind, band) for p in parts[:-1])
        driven_s *= float(np.exp(chance.normal(0, noise)))
        found.append(
            DrivenLeg(at=at, vehicle=Vehicle.AMBULANCE, driven_s=driven_s, parts=tuple(parts))
        )
    return found


def factors(found: Calibration) -> dict[tuple[str, HourBand], float]:
    return {
        (one.kind, one.band): one.factor for one in found.fitted if one.vehicle is Vehicle.AMBULANCE
    }


def test_known_factors_are_found_again_and_predict_what_was_not_seen() -> None:
    found = calibrate(drives(800, seed=1), NOTHING)
    for (kind, band), factor in factors(found).items():
        assert factor == pytest.approx(true_factor(kind, band), rel=0.12), (kind, band)
    assert found.better
    assert found.after.median_abs_pct < 12 < found.before.median_abs_pct
    assert abs(found.after.bias_pct) < 3
    assert found.after.within_20_pct > found.before.within_20_pct
    assert (found.used, found.left_out) == (800, 0)


def test_garbage_among_the_drives_does_not_move_the_fit() -> None:
    sound = drives(600, seed=2)
    chance = np.random.default_rng(3)
    garbage = [
        replace(leg, driven_s=leg.driven_s * float(chance.choice([0.18, 3.5, 5.0, 40.0])))
        for leg in drives(90, seed=4)
    ]
    clean, dirty = factors(calibrate(sound, NOTHING)), factors(calibrate(sound + garbage, NOTHING))
    assert dirty == {key: pytest.approx(factor, rel=0.05) for key, factor in clean.items()}


def test_few_drives_are_drawn_towards_what_all_hours_show() -> None:
    many = [leg for leg in drives(700, seed=5) if hour_band(leg.at) is not HourBand.NIGHT]
    (one,) = [leg for leg in drives(40, seed=6) if hour_band(leg.at) is HourBand.NIGHT][:1]
    odd = replace(one, driven_s=one.driven_s * 2)
    found = factors(calibrate([*many, odd], NOTHING))
    for kind in TRUE:
        day, night = found[kind, HourBand.DAY], found[kind, HourBand.NIGHT]
        assert night == pytest.approx(day, rel=0.25), kind


def test_a_drive_faster_than_any_ambulance_never_makes_a_factor_so() -> None:
    fast = [replace(leg, driven_s=leg.driven_s * 0.3) for leg in drives(200, seed=7)]
    for one in calibrate(fast, NOTHING).fitted:
        assert SPEED_MS[one.kind] * 3.6 / one.factor <= FASTEST_KMH[one.kind] * 1.001
        assert one.factor >= FACTOR_MIN


def test_too_few_drives_are_refused_and_said_how_many() -> None:
    few = drives(LEGS_MIN - 1, seed=8)
    with pytest.raises(TooFewLegs) as refused:
        calibrate([*few, replace(few[0], driven_s=0.0)], NOTHING)
    assert (refused.value.used, refused.value.left_out) == (LEGS_MIN - 1, 1)


def test_where_all_is_known_already_nothing_is_better() -> None:
    legs = drives(400, seed=9, noise=0.2)
    truth = {
        (kind, band, vehicle): true_factor(kind, band)
        for kind in TRUE
        for band in HourBand
        for vehicle in Vehicle
    }
    found = calibrate(legs, Learnt(factors=truth))
    assert found.after.median_abs_pct == pytest.approx(found.before.median_abs_pct, abs=3.0)
    assert not found.better


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.floats(0.0, 1e9, allow_nan=False), min_size=LEGS_MIN, max_size=60),
    st.integers(0, 2**16),
)
def test_whatever_was_driven_factors_stay_in_their_bounds(driven: list[float], seed: int) -> None:
    legs = [
        replace(leg, driven_s=seconds)
        for leg, seconds in zip(drives(len(driven), seed), driven, strict=True)
    ]
    try:
        found = calibrate(legs, NOTHING)
    except TooFewLegs:
        return
    assert found.used + found.left_out == len(legs)
    assert all(FACTOR_MIN <= one.factor <= FACTOR_MAX * 1.000001 for one in found.fitted)


def test_what_was_learnt_reads_back_and_is_used() -> None:
    found = calibrate(drives(300, seed=10), NOTHING)
    learnt = found.learnt(START, NOTHING)
    back = from_text(as_text(learnt, {"legs": 300}))
    assert back.factors.keys() == learnt.factors.keys()
    leg = drives(1, seed=11)[0]
    assert predict(leg, back) == pytest.approx(predict(leg, learnt), rel=1e-3)
    assert back.speeds().learnt


HEAD = '{"version": 1, "made_at": "2027-01-01T00:00:00+00:00", "legs": 1, "factors": '
ROW = '[{{"kind": "{}", "hours": "day", "vehicle": "ambulance", "factor": {}}}]}}'


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "null", "{}", '{"version": 2}', HEAD + "[{}]}", HEAD + "7}"),
        HEAD.replace("+00:00", "") + "[]}",
        HEAD + ROW.format("primary", "NaN"),
        HEAD + ROW.format("primary", "0.1"),
        HEAD + ROW.format("sky", "1.1"),
    ],
)
def test_a_file_that_is_none_is_refused_whole(text: str) -> None:
    with pytest.raises(LearntRefused):
        from_text(text)
