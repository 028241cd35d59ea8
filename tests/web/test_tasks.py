"""Tasks over HTTP and on the live board: the room sees and takes them, nobody else does."""

from collections.abc import Iterator

import httpx
import pytest

from tests.people import call_taker, crew, physician, ward_staff
from tests.services import PATIENT, RunningServer
from tests.web.visitor import Json, Visitor, signed_in, watching

GASPING = {"protocol_id": "OPENING", "answers": {"awake": "no", "breathing": "abnormal"}}


@pytest.fixture
def impatient(sqlite_store: str) -> Iterator[RunningServer]:
    """A service where only a life threat is overdue, and that at once."""
    clocks = PATIENT | {"SAMU_WAIT_P0_S": "0"}
    running = RunningServer({"SAMU_DATABASE_URL": sqlite_store} | clocks).start()
    yield running
    running.stop()


@pytest.fixture
def parm(impatient: RunningServer) -> Iterator[Visitor]:
    with signed_in(impatient, call_taker("KL")) as visitor:
        yield visitor


def life_threat(parm: Visitor) -> Json:
    case = parm.open_case("KL")
    done: Json = parm.do(f"/cases/{case['id']}/assessments", GASPING)["case"]
    return done


async def test_a_screen_is_told_how_long_a_case_may_wait(parm: Visitor) -> None:
    async with watching(parm, centre="KL") as screen:
        clocks = screen.messages[0]["clocks"]
        assert clocks["wait_s"]["P0"] == 0
        assert clocks["wait_s"]["NR"] is None
        assert 0 < clocks["warn_share"] < 1


async def test_the_room_sees_a_task_come_and_go_without_a_reload(
    impatient: RunningServer, parm: Visitor
) -> None:
    async with watching(parm, centre="KL") as screen:
        case = life_threat(parm)
        await screen.until(lambda shown: bool(shown.tasks))
        (task,) = screen.tasks.values()
        assert (task["kind"], task["case_id"]) == ("REGULATION_OVERDUE", case["id"])
        assert [each["id"] for each in parm.http.get("/tasks?centre=KL").json()] == [task["id"]]
        taken = parm.do(f"/tasks/{task['id']}/take", {})["task"]
        assert (taken["state"], taken["taken_by"]["id"]) == ("HELD", "parm.kl")
        assert parm.do(f"/tasks/{task['id']}/return")["task"]["state"] == "WAITING"
        with signed_in(impatient, physician("KL")) as doctor:
            doctor.do(f"/cases/{case['id']}/take", {})
        await screen.until(lambda shown: shown.tasks[task["id"]]["state"] == "GONE")
        async with watching(parm, centre="KL") as fresh:
            assert fresh.tasks == screen.tasks


async def test_a_second_taker_is_told_who_has_the_task(
    impatient: RunningServer, parm: Visitor
) -> None:
    async with watching(parm, centre="KL") as screen:
        life_threat(parm)
        await screen.until(lambda shown: bool(shown.tasks))
        (task,) = screen.tasks.values()
    parm.do(f"/tasks/{task['id']}/take", {})
    with signed_in(impatient, physician("KL")) as doctor:
        answer = doctor.ask(f"/tasks/{task['id']}/take", {})
        assert answer.status_code == httpx.codes.CONFLICT
        assert (answer.json()["code"], answer.json()["facts"]["by"]) == (
            "task_held_by_other",
            call_taker("KL").name,
        )
        assert doctor.do(f"/tasks/{task['id']}/take", {"over": True})["task"]["state"] == "HELD"
        done = doctor.do(f"/tasks/{task['id']}/result", {"how": "vu avec la salle"})["task"]
        assert (done["state"], done["how"]) == ("DONE", "vu avec la salle")


async def test_a_crew_and_a_ward_see_no_task(impatient: RunningServer, parm: Visitor) -> None:
    case = life_threat(parm)
    async with watching(parm, centre="KL") as room:
        await room.until(lambda shown: bool(shown.tasks))
    unit_id = next(iter(room.picture["mission"].values()))["unit_id"]
    for who, watched in (
        (crew(unit_id), {"view": "unit", "unit": unit_id}),
        (ward_staff("KL-CHR-URG"), {"view": "ward", "ward": "KL-CHR-URG"}),
    ):
        with signed_in(impatient, who) as outsider:
            async with watching(outsider, **watched) as screen:
                assert screen.tasks == {}
            refused = outsider.http.get("/tasks", params={"centre": "KL"})
            assert refused.status_code == httpx.codes.FORBIDDEN
    assert case["id"] in room.picture["case"]
