"""What a check is given: one protocol, its library, and the day."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from regulation.protocols.checks.paths import Path, Steps, count_paths, steps, walk
from regulation.protocols.engine import AnswerRefused, Result, evaluate, refuse_foreign_answers
from regulation.protocols.finding import Finding
from regulation.protocols.library import Library
from regulation.protocols.model import GoldenCase, Protocol
from regulation.protocols.source_file import line_of_id, line_of_question

MOST_PATHS = 50_000
"""Paths beyond which a protocol is proved by its form alone: walking more takes longer than an
author waits for a check (some five seconds)."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A protocol under check."""

    protocol: Protocol
    library: Library
    today: date

    def finding(self, check: str, where: str, message: str) -> Finding:
        """State a defect of a rule, a leaf, an example or the whole protocol."""
        file, text = self.library.places.get(self.protocol.id, (self.protocol.id, ""))
        line = line_of_id(text, where)
        return Finding(check=check, file=file, where=where, message=message, line=line)

    def question_finding(self, check: str, question_id: str, message: str) -> Finding:
        """State a defect of a question, which may share its id with a rule."""
        file, text = self.library.places.get(self.protocol.id, (self.protocol.id, ""))
        line = line_of_question(text, question_id)
        return Finding(check=check, file=file, where=question_id, message=message, line=line)

    @cached_property
    def examples(self) -> list[GoldenCase]:
        """The examples that the protocol can still evaluate; S17 names the others."""
        return [golden for golden in self.protocol.tests if self._holds(golden)]

    @cached_property
    def walkable(self) -> bool:
        """Whether the protocol has few enough paths to walk them all."""
        return count_paths(self.protocol, MOST_PATHS) <= MOST_PATHS

    @cached_property
    def results(self) -> list[tuple[Path, Result]]:
        """Every finished questioning with its result; empty when there are too many."""
        if not self.walkable:
            return []
        return [(path, evaluate(self.protocol, path)) for path in walk(self.protocol)]

    @cached_property
    def urgencies(self) -> dict[Steps, int]:
        """The urgency that each finished questioning ends in."""
        return {steps(path): result.priority.urgency for path, result in self.results}

    def _holds(self, golden: GoldenCase) -> bool:
        try:
            refuse_foreign_answers(self.protocol, golden.answers)
        except AnswerRefused:
            return False
        return True
