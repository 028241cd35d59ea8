"""The file that imported places are kept in: parts by source, checked whole when it is read."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final, Self

from geo.naming.names import SOUND_RULES, sound
from geo.naming.place_table import BETWEEN, COLUMNS, SOUNDS, SPELLINGS, PlaceTable

MAGIC: Final = b"SAMU-PLACES 1\n"
_LEVEL: Final = 1
"""Of compression: a third of the size for hardly any time."""


class PlacesDamaged(ValueError):  # noqa: N818  reads as the fact it states
    """Says that a file of places is cut, changed, of another version or another country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Says where one part comes from: its name, file, checksum, days, terms and what was kept.

    ``dated`` is the day the data is of, as the source states it. ``sha256`` is of the file as it
    was imported.
    """

    name: str
    format: str
    file: str
    sha256: str
    licence: str
    dated: date | None
    imported_at: datetime
    places: int
    abroad: int

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Self:
        """Return the source that ``facts`` was made from."""
        days = {
            "dated": date.fromisoformat(facts["dated"]) if facts["dated"] else None,
            "imported_at": datetime.fromisoformat(facts["imported_at"]),
        }
        return cls(**{**facts, **days})

    def facts(self) -> dict[str, Any]:
        """Return the source as plain values."""
        plain = asdict(self)
        plain["dated"] = self.dated.isoformat() if self.dated else ""
        plain["imported_at"] = self.imported_at.isoformat()
        return plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Holds the places of one source."""

    source: Source
    places: PlaceTable


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPlaces:
    """Holds all that was imported for one country, in the order of import."""

    country: str
    parts: tuple[Part, ...] = ()

    def with_part(self, part: Part) -> "ImportedPlaces":
        """Return the same with one source added, or replaced where it stands."""
        names = [one.source.name for one in self.parts]
        if part.source.name not in names:
            return ImportedPlaces(country=self.country, parts=(*self.parts, part))
        parts = (part if one.source.name == part.source.name else one for one in self.parts)
        return ImportedPlaces(country=self.country, parts=tuple(parts))

    def without(self, name: str) -> "ImportedPlaces":
        """Return the same without one source."""
        kept = tuple(one for one in self.parts if one.source.name != name)
        return ImportedPlaces(country=self.country, parts=kept)


def pack(imported: ImportedPlaces) -> bytes:
    """Return the bytes of the file."""
    columns = [part.places.columns() for part in imported.parts]
    body = zlib.compress(json.dumps(columns, ensure_ascii=False).encode(), _LEVEL)
    head = {
        "country": imported.country,
        "sound_rules": SOUND_RULES,
        "sha256": sha256(body).hexdigest(),
        "sources": [part.source.facts() for part in imported.parts],
    }
    return MAGIC + json.dumps(head, ensure_ascii=False).encode() + b"\n" + body


def unpack(data: bytes, country: str) -> ImportedPlaces:
    """Return what a file holds. Raises ``PlacesDamaged`` when it is not whole or not ours."""
    head, body = _parted(data)
    if head.get("country") != country:
        raise PlacesDamaged(f"it is of {head.get('country')!r}, not {country!r}")
    if sha256(body).hexdigest() != head.get("sha256"):
        raise PlacesDamaged("it is cut or was changed")
    try:
        columns = json.loads(zlib.decompress(body))
        tables = [_table(one, head["sound_rules"]) for one in columns]
        sources = [Source.from_facts(facts) for facts in head["sources"]]
        parts = zip(sources, tables, strict=True)
        return ImportedPlaces(
            country=country,
            parts=tuple(Part(source=source, places=table) for source, table in parts),
        )
    except (KeyError, TypeError, ValueError, zlib.error) as error:
        raise PlacesDamaged(f"it holds something else ({error})") from error


def sources_of(data: bytes) -> list[Source]:
    """Return the sources of a file without reading the places."""
    head, _ = _parted(data)
    return [Source.from_facts(facts) for facts in head.get("sources", [])]


def _parted(data: bytes) -> tuple[dict[str, Any], bytes]:
    if not data.startswith(MAGIC):
        raise PlacesDamaged("it is no file of places of this version")
    head, _, body = data.removeprefix(MAGIC).partition(b"\n")
    try:
        facts: dict[str, Any] = json.loads(head)
    except ValueError as error:
        raise PlacesDamaged("it is cut or was changed") from error
    return facts, body


def _table(columns: dict[str, list[Any]], rules: str) -> PlaceTable:
    """Return a part's places; sounds made by older rules are made again, which takes seconds."""
    if set(columns) != set(COLUMNS):
        raise ValueError("other columns")
    if rules != SOUND_RULES:
        columns[SOUNDS] = [_sounds(cell) for cell in columns[SPELLINGS]]
    return PlaceTable.from_columns(columns)


def _sounds(spellings: str) -> str:
    return BETWEEN.join(dict.fromkeys(sound(one) for one in spellings.split(BETWEEN)))
