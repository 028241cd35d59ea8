"""What contradicts itself in a patient's facts is told, and what is only unusual is not."""

import pytest

from regulation import regulate
from regulation.patient import Caller, Patient, Sex
from regulation.plausible import implausible
from regulation.refusal import Refusal
from tests.regulation.records import AT, AWA, opened


@pytest.mark.parametrize(
    ("years", "months"), [(None, None), (0, 5), (1, 14), (1, 12), (None, 23), (54, None), (0, 0)]
)
def test_years_and_months_may_say_the_same_age(years: int | None, months: int | None) -> None:
    assert implausible(Patient(age_years=years, age_months=months)) is None


@pytest.mark.parametrize(("years", "months"), [(34, 5), (0, 12), (1, 2), (2, 23)])
def test_years_and_months_that_say_two_ages_are_told(years: int, months: int) -> None:
    refusal = implausible(Patient(age_years=years, age_months=months))
    assert refusal == Refusal(
        code="ages_contradict", facts={"years": str(years), "months": str(months)}
    )


@pytest.mark.parametrize("sex", list(Sex))
@pytest.mark.parametrize("pregnant", [True, False, None])
def test_only_a_pregnant_man_is_impossible(sex: Sex, *, pregnant: bool | None) -> None:
    refusal = implausible(Patient(sex=sex, pregnant=pregnant))
    assert (refusal is not None) is (sex is Sex.M and pregnant is True)


def test_a_contradiction_is_not_written_down() -> None:
    result = regulate.describe(
        opened(), what="", caller=Caller(), patient=Patient(sex=Sex.M, pregnant=True), by=AWA, at=AT
    )
    assert result == Refusal(code="pregnant_male")
