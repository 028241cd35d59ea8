"""Imported places over HTTP: merged at start, told with their source, read beside landmarks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.people import call_taker
from tests.services import RunningServer
from tests.stores import copy_of
from tests.web.visitor import Visitor, signed_in

Json = dict[str, Any]

ROWS = """name,lat,lon,kind,verified_at
Station Total,13.9143,-15.9340,fuel,2026-03-12
Grande Mosquée,13.9185,-15.9325,mosquée,
"""


@pytest.fixture(scope="module")
def parm(prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """A call-taker at a service that starts with two landmarks imported."""
    folder = tmp_path_factory.mktemp("landmarks")
    (folder / "releve.csv").write_text(ROWS, encoding="utf-8")
    settings = {
        "SAMU_DATABASE_URL": copy_of(prepared_sqlite, folder),
        "SAMU_PLACES_FILE": str(folder / "senegal.samu-places"),
    }
    words = ["geo", "places", "import", str(folder / "releve.csv"), "--source", "Relevé SAMU"]
    subprocess.run(
        [sys.executable, "-m", "web.cli", *words], env={**os.environ, **settings}, check=True
    )
    running = RunningServer(settings).start()
    with signed_in(running, call_taker("KL")) as visitor:
        yield visitor
    running.stop()


def search(parm: Visitor, q: str) -> Json:
    found: Json = parm.get("/places", q=q, centre="KL")
    return found


def test_a_distance_after_a_landmark_is_told_as_it_was_understood(parm: Visitor) -> None:
    said = "500 m après la station Total de Ndoffane vers Kaolack"
    found = search(parm, said)
    assert found["said"] == said
    best = found["candidates"][0]
    assert best["understood"] == {
        "relation": "after", "way": "line", "landmark": "Station Total (Ndoffane)",
        "far_m": 500, "towards": "Kaolack", "coming_from": "", "second": "", "unknown": "",
        "road": "",
    }  # fmt: skip
    assert (best["precision"], best["position"]["accuracy_m"]) == ("RUE", 320)
    assert (best["source"], best["territory"]["centre_id"]) == ("gazetteer", "KL")


def test_a_place_says_who_gives_its_coordinates_and_when_they_were_checked(parm: Visitor) -> None:
    total = search(parm, "station Total Ndoffane")["candidates"][0]
    assert (total["sources"], total["verified_at"]) == (["Relevé SAMU"], "2026-03-12")
    town = search(parm, "Ndoffane")["candidates"][0]
    assert (town["sources"], town["verified_at"]) == (["GeoNames"], None)


def test_what_is_picked_keeps_the_caller_s_words_and_its_radius(parm: Visitor) -> None:
    said = "derrière la grande mosquée de Ndoffane"
    best = search(parm, said)["candidates"][0]
    place = {
        "said": said, "landmark": best["understood"]["landmark"],
        "relation": best["understood"]["relation"], "position": best["position"],
        "precision": best["precision"], "source": best["source"], "found_name": best["name"],
    }  # fmt: skip
    body = {
        "centre_id": "KL",
        "place": place,
        "what": "chute",
        "caller": {"number": "77 123 45 67"},
    }
    case = parm.do("/cases", body)["case"]
    kept = parm.get(f"/cases/{case['id']}")["place"]
    assert kept["said"] == said
    assert (kept["landmark"], kept["relation"]) == ("Grande Mosquée (Ndoffane)", "behind")
    assert kept["position"]["accuracy_m"] == best["position"]["accuracy_m"]


def test_a_three_word_address_is_said_to_be_unreadable(parm: Visitor) -> None:
    found = search(parm, "///filled.count.soap")
    assert (found["candidates"], found["three_words"]) == ([], True)
    assert search(parm, "Ndoffane")["three_words"] is False


@pytest.mark.parametrize(
    "q", ["500 m après", "entre et", "PK 999", "à 5 km de de de", "28PZA369256 x", "- moins moins"]
)
def test_half_a_description_is_no_error(parm: Visitor, q: str) -> None:
    assert search(parm, q)["said"] == q
