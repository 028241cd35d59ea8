"""Why a rule of the service says no."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A command was understood and is not allowed.

    `code` is a stable snake_case word; the sentence a person reads is written elsewhere, in each
    language, from the code and the `facts` (names and values as text).
    """

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
