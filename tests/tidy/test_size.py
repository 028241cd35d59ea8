"""Functions and files stay small enough to be read at once."""

import ast
from pathlib import Path

import pytest

from tests.tidy.sources import PACKAGES, ROOT, files, python_files

CODE_LINES_MAX = 40
"""Lines of a function without its docstring: what fits on one screen."""

FUNCTION_LINES_MAX = 50
"""The same with its docstring, which may list units, ranges and errors."""

FILE_LINES_MAX = 300
"""Lines of a source file: one idea, found again by its name."""

TEST_FILE_LINES_MAX = 500
"""Lines of a test file: examples are long but flat."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines_of(node: ast.AST) -> int:
    first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
    return int(last) - int(first) + 1


def docstring_lines(function: Function) -> int:
    return lines_of(function.body[0]) if ast.get_docstring(function) is not None else 0


def long_functions(source: str) -> list[str]:
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, Function)]
    return [
        f"{function.lineno} {function.name}: {lines_of(function)} lines"
        for function in functions
        if lines_of(function) > FUNCTION_LINES_MAX
        or lines_of(function) - docstring_lines(function) > CODE_LINES_MAX
    ]


def long_files(paths: list[Path], lines_max: int) -> list[str]:
    counted = {path: path.read_text(encoding="utf-8").count("\n") for path in paths}
    return [
        f"{path.relative_to(ROOT)}: {lines} lines"
        for path, lines in counted.items()
        if lines > lines_max
    ]


def test_no_function_is_longer_than_a_screen() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{function}"
        for path in python_files(*PACKAGES, "tests")
        if "migrations" not in path.parts  # a list of tables, never called by our own code
        for function in long_functions(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_source_file_holds_more_than_one_idea() -> None:
    browser = [
        path
        for path in files("web/console")
        if path.suffix in {".ts", ".svelte"} and not path.name.endswith(".d.ts")
        # A catalogue of sentences is one list however long it is.
        if not path.name.startswith("messages.")
    ]
    assert long_files([*python_files(*PACKAGES), *browser], FILE_LINES_MAX) == []


def test_no_test_file_is_endless() -> None:
    assert long_files(python_files("tests"), TEST_FILE_LINES_MAX) == []


@pytest.mark.parametrize(
    ("code", "docstring", "refused"),
    [(39, 0, False), (40, 0, True), (39, 10, False), (39, 11, True)],
)
def test_the_limit_counts_code_and_docstring(code: int, docstring: int, *, refused: bool) -> None:
    words = ["    '''" + "\n" * (docstring - 1) + "'''"] if docstring else []
    source = "\n".join(["def long():", *words, *["    pass"] * code])
    assert bool(long_functions(source)) is refused
