"""What a rule concludes: how urgent, with which means, to which hospital, saying what."""

from collections.abc import Mapping

from pydantic import Field

from regulation.care_level import CareLevel
from regulation.priority import Priority
from regulation.protocols.text import Name, ProtocolId, Record, Text, Words


class Outcome(Record):
    """The leaf of a protocol, proposed to the physician and never imposed.

    `forbids` removes instructions that another rule would have given (no aspirin when a tear of
    the aorta is suspected). `reflex` names the entry of the reflex list that orders the departure.
    `see` names the protocols to go on with when another complaint dominates.
    """

    priority: Priority
    resources: tuple[Name, ...] = ()
    side: tuple[Name, ...] = ()
    capabilities_all: tuple[Name, ...] = ()
    capabilities_any: tuple[Name, ...] = ()
    instructions: tuple[ProtocolId, ...] = ()
    forbids: tuple[ProtocolId, ...] = ()
    care_level: CareLevel | None = None
    rationale: Text
    source_ref: Words
    reflex: Name | None = None
    see: tuple[ProtocolId, ...] = ()


class Rule(Outcome):
    """An outcome and the answers that bring it about.

    Every question in `when` must have one of the answers listed beside it, and at least one flag
    of `when_any_context` must be known, when there are any.
    """

    id: Name
    when: Mapping[Name, tuple[Name, ...]] = Field(default_factory=dict)
    when_any_context: tuple[Name, ...] = ()
