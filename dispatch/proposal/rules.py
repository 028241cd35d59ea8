"""Which rules ranked a proposal: their constants by name, and a digest of their text.

Nobody has to remember to raise a version: a changed figure or line changes the digest.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import ModuleType

from dispatch import bed_doubt, handover, needs, orient, recommend, two_steps, ward_past, weigh
from dispatch.proposal import freeing, hindrance, leaving, unit_need, unit_option, unit_reasons
from fleet import diversion, ward

RULES: tuple[ModuleType, ...] = (
    *(recommend, unit_need, unit_option, hindrance, leaving, freeing, unit_reasons),
    *(orient, weigh, bed_doubt, ward_past, handover, two_steps, needs, ward, diversion),
)
"""The modules that say how units and wards are weighed; their figures are kept with each list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one moment: figures as `module.NAME`, and the digest of their sources."""

    digest: str
    figures: dict[str, float]


@cache
def rules_now() -> Rules:
    """Return the rules this process ranks by."""
    sources = hashlib.sha256()
    for module in RULES:
        package, _, name = module.__name__.rpartition(".")
        sources.update(resources.files(package).joinpath(f"{name}.py").read_bytes())
    figures = {
        f"{module.__name__.rpartition('.')[2]}.{name}": float(value)
        for module in RULES
        for name, value in sorted(vars(module).items())
        if name.isupper() and isinstance(value, int | float)
    }
    return Rules(digest=sources.hexdigest()[:16], figures=figures)


def changed_figures(before: Rules, after: Rules) -> dict[str, tuple[float | None, float | None]]:
    """Return each figure that differs, as it was and as it is; None where it is not there."""
    names = sorted(before.figures.keys() | after.figures.keys())
    pairs = {name: (before.figures.get(name), after.figures.get(name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
