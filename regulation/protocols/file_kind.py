"""The kinds of file a library is made of, told apart by their `schema` key."""

from typing import Annotated, Literal, Self

from pydantic import Field, TypeAdapter, ValidationError, model_validator

from regulation.protocols.instruction import Instruction
from regulation.protocols.language import Language
from regulation.protocols.model import Protocol
from regulation.protocols.outcome import Rule
from regulation.protocols.source_file import read_document, refused_by_model
from regulation.protocols.text import Record
from regulation.protocols.vocabulary import ReflexEntry, Vocabulary


class InstructionFile(Record):
    """The file of pre-arrival instructions."""

    schema_: Literal["samu-instructions/1"] = Field(alias="schema")
    instructions: tuple[Instruction, ...]


class ReflexFile(Record):
    """The file of reflex departures."""

    schema_: Literal["samu-reflex/1"] = Field(alias="schema")
    reflex: tuple[ReflexEntry, ...]


class ModifierFile(Record):
    """The file of rules that context flags bring into every complaint."""

    schema_: Literal["samu-modifiers/1"] = Field(alias="schema")
    modifiers: tuple[Rule, ...]

    @model_validator(mode="after")
    def _only_context_brings_a_modifier_in(self) -> Self:
        for rule in self.modifiers:
            if rule.when or not rule.when_any_context:
                raise ValueError(
                    f"modifier {rule.id}: it depends on context flags and nothing else"
                )
        return self


class VocabularyFile(Vocabulary):
    """The file of closed vocabularies."""

    schema_: Literal["samu-vocabulary/1"] = Field(alias="schema")


AnyFile = Annotated[
    Protocol | InstructionFile | ReflexFile | ModifierFile | VocabularyFile | Language,
    Field(discriminator="schema_"),
]

_ANY_FILE: TypeAdapter[AnyFile] = TypeAdapter(AnyFile)


def parse_file(file: str, text: str) -> AnyFile:
    """Read one file of a library, whatever it holds.

    Raises:
        FileRefused: the file is not sound YAML, or breaks the schema that it names.

    """
    document = read_document(file, text)
    try:
        return _ANY_FILE.validate_python(document)
    except ValidationError as error:
        raise refused_by_model(file, text, error) from error
