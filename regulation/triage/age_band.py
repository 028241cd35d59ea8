"""The age of a patient as far as normal values depend on it."""

from enum import StrEnum


class AgeBand(StrEnum):
    """Under 1 year, 1 to 4, 5 to 11, 12 and over; the bands of WHO's triage tool."""

    INFANT = "INFANT"
    CHILD_1_4 = "CHILD_1_4"
    CHILD_5_11 = "CHILD_5_11"
    ADULT = "ADULT"
    UNKNOWN = "UNKNOWN"
    """Nobody has said: never taken for an adult's without saying so."""


_UNTIL_YEARS = ((1, AgeBand.INFANT), (5, AgeBand.CHILD_1_4), (12, AgeBand.CHILD_5_11))
"""Each band ends before this birthday."""

MONTHS_IN_YEAR = 12

CHILDREN = frozenset({AgeBand.INFANT, AgeBand.CHILD_1_4, AgeBand.CHILD_5_11})


def age_band(age_years: int | None, age_months: int | None) -> AgeBand:
    """Return the band of an age in full years, or in months below two years."""
    if age_years is None and age_months is None:
        return AgeBand.UNKNOWN
    years = age_years if age_years is not None else (age_months or 0) // MONTHS_IN_YEAR
    if age_years == 0 and age_months is not None:
        years = age_months // MONTHS_IN_YEAR
    return next((band for until, band in _UNTIL_YEARS if years < until), AgeBand.ADULT)
