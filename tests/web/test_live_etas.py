"""Expected arrivals over a real websocket: room, crew and ward each see when a unit comes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.people import call_taker, crew, physician, ward_staff
from tests.services import PATIENT, RunningServer
from tests.stores import copy_of
from tests.web.conftest import SignIn
from tests.web.visitor import Json, Screen, Visitor, watching

SCENE = {"lat": 14.36, "lon": -16.30}


@pytest.fixture(scope="module")
def server(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    """A service of its own: units drive far here, where other tests leave them."""
    url = copy_of(prepared_sqlite, tmp_path_factory.mktemp("etas"))
    running = RunningServer({"SAMU_DATABASE_URL": url} | PATIENT).start()
    yield running
    running.stop()


def report(visitor: Visitor, unit_id: str, lat: float, lon: float, *, age_s: float = 0.0) -> None:
    fix_at = datetime.now(UTC) - timedelta(seconds=age_s)
    fix = {"unit_id": unit_id, "lat": lat, "lon": lon, "fix_at": fix_at.isoformat()}
    taken = visitor.http.post("/positions", json={"fixes": [fix]}).json()
    assert taken["accepted"] == 1, taken


def sent(sign_in: SignIn, unit_id: str) -> tuple[Visitor, Json]:
    """Send a unit to a scene half an hour away; returns the physician and the mission."""
    parm, doctor = sign_in(call_taker("KL")), sign_in(physician("KL"))
    case = parm.open_case("KL", **SCENE)
    doctor.decide(case["id"])
    mission = doctor.order(case["id"], unit_id)
    doctor.do(f"/missions/{mission['id']}/moves", {"status": "DEPART"})
    return doctor, mission


def over(doctor: Visitor, mission: Json) -> None:
    doctor.do(f"/missions/{mission['id']}/moves", {"status": "REN-BASE"})


def told(mission: Json) -> Callable[[Screen], bool]:
    return lambda shown: mission["id"] in shown.etas


async def test_room_and_crew_are_told_when_a_unit_arrives_and_told_anew_as_it_moves(
    sign_in: SignIn,
) -> None:
    driver = sign_in(crew("KL-SMUR-2"))
    doctor, mission = sent(sign_in, "KL-SMUR-2")
    async with (
        watching(doctor, centre="KL") as room,
        watching(driver, view="unit", unit="KL-SMUR-2") as page,
    ):
        report(driver, "KL-SMUR-2", 14.20, -16.15, age_s=40)
        await room.until(lambda s: told(mission)(s) and bool(s.etas[mission["id"]]["fix_at"]))
        await page.until(lambda s: s.etas.get(mission["id"]) == room.etas[mission["id"]])
        first = room.etas[mission["id"]]
        assert (first["toward"], first["unit_id"]) == ("scene", "KL-SMUR-2")
        assert first["eta_at"] > first["fix_at"]
        assert first["promised_at"]
        report(driver, "KL-SMUR-2", 14.21, -16.16)
        await room.until(lambda s: s.etas[mission["id"]]["distance_m"] < first["distance_m"])
        assert "etas" in room.types()
        assert not any(m["type"] == "event" and "Eta" in m["event"]["type"] for m in room.messages)
    doctor.do(f"/missions/{mission['id']}/moves", {"status": "ARRIVEE"})
    over(doctor, mission)


async def test_a_board_that_comes_back_has_the_arrivals_whichever_way_it_resumes(
    sign_in: SignIn,
) -> None:
    doctor, mission = sent(sign_in, "KL-SMUR-3")
    async with watching(doctor, centre="KL") as room:
        await room.until(told(mission))
        known, eta = room.n, room.etas[mission["id"]]
    async with watching(doctor, centre="KL", after=known) as back:
        back.n = known
        await back.until(told(mission))
        assert "catch_up" in back.types()
        assert back.etas[mission["id"]]["eta_at"] == eta["eta_at"]
    async with watching(doctor, centre="KL") as fresh:
        assert fresh.types() == ["hello", "snapshot"]
        assert told(mission)(fresh)
    doctor.do(f"/missions/{mission['id']}/moves", {"status": "ARRIVEE"})
    over(doctor, mission)


async def test_a_ward_sees_when_its_own_patient_comes_and_no_other_unit(sign_in: SignIn) -> None:
    driver, staff = sign_in(crew("KL-SMUR-1")), sign_in(ward_staff("KL-CHR-URG"))
    doctor, mission = sent(sign_in, "KL-SMUR-1")
    _, other = sent(sign_in, "KL-AMB-1")
    path = f"/cases/{mission['case_id']}/notices"
    notice = doctor.do(path, {"ward_id": "KL-CHR-URG", "override_reason": "proche"})["notice"]
    doctor.do(f"/missions/{mission['id']}/moves", {"status": "PEC"})
    async with watching(staff, view="ward", ward="KL-CHR-URG") as screen:
        staff.do(f"/notices/{notice['id']}/answer", {"answer": "ACCEPTED"})
        report(driver, "KL-SMUR-1", **SCENE)
        doctor.do(f"/missions/{mission['id']}/moves", {"status": "TRANSP"})
        await screen.until(lambda s: told(mission)(s) and s.etas[mission["id"]]["toward"] == "ward")
        eta = screen.etas[mission["id"]]
        assert (eta["ward_id"], eta["case_id"]) == ("KL-CHR-URG", mission["case_id"])
        assert other["id"] not in screen.etas
    for status in ("DESTIN", "FINPEC", "REN-BASE"):
        doctor.do(f"/missions/{mission['id']}/moves", {"status": status})
    doctor.do(f"/missions/{other['id']}/moves", {"status": "ARRIVEE"})
    over(doctor, other)
