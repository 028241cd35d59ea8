"""What a patient's own record says as context flags of the protocols.

Context only ever raises the urgency, so an age that is half known is read at its more fragile end.
"""

from typing import Final

from regulation.patient import Patient

NEWBORN_MONTHS: Final = 1
INFANT_MONTHS: Final = 3
CHILD_YEARS: Final = 5
OLD_YEARS: Final = 65
"""Ages at which the same complaint means more (WHO IMCI; IITT; reference modifiers)."""

MONTHS_A_YEAR: Final = 12

AGE_FLAGS: Final = frozenset(("age_under_28d", "age_under_3mo", "age_3_59mo", "age_65_plus"))
PREGNANT: Final = "pregnant"

KNOWN_FLAGS: Final = AGE_FLAGS | {PREGNANT}
"""Flags that nobody ticks: the record's own fields say them."""


def with_background(patient: Patient, chosen: frozenset[str]) -> frozenset[str]:
    """Return the flags somebody chose, with those of the patient's age and pregnancy.

    What the record says of the age or a pregnancy stands in place of what was chosen; what it does
    not say leaves the chosen flags alone.
    """
    flags = chosen
    if patient.age_years is not None or patient.age_months is not None:
        flags = (flags - AGE_FLAGS) | _of_age(patient)
    if patient.pregnant is not None:
        flags = (flags - {PREGNANT}) | ({PREGNANT} if patient.pregnant else frozenset())
    return flags


def _of_age(patient: Patient) -> frozenset[str]:
    years, months = patient.age_years, patient.age_months
    if years is not None and years >= CHILD_YEARS:
        return frozenset(("age_65_plus",)) if years >= OLD_YEARS else frozenset()
    if months is None:
        # "0 years" and nothing more may be a baby of some weeks.
        months = (years or 0) * MONTHS_A_YEAR
    if months >= INFANT_MONTHS:
        return frozenset(("age_3_59mo",))
    newborn = frozenset(("age_under_28d",)) if _may_be_newborn(patient) else frozenset()
    return newborn | {"age_under_3mo"}


def _may_be_newborn(patient: Patient) -> bool:
    """Months were said, and it is the first: "0 years" alone does not make a newborn."""
    return patient.age_months is not None and patient.age_months < NEWBORN_MONTHS
