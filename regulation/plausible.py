"""What cannot be true of a patient: found while it is being typed, and never corrected silently."""

from regulation.patient import Patient, Sex
from regulation.refusal import Refusal

AGE_YEARS_MAX = 120
"""Nobody is known to have lived much longer; beyond it a year of birth or a weight was typed."""

AGE_MONTHS_MAX = 23
"""From the second birthday on an age is said in years."""

MONTHS_A_YEAR = 12


def implausible(patient: Patient) -> Refusal | None:
    """Return what contradicts itself in a patient's facts, with the field that says it."""
    years, months = patient.age_years, patient.age_months
    if years is not None and months is not None and months // MONTHS_A_YEAR != years:
        return Refusal(code="ages_contradict", facts={"years": str(years), "months": str(months)})
    if patient.pregnant and patient.sex is Sex.M:
        return Refusal(code="pregnant_male")
    return None
