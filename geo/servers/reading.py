"""Reads a server's JSON strictly: what does not have the documented shape is garbage."""

import math
from collections.abc import Mapping

from geo.position import InvalidPosition, Position
from geo.travel import RouterFailed, RouterFault

PAIR = 2


def garbage(detail: str) -> RouterFailed:
    """Return the failure for an answer that cannot be read."""
    return RouterFailed(RouterFault.GARBAGE, detail)


def a_mapping(value: object, what: str) -> Mapping[str, object]:
    """Return a JSON object. Raises `RouterFailed` (GARBAGE) for anything else; so do all here."""
    if not isinstance(value, dict):
        raise garbage(f"{what} is no object")
    return value


def a_list(value: object, what: str, *, length: int | None = None) -> list[object]:
    """Return a JSON array, of exactly ``length`` entries where that is known."""
    if not isinstance(value, list):
        raise garbage(f"{what} is no array")
    if length is not None and len(value) != length:
        raise garbage(f"{what} has {len(value)} entries, not {length}")
    return value


def a_number(value: object, what: str) -> float:
    """Return a finite number of at least 0; a server that writes true or "12" is not trusted."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise garbage(f"{what} is no number")
    if not (math.isfinite(value) and value >= 0):
        raise garbage(f"{what} is {value}")
    return float(value)


def a_text(value: object, what: str) -> str:
    """Return a text."""
    if not isinstance(value, str):
        raise garbage(f"{what} is no text")
    return value


def an_index(value: object, what: str, *, below: int) -> int:
    """Return a whole number from 0 to ``below``, which it does not reach."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < below:
        raise garbage(f"{what} is no index below {below}")
    return value


def lon_lat(value: object, what: str) -> Position:
    """Return the position of a ``[longitude, latitude]`` pair; a third number is height."""
    pair = a_list(value, what)
    if len(pair) < PAIR:
        raise garbage(f"{what} is no pair")
    return position(pair[1], pair[0], what)


def position(lat: object, lon: object, what: str) -> Position:
    """Return the position of two numbers."""
    for value in (lat, lon):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise garbage(f"{what} has no coordinates")
    try:
        return Position(lat=float(lat), lon=float(lon))  # type: ignore[arg-type]
    except InvalidPosition as error:
        raise garbage(f"{what}: {error}") from error
