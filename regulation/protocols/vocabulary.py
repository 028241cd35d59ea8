"""The closed vocabularies that protocols draw from, and the list of reflex departures."""

from pydantic import Field

from regulation.protocols.text import Name, Record, Text, Words


class Term(Record):
    """One word of a closed vocabulary, with its label."""

    id: Name
    label: Text


class ContextFlag(Term):
    """Something known about the patient or the place that may only raise the urgency."""

    waiver: Words | None = None


class Vocabulary(Record):
    """Everything a protocol may name as means, help on the side, capability or context.

    Resources, side resources and capabilities are those of the unit list and of the hospital
    directory, so some are named by no protocol; context flags must be used or waived. `motifs` and
    `faits` are codes of the Hub Santé nomenclatures.
    """

    motifs: tuple[Words, ...] = Field(min_length=1)
    faits: tuple[Words, ...] = ()
    resources: tuple[Term, ...] = Field(min_length=1)
    side: tuple[Term, ...] = Field(min_length=1)
    capabilities: tuple[Term, ...] = Field(min_length=1)
    context: tuple[ContextFlag, ...] = Field(min_length=1)


class ReflexEntry(Record):
    """A situation in which the service orders a departure before the physician is heard.

    `waiver` says why an entry that no protocol points at yet is kept.
    """

    id: Name
    label: Text
    source_ref: Words
    waiver: Words | None = None
