from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fleet.refusal import Refusal
from fleet.ward import (
    AGEING_S,
    BEDS_MAX,
    FRESH_S,
    BedFreshness,
    BedsReported,
    Ward,
    WardRegistered,
    bed_age_s,
    bed_freshness,
    decide_beds,
    evolve,
)
from geo.position import Position

NOW = datetime(2026, 1, 6, 14, 2, tzinfo=UTC)
WARD = Ward(
    id="KL-CHR-URG",
    hospital_id="KL-CHR",
    hospital_name="Hôpital régional de Kaolack",
    name="Urgences",
    centre_id="KL",
    region="SN-KL",
    position=Position(lat=14.152, lon=-16.073),
    capabilities=frozenset({"ed"}),
)


def reported(beds_free: int, at: datetime) -> Ward:
    return evolve(WARD, BedsReported(ward_id=WARD.id, beds_free=beds_free, at=at))


def test_a_new_ward_has_an_unknown_number_of_beds_and_not_none_free() -> None:
    ward = evolve(None, WardRegistered(ward=WARD))
    assert ward.beds_free is None
    assert bed_age_s(ward, NOW) is None
    assert bed_freshness(ward, NOW) is BedFreshness.UNKNOWN


def test_a_ward_reports_its_beds_and_the_hour() -> None:
    event = decide_beds(WARD, 3, NOW)
    assert event == BedsReported(ward_id="KL-CHR-URG", beds_free=3, at=NOW)
    ward = evolve(WARD, event)
    assert (ward.beds_free, ward.beds_at) == (3, NOW)


@given(st.integers(-2000, 2000))
def test_a_bed_count_is_taken_from_none_to_the_limit(beds_free: int) -> None:
    outcome = decide_beds(WARD, beds_free, NOW)
    if 0 <= beds_free <= BEDS_MAX:
        assert isinstance(outcome, BedsReported)
        assert evolve(WARD, outcome).beds_free == beds_free
    else:
        assert isinstance(outcome, Refusal)
        assert outcome.code == "beds_out_of_range"
        assert outcome.facts["beds_free"] == str(beds_free)


@pytest.mark.parametrize("beds_free", [-1, 501])
def test_the_first_counts_beyond_the_limits_are_refused(beds_free: int) -> None:
    assert isinstance(decide_beds(WARD, beds_free, NOW), Refusal)


def test_a_late_report_does_not_overwrite_what_was_said_since() -> None:
    ward = reported(0, NOW)
    refusal = decide_beds(ward, 4, NOW - timedelta(seconds=1))
    assert isinstance(refusal, Refusal)
    assert refusal.code == "beds_report_out_of_date"


def test_a_correction_in_the_same_second_is_taken() -> None:
    assert isinstance(decide_beds(reported(40, NOW), 4, NOW), BedsReported)


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (0.0, BedFreshness.FRESH),
        (FRESH_S, BedFreshness.FRESH),
        (FRESH_S + 1, BedFreshness.AGEING),
        (AGEING_S, BedFreshness.AGEING),
        (AGEING_S + 1, BedFreshness.STALE),
    ],
)
def test_a_bed_count_ages_and_goes_stale(age: float, expected: BedFreshness) -> None:
    ward = reported(2, NOW - timedelta(seconds=age))
    assert bed_age_s(ward, NOW) == age
    assert bed_freshness(ward, NOW) is expected


def test_a_count_from_a_clock_that_runs_ahead_is_simply_fresh() -> None:
    ward = reported(2, NOW + timedelta(seconds=30))
    assert bed_age_s(ward, NOW) == 0.0
    assert bed_freshness(ward, NOW) is BedFreshness.FRESH


def test_an_event_of_another_ward_is_a_fault() -> None:
    event = BedsReported(ward_id="DK-HPD-REA", beds_free=1, at=NOW)
    with pytest.raises(ValueError, match="DK-HPD-REA"):
        evolve(WARD, event)
    with pytest.raises(ValueError, match="DK-HPD-REA"):
        evolve(None, event)
