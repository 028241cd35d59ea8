"""What the service and its road graph process say to each other, and how it is framed.

Each message is its length (4 bytes, big-endian) and a pickle. Both ends are this program, joined
by a pipe that nobody else holds, so the pickle is as trustworthy as the code.
"""

import pickle
import struct
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Final

from geo.roads.border import BorderPolicy
from geo.roads.factors import SpeedFactors
from geo.travel import RouterFault

LENGTH: Final = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question; past ``until_s`` (monotonic clock, the same for both) nobody waits for it."""

    number: int
    until_s: float
    method: str
    arguments: tuple[object, ...]
    options: dict[str, object] = field(default_factory=dict)
    borders: BorderPolicy
    factors: SpeedFactors


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to the question of that number: a value, or why there is none."""

    number: int
    value: object = None
    fault: RouterFault | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Says which map is in use from here on; said at the start and whenever the file changes."""

    data_date: datetime | None
    built_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """Says that the file gives no graph; an earlier one stays in use where there is one."""

    code: str
    detail: str


Message = Request | Reply | Loaded | Unusable


def framed(message: Message) -> bytes:
    """Return a message as it goes through the pipe."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def unframed(body: bytes) -> Message:
    """Return the message of a frame's body."""
    message: Message = pickle.loads(body)  # noqa: S301 - from our own process, see above
    return message


def read_frame(pipe: BinaryIO) -> Message | None:
    """Wait for the next message; None at the end of the pipe."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = pipe.read(length)
    return unframed(body) if len(body) == length else None
