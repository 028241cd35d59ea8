"""Whether a centre's own files may be used: all of them, or none."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from regulation.protocols.check import first_defect
from regulation.protocols.library import OPENING, OTHER, Library, library_of, load_library
from regulation.protocols.source_file import FileRefused

Texts = tuple[tuple[str, str], ...]
"""Files as (name, text), the later ones laid over the earlier ones."""

NEEDED = (OPENING, OTHER)
"""Without these a call cannot begin, or a complaint that nothing covers cannot be asked."""


def accept(texts: Texts, today: date, *, signed_only: bool) -> Library:
    """Lay a centre's files over the packaged library and prove what they change.

    With `signed_only`, protocols that two physicians have not signed as they stand are left out.

    Raises:
        FileRefused: a file is unsound, a changed protocol fails a check, or the two protocols that
            no call can do without are not signed.

    """
    library = library_of(texts)
    _refuse_defect(library, _changed(library), today)
    return _signed(library) if signed_only else library


def _changed(library: Library) -> Iterable[str]:
    """Name the protocols that are not the packaged ones."""
    packaged = load_library().protocols
    for name, protocol in library.protocols.items():
        if name not in packaged or packaged[name].sha256 != protocol.sha256:
            yield name


def _refuse_defect(library: Library, names: Iterable[str], today: date) -> None:
    defect = first_defect(library, names, today)
    if defect is not None:
        reason = f"{defect.check} {defect.where}: {defect.message}"
        raise FileRefused(defect.file, defect.line, reason)


def _signed(library: Library) -> Library:
    kept = {name: known for name, known in library.protocols.items() if known.is_signed}
    for name in NEEDED:
        if name not in kept:
            file, _ = library.places[name]
            raise FileRefused(file, None, f"S22 {name}: not signed by two physicians")
    return replace(library, protocols=kept)
