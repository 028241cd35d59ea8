"""A further language in which instructions are read aloud: one file, no code."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, Strict, StringConstraints

from regulation.protocols.model import Status
from regulation.protocols.text import ProtocolId, Record, Words

LanguageCode = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""ISO 639 code: wo Wolof, ff Pulaar, srr Serer, dyo Diola, mnk Mandinka, snk Soninke."""


class Spoken(Record):
    """One instruction as it is said in the language, step for step."""

    title: Words
    steps: tuple[Words, ...] = Field(min_length=1)


class Language(Record):
    """The instructions somebody has put into one language; the others are read in French."""

    schema_: Literal["samu-language/1"] = Field(alias="schema")
    language: LanguageCode
    name: Words
    status: Status
    instructions: Mapping[ProtocolId, Spoken]
