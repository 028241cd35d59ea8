"""What the patient needs of the ward that receives them."""

from dataclasses import dataclass

from regulation.case import Case

DEFAULT_NEEDS = frozenset({"ed"})
"""Before any protocol has spoken, the patient needs an emergency department."""

FOR_CHILDREN = frozenset({"picu", "nicu", "paediatrics", "neonatal_care"})
"""Choices that are no choice for a patient known to be an adult."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """The capabilities a ward must have: all of `all_of`, and one of `any_of` if there are any."""

    all_of: frozenset[str]
    any_of: frozenset[str]


def needs_of(case: Case) -> Needs:
    """Return what the receiving ward must have, from the most urgent protocols' results."""
    any_of = frozenset(name for result in case.leading for name in result.capabilities_any)
    if case.patient.is_adult:
        any_of = any_of - FOR_CHILDREN or any_of
    default = frozenset[str]() if any_of else DEFAULT_NEEDS
    return Needs(all_of=case.capabilities_needed or default, any_of=any_of)
