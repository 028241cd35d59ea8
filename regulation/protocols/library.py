"""The library: every protocol, instruction and reflex entry that a centre works with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from regulation.protocols import search
from regulation.protocols.file_kind import (
    AnyFile,
    InstructionFile,
    ModifierFile,
    ReflexFile,
    VocabularyFile,
    parse_file,
)
from regulation.protocols.instruction import Instruction
from regulation.protocols.language import Language
from regulation.protocols.model import Protocol
from regulation.protocols.outcome import Outcome, Rule
from regulation.protocols.shared_words import sharing_words
from regulation.protocols.source_file import (
    FileRefused,
    line_of_id,
    line_of_key,
    refused_by_model,
    yaml_files,
)
from regulation.protocols.vocabulary import ReflexEntry, Vocabulary

OPENING: Final = "OPENING"
"""Id of the protocol asked on every call, before any complaint."""

OTHER: Final = "OTHER"
"""Id of the protocol for a complaint that no other covers."""

INSTRUCTIONS: Final = "instructions"
"""Folder of the pre-arrival instructions, one file to a theme."""


class UnknownProtocol(KeyError):  # noqa: N818  named for what happened
    """No protocol of the library has this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every protocol with the instructions, reflex entries and words they refer to.

    `modifiers` are the context rules that every protocol carries besides its own. `places` maps a
    protocol id to its file name and text, so that a finding can name the line.
    """

    protocols: Mapping[str, Protocol]
    instructions: Mapping[str, Instruction]
    reflex: Mapping[str, ReflexEntry]
    vocabulary: Vocabulary
    modifiers: Mapping[str, Rule] = field(default_factory=dict)
    languages: Mapping[str, Language] = field(default_factory=dict)
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, protocol_id: str) -> Protocol:
        """Return one protocol.

        Raises:
            UnknownProtocol: the library has none of this id.

        """
        try:
            return self.protocols[protocol_id]
        except KeyError:
            raise UnknownProtocol(protocol_id) from None

    def search(self, words: str, limit: int = 5) -> tuple[Protocol, ...]:
        """Find the complaints that match some words, best first, at most `limit`.

        Spelling mistakes and unfinished words are forgiven. Complaints that only share some of the
        words fill the places left. The protocol for complaints that no other covers closes the
        list, so that a call-taker is never left without one.
        """
        if limit < 1:
            return ()
        last = [protocol for protocol in self.protocols.values() if protocol.id == OTHER]
        return (*self._matching(words, limit - len(last)), *last)

    def _matching(self, words: str, limit: int) -> list[Protocol]:
        phrases = {
            key: (*protocol.entry.words, protocol.title.fr)
            for key, protocol in self.protocols.items()
            if key not in (OPENING, OTHER)
        }
        scores = {key: search.score(words, said) for key, said in phrases.items()}
        found = sorted((key for key in scores if scores[key]), key=lambda key: (-scores[key], key))
        if len(found) < limit:
            found += [key for key in sharing_words(words, phrases) if key not in found]
        return [self.protocols[key] for key in found[:limit]]


def load_library(overrides: Path | None = None) -> Library:
    """Read the packaged library, with a centre's own files laid over it.

    A file of the override folder adds protocols, instructions, reflex entries and modifiers, or
    replaces those of the same id; a vocabulary replaces the packaged one.

    Raises:
        FileRefused: a file is unsound, or a protocol names an instruction, a reflex entry or a
            word that nothing declares.

    """
    return library_of([] if overrides is None else yaml_files(overrides))


def library_of(texts: Iterable[tuple[str, str]]) -> Library:
    """Lay files given as (name, text) over the packaged library.

    Raises:
        FileRefused: see `load_library`.

    """
    own = [(file, text, parse_file(file, text)) for file, text in texts]
    return assemble([*_packaged(), *own])


@cache
def _packaged() -> tuple[tuple[str, str, AnyFile], ...]:
    """Read the packaged files once a process: parsing them takes seconds."""
    package = files("regulation.protocols")
    folders = (package, package / INSTRUCTIONS, package / "library")
    texts = [text for folder in folders for text in yaml_files(folder)]
    return tuple((file, text, parse_file(file, text)) for file, text in texts)


def assemble(parsed: Iterable[tuple[str, str, AnyFile]]) -> Library:
    """Put parsed files together; later ones replace earlier ones of the same id.

    Raises:
        FileRefused: no vocabulary was given, or a name is declared nowhere.

    """
    parts = list(parsed)
    kinds = [part for _, _, part in parts]
    modifiers = {
        rule.id: rule for part in kinds if isinstance(part, ModifierFile) for rule in part.modifiers
    }
    read = {part.id: (file, text, part) for file, text, part in parts if isinstance(part, Protocol)}
    library = Library(
        protocols={name: _modified(*place, modifiers) for name, place in read.items()},
        instructions=_instructions(kinds),
        reflex={e.id: e for part in kinds if isinstance(part, ReflexFile) for e in part.reflex},
        vocabulary=_last_vocabulary(kinds),
        modifiers=modifiers,
        languages={part.language: part for part in kinds if isinstance(part, Language)},
        places={name: (file, text) for name, (file, text, _) in read.items()},
    )
    _refuse_dangling_names(library)
    _refuse_other_steps(library, parts)
    return library


def outcomes(protocol: Protocol) -> list[tuple[str, Outcome]]:
    """List every rule and leaf of a protocol with the name it goes by."""
    leaves: list[tuple[str, Outcome]] = [("default", protocol.default)]
    if protocol.floor is not None:
        leaves.append(("floor", protocol.floor))
    return [*((rule.id, rule) for rule in protocol.rules), *leaves]


def dangling_names(library: Library, protocol: Protocol) -> list[tuple[str, str]]:
    """List what a protocol names and nothing declares, as (rule or leaf, complaint)."""
    words = library.vocabulary
    found = []
    for where, outcome in outcomes(protocol):
        for kind, names, known in (
            ("resource", outcome.resources, {term.id for term in words.resources}),
            ("side resource", outcome.side, {term.id for term in words.side}),
            ("capability", outcome.capabilities_all, {term.id for term in words.capabilities}),
            ("capability", outcome.capabilities_any, {term.id for term in words.capabilities}),
            ("instruction", outcome.instructions, set(library.instructions)),
            ("instruction", outcome.forbids, set(library.instructions)),
            ("reflex entry", (outcome.reflex,) if outcome.reflex else (), set(library.reflex)),
        ):
            found += [(where, f"no {kind} {name}") for name in names if name not in known]
    known_flags = {term.id for term in words.context}
    found += [
        (rule.id, f"no context flag {flag}")
        for rule in protocol.rules
        for flag in rule.when_any_context
        if flag not in known_flags
    ]
    return found


def _modified(
    file: str,
    text: str,
    protocol: Protocol,
    modifiers: Mapping[str, Rule],
) -> Protocol:
    """Add the common context rules to a protocol's own."""
    try:
        return protocol.altered(rules=protocol.rules + tuple(modifiers.values()))
    except ValidationError as error:
        raise refused_by_model(file, text, error) from error


def _refuse_dangling_names(library: Library) -> None:
    for protocol in library.protocols.values():
        for where, complaint in dangling_names(library, protocol):
            file, text = library.places[protocol.id]
            raise FileRefused(file, line_of_id(text, where), f"{where}: {complaint}")


def _refuse_other_steps(library: Library, parts: list[tuple[str, str, AnyFile]]) -> None:
    """Refuse a language with other steps than the instruction: they are ticked one by one."""
    for file, text, part in parts:
        for name, spoken in part.instructions.items() if isinstance(part, Language) else ():
            known = library.instructions.get(name)
            if known is None or len(known.steps) != len(spoken.steps):
                wanted = "no such instruction" if known is None else f"{len(known.steps)}"
                reason = f"{name}: {len(spoken.steps)} steps, the library has {wanted}"
                raise FileRefused(file, line_of_key(text, [name]), reason)


def _instructions(kinds: list[AnyFile]) -> dict[str, Instruction]:
    held = [part for part in kinds if isinstance(part, InstructionFile)]
    return {instruction.id: instruction for part in held for instruction in part.instructions}


def _last_vocabulary(kinds: list[AnyFile]) -> Vocabulary:
    held = [part for part in kinds if isinstance(part, VocabularyFile)]
    if not held:
        raise FileRefused("vocabulary.yaml", None, "the library has no vocabulary")
    return held[-1]
