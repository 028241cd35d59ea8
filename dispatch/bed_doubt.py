"""What a ward's bed figure is worth in minutes, and how its age takes that worth away."""

from datetime import datetime

from fleet.ward import AGEING_S, Ward, bed_age_s

BEDS_DOUBTFUL_S = 900.0
"""A quarter of an hour: about what a telephone round for a bed costs. No figure is doubted more."""

BEDS_FULL_S = 7200.0
"""A ward that has just said it is full comes first only where nothing else is within two hours."""

BEDS_SURE = 4
"""So many free beds are not taken within one ward shift; of fewer, fewer hours are sure."""


def doubt_s(ward: Ward, now: datetime) -> float:
    """Return the seconds that the ward's bed figure adds.

    Free beds: none when just reported, growing evenly to `BEDS_DOUBTFUL_S`; for four beds or more
    in `AGEING_S`, for fewer in as many quarters of it. Full: `BEDS_FULL_S` when just reported,
    falling evenly to `BEDS_DOUBTFUL_S` in `AGEING_S`, because beds become free too. Unknown:
    `BEDS_DOUBTFUL_S`. More beds never weigh more, at any age.
    """
    age_s = bed_age_s(ward, now)
    if age_s is None or ward.beds_free is None:
        return BEDS_DOUBTFUL_S
    if ward.beds_free == 0:
        worn = min(1.0, age_s / AGEING_S)
        return BEDS_FULL_S - (BEDS_FULL_S - BEDS_DOUBTFUL_S) * worn
    sure_s = AGEING_S * min(ward.beds_free, BEDS_SURE) / BEDS_SURE
    return BEDS_DOUBTFUL_S * min(1.0, age_s / sure_s)
