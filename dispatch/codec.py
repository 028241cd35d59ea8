"""States and events to JSON and back, strictly typed, by pydantic's adapters for dataclasses."""

from typing import Any

from pydantic import TypeAdapter

from dispatch.subject import EVENT_BY_NAME, Event

_ADAPTERS: dict[type, TypeAdapter[Any]] = {}
"""Built once a class: pydantic compiles a schema each time."""


def _adapter(class_: type) -> TypeAdapter[Any]:
    if class_ not in _ADAPTERS:
        _ADAPTERS[class_] = TypeAdapter(class_)
    return _ADAPTERS[class_]


def dump(thing: object) -> dict[str, Any]:
    """Return a state or an event as JSON-ready values."""
    dumped: dict[str, Any] = _adapter(type(thing)).dump_python(thing, mode="json")
    return dumped


def load(class_: type, stored: dict[str, Any]) -> Any:  # noqa: ANN401 - the class decides
    """Read a state or an event back; raises pydantic's ValidationError on foreign shapes."""
    return _adapter(class_).validate_python(stored)


def dump_json(thing: object) -> bytes:
    """Return a thing as JSON text, for what is kept whole and pressed."""
    return _adapter(type(thing)).dump_json(thing)


def load_json(class_: type, stored: bytes) -> Any:  # noqa: ANN401 - the class decides
    """Read a thing back from JSON text; raises pydantic's ValidationError on foreign shapes."""
    return _adapter(class_).validate_json(stored)


def load_event(name: str, stored: dict[str, Any]) -> Event:
    """Read an event back by its type's name; raises KeyError for a type never written."""
    event: Event = load(EVENT_BY_NAME[name], stored)
    return event
