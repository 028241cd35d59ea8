"""S8, S13, S15: each conclusion is whole, coherent, and safe to read aloud."""

from collections.abc import Iterator
from itertools import permutations

from regulation.care_level import CareLevel
from regulation.priority import Priority
from regulation.protocols.checks.case import Case
from regulation.protocols.finding import Finding
from regulation.protocols.instruction import Instruction, Requires
from regulation.protocols.library import INSTRUCTIONS, outcomes

SAFETY_NET = "PAI-CALLBACK"
"""The instruction that tells a caller when to ring again."""

NOTHING_BY_MOUTH = "PAI-NPO"
"""The instruction that forbids whatever is swallowed."""

ARREST = "cardiac-arrest"
"""The reflex entry whose rules must have somebody press on a chest."""

SMUR = frozenset(("smur_adult", "smur_ped_neonat", "helismur"))
REFLEX_MEANS = SMUR | {"first_responder"}

FREE_DRUGS = frozenset(("adrenaline_auto_injector", "sugar", "own_rescue_medicine"))
"""Medicines that a call-taker may name without a physician: the patient's own rescue means."""

COHERENT = {
    Priority.P0: (CareLevel.R1,),
    Priority.P1: (CareLevel.R1, CareLevel.R2),
    Priority.P2: (CareLevel.R2, CareLevel.R3),
    Priority.P3: (CareLevel.R3, CareLevel.R4),
    Priority.NR: (CareLevel.R4,),
}
"""Care levels that a priority may hint at; the physician decides the real one."""


def check_leaves_are_whole(case: Case) -> Iterator[Finding]:
    """S8: means, instruction and care level always; capability when urgent; safety net at P3."""
    for name, leaf in outcomes(case.protocol):
        if not leaf.resources or not leaf.instructions or leaf.care_level is None:
            yield case.finding("S8", name, "needs a resource, an instruction and a care level")
        urgent = leaf.priority in (Priority.P0, Priority.P1)
        if urgent and not leaf.capabilities_all and not leaf.capabilities_any:
            yield case.finding("S8", name, f"{leaf.priority} without a hospital capability")
        if leaf.priority is Priority.P3 and SAFETY_NET not in leaf.instructions:
            yield case.finding("S8", name, f"P3 without the safety net {SAFETY_NET}")


def check_means_fit_priority(case: Case) -> Iterator[Finding]:
    """S13: P0 departs by reflex, P3 sends no SMUR, and the care level fits the priority."""
    for name, leaf in outcomes(case.protocol):
        vital = leaf.priority is Priority.P0
        if vital and REFLEX_MEANS.isdisjoint(leaf.resources):
            yield case.finding("S13", name, "P0 sends neither SMUR nor first responders")
        if vital is (leaf.reflex is None):
            yield case.finding("S13", name, "P0, and only P0, points at a reflex departure")
        if leaf.priority is Priority.P3 and not SMUR.isdisjoint(leaf.resources):
            yield case.finding("S13", name, "P3 sends a SMUR")
        if leaf.care_level is not None and leaf.care_level not in COHERENT[leaf.priority]:
            yield case.finding("S13", name, f"{leaf.care_level} does not fit {leaf.priority}")


def check_instructions_are_safe(case: Case) -> Iterator[Finding]:
    """S15: an arrest is compressed, and nothing is swallowed where that is forbidden."""
    library = case.library
    swallowed = {item.id for item in library.instructions.values() if item.by_mouth}
    pressed = {item.id for item in library.instructions.values() if item.cpr}
    leaves = outcomes(case.protocol)
    for name, leaf in leaves:
        if leaf.reflex == ARREST and pressed.isdisjoint(leaf.instructions):
            yield case.finding("S15", name, "a cardiac arrest without chest compressions")
        if NOTHING_BY_MOUTH in leaf.instructions and swallowed & set(leaf.instructions):
            yield case.finding("S15", name, "gives by mouth and forbids it in one breath")
    for (name, leaf), (other, given) in permutations(leaves, 2):
        mixed = swallowed & set(given.instructions) - set(leaf.forbids) - set(given.forbids)
        if leaf.priority is given.priority and NOTHING_BY_MOUTH in leaf.instructions and mixed:
            yield case.finding("S15", name, f"must forbid {sorted(mixed)}, which {other} gives")


def check_drugs(instruction: Instruction) -> Iterator[Finding]:
    """S15: an instruction that names a medicine waits for the physician."""
    held = set(instruction.drugs) - FREE_DRUGS
    if held and instruction.requires is not Requires.PHYSICIAN:
        message = f"names {', '.join(sorted(held))} without requiring the physician"
        yield Finding(
            check="S15",
            file=INSTRUCTIONS,
            where=instruction.id,
            message=message,
        )
