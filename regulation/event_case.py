"""Another case of the same event, as a case remembers it."""

from dataclasses import dataclass

from regulation.priority import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCase:
    """One case of several that were opened for one event, with the priority it has by itself."""

    case_id: str
    number: str
    priority: Priority
