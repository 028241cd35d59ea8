"""Another case of the same event, on the wire."""

from regulation.priority import Priority
from web.view.wire import View


class EventCaseView(View):
    """Another case of the same event, with the priority it has by itself."""

    case_id: str
    number: str
    priority: Priority
