"""What a colleague in the room does next with a call or a case: pure, one act at a time."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from fleet.status import MissionStatus
from web.demo.client import View


class CaseAct(StrEnum):
    """One act of the physician on a case."""

    TAKE = "take"
    DECIDE = "decide"
    SEND = "send"
    TELL_WARD = "tell ward"
    RING_BACK = "ring back"
    END = "end"
    VALIDATE = "validate"
    CLOSE = "close"


class CallAct(StrEnum):
    """One act of the call-taker on a call."""

    TAKE = "take"
    HANDLE = "handle"
    CALL_BACK = "call back"


CASE_DELAY_S: Final = {
    CaseAct.TAKE: (60.0, 180.0),
    CaseAct.DECIDE: (15.0, 40.0),
    CaseAct.SEND: (5.0, 12.0),
    CaseAct.TELL_WARD: (10.0, 30.0),
    CaseAct.RING_BACK: (5.0, 60.0),
    CaseAct.END: (15.0, 40.0),
    CaseAct.VALIDATE: (20.0, 60.0),
    CaseAct.CLOSE: (20.0, 60.0),
}
"""Real seconds before each act. The physician is slow to take a case, so that somebody who opens
the page finds one waiting."""

CALL_DELAY_S: Final = {
    CallAct.TAKE: (12.0, 45.0),
    CallAct.HANDLE: (15.0, 40.0),
    CallAct.CALL_BACK: (120.0, 240.0),
}

_AFTERWARDS: Final = {"ACHEVE": CaseAct.VALIDATE, "VALIDE": CaseAct.CLOSE}
_LOOKING: Final = frozenset({"REFUSED", "EXPIRED", "CANCELLED"})
_TAKES_PATIENT: Final = frozenset(
    {MissionStatus.ARRIVEE, MissionStatus.PEC, MissionStatus.BILAN, MissionStatus.ORIENTAT}
)


def next_case_act(
    case: View, missions: Sequence[View], notices: Sequence[View], physician_id: str
) -> CaseAct | None:
    """Return what this physician does next on a case, or None when it is not his turn."""
    if case["state"] != "ACTIF":
        afterwards = _AFTERWARDS.get(case["state"])
        promised = any(each["is_open"] for each in case["call_backs"])
        return CaseAct.RING_BACK if promised and afterwards is CaseAct.CLOSE else afterwards
    if case["physician"] is None:
        return CaseAct.TAKE
    if case["physician"]["id"] != physician_id:
        return None
    if not case["decisions"]:
        return CaseAct.DECIDE
    if case["decisions"][-1]["type"] != "INTER":
        return CaseAct.END
    return _underway(missions, notices)


def _underway(missions: Sequence[View], notices: Sequence[View]) -> CaseAct | None:
    sent = [mission for mission in missions if mission["status"] != MissionStatus.ANNULE]
    if not sent:
        return CaseAct.SEND
    if not any(mission["active"] for mission in sent):
        return CaseAct.END
    asked = all(notice["status"] in _LOOKING for notice in notices)
    patient_known = any(mission["status"] in _TAKES_PATIENT for mission in sent)
    return CaseAct.TELL_WARD if asked and patient_known else None


def next_call_act(call: View, call_taker_id: str) -> CallAct | None:
    """Return what this call-taker does next with a call, or None when it is somebody else's."""
    match call["state"]:
        case "RINGING":
            return CallAct.TAKE
        case "ABANDONED":
            return CallAct.CALL_BACK
        case "TAKEN" if call["taken_by"] and call["taken_by"]["id"] == call_taker_id:
            return CallAct.HANDLE
        case _:
            return None
