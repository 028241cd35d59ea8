"""The command `samu`, as an operator types it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

LONG = "une-phrase-de-passe"

Samu = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def samu(sqlite_store: str) -> Samu:
    def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "web.cli", *words],
            env={**os.environ, "SAMU_DATABASE_URL": sqlite_store, "COLUMNS": "200"} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def add(samu: Samu, login: str, duty: str, password: str = LONG) -> tuple[int, str]:
    done = samu(
        *("person", "add", login, "--name", "Awa Fall", "--duty", duty),
        SAMU_NEW_PASSWORD=password,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_person_is_registered_once(samu: Samu) -> None:
    assert add(samu, "awa", "physician:KL") == (0, "awa may sign in\n")
    code, said = add(samu, "awa", "physician:KL")
    assert (code, "taken" in said) == (1, True)


@pytest.mark.parametrize(
    ("duty", "password", "code", "said"),
    [
        ("physician:KL", "court", 1, "at least 12"),
        ("physician:PARIS", LONG, 1, "PARIS"),
        ("crew:KL-SMUR-99", LONG, 1, "KL-SMUR-99"),
        ("chief:KL", LONG, 2, "chief"),
        ("physician", LONG, 2, "role:post"),
        ("service:KL", LONG, 2, "role:post"),
    ],
)
def test_a_person_with_no_real_post_is_refused(
    samu: Samu, duty: str, password: str, code: int, said: str
) -> None:
    refused = add(samu, "awa", duty, password)
    assert refused[0] == code
    assert said in refused[1]


def test_the_journal_proves_itself_until_a_line_is_changed(samu: Samu, sqlite_store: str) -> None:
    assert samu("journal", "verify").returncode == 0
    with closing(sqlite3.connect(sqlite_store.removeprefix("sqlite+aiosqlite:///"))) as store:
        store.execute("UPDATE journal SET actor_name = 'X' WHERE centre_id = 'KL' AND n = 3")
        store.commit()
    verdict = samu("journal", "verify")
    assert verdict.returncode == 1
    assert "KL/3" in verdict.stdout


def test_the_doctor_finds_a_prepared_store_well_and_an_absent_one_not(
    samu: Samu, tmp_path: Path
) -> None:
    assert "5 centre, 40 unit" in samu("doctor").stdout
    absent = f"sqlite+aiosqlite:///{tmp_path / 'absent.sqlite'}"
    verdict = samu("doctor", SAMU_DATABASE_URL=absent)
    assert verdict.returncode == 1
    assert "samu db upgrade" in verdict.stdout


def test_the_doctor_says_whether_a_caller_s_phone_can_give_its_position(samu: Samu) -> None:
    assert "SAMU_CALLER_LINK_URL" in samu("doctor").stdout
    well = samu("doctor", SAMU_CALLER_LINK_URL="https://samu.example.sn")
    assert "ok   caller's link: https://samu.example.sn, good for 30 min" in well.stdout
    bad = samu("doctor", SAMU_CALLER_LINK_URL="http://samu.example.sn")
    assert bad.returncode == 1
    assert "BAD  caller's link" in bad.stdout
