"""A graph in a file: one block of columns behind a header, read by mapping it into memory.

8 bytes   MAGIC
4 bytes   format version, little-endian like all else
4 bytes   length of the header
32 bytes  SHA-256 of all that follows
header    JSON: source, report, names, and of each column its type and length
columns   one after the other, each at a multiple of 64 bytes from the file's start
"""

import hashlib
import json
import mmap
import os
import struct
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from math import prod
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.roads.graph import GraphReport, GraphSource, RoadGraph

MAGIC: Final = b"SAMUROAD"
VERSION: Final = 1
_PREFIX: Final = struct.Struct("<8sII32s")
_ALIGN: Final = 64


class GraphFault(StrEnum):
    """Says why a file gives no graph."""

    MISSING = "missing"
    """There is no such file, or it may not be read."""
    FOREIGN = "foreign"
    """It is something else: a map extract, a text, an empty file."""
    OTHER_VERSION = "other_version"
    """It was written by another version of this software; the map must be imported again."""
    DAMAGED = "damaged"
    """It is cut short, or its content does not fit its checksum."""


class GraphUnreadable(Exception):  # noqa: N818 - reads as the fact it states
    """Says that a file gives no graph; ``code`` is stable."""

    def __init__(self, code: GraphFault, path: Path, detail: str = "") -> None:
        super().__init__(f"{path}: {code}{': ' if detail else ''}{detail}")
        self.code = code
        self.path = path


def save_graph(graph: RoadGraph, path: Path) -> None:
    """Write the graph so that ``path`` holds either the old file or the whole new one.

    Raises ``OSError`` when the disk is full or the folder cannot be written; no part is left.
    """
    body = _body(graph)
    digest = hashlib.sha256()
    for block in body:
        digest.update(block)
    prefix = _PREFIX.pack(MAGIC, VERSION, len(body[0]), digest.digest())
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines((prefix, *body))
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
        _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def load_graph(path: Path) -> RoadGraph:
    """Return the graph of a file, mapped into memory; raises `GraphUnreadable`."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
    except OSError as error:
        raise GraphUnreadable(GraphFault.MISSING, path, error.strerror or "") from error
    header = _header(path, content)
    try:
        return _graph(json.loads(header), content)
    except (ValueError, KeyError, TypeError) as error:
        raise GraphUnreadable(GraphFault.DAMAGED, path, str(error)) from error


def _body(graph: RoadGraph) -> list[bytes | memoryview]:
    columns = [(name, np.ascontiguousarray(values)) for name, values in graph.columns()]
    facts = {
        "source": asdict(graph.source),
        "report": asdict(graph.report),
        "names": graph.names,
        "borders": graph.borders,
        "columns": [
            [name, values.dtype.newbyteorder("<").str, values.shape] for name, values in columns
        ],
    }
    header = json.dumps(facts, ensure_ascii=False, default=datetime.isoformat).encode()
    header += b" " * _padding(_PREFIX.size + len(header))
    blocks: list[bytes | memoryview] = [header]
    for _, values in columns:
        little = values.astype(values.dtype.newbyteorder("<"), copy=False)
        blocks.append(little.reshape(-1).view(np.uint8).data)
        blocks.append(b"\0" * _padding(values.nbytes))
    return blocks


def _padding(size: int) -> int:
    return -size % _ALIGN


def _header(path: Path, content: bytes | mmap.mmap) -> bytes:
    if len(content) < _PREFIX.size or content[: len(MAGIC)] != MAGIC:
        raise GraphUnreadable(GraphFault.FOREIGN, path)
    _, version, length, digest = _PREFIX.unpack(content[: _PREFIX.size])
    if version != VERSION:
        raise GraphUnreadable(GraphFault.OTHER_VERSION, path, f"{version}, not {VERSION}")
    if hashlib.sha256(memoryview(content)[_PREFIX.size :]).digest() != digest:
        raise GraphUnreadable(GraphFault.DAMAGED, path, "the checksum does not fit")
    return content[_PREFIX.size : _PREFIX.size + length]


def _graph(facts: Mapping[str, Any], content: bytes | mmap.mmap) -> RoadGraph:
    source, at = dict(facts["source"]), len(content)
    columns: dict[str, NDArray[Any]] = {}
    sizes = [np.dtype(kind).itemsize * prod(shape) for _, kind, shape in facts["columns"]]
    at -= sum(size + _padding(size) for size in sizes)
    for (name, kind, shape), size in zip(facts["columns"], sizes, strict=True):
        values = np.frombuffer(content, dtype=kind, count=prod(shape), offset=at)
        columns[name] = values.reshape(shape)
        at += size + _padding(size)
    dates = {key: source[key] and datetime.fromisoformat(source[key]) for key in _DATES}
    return RoadGraph(
        source=GraphSource(**{**source, **dates, "bounds": tuple(source["bounds"])}),
        report=GraphReport(**facts["report"]),
        names=tuple(facts["names"]),
        borders=tuple(facts["borders"]),
        **columns,
    )


_DATES: Final = ("data_date", "built_at")


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last a loss of power, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
