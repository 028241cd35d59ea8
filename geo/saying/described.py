"""Candidates for places that are described beside a landmark or by a kilometre post."""

from collections.abc import Sequence
from typing import Final

from geo.crossing import Road
from geo.naming.gazetteer import Gazetteer
from geo.naming.named_place import Found, GazetteerPlace
from geo.naming.names import fold, sound
from geo.naming.place_kind import PlaceKind, kinds_said
from geo.place import Relation
from geo.position import Position
from geo.saying.kilometre_post import Post, find_posts
from geo.saying.landmark import Way, read_landmark
from geo.saying.landmark_point import AlongRoad, Understood, locate_description

MUCH_WORSE: Final = 25.0
"""Points below the best at which a place of the same name is not offered as the landmark."""


def described(
    said: str,
    gazetteer: Gazetteer,
    near: Position | None,
    roads: Sequence[Road] = (),
    along: AlongRoad | None = None,
) -> list[Understood]:
    """Return how the words describe a place beside others, best first; [] when they do not."""
    posts = [_from_post(post) for post in find_posts(said, roads, near)]
    read = read_landmark(said)
    if posts or read is None:
        return posts
    return locate_description(read, lambda words, at: _named(words, gazetteer, at), near, along)


def _named(words: str, gazetteer: Gazetteer, near: Position | None) -> list[Found]:
    """Return what a landmark's words name: landmarks first, else the places of one name."""
    landmarks = gazetteer.landmarks(words, near)
    if landmarks:
        return landmarks
    found = gazetteer.search(words, near)
    if not found:
        return []
    if kinds_said(fold(words).split()) and found[0].words != words:
        return []  # the town of a mosque that nobody has entered is not the mosque
    best, heard = found[0], sound(fold(found[0].place.name))
    return [
        one
        for one in found
        if sound(fold(one.place.name)) == heard and one.score > best.score - MUCH_WORSE
    ]


def _from_post(post: Post) -> Understood:
    begin = GazetteerPlace(
        name=post.begin, kind=PlaceKind.TOWN, position=post.position, region=None
    )
    return Understood(
        relation=Relation.AFTER,
        way=Way.LINE,
        landmark=Found(place=begin, score=0.0, words=post.road),
        position=post.position,
        far_m=post.kilometre * 1000.0,
        towards=post.towards,
        road=post.road,
    )


def short_name(one: Understood, gazetteer: Gazetteer) -> str:
    """Return how a described place is called in the record, in signs that need no language."""
    place = one.landmark.place
    name = full_name(place, gazetteer)
    if one.relation is Relation.BETWEEN:
        return f"{name} \N{LEFT RIGHT ARROW} {one.second}"
    far = f" + {_length(one.far_m)}" if one.far_m is not None else ""
    if one.relation is Relation.BEFORE and far:
        far = far.replace("+", "\N{MINUS SIGN}")
    road = f"{one.road} " if one.road else ""
    goal = f" \N{RIGHTWARDS ARROW} {one.towards}" if one.towards else ""
    if one.coming_from:
        goal = f" \N{LEFTWARDS ARROW} {one.coming_from}"
    return f"{road}{name}{far}{goal}"


def full_name(place: GazetteerPlace, gazetteer: Gazetteer) -> str:
    """Return a landmark's name with the place it stands in, where the name does not say it."""
    town = gazetteer.town_of(place)
    if not town or f" {sound(fold(town))} " in f" {sound(fold(place.name))} ":
        return place.name
    return f"{place.name} ({town})"


def _length(far_m: float) -> str:
    if far_m < 1000:  # noqa: PLR2004  metres to a kilometre
        return f"{far_m:g} m"
    return f"{far_m / 1000:g} km"
