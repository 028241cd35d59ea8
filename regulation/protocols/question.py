"""What a call-taker asks, and the answers a protocol accepts."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final, Self

from pydantic import Field, model_validator

from regulation.protocols.text import Name, Record, Text, Words

UNKNOWN: Final = "unknown"
"""The answer that every question accepts: nobody could tell."""

UNKNOWN_LABEL: Final = Text(fr="Ne sait pas", en="Not known")

YES: Final = "yes"
NO: Final = "no"


class QuestionKind(StrEnum):
    """How the answers of a question are laid out."""

    TRI = "tri"
    CHOICE = "choice"
    BAND = "band"


class Answer(Record):
    """One possible answer; a band also says which numbers it covers, [at_least, below)."""

    id: Name
    label: Text
    at_least: float | None = None
    below: float | None = None


YES_NO: Final = (
    Answer(id=YES, label=Text(fr="Oui", en="Yes")),
    Answer(id=NO, label=Text(fr="Non", en="No")),
)


class Question(Record):
    """One thing to ask, with its answers ordered from least to most severe.

    `critical` makes "unknown" count as the worst answer; `vital` marks the questions that look
    for a life threat; `ask_if` lists the earlier answers that open the question.
    """

    id: Name
    text: Text
    help: Text | None = None
    kind: QuestionKind
    critical: bool = False
    vital: bool = False
    unit: Words | None = None
    answers: tuple[Answer, ...] = YES_NO
    order: tuple[Name, ...] = Field(min_length=2)
    ask_if: Mapping[Name, tuple[Name, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _order_names_every_answer_once(self) -> Self:
        ids = [answer.id for answer in self.answers]
        if len(set(ids)) != len(ids) or UNKNOWN in ids:
            raise ValueError(f"question {self.id}: an answer is declared twice, or is 'unknown'")
        if sorted(self.order) != sorted(ids):
            raise ValueError(f"question {self.id}: order must name every answer exactly once")
        if self.kind is QuestionKind.TRI and set(ids) != {YES, NO}:
            raise ValueError(f"question {self.id}: a tri question answers yes or no")
        return self

    @property
    def best(self) -> str:
        """The least severe answer."""
        return self.order[0]

    @property
    def worst(self) -> str:
        """The most severe answer."""
        return self.order[-1]

    def accepts(self, answer: str) -> bool:
        """Tell whether the answer belongs to this question."""
        return answer == UNKNOWN or answer in self.order

    def band_of(self, number: float) -> str | None:
        """Return the answer whose band holds a number, None when the question has no bands."""
        for answer in self.answers if self.kind is QuestionKind.BAND else ():
            above = answer.at_least is None or number >= answer.at_least
            if above and (answer.below is None or number < answer.below):
                return answer.id
        return None

    def satisfies(self, answer: str, wanted: Collection[str]) -> bool:
        """Tell whether an answer meets one condition of a rule.

        Unknown meets a condition that names it. Otherwise, on a critical question it counts as
        the worst answer; on any other it meets only what the best answer would meet as well.
        """
        if answer in wanted:
            return True
        if answer != UNKNOWN:
            return False
        return (self.worst if self.critical else self.best) in wanted

    def meeting(self, wanted: Collection[str]) -> frozenset[str]:
        """Return every answer that meets a condition, unknown among them where it does."""
        return frozenset(
            answer for answer in (*self.order, UNKNOWN) if self.satisfies(answer, wanted)
        )

    def severity(self, answer: str) -> int:
        """Rank a known answer from 0 (least severe).

        Raises:
            ValueError: the answer is unknown or outside the question.

        """
        return self.order.index(answer)
