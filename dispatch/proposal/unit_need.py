"""What a case asks of the unit that is sent: who aboard, carrying what."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from regulation.case import Case
from regulation.priority import Priority

# Drafts, to be signed by the service's physicians. Only what changes whom to send is named: every
# SMUR of the roster carries its kit, and what counts here is a piece that is broken or missing.

OF_RESOURCE: Final = MappingProxyType(
    {
        "smur_adult": frozenset({"defibrillator", "oxygen"}),
        "first_responder": frozenset({"oxygen"}),
    }
)
"""By what a protocol wants sent."""

OF_CAPABILITY: Final = MappingProxyType(
    {
        "cath_lab": frozenset({"defibrillator", "monitor"}),
        "fibrinolysis": frozenset({"monitor", "syringe_pump"}),
        "icu_adult": frozenset({"oxygen", "monitor"}),
        "picu": frozenset({"oxygen", "monitor"}),
        "nicu": frozenset({"incubator", "oxygen"}),
        "neonatal_care": frozenset({"oxygen"}),
        "trauma_centre": frozenset({"oxygen"}),
    }
)
"""By what a protocol wants at the ward: on the way there the unit must bridge the gap."""

SHOCKS: Final = frozenset({"defibrillator", "aed"})
"""Either gives the shock: an automatic one will do where the other is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitNeed:
    """What the ranking goes by; `adult` only where the patient is known to be one."""

    medicalised: bool
    adult: bool = False
    equipment: frozenset[str] = frozenset()
    case_id: str | None = None
    """For whom, so that a unit kept for this case is told from one kept for another."""


def need_of(case: Case) -> UnitNeed:
    """Return what a case asks of a unit as it stands."""
    return UnitNeed(
        medicalised=needs_medicalised(case),
        adult=case.patient.is_adult,
        equipment=equipment_for(case),
        case_id=case.id,
    )


def needs_medicalised(case: Case) -> bool:
    """Say whether a physician must be aboard: in P0 and P1 always, else if a protocol asks."""
    if case.priority in {Priority.P0, Priority.P1}:
        return True
    asked = {name for assessment in case.assessments for name in assessment.result.resources}
    return any(name.startswith("smur") for name in asked)


def equipment_for(case: Case) -> frozenset[str]:
    """Return what the most urgent protocols make desirable aboard; empty before any has spoken."""
    names = {name for result in case.leading for name in result.resources}
    wards = {name for result in case.leading for name in result.capabilities_all}
    return frozenset().union(
        *(OF_RESOURCE.get(name, frozenset()) for name in names),
        *(OF_CAPABILITY.get(name, frozenset()) for name in wards),
    )


def lacking(wanted: frozenset[str], aboard: frozenset[str]) -> frozenset[str]:
    """Return what is wanted and neither aboard nor replaced by something that serves as well."""
    missing = wanted - aboard
    return missing - SHOCKS if aboard & SHOCKS else missing
