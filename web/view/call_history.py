"""What is known of a number that rings, on the wire."""

from dispatch.call_history import CallHistory, Count
from dispatch.protocols import Protocols
from regulation.call import CallState
from regulation.case import Case, CaseState, Outcome
from regulation.complaint import complaint_of
from regulation.priority import Priority
from web.view.protocol import TextView
from web.view.wire import Moment, View


class CountView(View):
    """How many calls there were since a moment, and by what became of them; zeros left out."""

    since: Moment
    total: int
    by_state: dict[CallState, int]


class PastCaseView(View):
    """A case that this number's calls led to: what it was about, and how it ended."""

    id: str
    number: str
    opened_at: Moment
    title: TextView | None
    what: str
    priority: Priority
    state: CaseState
    outcome: Outcome | None


class CallHistoryView(View):
    """The earlier calls of a call's number, over all centres.

    `withheld`: the number is hidden and nothing is known. `cases_elsewhere` counts the cases of
    centres whose records the reader may not see.
    """

    call_id: str
    withheld: bool
    month: CountView
    year: CountView
    cases: list[PastCaseView]
    cases_elsewhere: int


def title_of(case: Case, protocols: Protocols) -> TextView | None:
    """Return what a case is about by its protocol's title, or None when none was asked."""
    protocol = protocols.of(case.centre_id).protocols.get(complaint_of(case) or "")
    return None if protocol is None else TextView.model_validate(protocol.title)


def _count_view(count: Count) -> CountView:
    return CountView(since=count.since, total=count.total, by_state=count.by_state)


def history_view(history: CallHistory, protocols: Protocols) -> CallHistoryView:
    """Return a number's past as it goes over the wire."""
    cases = [
        PastCaseView(
            id=case.id,
            number=case.number,
            opened_at=case.opened_at,
            title=title_of(case, protocols),
            what=case.what,
            priority=case.priority,
            state=case.state,
            outcome=case.outcome,
        )
        for case in history.cases
    ]
    return CallHistoryView(
        call_id=history.call.id,
        withheld=history.withheld,
        month=_count_view(history.month),
        year=_count_view(history.year),
        cases=cases,
        cases_elsewhere=history.cases_elsewhere,
    )
