"""Cases that may be about one event, on the wire."""

from dispatch.alike import Alike
from dispatch.protocols import Protocols
from regulation.likeness import Reason
from regulation.priority import Priority
from web.view.call_history import title_of
from web.view.protocol import TextView
from web.view.wire import Moment, View


class EvidenceView(View):
    """One reason for one event; `facts` hold metres (`m`) or seconds (`s`)."""

    reason: Reason
    worth: int
    facts: dict[str, str]


class AlikeView(View):
    """One open case that may be about the same event; `score` is 0 to 100."""

    case_id: str
    number: str
    opened_at: Moment
    priority: Priority
    title: TextView | None
    what: str
    where: str
    calls: int
    score: int
    evidence: list[EvidenceView]


def alike_view(found: Alike, protocols: Protocols) -> AlikeView:
    """Return a case that may be about the same event as it goes over the wire."""
    case = found.case
    evidence = [
        EvidenceView(reason=each.reason, worth=round(each.worth), facts=dict(each.facts))
        for each in found.likeness.evidence
    ]
    return AlikeView(
        case_id=case.id,
        number=case.number,
        opened_at=case.opened_at,
        priority=case.priority,
        title=title_of(case, protocols),
        what=case.what,
        where=case.place.said or case.place.found_name or "",
        calls=found.calls,
        score=round(found.likeness.score),
        evidence=evidence,
    )
