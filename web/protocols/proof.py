"""Proving a library on all processors: one protocol at a time, each proved by itself."""

from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from regulation.protocols.check import check_protocol, check_shared
from regulation.protocols.checks.case import Case
from regulation.protocols.finding import Finding
from regulation.protocols.library import Library, load_library

_here: dict[str, Library] = {}
"""The library of this working process, read once when it starts."""


def prove(folder: Path | None, today: date) -> list[Finding]:
    """Return everything wrong with the packaged library and a folder laid over it.

    Raises:
        FileRefused: a file cannot be used at all.

    """
    library = load_library(folder)
    names = sorted(library.protocols, key=lambda name: -len(library.get(name).questions))
    # Started afresh and not forked: a copied process may hold another thread's locks for ever.
    context = get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=_read, initargs=(folder,)) as pool:
        each = pool.map(_prove_one, names, [today] * len(names))
        found = dict(zip(names, each, strict=True))
    return [*check_shared(library), *(one for name in sorted(found) for one in found[name])]


def _read(folder: Path | None) -> None:
    _here["library"] = load_library(folder)


def _prove_one(name: str, today: date) -> list[Finding]:
    library = _here["library"]
    return check_protocol(Case(protocol=library.get(name), library=library, today=today))
