"""Protocols over HTTP: a centre's own files, what was set aside, older versions, more languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import httpx

from tests.people import call_taker
from tests.services import RunningServer
from tests.web.visitor import Json, Visitor, signed_in

OPENING = (files("regulation.protocols") / "library" / "opening.yaml").read_text(encoding="utf-8")
NEWER = OPENING.replace("version: 0.1.0", "version: 0.2.0")
SWITCHED = NEWER.replace("order: [normal, laboured", "order: [laboured, normal")
WOLOF = """\
schema: samu-language/1
language: wo
name: Wolof
status: draft
instructions:
  PAI-LEFT:
    title: Wet gu càmmoñ
    steps: ["Tëddal ci sa wetu càmmoñ."]
"""
CALM = {"awake": "yes", "breathing": "normal"}


@contextmanager
def room(store: str, folder: Path) -> Iterator[Visitor]:
    """Start the service over a folder of the centre's own files; a call-taker signs in."""
    settings = {"SAMU_DATABASE_URL": store, "SAMU_PROTOCOLS_FOLDER": str(folder)}
    server = RunningServer(settings).start()
    try:
        with signed_in(server, call_taker("KL")) as visitor:
            yield visitor
    finally:
        server.stop()


def listed(visitor: Visitor, path: str, **query: str) -> list[Json]:
    answer = visitor.http.get(path, params=query)
    assert answer.is_success, answer.text
    found: list[Json] = answer.json()
    return found


def opening(visitor: Visitor, centre: str) -> Json:
    known = listed(visitor, "/protocols", centre=centre)
    return next(protocol for protocol in known if protocol["id"] == "OPENING")


def assess(visitor: Visitor, case_id: str, answers: dict[str, str]) -> httpx.Response:
    body = {"protocol_id": "OPENING", "answers": answers}
    return visitor.ask(f"/cases/{case_id}/assessments", body)


def test_a_call_under_way_is_finished_with_the_version_it_began_with(
    sqlite_store: str, tmp_path: Path
) -> None:
    with room(sqlite_store, tmp_path) as parm:
        before = opening(parm, "KL")
        case_id = parm.open_case("KL")["id"]
        assert assess(parm, case_id, CALM).is_success
    renamed = NEWER.replace("id: casualties", "id: victims").replace("casualties:", "victims:")
    (tmp_path / "KL").mkdir()
    (tmp_path / "KL" / "opening.yaml").write_text(renamed, encoding="utf-8")
    with room(sqlite_store, tmp_path) as parm:
        assert opening(parm, "KL")["version"] == "0.2.0"
        assert opening(parm, "DK")["version"] == "0.1.0"
        answer = assess(parm, case_id, CALM | {"casualties": "few"})
        result = answer.json()["case"]["assessments"][0]["result"]
        assert (result["version"], result["sha256"]) == ("0.1.0", before["sha256"])
        assert (
            parm.get(f"/protocols/versions/{before['sha256']}")["questions"] == before["questions"]
        )
        missing = parm.http.get(f"/protocols/versions/{'0' * 64}")
        assert (missing.status_code, missing.json()["code"]) == (404, "unknown_protocol")


def test_the_service_starts_with_the_last_good_version_and_says_what_is_wrong(
    sqlite_store: str, tmp_path: Path
) -> None:
    own = tmp_path / "opening.yaml"
    own.write_text(NEWER, encoding="utf-8")
    with room(sqlite_store, tmp_path) as parm:
        assert listed(parm, "/protocols/troubles") == []
    own.write_text(SWITCHED, encoding="utf-8")
    with room(sqlite_store, tmp_path) as parm:
        (trouble,) = listed(parm, "/protocols/troubles")
        assert opening(parm, "KL")["version"] == "0.2.0"
    assert trouble["file"] == "opening.yaml"
    assert trouble["reason"].startswith("S9 laboured-breathing")
    line = SWITCHED.splitlines()[trouble["line"] - 1]
    assert line.strip() == "- id: laboured-breathing"


def test_a_further_language_is_one_file(sqlite_store: str, tmp_path: Path) -> None:
    (tmp_path / "wo.yaml").write_text(WOLOF, encoding="utf-8")
    with room(sqlite_store, tmp_path) as parm:
        known = {one["id"]: one for one in listed(parm, "/instructions", centre="KL")}
    (spoken,) = known["PAI-LEFT"]["spoken"]
    assert (spoken["language"], spoken["name"], spoken["draft"]) == ("wo", "Wolof", True)
    assert len(spoken["steps"]) == len(known["PAI-LEFT"]["steps"])
    assert known["PAI-NPO"]["spoken"] == []


def test_a_language_with_a_step_too_many_is_set_aside(sqlite_store: str, tmp_path: Path) -> None:
    longer = WOLOF.replace('càmmoñ."]', 'càmmoñ.", "Toogal."]')
    (tmp_path / "wo.yaml").write_text(longer, encoding="utf-8")
    with room(sqlite_store, tmp_path) as parm:
        (trouble,) = listed(parm, "/protocols/troubles")
    assert (trouble["file"], trouble["line"]) == ("wo.yaml", 6)
