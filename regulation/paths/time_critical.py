"""Stroke, infarction, haemorrhage, hard labour, trauma: what treats, how soon, until when."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from regulation.priority import Priority
from regulation.protocols.engine import Result
from regulation.protocols.source_file import read_document, refused_by_model
from regulation.protocols.text import Name, ProtocolId, Record, Text, Words

FILE = "time_critical.yaml"

OTHER_LEVEL = "other"
"""The key of `door_min` for a hospital whose level has no figure of its own."""

CARE_MIN_MAX = 150
"""From the door to a treatment, with what makes it second choice: no path may count more, or a
ward that cannot treat at all would come before one that can."""


class WindowKind(StrEnum):
    """What the end of a window means."""

    LIMIT = "limit"
    """After it the treatment is no longer given."""
    AIM = "aim"
    """Later is worse, but never too late."""


class Trigger(Record):
    """Protocols, and what a result of theirs must ask for."""

    protocols: tuple[ProtocolId, ...] = Field(min_length=1)
    all: tuple[Name, ...] = ()
    any: tuple[Name, ...] = ()
    priorities: tuple[Priority, ...] = (Priority.P0, Priority.P1)

    def fits(self, result: Result) -> bool:
        """Say whether a protocol's result puts the path on."""
        asked = set(result.capabilities_all) & set(self.all)
        asked |= set(result.capabilities_any) & set(self.any)
        known = result.protocol_id in self.protocols and result.priority in self.priorities
        return known and bool(asked)


class Treatment(Record):
    """One way to treat: who can, how long from the door, how far behind the path's first."""

    capability: Name
    label: Text
    door_min: Mapping[str, int] = Field(min_length=1)
    behind_min: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _times_are_possible(self) -> Self:
        if OTHER_LEVEL not in self.door_min:
            raise ValueError(f"door_min has no {OTHER_LEVEL!r}")
        if min(self.door_min.values()) < 1:
            raise ValueError("door_min below one minute")
        if max(self.door_min.values()) + self.behind_min > CARE_MIN_MAX:
            raise ValueError(f"door_min with behind_min above {CARE_MIN_MAX} minutes")
        return self

    def door_s(self, level: str | None) -> float:
        """Return the seconds from the door of a hospital of this level to the treatment."""
        return 60.0 * self.door_min.get(level or OTHER_LEVEL, self.door_min[OTHER_LEVEL])


class TimeCriticalPath(Record):
    """One path: when it is on, what treats, within which time from the onset."""

    id: Name
    label: Text
    pre_alert: Text
    onset: Text
    window_min: int = Field(ge=1)
    window_kind: WindowKind
    when: tuple[Trigger, ...] = Field(min_length=1)
    treatments: tuple[Treatment, ...] = Field(min_length=1)
    source_ref: Words

    @property
    def window_s(self) -> float:
        """Seconds from the onset to the end of the window."""
        return 60.0 * self.window_min

    @property
    def treating(self) -> frozenset[str]:
        """The capabilities of which one treats."""
        return frozenset(treatment.capability for treatment in self.treatments)


class PathsFile(Record):
    """The file as a whole."""

    schema_: Literal["samu-time-critical/1"] = Field(alias="schema")
    paths: tuple[TimeCriticalPath, ...] = Field(min_length=1)


def read_paths(name: str, text: str) -> tuple[TimeCriticalPath, ...]:
    """Read the paths of a file; raises FileRefused naming file and line where it is unsound."""
    document = read_document(name, text)
    try:
        return PathsFile.model_validate(document).paths
    except ValidationError as error:
        raise refused_by_model(name, text, error) from error


@cache
def known_paths() -> tuple[TimeCriticalPath, ...]:
    """Return the packaged paths, read once."""
    text = (files("regulation.paths") / FILE).read_text(encoding="utf-8")
    return read_paths(FILE, text)


def path_of(
    leading: Iterable[Result], paths: Iterable[TimeCriticalPath] | None = None
) -> TimeCriticalPath | None:
    """Return the path that the leading protocol results put on, or None when there is none."""
    results = tuple(leading)
    for path in known_paths() if paths is None else paths:
        if any(trigger.fits(result) for trigger in path.when for result in results):
            return path
    return None
