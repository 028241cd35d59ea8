"""The sorts of places a gazetteer holds, what they are called, and how far each one reaches."""

from enum import StrEnum
from typing import Final

from geo.naming.names import fold


class PlaceKind(StrEnum):
    """Says what sort of place a name stands for."""

    CITY = "city"
    TOWN = "town"
    VILLAGE = "village"
    QUARTER = "quarter"
    HOSPITAL = "hospital"
    HEALTH_POST = "health_post"
    CLINIC = "clinic"
    PHARMACY = "pharmacy"
    FUEL = "fuel"
    MOSQUE = "mosque"
    CHURCH = "church"
    SCHOOL = "school"
    MARKET = "market"
    POLICE = "police"
    FIRE_STATION = "fire_station"
    BUS_STATION = "bus_station"
    RAILWAY_STATION = "railway_station"
    FERRY = "ferry"
    AIRPORT = "airport"
    JUNCTION = "junction"
    BRIDGE = "bridge"
    HOTEL = "hotel"
    BANK = "bank"
    TOWN_HALL = "town_hall"
    STADIUM = "stadium"
    OTHER = "other"
    """A landmark of none of these kinds."""


SETTLEMENTS: Final = frozenset(
    {PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE, PlaceKind.QUARTER}
)
"""The kinds where people live; every other one is a landmark."""

KIND_WORTH: Final = {
    PlaceKind.CITY: 6.0,
    PlaceKind.TOWN: 5.0,
    PlaceKind.QUARTER: 4.0,
    PlaceKind.VILLAGE: 0.0,
}
LANDMARK_WORTH: Final = -8.0
"""A town goes before a pharmacy of its name, unless the words say "pharmacie"."""

NAMED_WITHIN_M: Final = {
    PlaceKind.CITY: 5_000.0,
    PlaceKind.TOWN: 2_000.0,
    PlaceKind.QUARTER: 1_000.0,
    PlaceKind.VILLAGE: 1_000.0,
    PlaceKind.HOSPITAL: 200.0,
    PlaceKind.MARKET: 200.0,
    PlaceKind.AIRPORT: 1_500.0,
}
"""How far from the point of a name its last houses are: Kaolack is ten kilometres across, a
village with its fields one or two."""

LANDMARK_WITHIN_M: Final = 100.0
"""A forecourt, a courtyard, a crossroads with its stalls."""

_SAID: Final = {
    PlaceKind.HOSPITAL: "hôpital|hôpital régional|centre hospitalier|chr|chu|hospital|loppitaan",
    PlaceKind.HEALTH_POST: "poste de santé|case de santé|centre de santé|health post|health centre"
    "|health center|dispensaire",
    PlaceKind.CLINIC: "clinique|cabinet médical|infirmerie|clinic",
    PlaceKind.PHARMACY: "pharmacie|pharmacy",
    PlaceKind.FUEL: "station|station essence|station service|essencerie|pompe|pompe à essence"
    "|petrol station|fuel station|filling station|gas station",
    PlaceKind.MOSQUE: "mosquée|grande mosquée|mosque|jakka|jumaa|djouma",
    PlaceKind.CHURCH: "église|cathédrale|chapelle|paroisse|church|jangu",
    PlaceKind.SCHOOL: "école|lycée|collège|cem|daara|université|institut|school|high school"
    "|lekool|ekool",
    PlaceKind.MARKET: "marché|louma|market|ja|marse",
    PlaceKind.POLICE: "police|poste de police|commissariat|gendarmerie|brigade|police station",
    PlaceKind.FIRE_STATION: "caserne|sapeurs pompiers|pompiers|fire station",
    PlaceKind.BUS_STATION: "gare routière|garage|autogare|arrêt de bus|bus station|bus stop",
    PlaceKind.RAILWAY_STATION: "gare|gare ferroviaire|train station|railway station",
    PlaceKind.FERRY: "bac|embarcadère|débarcadère|gare maritime|ferry",
    PlaceKind.AIRPORT: "aéroport|airport",
    PlaceKind.JUNCTION: "carrefour|croisement|rond point|échangeur|junction|crossroads"
    "|roundabout|selebe yoon",
    PlaceKind.BRIDGE: "pont|passerelle|bridge|pom",
    PlaceKind.HOTEL: "hôtel|auberge|campement|hotel|lodge|motel",
    PlaceKind.BANK: "banque|bank",
    PlaceKind.TOWN_HALL: "mairie|hôtel de ville|town hall|préfecture|sous préfecture",
    PlaceKind.STADIUM: "stade|terrain|stadium",
}
"""French, English and Wolof words for each sort of landmark."""

KIND_OF_WORDS: Final = {
    tuple(fold(words).split()): kind for kind, said in _SAID.items() for words in said.split("|")
}
"""The words, folded and split, and the kind they name; "station service" beside "station"."""

LONGEST_KIND_WORDS: Final = max(len(words) for words in KIND_OF_WORDS)

_BRANDS: Final = (
    "total totalenergies shell elton edk oryx star oilibya ola vivo petrosen puma mobil eydon "
    "auchan casino orange wave bicis cbao ecobank sgbs"
)
BRANDS: Final = frozenset(_BRANDS.split())
"""Signs over the door of many places at once: they tell landmarks of one town apart and are no
names of places. Fuel first, then shops, kiosks and banks."""


def within_m(kind: PlaceKind) -> float:
    """Return the radius in metres that a name of this kind stands for."""
    return NAMED_WITHIN_M.get(kind, LANDMARK_WITHIN_M)


def worth(kind: PlaceKind) -> float:
    """Return the points a place has for its kind alone."""
    return KIND_WORTH.get(kind, LANDMARK_WORTH)


def kinds_said(words: list[str]) -> dict[PlaceKind, tuple[int, int]]:
    """Return the landmark kinds named in folded words, with where each begins and ends.

    The longest wording wins: "gare routière" is a bus station and no railway station.
    """
    said: dict[PlaceKind, tuple[int, int]] = {}
    at = 0
    while at < len(words):
        length = next(
            (n for n in range(LONGEST_KIND_WORDS, 0, -1) if _kind(words, at, n) is not None), 0
        )
        kind = _kind(words, at, length)
        if kind is not None:
            said.setdefault(kind, (at, at + length))
        at += max(length, 1)
    return said


def _kind(words: list[str], at: int, length: int) -> PlaceKind | None:
    return KIND_OF_WORDS.get(tuple(words[at : at + length]))
