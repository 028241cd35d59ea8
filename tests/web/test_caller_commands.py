"""`samu caller`: the directory of professional callers, as an operator types it."""

from pathlib import Path

import pytest

from tests.web.test_command_line import Samu
from tests.web.test_command_line import samu as samu  # noqa: PLC0414 - the fixture

HEADER = "number,name,type,centre,place,lat,lon\n"
GOOD = "33 123 45 67,Poste de santé de Ndoffane,SANTE.SF,KL,Ndoffane,13.9167,-15.9333\n"


def test_a_number_is_entered_listed_and_removed(samu: Samu) -> None:
    said = ["--name", "Caserne de Kaolack", "--type", "POMPIER", "--centre", "KL"]
    done = samu("caller", "add", "33 941 00 18", *said, "--at", "14.15,-16.07")
    assert (done.returncode, done.stdout) == (0, "+221339410018 Caserne de Kaolack: entered\n")
    assert "replaced" in samu("caller", "add", "+221339410018", *said).stdout
    listed = samu("caller", "list", "--centre", "KL").stdout
    assert ("Caserne de Kaolack" in listed, "1 numbers" in listed) == (True, True)
    assert "0 numbers" in samu("caller", "list", "--centre", "DK").stdout
    assert samu("caller", "remove", "339410018").returncode == 0
    assert samu("caller", "remove", "339410018").returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("abc", "--name", "X", "--type", "MED", "--centre", "KL"), "telephone"),
        (("339410018", "--name", "X", "--type", "FAMILLE", "--centre", "KL"), "professional"),
        (("339410018", "--name", "X", "--type", "MED", "--centre", "PARIS"), "centre"),
        (("339410018", "--name", " ", "--type", "MED", "--centre", "KL"), "name"),
    ],
)
def test_what_cannot_be_entered_is_refused(samu: Samu, words: tuple[str, ...], said: str) -> None:
    done = samu("caller", "add", *words)
    assert (done.returncode, said in done.stdout) == (1, True)


def test_a_file_is_taken_whole_or_not_at_all(samu: Samu, tmp_path: Path) -> None:
    file = tmp_path / "callers.csv"
    file.write_text(HEADER + GOOD + "12,Sans numéro,MED,KL,,,\n", encoding="utf-8-sig")
    done = samu("caller", "import", str(file))
    assert (done.returncode, "line 3" in done.stdout) == (1, True)
    assert "0 numbers" in samu("caller", "list").stdout
    file.write_text((HEADER + GOOD).replace(",", ";"), encoding="utf-8-sig")
    assert samu("caller", "import", str(file)).stdout == "1 entered, 0 replaced\n"
    assert "Ndoffane" in samu("caller", "list").stdout
