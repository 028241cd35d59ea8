"""Reading one version of a protocol, from a file or from the library."""

from pathlib import Path

from regulation.protocols.file_kind import parse_file
from regulation.protocols.library import Library
from regulation.protocols.model import Protocol
from regulation.protocols.source_file import FileRefused


def read_version(library: Library, name: str) -> Protocol:
    """Return the protocol of a file, or the library's when `name` is an id.

    Raises:
        UnknownProtocol: no such file and no such id.
        FileRefused: the file is unsound or holds something else than a protocol.
        OSError: the file cannot be read.

    """
    path = Path(name)
    if not path.suffix:
        return library.get(name.upper())
    parsed = parse_file(name, path.read_text(encoding="utf-8"))
    if not isinstance(parsed, Protocol):
        raise FileRefused(name, 1, "holds no protocol")
    return parsed.altered(rules=parsed.rules + tuple(library.modifiers.values()))
