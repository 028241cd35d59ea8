"""Every refusal that any code can give has a text in both languages, filled by its own facts."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tidy.sources import PACKAGES, python_files
from web.problem import language_of
from web.refusals import REFUSALS

GIVERS = {"Refused", "Refusal", "AnswerRefused"}
SAYERS = {"problem": 1}
"""Functions that take a code, and at which place."""

Given = tuple[str, frozenset[str] | None, str]


def codes_in(node: ast.expr | None) -> list[str]:
    """Return the codes an expression may be: a text, a choice of two, or a name bound to one."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return codes_in(node.body) + codes_in(node.orelse)
    return []


def facts_of(call: ast.Call, name: str) -> frozenset[str] | None:
    """Return the names of the facts a refusal carries, None when they are not written there."""
    if name == "Refused":
        if any(word.arg is None for word in call.keywords):
            return None
        return frozenset(word.arg for word in call.keywords if word.arg)
    given = next((word.value for word in call.keywords if word.arg == "facts"), None)
    if given is None:
        return frozenset()
    if not isinstance(given, ast.Dict):
        return None
    return frozenset(key.value for key in given.keys if isinstance(key, ast.Constant))  # type: ignore[misc]


def refusals_in(path: Path) -> Iterator[Given]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        by_word = next((word.value for word in call.keywords if word.arg == "code"), None)
        if name in GIVERS:
            code = by_word or (call.args[0] if call.args else None)
        elif name in SAYERS:
            code = call.args[SAYERS[name]]
        else:
            continue
        for one in codes_in(code):
            facts = facts_of(call, name) if name in {"Refused", "Refusal"} else None
            yield one, facts, f"{path.name}:{call.lineno}"


def codes_assigned(path: Path) -> Iterator[str]:
    """Yield texts bound to a variable called `code`, as `code = "a" if x else "b"`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "code" for target in node.targets
        ):
            yield from codes_in(node.value)


SOURCES = [path for path in python_files(*PACKAGES) if "checks" not in path.parts]
GIVEN = [given for path in SOURCES for given in refusals_in(path)]
ASSIGNED = {
    code
    for path in SOURCES
    if path.parent.name in {"dispatch", "fleet", "regulation", "handle"}
    and path.stem not in {"recommend", "orient"}
    for code in codes_assigned(path)
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_search_finds_refusals_of_every_kind() -> None:
    found = {code for code, _, _ in GIVEN} | ASSIGNED
    assert {"unit_taken", "note_empty", "answer_outside_protocol", "body_too_large"} <= found
    assert {"place_in_gambia", "place_outside_country", "unit_already_in_service"} <= found


def test_every_refusal_has_a_text() -> None:
    missing = {(code, where) for code, _, where in GIVEN if code not in REFUSALS}
    assert missing == set()
    assert {code for code in ASSIGNED if code not in REFUSALS} == set()


def test_every_text_belongs_to_a_refusal() -> None:
    given = {code for code, _, _ in GIVEN} | ASSIGNED
    assert set(REFUSALS) - given == set()


def test_every_refusal_carries_the_facts_its_text_tells() -> None:
    lacking = {
        (where, code, name)
        for code, facts, where in GIVEN
        if facts is not None
        for name in placeholders(REFUSALS[code].fr) - facts
    }
    assert lacking == set()


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_text_says_the_same_facts_in_both_languages_and_formats(code: str) -> None:
    text = REFUSALS[code]
    names = placeholders(text.fr)
    assert names == placeholders(text.en)
    facts = {name: f"«{name}»" for name in names}
    for sentence in (text.fr, text.en):
        told = sentence.format_map(facts)
        assert all(value in told for value in facts.values())
        assert "{" not in told
        assert told.endswith(".")
    assert text.fr != text.en
    assert 400 <= text.status < 600


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        *(("", "fr"), ("fr", "fr"), ("en", "en"), ("en-GB,en;q=0.9", "en")),
        *(("fr-SN,fr;q=0.9,en;q=0.8", "fr"), ("en,fr;q=0.5", "en"), ("wo", "fr")),
    ],
)
def test_french_comes_first_and_english_when_preferred(accepted: str, language: str) -> None:
    assert language_of({"accept-language": accepted}) == language
