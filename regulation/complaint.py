"""What a case is about, by the protocol that was asked."""

from regulation.case import Case
from regulation.protocols.library import OPENING


def complaint_of(case: Case) -> str | None:
    """Return the id of the most urgent protocol asked after the opening; the latest of equals.

    None while nothing but the opening was asked: the opening asks for life, not for a complaint.
    """
    asked = [each.result for each in case.assessments if each.result.protocol_id != OPENING]
    most = max(asked, key=lambda result: result.priority.urgency, default=None)
    if most is None:
        return None
    return [result for result in asked if result.priority is most.priority][-1].protocol_id
