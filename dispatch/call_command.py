"""What a user can ask about a call beyond taking, classing and joining: to take that back."""

from dataclasses import dataclass

from dispatch.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoClass(Command):
    """Take back a class that was put by a slip of the key."""

    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitCall(Command):
    """Take a call off the case it was tied to."""

    call_id: str
