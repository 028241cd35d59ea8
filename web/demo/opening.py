"""The board at the start: a few cases in progress, so that every page has something to show."""

from enum import Enum
from typing import Final

from web.demo.accounts import WARD_SHOWN
from web.demo.client import View
from web.demo.colleagues import Colleagues
from web.demo.regulating import CaseAct
from web.demo.stories import story


class Stage(Enum):
    """How far a case of the start is brought."""

    WAITING = "waiting for the physician"
    SENT = "a unit is on the way"
    TOLD = "a ward has been told and is to answer"
    ADVISED = "an advice was given and a call is promised"


SCENE: Final = {
    "KL": (
        *(("breath", Stage.TOLD), ("delivery", Stage.SENT)),
        *(("chest", Stage.WAITING), ("fever", Stage.ADVISED)),
    ),
    "DK": (("road", Stage.SENT),),
    "ZG": (("delivery", Stage.SENT),),
}
"""Told before sent, sent before waiting: the furthest first, so that none is counted twice."""


async def set_scene(room: Colleagues) -> None:
    """Bring a room to its scene; stages that an earlier start left standing are not made again."""
    free = list(room.own_cases())
    for turn, (name, stage) in enumerate(SCENE.get(room.centre_id, ())):
        standing = next((case for case in free if _stands(room, case, stage)), None)
        if standing is not None:
            free.remove(standing)
        else:
            await room.politely(_bring(room, name, stage, turn))


def _stands(room: Colleagues, case: View, stage: Stage) -> bool:
    if stage is Stage.WAITING:
        return bool(case["waits_for_physician"])
    if stage is Stage.ADVISED:
        return any(each["is_open"] for each in case["call_backs"])
    if stage is Stage.SENT:
        return any(m["active"] for m in room.line.all("mission") if m["case_id"] == case["id"])
    notices = [n for n in room.line.all("notice") if n["case_id"] == case["id"]]
    return any(n["status"] in {"SENT", "DELIVERED", "OPENED"} for n in notices)


async def _bring(room: Colleagues, name: str, stage: Stage, turn: int) -> None:
    case = await room.open(story(name), turn=turn)
    if stage is Stage.WAITING:
        return
    acts = (CaseAct.TAKE, CaseAct.DECIDE, CaseAct.SEND)
    for act in acts[:-1] if stage is Stage.ADVISED else acts:
        await room.do_case(case, act)
    if stage is Stage.TOLD:
        await _tell_people(room, f"/cases/{case['id']}")


async def _tell_people(room: Colleagues, path: str) -> None:
    """Tell a ward that is left to people, whatever else is proposed."""
    body = {"ward_id": WARD_SHOWN, "override_reason": "Au plus près de la patiente"}
    await room.physician.do(f"{path}/notices", body)
