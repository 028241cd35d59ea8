"""A gazetteer of any size, made of the country's real names, and what people type into it."""

import random
from collections.abc import Iterator
from itertools import islice

from geo.naming.named_place import GazetteerPlace
from geo.naming.place_kind import PlaceKind
from geo.position import Position

BEFORE = "Keur Darou Médina Santhie Sinthiou Saré Touba Ndiaye Diama Thiès Nguer Mbaye".split()  # noqa: SIM905
AFTER = "Ndiaye Sérère Wolof Peul Diop Fall Guèye Cissé Ndao Serigne Mbacké Kounda".split()  # noqa: SIM905
SEED = 1515


def many(places: list[GazetteerPlace], count: int) -> list[GazetteerPlace]:
    """Return so many places: the real ones, then real names joined as villages join them."""
    return list(islice(_endless(places), count))


def _endless(places: list[GazetteerPlace]) -> Iterator[GazetteerPlace]:
    yield from places
    chance = random.Random(SEED)  # noqa: S311  names, no secrets
    while True:
        name, other = chance.choice(places).name, chance.choice(places)
        joined = chance.choice(
            [
                f"{chance.choice(BEFORE)} {name}",
                f"{name} {chance.choice(AFTER)}",
                f"{name} {other.name}",
                f"{chance.choice(BEFORE)} {name} {chance.choice(AFTER)}",
            ]
        )
        at = other.position
        yield GazetteerPlace(
            name=joined,
            kind=PlaceKind.VILLAGE,
            position=Position(
                lat=at.lat + chance.uniform(-0.05, 0.05), lon=at.lon + chance.uniform(-0.05, 0.05)
            ),
            region=other.region,
        )


def typed(places: list[GazetteerPlace], count: int) -> list[str]:
    """Return what people type: names as they are begun, slipped on, and told in sentences."""
    chance = random.Random(SEED + 1)  # noqa: S311  names, no secrets
    return [_typed(chance, chance.choice(places).name, chance.choice(places)) for _ in range(count)]


def _typed(chance: random.Random, name: str, other: GazetteerPlace) -> str:
    cut = chance.randint(3, max(3, len(name)))
    return chance.choice(
        [
            name,
            name[:cut],
            name[:cut],
            _slipped(chance, name),
            f"à côté de la mosquée de {name}",
            f"{name} près de {_slipped(chance, other.name)}",
            f"accident sur la route entre {name} et {other.name[:cut]}",
        ]
    )


def _slipped(chance: random.Random, name: str) -> str:
    at = chance.randrange(len(name))
    swapped = name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]
    letter = chance.choice("aeioumnrst")
    return chance.choice([swapped, name[:at] + name[at + 1 :], name[:at] + letter + name[at + 1 :]])
