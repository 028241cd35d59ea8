"""The opening's vital questions as measured signs answer them.

A midwife who has counted the breaths is not asked whether the patient breathes. Only what the
signs say for certain is offered; the rest is asked as always. Nothing is answered by itself: the
room takes the offer or asks.
"""

from regulation.triage.age_band import AgeBand
from regulation.triage.high_risk import BREATHS, SPO2_PCT
from regulation.triage.vitals import Avpu, Vitals

AWAKE, BREATHING = "awake", "breathing"
"""Ids of the opening's questions."""

GASPING_BELOW_PER_MIN: dict[AgeBand, int] = {
    AgeBand.INFANT: 15,
    AgeBand.CHILD_1_4: 15,
    AgeBand.CHILD_5_11: 9,
    AgeBand.ADULT: 9,
    AgeBand.UNKNOWN: 9,
}
"""Fewer breaths a minute than this are long pauses and not slow breathing: the lowest band of
SATS, and JumpSTART's limit for small children."""


def opening_answers(vitals: Vitals, band: AgeBand) -> dict[str, str]:
    """Return answers by question id; a question that the signs leave open is not in it."""
    answers: dict[str, str] = {}
    if vitals.avpu is not None:
        # Who answers only to pain does not answer a caller: the worse of two readings.
        answers[AWAKE] = "no" if vitals.avpu in {Avpu.P, Avpu.U} else "yes"
    breathing = _breathing(vitals, band)
    if breathing is not None:
        answers[BREATHING] = breathing
    return answers


def _breathing(vitals: Vitals, band: AgeBand) -> str | None:
    breaths = vitals.breaths_per_min
    if breaths is None:
        return None
    if breaths == 0:
        return "absent"
    if breaths < GASPING_BELOW_PER_MIN[band]:
        return "abnormal"
    laboured = BREATHS[band].excludes(breaths) or SPO2_PCT.excludes(vitals.spo2_pct)
    return "laboured" if laboured else "normal"
