"""What all commands have in common: that they are asked for, and frozen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """The root of all commands; each subclass is one act."""
