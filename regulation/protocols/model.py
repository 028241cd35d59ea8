"""A protocol: the decision tree for one complaint, as its file states it."""

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from regulation.priority import Priority
from regulation.protocols.instruction import Instruction, Requires, Step
from regulation.protocols.outcome import Outcome, Rule
from regulation.protocols.question import UNKNOWN, Answer, Question, QuestionKind
from regulation.protocols.text import Name, ProtocolId, Record, Text, Words

__all__ = [
    "Answer",
    "Entry",
    "GoldenCase",
    "Instruction",
    "Outcome",
    "Protocol",
    "Question",
    "QuestionKind",
    "Requires",
    "Rule",
    "Source",
    "Status",
    "Step",
    "Text",
]


class Status(StrEnum):
    """Where a protocol stands on its way to use; only physicians move it past draft."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    ACTIVE = "active"
    RETIRED = "retired"


REVIEWERS_TO_ACT = 2
"""Physicians who must have signed before a protocol may be active."""


class Source(Record):
    """A publication whose facts a protocol relies on."""

    name: Words
    url: Words | None = None
    date: Words | None = None
    licence: Words


class Signature(Record):
    """A person who wrote or reviewed a protocol, and when.

    `signs` is the content they signed, as `Protocol.content_sha256`; an edit after that makes the
    signature void.
    """

    name: Words
    role: Words
    date: date
    signs: Words | None = None


class Entry(Record):
    """The words by which callers and call-takers name the complaint.

    Wolof words stand apart until a speaker of the service has confirmed them.
    """

    fr: tuple[Words, ...] = Field(min_length=1)
    en: tuple[Words, ...] = Field(min_length=1)
    wo_to_confirm: tuple[Words, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Every entry phrase, in all languages."""
        return self.fr + self.en + self.wo_to_confirm


class Codes(Record):
    """The codes of the complaint in the Hub Santé nomenclatures."""

    hubsante_motif: Words
    hubsante_fait: Words | None = None


class GoldenCase(Record):
    """An example call and what the protocol must conclude from it."""

    name: Words
    answers: Mapping[Name, Name] = Field(default_factory=dict)
    context: tuple[Name, ...] = ()
    priority: Priority
    complete: bool | None = None
    fires: tuple[Name, ...] = ()
    reflex: Name | None = None


class Protocol(Record):
    """A decision tree for one complaint, versioned and signed off.

    `default` concludes a finished questioning in which no rule fired. `floor` concludes one in
    which no rule fired but something stayed unknown or unasked; without it the default does both.
    """

    schema_: Literal["samu-protocol/1"] = Field(alias="schema")
    id: ProtocolId
    version: Words = Field(pattern=r"^\d+\.\d+\.\d+$")
    status: Status
    codes: Codes
    title: Text
    sources: tuple[Source, ...] = ()
    authors: tuple[Signature, ...] = ()
    reviewers: tuple[Signature, ...] = ()
    review_due: date
    entry: Entry
    questions: tuple[Question, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = Field(min_length=1)
    default: Outcome
    floor: Outcome | None = None
    tests: tuple[GoldenCase, ...] = ()

    @model_validator(mode="after")
    def _every_id_is_declared_once(self) -> Self:
        for kind, ids in (
            ("question", [question.id for question in self.questions]),
            ("rule", [rule.id for rule in self.rules]),
        ):
            twice = sorted({name for name in ids if ids.count(name) > 1})
            if twice:
                raise ValueError(f"{kind} declared twice: {', '.join(twice)}")
        return self

    @model_validator(mode="after")
    def _conditions_name_answers_of_the_protocol(self) -> Self:
        for rule in self.rules:
            self._refuse_strangers(f"rule {rule.id}", rule.when)
        for case in self.tests:
            asked = {name: (answer,) for name, answer in case.answers.items()}
            self._refuse_strangers(f"test {case.name!r}", asked)
        return self

    @model_validator(mode="after")
    def _a_question_waits_only_for_earlier_ones(self) -> Self:
        earlier: set[str] = set()
        for question in self.questions:
            later = sorted(set(question.ask_if) - earlier)
            if later:
                raise ValueError(
                    f"question {question.id}: ask_if names {', '.join(later)}, not asked before it",
                )
            self._refuse_strangers(f"question {question.id}: ask_if", question.ask_if)
            earlier.add(question.id)
        return self

    def _refuse_strangers(self, where: str, asked: Mapping[str, tuple[str, ...]]) -> None:
        for name, answers in asked.items():
            question = self.by_id.get(name)
            if question is None:
                raise ValueError(f"{where}: no question {name}")
            strangers = [answer for answer in answers if not question.accepts(answer)]
            if strangers or not answers:
                raise ValueError(
                    f"{where}: {name} has no answer {', '.join(strangers) or '(none)'}"
                )

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """The questions by id, in the order in which they are asked."""
        return {question.id: question for question in self.questions}

    @cached_property
    def meeting(self) -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
        """For each rule, the answers that meet each of its conditions, unknown included.

        Worked out once: proving a protocol asks this some millions of times.
        """
        return {
            rule.id: tuple(
                (name, self.by_id[name].meeting(wanted)) for name, wanted in rule.when.items()
            )
            for rule in self.rules
        }

    @cached_property
    def gates(self) -> frozenset[str]:
        """The questions whose answers open or close others."""
        return frozenset(gate for question in self.questions for gate in question.ask_if)

    @cached_property
    def sha256(self) -> str:
        """The content hash: equal texts and rules give equal hashes, comments do not count."""
        content = self.model_dump_json(by_alias=True, exclude={"tests"})
        return hashlib.sha256(content.encode()).hexdigest()

    @cached_property
    def content_sha256(self) -> str:
        """The hash of what physicians sign: all but the examples, the status and the signatures."""
        papers = {"tests", "status", "authors", "reviewers"}
        content = self.model_dump_json(by_alias=True, exclude=papers)
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def is_signed(self) -> bool:
        """Whether two physicians signed this very content and it is in use."""
        signing = {one.name for one in self.reviewers if one.signs == self.content_sha256}
        return self.status is Status.ACTIVE and len(signing) >= REVIEWERS_TO_ACT

    @property
    def floor_or_default(self) -> Outcome:
        """The leaf that holds while something is unknown or still to be asked."""
        return self.default if self.floor is None else self.floor

    def altered(self, **changes: object) -> Self:
        """Return a copy with some fields changed, checked again as if read from a file.

        Raises:
            pydantic.ValidationError: the changed protocol does not hold together.

        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate(fields | changes, by_name=True, by_alias=False)

    def is_asked(self, question: Question, answers: Mapping[str, str]) -> bool:
        """Tell whether the answers so far open the question; an unknown answer opens every gate."""
        return all(
            answers.get(gate) == UNKNOWN or answers.get(gate) in wanted
            for gate, wanted in question.ask_if.items()
        )
