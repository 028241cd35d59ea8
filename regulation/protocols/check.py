"""The proof that a library may be used: every check, over every protocol."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from regulation.protocols.checks.case import Case
from regulation.protocols.checks.golden import check_examples
from regulation.protocols.checks.leaves import (
    check_drugs,
    check_instructions_are_safe,
    check_leaves_are_whole,
    check_means_fit_priority,
)
from regulation.protocols.checks.papers import check_papers, check_review, check_signatures
from regulation.protocols.checks.questioning import check_bands, check_length, check_opening
from regulation.protocols.checks.reach import (
    check_endings,
    check_questions_are_reached,
    check_rules_decide,
)
from regulation.protocols.checks.references import (
    check_redirections,
    check_references,
    check_unused,
)
from regulation.protocols.checks.severity import (
    check_conditions_reach_the_worst,
    check_context_only_raises,
    check_floor,
    check_unknown_never_reassures,
    check_worse_never_lowers,
)
from regulation.protocols.checks.words import check_ids, check_instruction_texts, check_texts
from regulation.protocols.finding import Finding
from regulation.protocols.library import Library

__all__ = ["CHECKS", "Finding", "check_library", "check_protocol"]

CHECKS: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_ids,
    check_texts,
    check_references,
    check_endings,
    check_questions_are_reached,
    check_rules_decide,
    check_redirections,
    check_leaves_are_whole,
    check_conditions_reach_the_worst,
    check_worse_never_lowers,
    check_unknown_never_reassures,
    check_floor,
    check_context_only_raises,
    check_means_fit_priority,
    check_length,
    check_instructions_are_safe,
    check_bands,
    check_examples,
    check_papers,
    check_review,
    check_signatures,
)
"""The checks of one protocol. Schema, ids declared twice and questions that wait for later ones
(S1, S4, part of S7) are refused earlier, when the file is read."""


def check_library(library: Library, today: date) -> list[Finding]:
    """Return everything wrong with a library, nothing when it is sound.

    Walks every path of a protocol that has at most `MOST_PATHS`, and proves larger ones by the
    form of their rules. Half a minute for the packaged library.
    """
    found = check_shared(library)
    for protocol in library.protocols.values():
        found += check_protocol(Case(protocol=protocol, library=library, today=today))
    return found


def check_shared(library: Library) -> list[Finding]:
    """Return what is wrong with a library besides its protocols: instructions, opening, lists."""
    found = [*check_opening(library), *check_unused(library)]
    for instruction in library.instructions.values():
        found += [*check_instruction_texts(instruction), *check_drugs(instruction)]
    return found


def first_defect(library: Library, names: Iterable[str], today: date) -> Finding | None:
    """Return the first defect of some protocols of a library, None when they are sound."""
    for name in names:
        case = Case(protocol=library.get(name), library=library, today=today)
        for check in CHECKS:
            for finding in check(case):
                return finding
    return None


def check_protocol(case: Case) -> list[Finding]:
    """Return everything wrong with one protocol of a library."""
    return [finding for check in CHECKS for finding in check(case)]
