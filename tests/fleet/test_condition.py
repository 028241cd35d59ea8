"""What a unit says of itself: kept with its author and age, and never believed for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from fleet.condition import (
    BELIEVED,
    RANGE_KM_MAX,
    Condition,
    CrewRole,
    Fuel,
    Report,
    Tank,
    UnitConditionStated,
    after,
    decide_condition,
)
from fleet.refusal import Refusal

NOW = datetime(2027, 3, 2, 7, 0, tzinfo=UTC)
ABOARD = frozenset({"defibrillator", "oxygen"})
LOW = Report(tank=Tank(fuel=Fuel.LOW, range_km=60))


def stated(report: Report, at: datetime = NOW) -> UnitConditionStated:
    event = decide_condition("KL-SMUR-1", ABOARD, report, by="Awa", at=at)
    assert isinstance(event, UnitConditionStated)
    return event


def test_each_figure_keeps_who_said_it_and_when() -> None:
    first = after(Condition(), stated(LOW))
    assert first.tank is not None
    assert (first.tank.value.range_km, first.tank.by, first.tank.at) == (60, "Awa", NOW)
    later = NOW + timedelta(hours=1)
    both = after(first, stated(Report(missing_crew=frozenset({CrewRole.NURSE})), later))
    assert both.tank == first.tank
    assert both.missing_crew is not None
    assert both.missing_crew.at == later


def test_the_same_again_is_a_confirmation() -> None:
    later = NOW + timedelta(hours=8)
    again = after(after(Condition(), stated(LOW)), stated(LOW, later))
    assert again.tank is not None
    assert again.tank.at == later


def test_what_a_crew_said_is_believed_until_its_duty_ends() -> None:
    assert Condition().valid_until(NOW) == NOW + BELIEVED
    end = NOW + timedelta(hours=5)
    on_duty = after(Condition(), stated(Report(shift_ends_at=end)))
    assert on_duty.valid_until(NOW) == end
    assert on_duty.valid_until(end) == end + BELIEVED


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (Report(), "nothing_stated"),
        (Report(tank=Tank(fuel=Fuel.LOW, range_km=-1)), "range_implausible"),
        (Report(tank=Tank(fuel=Fuel.OK, range_km=float("nan"))), "range_implausible"),
        (Report(tank=Tank(fuel=Fuel.OK, range_km=RANGE_KM_MAX + 1)), "range_implausible"),
        (Report(tank=Tank(fuel=Fuel.EMPTY, range_km=5)), "range_of_empty_tank"),
        (Report(shift_ends_at=NOW + timedelta(days=3)), "shift_end_implausible"),
        (Report(shift_ends_at=NOW - timedelta(days=1)), "shift_end_implausible"),
        (Report(missing_equipment=frozenset({"incubator"})), "equipment_not_aboard"),
    ],
)
def test_what_cannot_be_is_refused(report: Report, code: str) -> None:
    refusal = decide_condition("KL-SMUR-1", ABOARD, report, by="Awa", at=NOW)
    assert isinstance(refusal, Refusal)
    assert refusal.code == code
