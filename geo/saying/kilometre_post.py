"""Kilometre posts: "PK 12", "km 5 route de Rufisque", "borne 40 sur la N1"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from geo.crossing import Road, Waypoint
from geo.naming.names import ORDINARY_WORDS, fold, sound
from geo.position import Position, bearing_deg, great_circle_m, moved

_POST: Final = re.compile(r"\b(?:pk|point kilometrique|borne|km|kilometre)\s?(\d{1,3})\b(?!\s?km)")
_NUMBER: Final = re.compile(r"\b(?:r?n|rn|route nationale|nationale)\s?(\d)\b")
_MOTORWAY: Final = re.compile(r"\b(?:a|autoroute)\s?(\d)\b")

WINDING: Final = 1.15
"""Kilometres driven for one on the drawn line between towns, which is straight."""

AT_THE_START_M: Final = 10_000.0
"""A road that passes the desk's town so near begins there, in the town's own way of counting."""

LEAST_WITHIN_M: Final = 1_000.0
WITHIN_SHARE: Final = 0.15

ANSWERS_AT_MOST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Holds one point that a post may be at: so many kilometres from a town along a road."""

    kilometre: int
    road: str
    begin: str
    towards: str
    position: Position


def find_posts(said: str, roads: Sequence[Road], near: Position | None) -> list[Post]:
    """Return where a kilometre post may be; [] when none is said or its road is not known.

    A numbered road is counted from its first town; "route de" a town, and no road at all, from
    the town of the desk, in every direction that fits.
    """
    words = fold(said)
    match = _POST.search(words)
    if match is None:
        return []
    kilometre = int(match[1])
    posts = [
        post
        for road, way in _ways(words, roads, near)
        if (post := _post(kilometre, road, way)) is not None
    ]
    return posts[:ANSWERS_AT_MOST]


def _ways(
    words: str, roads: Sequence[Road], near: Position | None
) -> Iterable[tuple[str, Sequence[Waypoint]]]:
    """Yield roads, each as the towns in the order that the posts are counted in."""
    numbers = [f"N{one}" for one in _NUMBER.findall(words)]
    numbers += [f"A{one}" for one in _MOTORWAY.findall(words)]
    if numbers:
        yield from ((road.number, road.towns) for road in roads if road.number in numbers)
        return
    named = {sound(fold(town.name)) for road in roads for town in road.towns if _names(words, town)}
    if not named and _says_more(words):
        return
    for road in roads if near is not None else ():
        for towns in (road.towns, road.towns[::-1]):
            start = _start(towns, near)
            ahead = {sound(fold(town.name)) for town in towns[start + 1 :]} if start >= 0 else set()
            if ahead and (not named or named & ahead):
                yield road.number, towns[start:]


def _names(words: str, town: Waypoint) -> bool:
    return f" {sound(fold(town.name))} " in f" {sound(words)} "


def _says_more(words: str) -> bool:
    """Say whether there are words besides the post: "km 5 avenue Cheikh Anta Diop"."""
    others = _POST.sub(" ", words).split()
    return any(len(word) > 2 and word not in ORDINARY_WORDS for word in others)  # noqa: PLR2004


def _start(towns: Sequence[Waypoint], near: Position | None) -> int:
    for at, town in enumerate(towns):
        if near is not None and great_circle_m(town.position, near) <= AT_THE_START_M:
            return at
    return -1


def _post(kilometre: int, road: str, towns: Sequence[Waypoint]) -> Post | None:
    """Return the point on the drawn line, None beyond its end."""
    left_m = kilometre * 1000 / WINDING
    within_m = max(LEAST_WITHIN_M, WITHIN_SHARE * kilometre * 1000)
    for one, other in pairwise(towns):
        leg_m = great_circle_m(one.position, other.position)
        if left_m <= leg_m:
            at = moved(one.position, bearing_deg(one.position, other.position), left_m)
            return Post(
                kilometre=kilometre,
                road=road,
                begin=towns[0].name,
                towards=other.name,
                position=Position(lat=at.lat, lon=at.lon, accuracy_m=round(within_m, -2)),
            )
        left_m -= leg_m
    return None
