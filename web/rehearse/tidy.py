"""Brings to an end what a rehearsal made, also one that broke off: no board stays littered."""

import contextlib

from web.demo.client import Client, Refusal, View
from web.rehearse.stage import MARK, Stage

_WITHDRAWABLE = frozenset({"SENT", "DELIVERED", "OPENED", "EXPIRED", "ACCEPTED"})
_AFTERWARDS = ("VALIDE", "CLOTURE")


async def tidy(stage: Stage) -> None:
    """End every mission, notice, case and call that the rehearsal left open."""
    doctor, taker = stage.cast.physician, stage.cast.call_taker
    for case_id in stage.made_cases:
        case = await doctor.look(f"/cases/{case_id}")
        if case["state"] != "CLOTURE":
            await _end_case(stage, doctor, case)
    for call in stage.room.all("call"):
        if call["id"] in stage.made_calls:
            await _end_call(taker, call)


async def _end_case(stage: Stage, doctor: Client, case: View) -> None:
    for mission in _of(stage, "mission", case["id"]):
        await _end_mission(stage, doctor, mission)
    for notice in _of(stage, "notice", case["id"]):
        if notice["status"] in _WITHDRAWABLE:
            await _try(doctor, f"/notices/{notice['id']}/withdrawal", {"reason": MARK})
    path = f"/cases/{case['id']}/state"
    await _try(doctor, path, {"state": "ACHEVE", "outcome": "FALSE_ALARM"})
    for state in _AFTERWARDS:
        await _try(doctor, path, {"state": state})


async def _end_mission(stage: Stage, doctor: Client, mission: View) -> None:
    if "ANNULE" in mission["allowed_moves"]:
        await _try(doctor, f"/missions/{mission['id']}/cancellation", {"reason": MARK})
        return
    moves = f"/missions/{mission['id']}/moves"
    for status in ("FINPEC", "RETOUR", "REN-BASE"):
        await _try(stage.cast.call_taker, moves, {"status": status})


async def _end_call(taker: Client, call: View) -> None:
    if call["state"] in {"RINGING", "ABANDONED"}:
        await _try(taker, f"/calls/{call['id']}/take", None)
    await _try(taker, f"/calls/{call['id']}/classify", {"as": "WRONG_NUMBER"})


def _of(stage: Stage, kind: str, case_id: str) -> list[View]:
    return [thing for thing in stage.room.all(kind) if thing["case_id"] == case_id]


async def _try(client: Client, path: str, body: View | None) -> None:
    with contextlib.suppress(Refusal):
        await client.do(path, body)
