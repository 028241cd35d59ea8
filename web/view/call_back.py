"""Call-backs on the wire."""

from regulation.call_back import CallBackEnd, CallBackKind, CallBackOutcome
from web.view.wire import Moment, PersonView, View


class AttemptView(View):
    """One time somebody rang."""

    outcome: CallBackOutcome
    note: str
    by: PersonView
    at: Moment


class CallBackView(View):
    """One promise to ring, and what came of it; `is_open` while somebody still has to."""

    id: str
    kind: CallBackKind
    due_at: Moment
    number: str
    who: str
    booked_by: PersonView
    booked_at: Moment
    attempts: list[AttemptView]
    outcome: CallBackOutcome | None
    ended: CallBackEnd | None
    end_reason: str
    is_open: bool
