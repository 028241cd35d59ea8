"""The journal: every change, once, in order, tied to the one before it.

Each centre has its own numbers, 1, 2, 3 ... without gaps, in the order of commit. The chain
covers a salted digest of each payload, not the payload: retention may drop salt and payload
together and the chain still proves that nothing else was changed, swapped or removed.

    digest = sha256(salt, payload)
    hash   = sha256(previous hash, centre, n, id, type, subject, actor, times, digest)
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dispatch.codec import load_event
from dispatch.subject import Event
from regulation.person import Person

GENESIS = "0" * 64
"""Stands before the first entry of a centre."""

READ_PAGE = 500
"""Entries read at once: a second of a whole country's events, a few hundred kilobytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of one centre's journal.

    `event_id` is the same in the journals of all the centres an event concerns. `payload` and
    `salt` are None once retention has dropped them.
    """

    centre_id: str
    n: int
    event_id: str
    type: str
    subject: str
    subject_id: str
    case_id: str | None
    actor: Person
    at: datetime
    at_device: datetime | None
    caused_by: str
    payload: dict[str, Any] | None
    salt: str | None
    digest: str
    previous_hash: str
    hash: str

    def event(self) -> Event:
        """Return the event itself; raises ValueError once its payload was dropped."""
        if self.payload is None:
            msg = f"payload of {self.centre_id}/{self.n} was dropped by retention"
            raise ValueError(msg)
        return load_event(self.type, self.payload)


def digest_of(payload: dict[str, Any], salt: str) -> str:
    """Return the salted digest of a payload (hex)."""
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def hash_of(entry: Entry) -> str:
    """Return the chain hash of an entry (hex), from its header, digest and predecessor."""
    at_device = entry.at_device.isoformat() if entry.at_device else ""
    header = [
        entry.previous_hash,
        entry.centre_id,
        str(entry.n),
        entry.event_id,
        entry.type,
        entry.subject,
        entry.subject_id,
        entry.case_id or "",
        entry.actor.id,
        entry.actor.name,
        entry.actor.role,
        entry.at.isoformat(),
        at_device,
        entry.caused_by,
        entry.digest,
    ]
    return hashlib.sha256("\x1f".join(header).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One place where a journal does not prove itself."""

    centre_id: str
    n: int
    what: str

    def __str__(self) -> str:
        """Return the fault as one line for the terminal."""
        return f"{self.centre_id}/{self.n}: {self.what}"


def verify(
    centre_id: str, entries: Iterable[Entry], *, head_n: int, head_hash: str
) -> Iterator[Fault]:
    """Check one centre's entries, in order of number, against its recorded head.

    Finds a removed, added, changed or swapped entry, a changed payload, and a cut-off end.
    """
    n, previous = 0, GENESIS
    for entry in entries:
        n += 1
        yield from _entry_faults(entry, n, previous)
        n, previous = entry.n, entry.hash
    if (n, previous) != (head_n, head_hash):
        yield Fault(centre_id=centre_id, n=n, what=f"the head says {head_n}: entries are missing")


def _entry_faults(entry: Entry, n: int, previous: str) -> Iterator[Fault]:
    if entry.n != n:
        yield _fault(entry, f"expected number {n}: an entry was removed or added")
    if entry.previous_hash != previous:
        yield _fault(entry, "does not follow the entry before it")
    if entry.hash != hash_of(entry):
        yield _fault(entry, "its header was changed")
    if entry.payload is not None and entry.salt is not None:
        if entry.digest != digest_of(entry.payload, entry.salt):
            yield _fault(entry, "its content was changed")
    elif entry.payload is not None or entry.salt is not None:
        yield _fault(entry, "payload and salt must be dropped together")


def _fault(entry: Entry, what: str) -> Fault:
    return Fault(centre_id=entry.centre_id, n=entry.n, what=what)
