"""Every way a questioning can go, from the first question to the last."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from regulation.protocols.engine import next_question
from regulation.protocols.model import Protocol
from regulation.protocols.question import UNKNOWN, Question

Path: TypeAlias = Mapping[str, str]
"""A questioning: the answer to each question that was asked, in order."""

Steps: TypeAlias = tuple[tuple[str, str], ...]
"""A questioning that can be a key."""


def steps(path: Path) -> Steps:
    """Turn a questioning into a key."""
    return tuple(path.items())


def walk(protocol: Protocol) -> Iterator[Path]:
    """Yield every finished questioning that may conclude differently from the others."""
    yield from _walk(protocol, {})


def count_paths(protocol: Protocol, enough: int) -> int:
    """Count the finished questionings, stopping just above `enough`."""
    return sum(1 for _ in islice(walk(protocol), enough + 1))


def changed(protocol: Protocol, path: Path, name: str, answer: str) -> Path:
    """Change one answer and forget the answers of questions that this closes."""
    if name not in protocol.gates:
        return {**path, name: answer}
    kept: dict[str, str] = {}
    for question in protocol.questions:
        if question.id in path and protocol.is_asked(question, kept):
            kept[question.id] = answer if question.id == name else path[question.id]
    return kept


def _walk(protocol: Protocol, so_far: dict[str, str]) -> Iterator[Path]:
    asked = next_question(protocol, so_far)
    if asked is None:
        yield so_far
        return
    for answer in _choices(protocol, protocol.by_id[asked]):
        yield from _walk(protocol, {**so_far, asked: answer})


def _choices(protocol: Protocol, question: Question) -> tuple[str, ...]:
    """List the answers worth walking.

    On a critical question unknown is the worst answer by construction and need not be walked
    again, unless a later question waits for it: unknown opens every gate, the worst may not.
    """
    if question.critical and question.id not in protocol.gates:
        return question.order
    return (*question.order, UNKNOWN)
