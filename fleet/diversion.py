"""A ward on diversion: it has said that it cannot receive for some hours, and why.

A diversion ends by itself at the time it names, so that a word forgotten at the end of a shift
closes no ward for ever. It says nothing of the patients already announced.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from fleet.refusal import Refusal

DIVERSION_S_MAX: Final = 24 * 3600.0
"""The longest a ward closes on one word: who is still closed a day later says so again."""

REASON_LENGTH_MAX: Final = 200
"""A reason is one line, to be read on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diversion:
    """What a ward is closed to, from when until when, why, and who said so."""

    closed_to: frozenset[str] = field(default=frozenset())
    """The capabilities that are missing meanwhile; empty when the whole ward is closed."""
    reason: str
    until: datetime
    since: datetime
    by_id: str
    by_name: str
    whole_hospital: bool = False
    """Whether it was declared for all wards of the hospital in one word."""

    def holds(self, now: datetime) -> bool:
        """Say whether it still holds at `now`."""
        return now < self.until

    def closes(self, capabilities: frozenset[str]) -> frozenset[str]:
        """Return which of a ward's capabilities it closes."""
        return self.closed_to & capabilities if self.closed_to else capabilities


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversionDeclared:
    """A ward went on diversion, or said anew how and until when."""

    ward_id: str
    diversion: Diversion
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DiversionLifted:
    """A ward receives again before the time it had named."""

    ward_id: str
    by_id: str
    by_name: str
    at: datetime


def sound(diversion: Diversion, capabilities: frozenset[str]) -> Diversion | Refusal:
    """Return the diversion as it is kept, or why a ward of these capabilities cannot have it.

    Refuses an empty or overlong reason, an end that is past or more than `DIVERSION_S_MAX` away,
    and capabilities the ward does not have.
    """
    reason = diversion.reason.strip()
    if not reason:
        return Refusal(code="reason_required")
    if len(reason) > REASON_LENGTH_MAX:
        return Refusal(code="diversion_reason_too_long", facts={"max": str(REASON_LENGTH_MAX)})
    lasts_s = (diversion.until - diversion.since).total_seconds()
    if not 0 < lasts_s <= DIVERSION_S_MAX:
        hours = round(DIVERSION_S_MAX / 3600)
        return Refusal(code="diversion_end_impossible", facts={"hours": str(hours)})
    if unknown := diversion.closed_to - capabilities:
        facts = {"capabilities": ", ".join(sorted(unknown))}
        return Refusal(code="diversion_of_foreign_capability", facts=facts)
    return replace(diversion, reason=reason)
