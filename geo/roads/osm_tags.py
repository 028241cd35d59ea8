"""What OpenStreetMap's tags say to somebody who drives an ambulance.

The keys and values are those of the OpenStreetMap wiki (pages "Key:highway", "Key:access",
"Key:oneway", "Key:surface", "Key:smoothness", "Key:tracktype", "Key:maxspeed", "Key:duration").
Whatever cannot be read counts as not said.
"""

import re
from collections.abc import Mapping
from typing import Final

from geo.roads.way import Direction, RoadClass, Surface

Tags = Mapping[str, str]

_CLASSES: Final = {
    "motorway": RoadClass.MOTORWAY,
    "trunk": RoadClass.TRUNK,
    "primary": RoadClass.PRIMARY,
    "secondary": RoadClass.SECONDARY,
    "tertiary": RoadClass.TERTIARY,
    "unclassified": RoadClass.LOCAL,
    "residential": RoadClass.LOCAL,
    "living_street": RoadClass.LOCAL,
    "road": RoadClass.LOCAL,
    "service": RoadClass.SERVICE,
    "track": RoadClass.TRACK,
}

_ONLY_IF_SAID: Final = {
    "pedestrian": RoadClass.SERVICE,
    "footway": RoadClass.SERVICE,
    "cycleway": RoadClass.SERVICE,
    "bridleway": RoadClass.TRACK,
    "busway": RoadClass.SERVICE,
    "path": RoadClass.TRACK,
}
"""Driven where the map says that an ambulance, or for a path any motor car, may. Steps never."""

_ACCESS_KEYS: Final = ("emergency", "motorcar", "motor_vehicle", "vehicle", "access")
"""From the one that speaks of ambulances to the one that speaks of everybody: the first wins."""

_SHUT: Final = {"no", "military"}
_ALLOWED: Final = {"yes", "designated", "official", "permissive", "destination"}

PRIVATE: Final = {"private", "customers", "permit", "delivery"}
"""An ambulance drives in to a patient, but not through as a short cut: slow, as in a yard."""

_IMPASSABLE_FORDS: Final = {"stepping_stones", "boat"}

_BLOCKS: Final = {
    "block", "bollard", "bus_trap", "cycle_barrier", "debris", "full-height_turnstile",
    "horse_stile", "jersey_barrier", "kissing_gate", "log", "motorcycle_barrier", "planter",
    "stile", "turnstile", "wall", "fence", "ditch", "tank_trap",
}  # fmt: skip
"""What stops a car on the road itself. Gates, chains, toll booths and control posts are opened
for an ambulance, and are not counted."""

_SURFACES: Final = {
    Surface.PAVED: {
        "paved", "asphalt", "concrete", "chipseal", "paving_stones", "sett", "bricks", "metal",
        "wood", "interlock", "tarmac", "bitumen",
    },
    Surface.LATERITE: {
        "unpaved", "compacted", "gravel", "fine_gravel", "laterite", "dirt", "earth", "ground",
        "pebblestone", "clay", "rock", "stone", "murram", "cobblestone", "unhewn_cobblestone",
        "soil", "shells", "banco",
    },
    Surface.SAND: {"sand", "mud", "grass", "salt", "dirt/sand"},
}  # fmt: skip
_SURFACE_OF: Final = {word: kind for kind, words in _SURFACES.items() for word in words}

_GRADES: Final = {
    "grade1": Surface.PAVED,
    "grade2": Surface.LATERITE,
    "grade3": Surface.LATERITE,
    "grade4": Surface.SAND,
    "grade5": Surface.SAND,
}

_WORST_OF: Final = (Surface.SAND, Surface.LATERITE, Surface.PAVED)

_AT_BEST: Final = {
    "bad": Surface.LATERITE,
    "very_bad": Surface.SAND,
    "horrible": Surface.SAND,
    "very_horrible": Surface.SAND,
}
"""Broken asphalt is driven no faster than graded earth: what counts is how it is driven."""

_LIMIT_KEYS: Final = ("maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed")
_LIMIT: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(km/?h|kmph|kph|mph|knots)?", re.IGNORECASE)
_IMPLIED_LIMIT: Final = re.compile(r"[a-z]{2}:([a-z_]+)?(?:zone)?:?(\d+)?", re.IGNORECASE)
_KMH_OF_A_MILE: Final = 1.609344
_KMH_OF_A_KNOT: Final = 1.852
_LIMITS_KMH: Final = {
    "urban": 50.0,
    "rural": 90.0,
    "trunk": 90.0,
    "motorway": 110.0,
    "living_street": 20.0,
}
"""General limits of Senegal's highway code; its neighbours' are near enough for a ceiling."""

WALKING_KMH: Final = 7.0
LEAST_LIMIT_KMH: Final = 5.0
MOST_LIMIT_KMH: Final = 140.0
"""Posted limits outside these are typing slips, and count as none."""

_CLOCK: Final = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_MINUTES: Final = re.compile(r"\d{1,4}")
_ISO: Final = re.compile(
    r"P(?:\d+Y)?(?:\d+M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?",
    re.IGNORECASE,
)


def road_class(tags: Tags) -> RoadClass | None:
    """Return what sort of road it is, None for one that an ambulance does not drive.

    A link (slip road) has the class of its road; a private road that of a yard. Areas, roads
    being built and steps are not driven.
    """
    value = tags.get("highway", "").removesuffix("_link")
    kind = _CLASSES.get(value) or _ONLY_IF_SAID.get(value)
    if kind is None or tags.get("area") == "yes" or not _passable(tags):
        return None
    said = _access(tags)
    if said in _SHUT:
        return None
    if value in _ONLY_IF_SAID and not _let_in(value, tags):
        return None
    return RoadClass.SERVICE if said in PRIVATE and kind is not RoadClass.TRACK else kind


def ferry_carries_cars(tags: Tags) -> bool:
    """Say whether a ferry takes an ambulance: only where the map says so.

    A pirogue or a passenger boat is drawn as a ferry too, and would be proposed as a road.
    """
    keys = ("emergency", "motorcar", "motor_vehicle", "vehicle", "hgv")
    said = next((tags[key] for key in keys if key in tags), None)
    return said in _ALLOWED or said in PRIVATE


def blocks_cars(tags: Tags) -> bool:
    """Say whether a node on a road stops a car, such as a bollard; gates do not."""
    if tags.get("barrier") not in _BLOCKS:
        return False
    keys = ("emergency", "motorcar", "motor_vehicle", "vehicle", "access")
    return next((tags[key] for key in keys if key in tags), "no") not in _ALLOWED


def direction(tags: Tags) -> Direction | None:
    """Return which way it is driven; None when that changes in the day, and nobody can count on it.

    Roundabouts and motorways are one-way unless they say otherwise.
    """
    keys = ("oneway:emergency", "oneway:motor_vehicle", "oneway:vehicle", "oneway")
    said = next((tags[key] for key in keys if key in tags), "")
    if said in {"yes", "true", "1"}:
        return Direction.FORWARD
    if said in {"-1", "reverse"}:
        return Direction.BACKWARD
    if said in {"reversible", "alternating"}:
        return None if said == "reversible" else Direction.BOTH
    implied = is_roundabout(tags) or tags.get("highway") == "motorway"
    return Direction.FORWARD if implied and said not in {"no", "false", "0"} else Direction.BOTH


def is_roundabout(tags: Tags) -> bool:
    """Say whether a way is a circle that is driven round."""
    return tags.get("junction") in {"roundabout", "circular"}


def surface(tags: Tags) -> Surface:
    """Return what is driven on: the worst of what ``surface`` names, no better than it is driven.

    ``tracktype`` answers where ``surface`` says nothing; a ford is driven like sand.
    """
    words = re.split(r"[;,|]", tags.get("surface", "").lower())
    named = {_SURFACE_OF.get(word.strip().split(":")[0]) for word in words}
    found: Surface | None = next((kind for kind in _WORST_OF if kind in named), None)
    found = found or _GRADES.get(tags.get("tracktype", ""))
    at_best = _AT_BEST.get(tags.get("smoothness", ""))
    if tags.get("ford") not in {None, "no"}:
        at_best = Surface.SAND
    known = {kind for kind in (found, at_best) if kind is not None}
    return next((kind for kind in _WORST_OF if kind in known), Surface.UNKNOWN)


def max_speed_kmh(tags: Tags) -> float | None:
    """Return the posted limit, None for none, a variable one or one that cannot be read.

    Reads "50", "50 km/h", "30 mph", "walk", "SN:urban", "FR:zone30"; of several the lowest.
    """
    for key in _LIMIT_KEYS:
        read = [_limit_kmh(word.strip()) for word in tags.get(key, "").split(";")]
        limits = [limit for limit in read if limit is not None]
        if limits:
            return min(limits)
    return None


def duration_s(text: str) -> float | None:
    """Return the seconds of a ferry's ``duration``: "0:20", "01:30:00", "20" (minutes), "PT20M".

    None for what cannot be read and for nothing at all.
    """
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (float(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds or None
    if _MINUTES.fullmatch(text):
        return float(text) * 60 or None
    if iso := _ISO.fullmatch(text):
        days, hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return days * 86_400 + hours * 3600 + minutes * 60 + seconds or None
    return None


def _access(tags: Tags) -> str | None:
    return next((tags[key] for key in _ACCESS_KEYS if key in tags), None)


def _let_in(value: str, tags: Tags) -> bool:
    if tags.get("emergency") in _ALLOWED:
        return True
    motor = tags.get("motorcar", tags.get("motor_vehicle"))
    return value == "path" and motor in _ALLOWED


def _passable(tags: Tags) -> bool:
    broken = tags.get("smoothness") == "impassable" or tags.get("impassable") == "yes"
    return not broken and tags.get("ford") not in _IMPASSABLE_FORDS


def _limit_kmh(word: str) -> float | None:
    if word == "walk":
        return WALKING_KMH
    if implied := _IMPLIED_LIMIT.fullmatch(word):
        kind, figure = implied.groups()
        return _in_reason(float(figure)) if figure else _LIMITS_KMH.get((kind or "").lower())
    stated = _LIMIT.fullmatch(word)
    if stated is None:
        return None
    unit = (stated[2] or "").lower()
    per_unit = {"mph": _KMH_OF_A_MILE, "knots": _KMH_OF_A_KNOT}.get(unit, 1.0)
    return _in_reason(float(stated[1].replace(",", ".")) * per_unit)


def _in_reason(kmh: float) -> float | None:
    return kmh if LEAST_LIMIT_KMH <= kmh <= MOST_LIMIT_KMH else None
