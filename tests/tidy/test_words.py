"""No file says what it should not: empty names, unfinished work, one machine's addresses.

The words looked for are spelt apart, so that this file holds none of them itself.
"""

import re

import pytest

from tests.tidy.sources import PACKAGES, ROOT, files, python_files

EMPTY_NAMES = {"util", "helper", "common", "base", "manager", "misc", "tool", "stuff"}
"""Module names that say nothing of what is inside; plurals are refused as well."""

TEXTS = {
    *(".py", ".ts", ".js", ".mjs", ".svelte", ".html", ".css", ".json", ".toml", ".ini"),
    *(".md", ".txt", ".yaml", ".yml", ".sh", ".sql", ".conf", ".env", ".example", ".webmanifest"),
    "",
}
"""Suffixes of the files that are read; the last is that of Makefile, Dockerfile and the like."""

UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME)\b")

ELSEWHERE = re.compile(
    r"registry\.npm"
    r"js|files\.python"
    r"hosted|pypi\."
    r"org|deb\.deb"
    r"ian"
    r"|(?<![\w.~-])/(?:wo"
    r"rk|tm"
    r"p|ro"
    r"ot|ho"
    r"me)/"
)
"""Hosts of package registries, and paths that exist on one machine only."""


def lines_with(pattern: re.Pattern[str], text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def found_in_the_repository(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files(".")
        if path.suffix in TEXTS
        for number in lines_with(pattern, path.read_text(encoding="utf-8", errors="replace"))
    ]


def test_every_module_is_named_after_what_it_holds() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in python_files(*PACKAGES, "tests")
        if {path.stem.removesuffix("s"), path.parent.name.removesuffix("s")} & EMPTY_NAMES
    ]
    assert found == []


def test_nothing_is_left_unfinished() -> None:
    assert found_in_the_repository(UNFINISHED) == []


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    assert found_in_the_repository(ELSEWHERE) == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("cd /wo" + "rk/main", True),
        ("open('/tm" + "p/x')", True),
        ('"resolved": "https://registry.npm' + 'js.org/ol"', True),
        ("https://example.org/tm" + "p/x", False),
        ("static/wo" + "rk/plan.md", False),
    ],
)
def test_a_path_of_one_machine_is_told_from_a_part_of_another(text: str, *, seen: bool) -> None:
    assert bool(lines_with(ELSEWHERE, text)) is seen
