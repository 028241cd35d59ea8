"""Why this choice: over HTTP and on the command line, as it stood when the unit was sent."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.people import call_taker, crew, physician
from tests.web.conftest import SignIn
from tests.web.visitor import Json, Visitor


@pytest.fixture
def ordered(sign_in: SignIn) -> tuple[Visitor, Json]:
    """A physician, and the event of an order just given."""
    desk, doctor = sign_in(call_taker("ZG")), sign_in(physician("ZG"))
    case = desk.open_case("ZG", 12.5641, -16.2639)
    doctor.decide(case["id"])
    proposed = doctor.get(f"/cases/{case['id']}/proposal")
    assert proposed["id"] is not None
    free = [unit["unit_id"] for unit in proposed["units"] if unit["free"]]
    mission = doctor.order(case["id"], free[0])
    entries = doctor.get(f"/cases/{case['id']}/record")["entries"]
    (event,) = (entry["facts"] for entry in entries if entry["type"] == "MissionOrdered")
    doctor.do(f"/missions/{mission['id']}/cancellation", {"reason": "fin de l'essai"})
    return doctor, event


def test_an_order_is_explained_as_it_stood(ordered: tuple[Visitor, Json]) -> None:
    doctor, event = ordered
    read = doctor.get(f"/proposals/{event['proposal_id']}")
    assert (read["occasion"], read["chosen"]) == ("ordered", event["unit_id"])
    assert (read["whole"], read["vouched"], read["same_today"]) == (True, True, True)
    assert read["units_weighed"] > len(read["units"])
    assert read["units"][0]["reasons"]
    assert any("CHOISI" in line for line in read["words"])
    english = doctor.http.get(
        f"/proposals/{event['proposal_id']}", headers={"Accept-Language": "en"}
    )
    assert any("CHOSEN" in line for line in english.json()["words"])


def test_who_is_not_of_the_room_may_not_read_it(
    ordered: tuple[Visitor, Json], sign_in: SignIn
) -> None:
    path = f"/proposals/{ordered[1]['proposal_id']}"
    for stranger in (physician("KL"), crew("KL-SMUR-1")):
        answer = sign_in(stranger).http.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_a_proposal_that_is_not_there_says_so(ordered: tuple[Visitor, Json]) -> None:
    for id_ in ("01JD9V8Q2N6T4W0Z7YB3K5M1PC", "é" * 60):
        answer = ordered[0].http.get(f"/proposals/{id_}")
        assert answer.status_code == httpx.codes.NOT_FOUND
        assert answer.json()["code"] == "proposal_not_kept"


def test_the_command_line_explains_and_ranks_again(
    ordered: tuple[Visitor, Json], store_file: Path
) -> None:
    url = f"sqlite+aiosqlite:///{store_file}"

    def samu(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "web.cli", "proposal", *words],
            env={**os.environ, "SAMU_DATABASE_URL": url, "COLUMNS": "200"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    id_ = ordered[1]["proposal_id"]
    code, said = samu("show", id_, "--lang", "fr")
    assert (code, "CHOISI" in said, "Intacte" in said) == (0, True, True)
    code, said = samu("replay", id_, "--lang", "en")
    assert (code, said) == (0, "Ranked again: the same list, the same reasons.\n")
    code, said = samu("show", "nothing", "--lang", "en")
    assert (code, "not kept" in said) == (1, True)
