"""Why a rule of regulation said no."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A rule's refusal: a stable code and the facts that fill its text.

    `code` is snake_case and never changes meaning; the French and English sentences live in
    `web`, which fills them with `facts`.
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
