"""Reading protocol files: YAML 1.2, one document each, duplicate keys refused."""

from importlib.resources.abc import Traversable
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

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


def read_document(file: str, text: str) -> dict[str, Any]:
    """Parse one file into a mapping.

    Raises:
        FileRefused: the text is not YAML 1.2, declares a key twice, or is not a mapping.

    """
    try:
        document = YAML(typ="safe").load(text)
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
