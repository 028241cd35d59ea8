"""What all views share: how they are read from states, and how times are written."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    field_validator,
)

from regulation.person import Role
from web.faults import custom_fault

UNSTORABLE = "\x00"
"""The one character PostgreSQL keeps in no text; nobody types it, a broken program sends it."""

WORDS_MAX = 2000
"""What a caller says in one breath, many times over; beyond it something else was pasted."""

Words = Annotated[str, StringConstraints(max_length=WORDS_MAX)]
Short = Annotated[str, StringConstraints(max_length=200)]


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


Moment = Annotated[
    AwareDatetime,
    PlainSerializer(_stamp, return_type=str, when_used="json"),
    Field(examples=["2026-11-22T21:14:05.000+00:00"]),
]
"""A time, UTC with its offset written out (Hub Santé refuses the letter Z)."""


class View(BaseModel):
    """A view is read from a state by its attributes' names and never changes."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Body(BaseModel):
    """A request body: unknown fields are refused, so that a typing slip is not silently lost."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: object) -> object:
        if any(UNSTORABLE in text for text in _texts(value)):
            raise custom_fault("unstorable_character")
        return value


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from (*_texts(key), *_texts(held))
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held)


class PersonView(View):
    """Who did something, in which role."""

    id: str
    name: str
    role: Role


class PositionView(View):
    """A point in degrees WGS84; `accuracy_m` is a radius in metres, null when not known."""

    lat: float = Field(examples=[14.1425])
    lon: float = Field(examples=[-16.0764])
    accuracy_m: float | None = None
