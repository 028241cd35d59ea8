"""What the caller is told to do while help is on its way."""

from enum import StrEnum

from pydantic import Field

from regulation.protocols.text import ProtocolId, Record, Text, Words


class Requires(StrEnum):
    """Who must allow an instruction before it is read aloud."""

    NOBODY = "nobody"
    PHYSICIAN = "physician"


class Step(Text):
    """One short sentence to be read aloud, in French and English."""


class Instruction(Record):
    """A pre-arrival instruction: short steps, read one at a time.

    `drugs` names every medicine that the steps speak of; `by_mouth` says that something is
    swallowed; `cpr` marks chest compressions or rescue breaths. `waiver` says why an instruction
    that no protocol uses yet is kept.
    """

    id: ProtocolId
    title: Text
    steps: tuple[Step, ...] = Field(min_length=1)
    requires: Requires = Requires.NOBODY
    drugs: tuple[Words, ...] = ()
    by_mouth: bool = False
    cpr: bool = False
    source: Words
    waiver: Words | None = None
