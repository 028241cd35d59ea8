"""Single vital signs that alone forbid to wait, by age.

Source: Interagency Integrated Triage Tool (WHO, ICRC, MSF): red criteria and high-risk vital
signs for twelve years and over and for children; SATS for glucose. Own mapping to priorities:
breathing, consciousness, a red pulse or low sugar ask for a physician at once (P1); the other
high-risk signs ask that a call is regulated and not put off (P2).
"""

from dataclasses import dataclass

from regulation.priority import Priority
from regulation.triage.age_band import AgeBand
from regulation.triage.vitals import Avpu, Vitals


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """What is still accepted, ends included; None where the tool gives no limit."""

    low: float | None = None
    high: float | None = None

    def excludes(self, value: float | None) -> bool:
        """Tell whether a measured value lies outside; what was not measured never does."""
        if value is None:
            return False
        too_low = self.low is not None and value < self.low
        return too_low or (self.high is not None and value > self.high)


BREATHS: dict[AgeBand, Normal] = {
    AgeBand.INFANT: Normal(low=25, high=50),
    AgeBand.CHILD_1_4: Normal(low=20, high=40),
    AgeBand.CHILD_5_11: Normal(low=10, high=30),
    AgeBand.ADULT: Normal(low=10, high=30),
    AgeBand.UNKNOWN: Normal(low=10, high=30),
}
HEART: dict[AgeBand, Normal] = {
    AgeBand.INFANT: Normal(low=90, high=180),
    AgeBand.CHILD_1_4: Normal(low=80, high=160),
    AgeBand.CHILD_5_11: Normal(low=70, high=140),
    AgeBand.ADULT: Normal(low=60, high=130),
    AgeBand.UNKNOWN: Normal(low=60, high=130),
}
HEART_RED: dict[AgeBand, Normal] = {
    # The tool has one pulse limit for children: beyond it the child is taken at once.
    AgeBand.INFANT: HEART[AgeBand.INFANT],
    AgeBand.CHILD_1_4: HEART[AgeBand.CHILD_1_4],
    AgeBand.CHILD_5_11: HEART[AgeBand.CHILD_5_11],
    AgeBand.ADULT: Normal(low=50, high=150),
    AgeBand.UNKNOWN: Normal(low=50, high=150),
}
TEMPERATURE_C = Normal(low=36, high=39)
SPO2_PCT = Normal(low=92)
GLUCOSE_MMOL_L = Normal(low=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class HighRisk:
    """One sign outside its limits, and the priority it asks for."""

    field: str
    priority: Priority


def high_risk(vitals: Vitals, band: AgeBand) -> tuple[HighRisk, ...]:
    """Return the signs that are outside; an unknown age is held against an adult's limits."""
    outside: dict[str, Priority] = {}
    if vitals.avpu not in {None, Avpu.A}:
        outside["avpu"] = Priority.P1
    if BREATHS[band].excludes(vitals.breaths_per_min):
        outside["breaths_per_min"] = Priority.P1
    if SPO2_PCT.excludes(vitals.spo2_pct):
        outside["spo2_pct"] = Priority.P1
    if GLUCOSE_MMOL_L.excludes(vitals.glucose_mmol_l):
        outside["glucose_mmol_l"] = Priority.P1
    if HEART_RED[band].excludes(vitals.heart_per_min):
        outside["heart_per_min"] = Priority.P1
    elif HEART[band].excludes(vitals.heart_per_min):
        outside["heart_per_min"] = Priority.P2
    if TEMPERATURE_C.excludes(vitals.temperature_c):
        outside["temperature_c"] = Priority.P2
    return tuple(HighRisk(field=name, priority=priority) for name, priority in outside.items())
