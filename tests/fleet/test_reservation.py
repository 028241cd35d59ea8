from datetime import UTC, datetime, timedelta

from fleet.refusal import Refusal
from fleet.reservation import (
    RESERVED_MAX,
    Reservation,
    UnitReleased,
    UnitReserved,
    decide_release,
    decide_reserve,
    standing,
)

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def kept(case: str, at: datetime = NOW) -> Reservation:
    return Reservation(case_id=case, case_number=f"KL-{case}", by="Dr Ba", at=at)


def test_a_unit_is_kept_for_one_case_at_a_time() -> None:
    assert isinstance(decide_reserve("u", "SMUR", None, kept("1")), UnitReserved)
    second = decide_reserve("u", "SMUR", kept("1"), kept("2", NOW + timedelta(minutes=1)))
    assert isinstance(second, Refusal)
    assert (second.code, second.facts["case"]) == ("unit_reserved", "KL-1")


def test_a_forgotten_reservation_ends_by_itself() -> None:
    later = NOW + RESERVED_MAX
    assert standing(kept("1"), later - timedelta(seconds=1)) is not None
    assert standing(kept("1"), later) is None
    assert isinstance(decide_reserve("u", "SMUR", kept("1"), kept("2", later)), UnitReserved)


def test_only_the_case_it_is_kept_for_lets_a_unit_go() -> None:
    assert isinstance(decide_release("u", kept("1"), "1", NOW), UnitReleased)
    other = decide_release("u", kept("1"), "2", NOW)
    assert isinstance(other, Refusal)
    assert other.code == "unit_not_reserved"
