"""The library as one JSON document: what can be asked, answered and said of each complaint."""

from typing import Any

from regulation.protocols.library import Library
from regulation.protocols.model import Protocol
from regulation.protocols.question import UNKNOWN, UNKNOWN_LABEL, Question


def listed(library: Library) -> list[dict[str, Any]]:
    """Return every protocol, in order of id, ready for `json.dumps`."""
    return [_protocol(library, known) for _, known in sorted(library.protocols.items())]


def _protocol(library: Library, protocol: Protocol) -> dict[str, Any]:
    flags = {flag for rule in protocol.rules for flag in rule.when_any_context}
    return {
        "id": protocol.id,
        "version": protocol.version,
        "sha256": protocol.sha256,
        "status": protocol.status.value,
        "title": protocol.title.model_dump(),
        "codes": protocol.codes.model_dump(),
        "entry": protocol.entry.model_dump(),
        "questions": [_question(question) for question in protocol.questions],
        "context": [
            {"id": term.id, "label": term.label.model_dump()}
            for term in library.vocabulary.context
            if term.id in flags
        ],
    }


def _question(question: Question) -> dict[str, Any]:
    """Return one question; its answers go from least to most severe, `unknown` closes them."""
    by_id = {answer.id: answer for answer in question.answers}
    bands = ("at_least", "below") if question.unit is not None else ()
    return {
        "id": question.id,
        "text": question.text.model_dump(),
        "help": question.help.model_dump() if question.help else None,
        "kind": question.kind.value,
        "unit": question.unit,
        "critical": question.critical,
        "vital": question.vital,
        "ask_if": {name: list(answers) for name, answers in question.ask_if.items()},
        "answers": [
            by_id[name].model_dump(include={"id", "label", *bands}) for name in question.order
        ]
        + [{"id": UNKNOWN, "label": UNKNOWN_LABEL.model_dump()}],
    }
