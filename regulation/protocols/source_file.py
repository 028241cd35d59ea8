"""Reading protocol files: YAML, one document each, duplicate keys refused.

Every scalar is read as text: `yes`, `no`, `30_49` and `1.10` are what the author wrote, and the
models alone decide what is a number, a date or a truth value.
"""

from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError
from yaml import MarkedYAMLError, YAMLError, load
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode

try:
    # The C reader is fifteen times quicker: a process starts in a moment and not in seconds.
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    from yaml import BaseLoader

MERGE = "<<"
"""The key that lays one mapping under another, so that examples need not repeat answers."""

SCHEMA_KEY = "schema"
"""The key by which a file says what it holds."""


class FileRefused(ValueError):  # noqa: N818  named for what happened
    """A file of the library cannot be used as it stands."""

    def __init__(self, file: str, line: int | None, reason: str) -> None:
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class _Loader(BaseLoader):  # type: ignore[misc] # PyYAML ships no types
    """Reads text only, knows `<<` (answers that examples share), refuses a key declared twice."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 - PyYAML's own signature
        shared: dict[str, Any] = {}
        own: dict[str, Any] = {}
        for key, value in node.value:
            name = self.construct_object(key, deep=deep)
            if name == MERGE and isinstance(value, MappingNode):
                shared |= self.construct_mapping(value, deep=True)
            elif name in own:
                raise ConstructorError(None, None, f"duplicate key {name!r}", key.start_mark)
            else:
                own[name] = self.construct_object(value, deep=deep)
        return shared | own


def read_document(file: str, text: str) -> dict[str, Any]:
    """Parse one file into a mapping.

    Raises:
        FileRefused: the text is not YAML, declares a key twice, or is not a mapping.

    """
    try:
        document = load(text, Loader=_Loader)  # noqa: S506 - it makes text, lists and mappings only
    except MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise FileRefused(file, line, str(error.problem)) from error
    except YAMLError as error:
        raise FileRefused(file, None, str(error)) from error
    if not isinstance(document, dict) or SCHEMA_KEY not in document:
        raise FileRefused(file, 1, f"no {SCHEMA_KEY}: the file does not say what it holds")
    return document


def refused_by_model(file: str, text: str, error: ValidationError) -> FileRefused:
    """Turn the first complaint of a model into a refusal that names file and line."""
    first = error.errors(include_url=False)[0]
    path = [str(part) for part in first["loc"]]
    reason = f"{'.'.join(path)}: {first['msg']}" if path else first["msg"]
    return FileRefused(file, line_of_key(text, path), reason)


def line_of_key(text: str, path: list[str]) -> int | None:
    """Find the line of the last key of a path that the text holds, counting from 1."""
    for key in reversed([part for part in path if not part.isdigit()]):
        for number, line in enumerate(text.splitlines(), start=1):
            if line.lstrip("- ").startswith(f"{key}:"):
                return number
    return None


def line_of_question(text: str, name: str) -> int | None:
    """Find the line that declares a question, counting from 1; questions come before rules."""
    return next(iter(_declarations(text, name)), None)


def line_of_id(text: str, name: str) -> int | None:
    """Find the line that declares a rule, a leaf, an example or a protocol, counting from 1."""
    return next(iter(reversed(_declarations(text, name))), None)


def _declarations(text: str, name: str) -> list[int]:
    ways = (f"id: {name}", f"- id: {name}", f"- name: {name}")
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() in ways or line == f"{name}:"
    ]


def yaml_files(folder: Traversable) -> list[tuple[str, str]]:
    """Read every YAML file of a folder as (name, text), in name order."""
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    return [
        (entry.name, entry.read_text(encoding="utf-8"))
        for entry in sorted(files, key=lambda entry: entry.name)
    ]
