"""The states of a mission, and the moves a crew may make from one to the next.

The states are Hub Santé's list `statutVecteur`, in its order. They belong to the pair (mission,
unit), never to the unit alone.

The rules, all of them read from the one table `_MOVES`:

* A crew goes forward and may skip: whoever forgot to say "arrived" may say "with the patient".
* Nobody goes back. A slip of the thumb is a correction (see `correctable`), kept in the record.
* A mission is cancelled only before arrival; afterwards it ends by leaving the place.
* A unit that has not arrived cannot be "on the way back": it arrives or it is cancelled.
* Stops in transit are made one after the other, each left before the next is reached.
* `ANNULE` and `REN_BASE` are the ends.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class MissionStatus(StrEnum):
    """A state of one unit in one mission; values are the codes of Hub Santé's `statutVecteur`."""

    DECISION = "DECISION"
    DECLENCHE = "DECLENCHE"
    DEPART = "DEPART"
    ANNULE = "ANNULE"
    ARRIVEE = "ARRIVEE"
    PEC = "PEC"
    BILAN = "BILAN"
    ORIENTAT = "ORIENTAT"
    TRANSP = "TRANSP"
    ETAPE1 = "ETAPE1"
    TRANSP2 = "TRANSP2"
    ETAPE2 = "ETAPE2"
    TRANSP3 = "TRANSP3"
    DESTIN = "DESTIN"
    FINPEC = "FINPEC"
    RETOUR = "RETOUR"
    RET_BASE = "RET-BASE"
    REN_BASE = "REN-BASE"


_S = MissionStatus
_HOME: Final = (_S.RETOUR, _S.RET_BASE, _S.REN_BASE)
_OVER: Final = (_S.FINPEC, *_HOME)
_BEFORE_ARRIVAL: Final = (
    *(_S.ARRIVEE, _S.PEC, _S.BILAN, _S.ORIENTAT, _S.TRANSP, _S.DESTIN, _S.FINPEC),
    _S.ANNULE,
)

# The first move of each row is the one the crew's big button proposes.
_MOVES: Final[Mapping[MissionStatus, tuple[MissionStatus, ...]]] = MappingProxyType(
    {
        _S.DECISION: (_S.DECLENCHE, _S.DEPART, *_BEFORE_ARRIVAL),
        _S.DECLENCHE: (_S.DEPART, *_BEFORE_ARRIVAL),
        _S.DEPART: _BEFORE_ARRIVAL,
        _S.ANNULE: (),
        _S.ARRIVEE: (_S.PEC, _S.BILAN, _S.ORIENTAT, _S.TRANSP, _S.DESTIN, *_OVER),
        _S.PEC: (_S.BILAN, _S.ORIENTAT, _S.TRANSP, _S.DESTIN, *_OVER),
        _S.BILAN: (_S.ORIENTAT, _S.TRANSP, _S.DESTIN, *_OVER),
        _S.ORIENTAT: (_S.TRANSP, _S.DESTIN, *_OVER),
        _S.TRANSP: (_S.DESTIN, _S.ETAPE1, *_OVER),
        _S.ETAPE1: (_S.TRANSP2, _S.DESTIN, *_OVER),
        _S.TRANSP2: (_S.DESTIN, _S.ETAPE2, *_OVER),
        _S.ETAPE2: (_S.TRANSP3, _S.DESTIN, *_OVER),
        _S.TRANSP3: (_S.DESTIN, *_OVER),
        _S.DESTIN: _OVER,
        _S.FINPEC: _HOME,
        _S.RETOUR: (_S.RET_BASE, _S.REN_BASE),
        _S.RET_BASE: (_S.REN_BASE,),
        _S.REN_BASE: (),
    }
)

# At RETOUR Hub Santé says "la ressource est disponible pour être réengagée": the unit is free.
_RELEASED: Final = frozenset({_S.ANNULE, *_HOME})

_WITH_PATIENT: Final = frozenset(
    {
        *(_S.PEC, _S.BILAN, _S.ORIENTAT),
        *(_S.TRANSP, _S.ETAPE1, _S.TRANSP2, _S.ETAPE2, _S.TRANSP3, _S.DESTIN),
    }
)

# Close to the German FMS keys (1 free by radio, 2 at base, 3 on the way, 4 on scene, 7 and 8
# transport and hospital). A key means one thing in each state: 4 is "arrived" at the scene or at
# a stop, 7 "left with the patient", 3 "on the road, empty", 2 "at base" (alerted or back).
# No crew ever moves to DECISION, so key 0 stays free for a call for help.
_KEYS: Final[Mapping[MissionStatus, str]] = MappingProxyType(
    {
        _S.DECISION: "0",
        _S.DECLENCHE: "2",
        _S.DEPART: "3",
        _S.ANNULE: "*",
        _S.ARRIVEE: "4",
        _S.PEC: "5",
        _S.BILAN: "6",
        _S.ORIENTAT: "#",
        _S.TRANSP: "7",
        _S.ETAPE1: "4",
        _S.TRANSP2: "7",
        _S.ETAPE2: "4",
        _S.TRANSP3: "7",
        _S.DESTIN: "8",
        _S.FINPEC: "9",
        _S.RETOUR: "1",
        _S.RET_BASE: "3",
        _S.REN_BASE: "2",
    }
)


def allowed_moves(status: MissionStatus) -> tuple[MissionStatus, ...]:
    """Return the states a crew may declare next, the proposed one first; empty at an end."""
    return _MOVES[status]


def may_move(from_: MissionStatus, to: MissionStatus) -> bool:
    """Say whether `to` may be declared right after `from_`; a correction is not a move."""
    return to in _MOVES[from_]


def next_move(status: MissionStatus) -> MissionStatus | None:
    """Return the move the big button proposes, or None when the mission is at an end."""
    moves = _MOVES[status]
    return moves[0] if moves else None


def digit(status: MissionStatus) -> str:
    """Return the keypad key (0-9, * or #) that declares this state, on phone, SMS and app."""
    return _KEYS[status]


def move_for_key(present: MissionStatus, key: str) -> MissionStatus | None:
    """Return the move that `key` means in the present state, or None when it means none."""
    return next((move for move in _MOVES[present] if _KEYS[move] == key), None)


def is_active(status: MissionStatus) -> bool:
    """Say whether the mission holds its unit: true from DECISION until RETOUR or ANNULE."""
    return status not in _RELEASED


def is_ended(status: MissionStatus) -> bool:
    """Say whether no move is left: the mission is cancelled or the unit is back at base."""
    return not _MOVES[status]


def on_the_way(status: MissionStatus) -> bool:
    """Say whether the unit is driving to the scene and not there yet."""
    return status is MissionStatus.DEPART


def with_patient(status: MissionStatus) -> bool:
    """Say whether the crew has the patient in its care, from PEC until FINPEC is declared."""
    return status in _WITH_PATIENT


def correctable(history: Sequence[MissionStatus]) -> MissionStatus | None:
    """Return the state the last move may be taken back to, or None.

    `history` lists the states in the order they were set, corrections included. Only the last
    move can be taken back, and once: a correction is not itself corrected, the crew moves on.
    Taking back ANNULE or RETOUR makes the mission hold the unit again, so the caller checks that
    the unit was not engaged elsewhere meanwhile.
    """
    if len(history) < 2:  # noqa: PLR2004 - one state is no move
        return None
    before, last = history[-2:]
    return before if may_move(before, last) else None


def diagram() -> str:
    """Draw the table as Mermaid text, for the documentation.

    Thick arrows are the proposed moves and dotted ones the branches. Skips along the thick
    arrows are left out: drawn, they would hide the rest.
    """
    lines = ["flowchart TD"]
    lines += [f'    {status.name}["{status}"]' for status in MissionStatus]
    for status in MissionStatus:
        path = _proposed_path(status)
        lines += [
            f"    {status.name} {'==>' if move is next_move(status) else '-.->'} {move.name}"
            for move in allowed_moves(status)
            if move is next_move(status) or move not in path
        ]
    return "\n".join(lines) + "\n"


def _proposed_path(status: MissionStatus) -> tuple[MissionStatus, ...]:
    following = next_move(status)
    return () if following is None else (following, *_proposed_path(following))
