"""S1, S2: ids and files agree, and every text is there in both languages."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from regulation.protocols.checks.case import Case
from regulation.protocols.engine import DEFAULT, FLOOR
from regulation.protocols.finding import Finding
from regulation.protocols.instruction import Instruction
from regulation.protocols.library import INSTRUCTIONS, outcomes
from regulation.protocols.text import Text

LONGEST_QUESTION = 140
"""Letters of a question: about ten seconds aloud, the most a caller in distress follows."""

LONGEST_STEP = 120
"""Letters of one step of an instruction, read aloud in one breath."""

_PLACEHOLDER = re.compile(r"\{[^}]*\}")


def check_ids(case: Case) -> Iterator[Finding]:
    """S1: the file is named for its protocol and no rule takes the name of a leaf."""
    place = case.library.places.get(case.protocol.id)
    expected = case.protocol.id.lower().replace("-", "_")
    if place is not None and PurePath(place[0]).stem != expected:
        yield case.finding("S1", case.protocol.id, f"the file should be {expected}.yaml")
    for rule in case.protocol.rules:
        if rule.id in (DEFAULT, FLOOR):
            yield case.finding("S1", rule.id, "a rule may not take the name of a leaf")


def check_texts(case: Case) -> Iterator[Finding]:
    """S2: every text of a protocol is in French and in English, and questions are short."""
    yield from _leaf_faults(case)
    for question in case.protocol.questions:
        labels = [answer.label for answer in question.answers]
        for text in (question.text, question.help, *labels):
            for fault in () if text is None else faults(text):
                yield case.question_finding("S2", question.id, fault)
        if max(len(question.text.fr), len(question.text.en)) > LONGEST_QUESTION:
            message = f"longer than {LONGEST_QUESTION} letters"
            yield case.question_finding("S2", question.id, message)


def check_instruction_texts(instruction: Instruction) -> Iterator[Finding]:
    """S2: every step of an instruction is in both languages and short enough to be read."""
    for text in (instruction.title, *instruction.steps):
        for fault in faults(text):
            yield _in_instructions("S2", instruction.id, fault)
        if max(len(text.fr), len(text.en)) > LONGEST_STEP:
            yield _in_instructions("S2", instruction.id, f"a step exceeds {LONGEST_STEP} letters")


def faults(text: Text) -> Iterator[str]:
    """Say what is wrong between the two languages of a text."""
    if text.fr.casefold() == text.en.casefold():
        yield f"the same in French and English: {text.fr!r}"
    if sorted(_PLACEHOLDER.findall(text.fr)) != sorted(_PLACEHOLDER.findall(text.en)):
        yield f"other placeholders in French than in English: {text.fr!r}"


def _leaf_faults(case: Case) -> Iterator[Finding]:
    protocol = case.protocol
    reasons = [(name, leaf.rationale) for name, leaf in outcomes(protocol)]
    for where, text in [(protocol.id, protocol.title), *reasons]:
        for fault in faults(text):
            yield case.finding("S2", where, fault)


def _in_instructions(check: str, where: str, message: str) -> Finding:
    return Finding(check=check, file=INSTRUCTIONS, where=where, message=message)
