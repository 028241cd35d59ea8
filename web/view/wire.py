"""What all views share: how they are read from states, and how times are written."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, PlainSerializer

from regulation.person import Role


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
