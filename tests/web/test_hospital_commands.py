import subprocess
import sys
from pathlib import Path

import pytest

from tests.services import ROOT, without_prefix
from tests.stores import copy_of


def samu(store: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "web.cli", "hospital", *words, "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=without_prefix("SAMU_") | {"SAMU_DATABASE_URL": store, "COLUMNS": "200"},
    )


@pytest.fixture
def store(prepared_sqlite: Path, tmp_path: Path) -> str:
    return copy_of(prepared_sqlite, tmp_path)


def test_the_hospitals_to_survey_first_are_named_and_a_survey_settles_one(store: str) -> None:
    listed = samu(store, "list", "--disputed").stdout
    (kaolack,) = [line for line in listed.splitlines() if "KL-CHR" in line]
    assert "two sources 19." in kaolack
    done = samu(store, "survey", "KL-CHR", "14.14074,-16.07556", "--on", "2026-11-20")
    assert done.returncode == 0, done.stdout
    assert "verified on 2026-11-20" in done.stdout
    assert "KL-CHR" not in samu(store, "list", "--disputed").stdout
    (kaolack,) = [line for line in samu(store, "list").stdout.splitlines() if "KL-CHR" in line]
    assert "14.14074" in kaolack
    assert "verified on 2026-11-20" in kaolack


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("NO-SUCH", "14.14,-16.07"), "No hospital has the id"),
        (("KL-CHR", "somewhere"), "is no position"),
        (("KL-CHR", "-16.07556,14.14074"), "not in the hospital's region"),
        (("KL-CHR", "14.69,-17.44"), "not in the hospital's region"),
    ],
)
def test_a_slip_is_said_and_changes_nothing(store: str, words: tuple[str, ...], told: str) -> None:
    before = samu(store, "list").stdout
    done = samu(store, "survey", *words)
    assert done.returncode != 0
    assert told in " ".join(done.stdout.split())
    assert samu(store, "list").stdout == before
