"""Scoring cases against the library: one JSON object a line in, one out.

A line is `{"protocol": "CHEST-PAIN", "answers": {"sweat": "yes"}, "context": ["age_65_plus"]}`;
whatever else it holds (an id, the expected priority) is given back under `given`. Answers may also
be true, false, null (unknown), or a number where the question has bands.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Final

from regulation.protocols.engine import AnswerRefused, evaluate
from regulation.protocols.library import Library, UnknownProtocol
from regulation.protocols.model import Protocol
from regulation.protocols.question import NO, UNKNOWN, YES, Question, QuestionKind

LONGEST_LINE: Final = 100_000
"""Letters of one line; a case is a few hundred, more is the wrong file."""

_OURS: Final = frozenset(("protocol", "answers", "context"))


class LineRefused(ValueError):  # noqa: N818  named for what happened
    """A line states no case that could be evaluated."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def try_lines(library: Library, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Evaluate each line that is not blank; a refused one gives its error and the next goes on."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield {"line": number, **_tried(library, line)}
        except LineRefused as refused:
            yield {"line": number, "error": {"code": refused.code, "message": str(refused)}}


def _tried(library: Library, line: str) -> dict[str, Any]:
    case = _read(line)
    protocol = _protocol(library, case.get("protocol"))
    context = _context(library, case.get("context"))
    answers = _answers(protocol, case.get("answers"))
    asked, set_aside = _opened(protocol, answers)
    try:
        result = asdict(evaluate(protocol, asked, context))
    except AnswerRefused as refused:  # pragma: no cover - every answer was read by its question
        raise LineRefused(refused.code, str(refused)) from refused
    given = {name: value for name, value in case.items() if name not in _OURS}
    return {"protocol": protocol.id, **result, "set_aside": set_aside, "given": given}


def _read(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise LineRefused("line_too_long", f"more than {LONGEST_LINE} letters on one line")
    try:
        case = json.loads(line)
    except json.JSONDecodeError as error:
        raise LineRefused("not_json", f"{error.msg} (column {error.colno})") from error
    if not isinstance(case, dict):
        raise LineRefused("not_an_object", "a line holds one JSON object")
    return case


def _protocol(library: Library, name: object) -> Protocol:
    try:
        return library.get(str(name))
    except UnknownProtocol as unknown:
        raise LineRefused("unknown_protocol", f"no protocol {name}") from unknown


def _context(library: Library, given: object) -> frozenset[str]:
    flags = [] if given is None else given
    if not isinstance(flags, list) or not all(isinstance(flag, str) for flag in flags):
        raise LineRefused("context_not_a_list", "context is a list of flags")
    strangers = sorted(set(flags) - {term.id for term in library.vocabulary.context})
    if strangers:
        raise LineRefused("unknown_context", f"no context flag {', '.join(strangers)}")
    return frozenset(flags)


def _answers(protocol: Protocol, given: object) -> dict[str, str]:
    answers = {} if given is None else given
    if not isinstance(answers, dict):
        raise LineRefused("answers_not_an_object", "answers is an object: question to answer")
    read = {}
    for name, value in answers.items():
        question = protocol.by_id.get(name)
        if question is None:
            raise LineRefused("unknown_question", f"{protocol.id} has no question {name}")
        read[name] = _answer(question, value)
    return read


def _answer(question: Question, value: object) -> str:
    """Read one answer in any of the ways a program may write it."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        answer: str | None = YES if value else NO
    elif isinstance(value, int | float) and question.kind is QuestionKind.BAND:
        answer = question.band_of(float(value))
    else:
        answer = str(value)
    if answer is None or not question.accepts(answer):
        known = ", ".join((*question.order, UNKNOWN))
        message = f"{question.id} = {value!r} is none of: {known}"
        raise LineRefused("answer_outside_protocol", message)
    return answer


def _opened(protocol: Protocol, answers: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Keep the answers whose questions would be asked; name the others."""
    kept: dict[str, str] = {}
    for question in protocol.questions:
        if question.id in answers and protocol.is_asked(question, kept):
            kept[question.id] = answers[question.id]
    return kept, [name for name in answers if name not in kept]
