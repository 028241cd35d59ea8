"""Sorts by the scheme somebody names, from findings as a form or a phone sends them: words."""

from collections.abc import Mapping
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from regulation.triage.jumpstart import JumpStartFindings, jumpstart
from regulation.triage.salt import SaltFindings, salt
from regulation.triage.sorting import Sorting
from regulation.triage.start import StartFindings, start
from regulation.triage.tag import TagMethod


class FindingRefused(ValueError):  # noqa: N818  named for what happened
    """A finding is none of the scheme's, or its value cannot be read."""

    def __init__(self, finding: str, value: str) -> None:
        super().__init__(f"{finding} = {value}")
        self.finding = finding
        self.value = value


_FINDINGS: dict[TagMethod, type] = {
    TagMethod.START: StartFindings,
    TagMethod.JUMPSTART: JumpStartFindings,
    TagMethod.SALT: SaltFindings,
}

SCHEMES = frozenset(_FINDINGS)
"""The methods that compute a colour; the others are told it."""


def sort_by(method: TagMethod, findings: Mapping[str, str]) -> Sorting:
    """Return the colour by a scheme; raises FindingRefused, and KeyError for no scheme."""
    read = _read(_FINDINGS[method], findings)
    match read:
        case StartFindings():
            return start(read)
        case JumpStartFindings():
            return jumpstart(read)
        case _:
            return salt(read)


def _read(kind: type, findings: Mapping[str, str]) -> Any:  # noqa: ANN401 - one of three classes
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for name, value in findings.items():
        if name not in hints:
            raise FindingRefused(name, value)
        try:
            values[name] = TypeAdapter(hints[name]).validate_python(value)
        except ValidationError as refused:
            raise FindingRefused(name, value) from refused
        if isinstance(values[name], (int, float)) and values[name] < 0:
            raise FindingRefused(name, value)
    return kind(**values)
