"""Small OpenStreetMap files, written by the tests with osmium itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import osmium

Place = tuple[float, float]
"""Latitude and longitude."""


@dataclass(slots=True, kw_only=True)
class Drawing:
    """A map being drawn: nodes are named by letters, ways run through them."""

    places: Mapping[str, Place]
    node_tags: dict[str, dict[str, str]] = field(default_factory=dict)
    ways: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def way(self, nodes: str, **tags: str) -> "Drawing":
        """Draw a way through nodes; a tag's ``__`` stands for a colon."""
        self.ways.append((nodes, {key.replace("__", ":"): value for key, value in tags.items()}))
        return self

    def save(self, path: Path, *, without: Sequence[str] = ()) -> Path:
        """Write the file; its format follows its name. Nodes ``without`` are left out."""
        ids = {name: number for number, name in enumerate(self.places, 1)}
        with osmium.SimpleWriter(str(path), overwrite=True) as writer:
            for name, (lat, lon) in self.places.items():
                if name not in without:
                    tags = self.node_tags.get(name, {})
                    writer.add_node(
                        osmium.osm.mutable.Node(id=ids[name], location=(lon, lat), tags=tags)
                    )
            for number, (nodes, tags) in enumerate(self.ways, 1):
                refs = [ids[name] for name in nodes]
                writer.add_way(osmium.osm.mutable.Way(id=number, nodes=refs, tags=tags))
        return path


def in_a_row(names: str, start: Place, step: Place = (0.0, 0.01)) -> dict[str, Place]:
    """Return places one after the other, ``step`` degrees apart."""
    return {name: (start[0] + n * step[0], start[1] + n * step[1]) for n, name in enumerate(names)}
