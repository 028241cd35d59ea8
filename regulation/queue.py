"""The physician's queue: who is regulated next."""

from collections.abc import Iterable

from regulation.case import Case


def waiting(cases: Iterable[Case]) -> list[Case]:
    """Return the cases that wait for a physician, most urgent first, then longest waiting.

    A P0 stands first and is paged: doctrine hands it over accompanied, it never waits its turn
    (reference: P0 "urgence vitale", regulation within the call).
    """
    return sorted(
        (case for case in cases if case.waits_for_physician),
        key=lambda case: (-case.priority.urgency, case.opened_at),
    )
