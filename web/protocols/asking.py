"""Walking one protocol in the terminal, as a call-taker would, with nothing recorded."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from rich.console import Console

from regulation.protocols.engine import Result, evaluate
from regulation.protocols.library import OPENING, Library
from regulation.protocols.model import Protocol, Status
from regulation.protocols.question import UNKNOWN, UNKNOWN_LABEL, Question
from regulation.protocols.text import Text
from web.terminal import Language, Line

BACK: Final = "<"
CHANGED: Final = "!"
QUIT: Final = "q"


class Say(Line):
    """A line of the walk: French, then English."""

    DRAFT = ("PROJET : non validé par un médecin", "DRAFT: not validated by a physician")
    KEYS = (
        "un chiffre : la réponse · <  question d'avant · !  l'état change · q  quitter",
        "a digit: the answer · <  question before · !  condition changed · q  leave",
    )
    NOT_AN_ANSWER = ("Ce n'est pas une réponse : {said}", "That is no answer: {said}")
    VITAL = ("L'état change : les questions vitales", "Condition changed: the vital questions")
    RETURN = ("Retour au motif : {title}", "Back to the complaint: {title}")
    SO_FAR = (
        "au moins {bound}, à traiter en {priority}",
        "at least {bound}, to treat as {priority}",
    )
    FINAL = ("Priorité {priority}", "Priority {priority}")
    REASONS = ("Parce que", "Because")
    MEANS = ("Moyens proposés", "Means proposed")
    WARDS = ("Service receveur", "Receiving ward")
    SAY = ("À dire à l'appelant", "To tell the caller")
    PHYSICIAN = ("sur accord du médecin", "once the physician agrees")
    STOPPED = ("Arrêté avant la fin", "Stopped before the end")


class Stopped(Exception):  # noqa: N818  named for what happened
    """The person left, or the input ended."""


@dataclass(slots=True, kw_only=True)
class Walk:
    """One walk through a protocol. `ask` shows a prompt and returns what was typed."""

    library: Library
    out: Console
    lang: Language
    ask: Callable[[str], str]
    answers: dict[str, str] = field(default_factory=dict)

    def through(self, protocol_id: str) -> Result:
        """Ask until every open question is answered, then say what it gives.

        Raises:
            UnknownProtocol: the library has none of this id.
            Stopped: the person left before the end.

        """
        protocol = self.library.get(protocol_id)
        self._line(f"{self._text(protocol.title)}  {protocol.id} {protocol.version}", "bold")
        if protocol.status is Status.DRAFT:
            self._line(self._say(Say.DRAFT), "yellow")
        self._line(self._say(Say.KEYS), "dim")
        result = evaluate(protocol, self.answers)
        while result.next_question is not None:
            self._step(protocol, protocol.by_id[result.next_question])
            result = evaluate(protocol, self.answers)
            if result.next_question is not None:
                so_far = self._say(Say.SO_FAR, bound=result.lower_bound, priority=result.priority)
                self._line(f"   {so_far}", "dim")
        self._conclude(result)
        return result

    def _step(self, protocol: Protocol, question: Question) -> None:
        self._line(f"\n{self._text(question.text)}", "bold")
        labels = {answer.id: answer.label for answer in question.answers} | {UNKNOWN: UNKNOWN_LABEL}
        for number, label in enumerate(labels.values(), start=1):
            self._line(f"  {number}  {self._text(label)}")
        while True:
            said = self._typed()
            if said == BACK:
                self._forget_last(protocol)
                return
            if said == CHANGED:
                self._vital_again(protocol)
                return
            if said.isdecimal() and 1 <= int(said) <= len(labels):
                self.answers[question.id] = list(labels)[int(said) - 1]
                return
            self._line(self._say(Say.NOT_AN_ANSWER, said=said))

    def _typed(self) -> str:
        try:
            said = self.ask("> ").strip()
        except (EOFError, KeyboardInterrupt) as ended:
            raise Stopped from ended
        if said == QUIT:
            raise Stopped
        return said

    def _forget_last(self, protocol: Protocol) -> None:
        """Take the last answer back; the questions that it opened close with it."""
        given = [question.id for question in protocol.questions if question.id in self.answers]
        if given:
            del self.answers[given[-1]]

    def _vital_again(self, protocol: Protocol) -> None:
        """Ask the vital questions anew, from anywhere, then come back to the complaint."""
        if protocol.id == OPENING:
            self.answers.clear()
            return
        self._line(f"\n{self._say(Say.VITAL)}", "red")
        Walk(library=self.library, out=self.out, lang=self.lang, ask=self.ask).through(OPENING)
        self._line(f"\n{self._say(Say.RETURN, title=self._text(protocol.title))}")

    def _conclude(self, result: Result) -> None:
        words = self.library.vocabulary
        labels = {
            term.id: self._text(term.label)
            for term in (*words.resources, *words.side, *words.capabilities)
        }
        self._line(f"\n{self._say(Say.FINAL, priority=result.priority)}", "bold")
        self._rows(
            Say.REASONS,
            [
                f"{rule.priority} {rule.rationale_fr if self.lang == 'fr' else rule.rationale_en}"
                for rule in result.fired
            ],
        )
        self._rows(Say.MEANS, [labels[name] for name in (*result.resources, *result.side)])
        wards = (*result.capabilities_all, *result.capabilities_any)
        self._rows(Say.WARDS, [labels[name] for name in wards])
        self._rows(Say.SAY, [row for name in result.instructions for row in self._steps(name)])

    def _steps(self, instruction_id: str) -> list[str]:
        instruction = self.library.instructions[instruction_id]
        held = f" ({self._say(Say.PHYSICIAN)})" if instruction.requires == "physician" else ""
        steps = [f"   {self._text(step)}" for step in instruction.steps]
        return [f"{self._text(instruction.title)}{held}", *steps]

    def _rows(self, head: Say, rows: list[str]) -> None:
        if rows:
            self._line(f"{self._say(head)} :" if self.lang == "fr" else f"{self._say(head)}:")
        for row in rows:
            self._line(f"  {row}")

    def _line(self, text: str, style: str | None = None) -> None:
        self.out.print(text, style=style, markup=False, highlight=False)

    def _text(self, text: Text) -> str:
        return text.fr if self.lang == "fr" else text.en

    def _say(self, say: Say, **facts: str) -> str:
        return say.text(self.lang, **facts)
