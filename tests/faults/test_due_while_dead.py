"""The service is killed between the hour a thing falls due and its task: nothing is missed."""

import asyncio

from tests.faults.writers import verify_journal
from tests.people import call_taker, physician
from tests.services import PATIENT, RunningServer
from tests.web.visitor import Json, Screen, Visitor, signed_in, watching

DUE_S = 3.0
"""Long enough to be acknowledged and killed in, short enough to wait for."""

KILLS = 3


def settings(store_url: str) -> dict[str, str]:
    """Return a service where an unanswered P2 and a retried call fall due within seconds."""
    quick = {"SAMU_WAIT_P2_S": str(DUE_S), "SAMU_RETRY_S": str(DUE_S)}
    return {"SAMU_DATABASE_URL": store_url} | PATIENT | quick


def about(screen: Screen, subject_id: str) -> list[Json]:
    return [task for task in screen.tasks.values() if task["subject_id"] == subject_id]


def promised(case: Json) -> Json:
    (promise,) = [each for each in case["call_backs"] if each["is_open"]]
    found: Json = promise
    return found


async def killed_until_due(server: RunningServer) -> None:
    """Kill the service and leave it dead until what was promised before is overdue."""
    await asyncio.to_thread(server.kill9)
    await asyncio.sleep(DUE_S)
    await asyncio.to_thread(server.restart)


async def test_what_fell_due_while_the_service_was_dead_is_one_task_when_it_is_back(
    store_url: str,
) -> None:
    server = RunningServer(settings(store_url)).start()
    try:
        with signed_in(server, call_taker("KL")) as parm:
            case = parm.open_case("KL")
            await killed_until_due(server)
            async with watching(parm, centre="KL") as screen:
                await screen.until(lambda shown: bool(about(shown, case["id"])))
            for _ in range(KILLS):
                await asyncio.to_thread(server.restart)
            async with watching(parm, centre="KL") as screen:
                (task,) = about(screen, case["id"])
                assert (task["kind"], task["state"]) == ("REGULATION_OVERDUE", "WAITING")
    finally:
        server.stop()
    verify_journal(store_url)


async def test_a_promised_call_survives_every_kill_between_its_tries(store_url: str) -> None:
    server = RunningServer(settings(store_url)).start()
    try:
        with (
            signed_in(server, call_taker("KL")) as parm,
            signed_in(server, physician("KL")) as doctor,
        ):
            case = advised(parm, doctor)
            for tries in range(1, KILLS + 1):
                path = f"/cases/{case['id']}/call-backs/{promised(case)['id']}/answer"
                case = parm.do(path, {"outcome": "NOT_REACHED"})["case"]
                assert len(promised(case)["attempts"]) == tries
                await killed_until_due(server)
                async with watching(parm, centre="KL") as screen:
                    await screen.until(lambda shown: is_due(shown, promised(case)["id"]))  # noqa: B023 - asked within the loop
                    kept = screen.picture["case"][case["id"]]
                    assert promised(kept) == promised(case)
    finally:
        server.stop()
    verify_journal(store_url)


def advised(parm: Visitor, doctor: Visitor) -> Json:
    """Open a case whose physician sends nobody."""
    case = parm.open_case("KL")
    doctor.do(f"/cases/{case['id']}/take", {})
    decision = {"type": "CONSEIL", "care_level": "R4"}
    made: Json = doctor.do(f"/cases/{case['id']}/decisions", decision)["case"]
    return made


def is_due(screen: Screen, call_back_id: str) -> bool:
    """Tell whether somebody is asked, once, to ring now."""
    asked = [task for task in about(screen, call_back_id) if task["state"] == "WAITING"]
    assert len(asked) <= 1
    return bool(asked)
