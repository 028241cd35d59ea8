"""What a sorting scheme concludes."""

from dataclasses import dataclass

from regulation.triage.tag import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """A colour, the step that gave it, and the findings nobody had.

    A finding that is missing counts as the worst of the living, so it may make a patient red and
    never greener; nobody is called dead, or beyond help, by what is not known.
    """

    tag: Tag
    step: str
    missing: tuple[str, ...] = ()
