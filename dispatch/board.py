"""The board: what one centre's room sees, as a picture that events keep true.

The law: a snapshot at number N, and then every event up to M, gives exactly the snapshot at M.
The picture is built by the same `evolve` functions that change the rows (see `subject.py`), so
there is one meaning of an event and not two.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dispatch.subject import (
    CALL,
    CASE,
    MISSION,
    NOTICE,
    SHOWN,
    TASK,
    Event,
    Subject,
    subject_of,
)
from regulation.call import CallState
from regulation.case import OPEN_STATES

CALLS_SHOWN = frozenset({CallState.RINGING, CallState.TAKEN, CallState.ABANDONED})
"""A call stays on the board until it is a case or has a class: an abandoned one waits to be
called back."""

FOLLOWERS = (MISSION, NOTICE, TASK)
"""What may stand on a board only for its case."""

Key = tuple[str, str]
"""Name of the kind, and id."""


def belongs(subject: Subject, state: Any, *, case_open: bool) -> bool:  # noqa: ANN401 - any state
    """Say whether a thing stands on a board of its centres.

    `case_open` says whether the case that a mission, notice or task is about is on the board
    itself; a task that is over stays beside its case, so that all can see what came of it.
    """
    if subject is CALL:
        return state.state in CALLS_SHOWN
    if subject is CASE:
        return state.state in OPEN_STATES
    if subject is MISSION:
        return case_open or bool(state.active)
    if subject is NOTICE:
        return case_open
    if subject is TASK:
        return case_open or bool(state.is_open)
    return subject.on_boards


@dataclass(slots=True, kw_only=True)
class Board:
    """One centre's picture at journal number `n`."""

    centre_id: str
    n: int
    things: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in SHOWN})

    def apply(self, n: int, event: Event) -> set[Key]:
        """Apply the next event and return the keys it touched, also of things now gone.

        Raises ValueError when `n` is not the next number: the caller must read what it missed.
        """
        if n != self.n + 1:
            msg = f"board {self.centre_id} at {self.n} was handed event {n}"
            raise ValueError(msg)
        self.n = n
        subject = subject_of(event)
        if not subject.on_boards:
            return set()
        id_ = subject.id_of(event)
        before = self.things[subject.name].get(id_)
        if before is None and type(event) not in subject.founding:
            # It left this board before: a classed call, a closed case and what served it. What
            # still happens to it is in the journal and shows nowhere here.
            return set()
        state = subject.evolve(before, event)
        touched = {(subject.name, id_)}
        if not self._place(subject, id_, state) and subject is CASE:
            touched |= self._drop_followers(id_)
        return touched

    def get(self, key: Key) -> Any | None:  # noqa: ANN401 - any state
        """Return the thing under `key`, or None when it is not on this board."""
        kind, id_ = key
        return self.things[kind].get(id_)

    def _place(self, subject: Subject, id_: str, state: Any) -> bool:  # noqa: ANN401 - any state
        case_open = getattr(state, "case_id", None) in self.things[CASE.name]
        here = self.centre_id in subject.centres(state)
        stands = here and belongs(subject, state, case_open=case_open)
        if stands:
            self.things[subject.name][id_] = state
        else:
            self.things[subject.name].pop(id_, None)
        return stands

    def _drop_followers(self, case_id: str) -> set[Key]:
        """Drop what stood here only for its case.

        A unit still engaged keeps its mission, and what must still be done stays a task.
        """
        gone: set[Key] = set()
        for subject in FOLLOWERS:
            shelf = self.things[subject.name]
            for id_, state in list(shelf.items()):
                if state.case_id == case_id and not belongs(subject, state, case_open=False):
                    del shelf[id_]
                    gone.add((subject.name, id_))
        return gone


def replay(board: Board, events: Iterable[tuple[int, Event]]) -> set[Key]:
    """Apply several numbered events and return all keys they touched."""
    touched: set[Key] = set()
    for n, event in events:
        touched |= board.apply(n, event)
    return touched
