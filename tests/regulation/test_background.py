"""Age and pregnancy of the record are facts for every protocol, and facts only raise."""

import pytest

from regulation.background import with_background
from regulation.patient import Patient

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("patient", "flags"),
    [
        (Patient(), set()),
        (Patient(age_months=0), {"age_under_28d", "age_under_3mo"}),
        (Patient(age_months=2), {"age_under_3mo"}),
        (Patient(age_months=3), {"age_3_59mo"}),
        (Patient(age_years=0), {"age_under_3mo"}),
        (Patient(age_years=1), {"age_3_59mo"}),
        (Patient(age_years=4), {"age_3_59mo"}),
        (Patient(age_years=5), set()),
        (Patient(age_years=64), set()),
        (Patient(age_years=65), {"age_65_plus"}),
        (Patient(age_years=30, pregnant=True), {"pregnant"}),
        (Patient(age_years=30, pregnant=False), set()),
    ],
)
def test_the_record_says_age_and_pregnancy(patient: Patient, flags: set[str]) -> None:
    assert with_background(patient, NONE) == flags


def test_a_corrected_age_takes_the_old_flag_away_and_leaves_the_others() -> None:
    chosen = frozenset({"age_3_59mo", "sickle_cell"})
    assert with_background(Patient(age_years=30), chosen) == {"sickle_cell"}


def test_what_the_record_does_not_say_leaves_what_was_chosen() -> None:
    chosen = frozenset({"age_65_plus", "pregnant"})
    assert with_background(Patient(), chosen) == chosen
