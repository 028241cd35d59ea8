"""Words shown to people, in every language that a protocol carries."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Strict, StringConstraints

Words = Annotated[str, Strict(), StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that is really there: a string, never a number or a boolean in disguise."""

Name = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
"""An id inside a protocol. It starts with a letter because YAML reads `30_49` as a number."""

ProtocolId = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")]
"""The id of a protocol or of an instruction, such as CHEST-PAIN or PAI-CPR-ADULT."""


class Record(BaseModel):
    """A frozen piece of a protocol file that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Record):
    """One text in French and English; a further language is a file of its own."""

    fr: Words
    en: Words
