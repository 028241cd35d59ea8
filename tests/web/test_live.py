"""The live board over a real websocket: nothing is missed, and each sees their own."""

import asyncio
import sqlite3
from contextlib import AsyncExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.people import call_taker, crew, physician, ward_staff
from tests.services import RunningServer
from tests.web.conftest import SignIn
from tests.web.visitor import PATIENCE_S, Screen, Visitor, line, watching

NOTES = 110
"""Notes of 1,900 letters: their events, 10 MB in all, fill the buffers of any socket."""

BURST = 40
"""Events written while nobody listens: a busy quarter of an hour."""

GASPING = {"protocol_id": "OPENING", "answers": {"awake": "no", "breathing": "abnormal"}}


@pytest.fixture
def parm(sign_in: SignIn) -> Visitor:
    return sign_in(call_taker("KL"))


def report(visitor: Visitor, unit_id: str, lat: float, lon: float) -> None:
    fix = {"unit_id": unit_id, "lat": lat, "lon": lon, "fix_at": datetime.now(UTC).isoformat()}
    taken = visitor.http.post("/positions", json={"fixes": [fix]}).json()
    assert taken["accepted"] == 1, taken


async def fresh_picture(visitor: Visitor, **query: str) -> Screen:
    async with watching(visitor, **query) as screen:
        return screen


async def test_a_screen_is_greeted_and_shown_everything_that_stands(parm: Visitor) -> None:
    call = parm.ring("KL")
    async with watching(parm, centre="KL") as screen:
        hello = screen.messages[0]
        assert (hello["type"], hello["centre_id"], hello["view"]) == ("hello", "KL", "room")
        assert screen.picture["call"][call["id"]] == call
        assert "KL-SMUR-1" in screen.picture["unit"]
        assert "KL-CHR-URG" in screen.picture["ward"]


async def test_every_event_comes_once_in_order_with_what_it_changed(parm: Visitor) -> None:
    async with watching(parm, centre="KL") as screen:
        first = screen.n
        calls = [parm.ring("KL") for _ in range(5)]
        case = parm.open_case("KL")
        await screen.until(lambda shown: case["id"] in shown.picture["case"])
        assert all(call["id"] in screen.picture["call"] for call in calls)
        numbers = [m["n"] for m in screen.messages if m["type"] == "event"]
        assert numbers == list(range(first + 1, screen.n + 1))
        assert screen.picture["case"][case["id"]] == parm.get(f"/cases/{case['id']}")


async def test_two_boards_and_a_fresh_one_show_the_same(sign_in: SignIn) -> None:
    parm, doctor = sign_in(call_taker("KL")), sign_in(physician("KL"))
    async with (
        watching(parm, centre="KL") as first,
        watching(doctor, centre="KL") as second,
    ):
        case = parm.open_case("KL")
        done = parm.do(f"/cases/{case['id']}/assessments", GASPING)
        await first.until_number(done["n"]["KL"])
        await second.until_number(done["n"]["KL"])
        fresh = await fresh_picture(doctor, centre="KL")
        assert first.picture == second.picture == fresh.picture
        assert done["mission"]["id"] in first.picture["mission"]


async def test_a_screen_that_comes_back_gets_exactly_what_it_missed(parm: Visitor) -> None:
    async with watching(parm, centre="KL") as before:
        known, picture = before.n, before.picture
    calls = [parm.ring("KL") for _ in range(BURST)]
    parm.do(f"/calls/{calls[0]['id']}/take")
    parm.do(f"/calls/{calls[0]['id']}/classify", {"as": "NUISANCE"})
    async with watching(parm, centre="KL", after=known) as screen:
        screen.n, screen.picture = known, picture
        await screen.until(lambda shown: len(shown.messages) == 2)
        assert screen.types() == ["hello", "catch_up"]
        assert [event["n"] for event in screen.messages[1]["events"]] == [
            *range(known + 1, known + BURST + 3)
        ]
        assert screen.picture == (await fresh_picture(parm, centre="KL")).picture
        assert calls[0]["id"] not in screen.picture["call"]


async def test_a_screen_that_missed_nothing_gets_nothing(parm: Visitor) -> None:
    async with watching(parm, centre="KL") as before:
        known = before.n
    async with watching(parm, centre="KL", after=known) as screen:
        screen.n = known
        await screen.until(lambda shown: len(shown.messages) == 2)
        assert (screen.messages[1]["type"], screen.messages[1]["events"]) == ("catch_up", [])


@pytest.mark.parametrize("after", [10**9, 10**30])
async def test_a_number_from_the_future_gets_a_fresh_picture(parm: Visitor, after: int) -> None:
    async with watching(parm, centre="KL", after=after) as screen:
        await screen.until(lambda shown: "snapshot" in shown.types())


async def test_a_case_that_was_closed_while_the_screen_was_away_is_gone(
    sign_in: SignIn,
) -> None:
    parm, doctor = sign_in(call_taker("KL")), sign_in(physician("KL"))
    case = parm.open_case("KL")
    doctor.decide(case["id"])
    mission = doctor.order(case["id"], "KL-AMB-1")
    async with watching(parm, centre="KL") as before:
        known, picture = before.n, before.picture
    for status in ("ARRIVEE", "REN-BASE"):
        doctor.do(f"/missions/{mission['id']}/moves", {"status": status})
    for state in ("ACHEVE", "VALIDE", "CLOTURE"):
        body = {"state": state, "outcome": "TREATED_ON_SCENE"}
        doctor.do(f"/cases/{case['id']}/state", body)
    async with watching(parm, centre="KL", after=known) as screen:
        screen.n, screen.picture = known, picture
        await screen.until(lambda shown: len(shown.messages) == 2)
        assert case["id"] not in screen.picture["case"]
        assert mission["id"] not in screen.picture["mission"]
        assert screen.picture == (await fresh_picture(parm, centre="KL")).picture


async def test_a_crew_sees_its_own_mission_and_case_and_nothing_else(sign_in: SignIn) -> None:
    parm, doctor = sign_in(call_taker("KL")), sign_in(physician("KL"))
    mine, other = parm.open_case("KL"), parm.open_case("KL")
    for case in (mine, other):
        doctor.decide(case["id"])
    async with watching(sign_in(crew("KL-SMUR-2")), view="unit", unit="KL-SMUR-2") as screen:
        doctor.order(other["id"], "KL-SMUR-3")
        mission = doctor.order(mine["id"], "KL-SMUR-2")
        await screen.until(lambda shown: mission["id"] in shown.picture["mission"])
        assert set(screen.picture["mission"]) == {mission["id"]}
        assert set(screen.picture["case"]) == {mine["id"]}
        assert set(screen.picture["unit"]) == {"KL-SMUR-2"}
        assert not screen.picture["call"]
        assert not screen.picture["notice"]
        assert not screen.picture["ward"]
        for status in ("ARRIVEE", "REN-BASE"):
            doctor.do(f"/missions/{mission['id']}/moves", {"status": status})
        await screen.until(lambda shown: not shown.picture["case"])
        assert other["number"] not in str(screen.messages)


async def test_a_ward_sees_its_own_notices_and_nothing_else(sign_in: SignIn) -> None:
    parm, doctor = sign_in(call_taker("KL")), sign_in(physician("KL"))
    case = parm.open_case("KL")
    doctor.decide(case["id"])
    staff = sign_in(ward_staff("KL-CHR-REA"))
    async with watching(staff, view="ward", ward="KL-CHR-REA") as screen:
        path = f"/cases/{case['id']}/notices"
        doctor.do(path, {"ward_id": "KL-CHR-URG", "override_reason": "proche"})
        body = {"ward_id": "KL-CHR-REA", "override_reason": "réanimation"}
        notice = doctor.do(path, body)["notice"]
        await screen.until(lambda shown: bool(shown.picture["notice"]))
        assert set(screen.picture["notice"]) == {notice["id"]}
        assert set(screen.picture["ward"]) == {"KL-CHR-REA"}
        assert not any(screen.picture[kind] for kind in ("call", "case", "mission", "unit"))
        answer = {"answer": "REFUSED", "reason": "plein"}
        staff.do(f"/notices/{notice['id']}/answer", answer)
        await screen.until(
            lambda shown: shown.picture["notice"][notice["id"]]["status"] == "REFUSED"
        )


@pytest.mark.parametrize(
    "query",
    [
        *({"centre": "DK"}, {"centre": "XX"}, {}, {"view": "unit", "unit": "KL-SMUR-1"}),
        {"view": "ward", "ward": "KL-CHR-URG"},
    ],
    ids=str,
)
async def test_a_board_that_is_not_one_s_own_is_refused(
    sign_in: SignIn, query: dict[str, str | int]
) -> None:
    doctor = sign_in(physician("KL"))
    async with line(doctor.server, doctor.token, query) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4403


@pytest.mark.parametrize("token", [None, "made-up"])
async def test_a_screen_that_is_not_signed_in_is_told(
    server: RunningServer, token: str | None
) -> None:
    async with line(server, token, {"centre": "KL"}) as socket:
        with pytest.raises(ConnectionClosed) as closed:
            await socket.recv()
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (4401, "not_signed_in")


def expire(store_file: Path, who: str, at: datetime) -> None:
    stamp = at.strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(store_file, isolation_level=None)) as connection:
        connection.execute("UPDATE session SET expires_at = ? WHERE person_id = ?", (stamp, who))


async def read_to_the_end(socket: ClientConnection) -> None:
    while True:
        await asyncio.wait_for(socket.recv(), PATIENCE_S)


async def test_a_screen_whose_sign_in_ran_out_is_told(sign_in: SignIn, store_file: Path) -> None:
    doctor = sign_in(physician("KL", 2))
    expire(store_file, physician("KL", 2).id, datetime.now(UTC) + timedelta(seconds=0.5))
    async with line(doctor.server, doctor.token, {"centre": "KL"}) as watched:
        with pytest.raises(ConnectionClosed) as closed:
            await read_to_the_end(watched)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401
    async with line(doctor.server, doctor.token, {"centre": "KL"}) as again:
        with pytest.raises(ConnectionClosed) as refused:
            await again.recv()
    assert refused.value.rcvd is not None
    assert (refused.value.rcvd.code, refused.value.rcvd.reason) == (4401, "session_expired")


async def test_a_page_of_another_site_is_not_even_let_in(server: RunningServer) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with line(server, None, {"centre": "KL"}, origin="https://evil.example"):
            pass
    assert refused.value.response.status_code == 403


async def test_positions_arrive_on_their_own_centre_s_board_and_no_other(
    sign_in: SignIn,
) -> None:
    driver = sign_in(crew("KL-SMUR-1"))
    async with AsyncExitStack() as stack:
        kaolack, touba = [
            await stack.enter_async_context(watching(sign_in(call_taker(c)), centre=c))
            for c in ("KL", "TB")
        ]
        report(driver, "KL-SMUR-1", 14.1501, -16.0701)
        async with asyncio.timeout(1):
            await kaolack.until(lambda shown: "KL-SMUR-1" in shown.fixes)
        seen = kaolack.fixes["KL-SMUR-1"]
        assert (seen["lat"], seen["lon"], seen["freshness"]) == (14.1501, -16.0701, "live")
        await touba.until(lambda shown: "heartbeat" in shown.types())
        assert "positions" not in touba.types()
        assert "KL-SMUR-1" not in touba.fixes
    fresh = await fresh_picture(sign_in(call_taker("KL")), centre="KL")
    assert fresh.fixes["KL-SMUR-1"]["lat"] == 14.1501


async def test_a_heartbeat_tells_the_time_and_the_number(parm: Visitor) -> None:
    async with watching(parm, centre="KL") as screen:
        await screen.until(lambda shown: "heartbeat" in shown.types())
        beat = screen.messages[-1]
        assert (beat["n"], beat["degraded"]) == (screen.n, False)
        late_s = (datetime.now(UTC) - datetime.fromisoformat(beat["at"])).total_seconds()
        assert abs(late_s) < PATIENCE_S


async def test_a_screen_that_stops_reading_delays_no_other(parm: Visitor) -> None:
    words = "x" * 1900
    case = parm.open_case("KL")
    async with (
        watching(parm, centre="KL") as stopped,
        watching(parm, centre="KL") as reading,
    ):
        stopped.socket.transport.pause_reading()
        last = 0
        for _ in range(NOTES):
            last = parm.do(f"/cases/{case['id']}/notes", {"text": words})["n"]["KL"]
        await reading.until_number(last)
        assert len(reading.picture["case"][case["id"]]["notes"]) == NOTES
        fresh = await fresh_picture(parm, centre="KL")
        assert fresh.picture == reading.picture
        stopped.socket.transport.resume_reading()
        await stopped.until_number(last)
        assert stopped.picture == reading.picture
