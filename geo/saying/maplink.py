"""The point inside a forwarded map link or `geo:` address, read without fetching anything.

A link that only stands for another address (`maps.app.goo.gl/...`) holds no point; it is said so,
because following it would need a network and a foreign server.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, unquote_plus

from geo.position import Position

_LINK: Final = re.compile(
    r"geo:\S+|(?:https?://)?(?<![\w@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}/\S*", re.IGNORECASE
)
_POINTS_ELSEWHERE: Final = re.compile(
    r"(?<![\w.-])(?:maps\.app\.goo\.gl|goo\.gl/maps|g\.co|bit\.ly|tinyurl\.com)/", re.IGNORECASE
)
_ADDRESS: Final = re.compile(rf"(?:https?://|www\.|{_POINTS_ELSEWHERE.pattern})\S*", re.IGNORECASE)

_D: Final = r"([-+]?\d{1,3}\.\d+)"
_WHOLE: Final = r"([-+]?\d{1,3}(?:\.\d+)?)"
_PAIR: Final = rf"{_D}\s*[,~;]\s*{_D}"
_GEO: Final = re.compile(rf"geo:{_WHOLE},{_WHOLE}", re.IGNORECASE)
_GEO_WITHIN: Final = re.compile(r";u=(\d+(?:\.\d+)?)", re.IGNORECASE)
_PIN: Final = re.compile(rf"!3d{_D}!4d{_D}")
_PIN_EAST_FIRST: Final = re.compile(rf"!1d{_D}!2d{_D}")
_MARK: Final = re.compile(rf"[?&]mlat={_D}&mlon={_D}")
_PARAMETER: Final = re.compile(
    r"[?&](?:q|query|ll|daddr|destination|coordinate|to|sp|center|cp)="
    rf"(?:loc:|ll\.|point\.)?\s*{_PAIR}",
    re.IGNORECASE,
)
_SEGMENT: Final = re.compile(rf"/{_D}\s*,\s*{_D}(?=[/?,&(]|$)")
_VIEW: Final = re.compile(rf"/@{_D},{_D}")
_VIEW_OF_OSM: Final = re.compile(rf"#map=\d+(?:\.\d+)?/{_D}/{_D}")
_EAST_FIRST_HOSTS: Final = re.compile(r"(?:^|//)(?:[\w-]+\.)*yandex\.", re.IGNORECASE)

_SHORT_OSM: Final = re.compile(
    r"(?:osm\.org|openstreetmap\.org)/go/([A-Za-z0-9_~@]+)", re.IGNORECASE
)
_DIGITS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~"
_OSM_BITS: Final = 32
"""OpenStreetMap's short codes write each axis as a binary fraction of 32 bits, interleaved."""

VIEW_WITHIN_M: Final = 300.0
"""The middle of what somebody looked at on a street map: the block, not the door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Holds the point of a link; ``is_pin`` is false for the mere middle of a shown map."""

    position: Position
    is_pin: bool


def read_link(text: str) -> Linked | None:
    """Return the point written in the first link of the text that holds one, else None.

    Understands `geo:` (RFC 5870, with its ``u`` as accuracy and Android's ``?q=``), and the forms
    that Google Maps, OpenStreetMap, WhatsApp, Apple, Waze, Bing, HERE and Yandex links take.
    Raises ``InvalidPosition`` when the numbers are no place on earth.
    """
    for match in _LINK.finditer(text):
        link = unquote(unquote_plus(match[0]))
        found = _geo(link) if link.lower().startswith("geo:") else _web(link)
        if found:
            return found
    return None


def points_elsewhere(text: str) -> bool:
    """Say whether the text has a shortened link, whose point only its own server knows."""
    return _POINTS_ELSEWHERE.search(text) is not None


def without_links(text: str) -> str:
    """Return the words beside web addresses: the parts of an address name no place."""
    return _ADDRESS.sub(" ", text)


def _geo(link: str) -> Linked | None:
    asked = _PARAMETER.search(link)
    if asked:  # Android writes geo:0,0?q=lat,lon
        return _linked(asked[1], asked[2], is_pin=True)
    plain = _GEO.match(link)
    if plain is None or ("?q=" in link and float(plain[1]) == float(plain[2]) == 0):
        return None
    within = _GEO_WITHIN.search(link)
    return _linked(plain[1], plain[2], is_pin=True, within_m=float(within[1]) if within else None)


def _web(link: str) -> Linked | None:
    east_first = _PIN_EAST_FIRST.search(link)
    pin = _PIN.search(link) or _MARK.search(link)
    if pin:
        return _linked(pin[1], pin[2], is_pin=True)
    if east_first:
        return _linked(east_first[2], east_first[1], is_pin=True)
    named = _PARAMETER.search(link) or _SEGMENT.search(link)
    if named:
        lat, lon = (named[2], named[1]) if _EAST_FIRST_HOSTS.search(link) else (named[1], named[2])
        return _linked(lat, lon, is_pin=True)
    view = _VIEW.search(link) or _VIEW_OF_OSM.search(link)
    if view:
        return _linked(view[1], view[2], is_pin=False, within_m=VIEW_WITHIN_M)
    short = _SHORT_OSM.search(link)
    return _short_osm(short[1]) if short else None


def _linked(lat: str, lon: str, *, is_pin: bool, within_m: float | None = None) -> Linked:
    position = Position(lat=float(lat), lon=float(lon), accuracy_m=within_m)
    return Linked(position=position, is_pin=is_pin)


def _short_osm(code: str) -> Linked:
    """Read OpenStreetMap's short code: six bits a letter, longitude and latitude by turns."""
    bits = "".join(f"{_DIGITS.index(letter):06b}" for letter in code.replace("@", "~"))
    lon, lat = (
        int(axis[:_OSM_BITS].ljust(_OSM_BITS, "0"), 2) / 2**_OSM_BITS
        for axis in (bits[0::2], bits[1::2])
    )
    position = Position(lat=lat * 180 - 90, lon=lon * 360 - 180, accuracy_m=VIEW_WITHIN_M)
    return Linked(position=position, is_pin=False)
