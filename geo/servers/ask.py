"""How a question travels to a router server: handed in, because this room opens no sockets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One HTTP request under the server's address: GET, or POST where it has a JSON body."""

    path: str
    body: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back: the HTTP status and the JSON document, whatever its shape."""

    status: int
    document: object


class Ask(Protocol):
    """Carries questions to one server and brings the answers back."""

    async def __call__(self, questions: Sequence[Question]) -> list[Answer]:
        """Return the answers in the order of the questions, which may travel side by side.

        Raises `RouterFailed`: SLOW past its time limit, FAILED when the server is not reached or
        breaks off, GARBAGE when what it sends is no JSON or larger than any honest answer.
        """
        ...
