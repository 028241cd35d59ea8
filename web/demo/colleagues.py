"""Colleagues in one room: a call-taker and a physician who work while no person is there.

They touch only cases they opened themselves, and nothing at all while a person has a screen open
in the room. What they do is decided in `regulating.py`; here it is done, at a human pace.
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from web.demo.chance import between, chance, pick
from web.demo.client import Client, Refusal, View
from web.demo.live_line import LiveLine
from web.demo.regulating import (
    CALL_DELAY_S,
    CASE_DELAY_S,
    CallAct,
    CaseAct,
    next_call_act,
    next_case_act,
)
from web.demo.stories import OPENING_CALM, PLACES, STORIES, Story, number_of, story

TICK_S = 2.0

CASES_ALIVE_MAX = 3
"""Cases the colleagues of one centre keep open at once: a board that lives and can be read."""

REAL_SHARE = 0.45
"""Most calls are nuisance in life; here nearly half are real, or little would happen."""

_CLASSES: Final = ("NUISANCE", "NUISANCE", "SILENT", "WRONG_NUMBER", "INFORMATION")

_log = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Colleagues:
    """A call-taker and a physician at one centre, with the room's screen before them."""

    centre_id: str
    call_taker: Client
    physician: Client
    line: LiveLine
    attended: Callable[[], Awaitable[bool]]
    """Whether a person works in this room now."""
    _since: dict[str, float] = field(default_factory=dict)
    _told: int = 0
    """Calls handled so far: the story of the next one follows from it."""

    async def play(self, opening: Callable[["Colleagues"], Awaitable[None]]) -> None:
        """Set the scene, then work until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.line.run())
            await self.line.until(lambda: self.line.ready or None, within_s=3600)
            await opening(self)
            tasks.create_task(self._work())

    async def _work(self) -> None:
        while True:
            await asyncio.sleep(TICK_S)
            if not await self.attended():
                await self._round()

    async def _round(self) -> None:
        for call in self.line.all("call"):
            call_act = next_call_act(call, self.call_taker.person_id)
            if call_act and self._is_time(call["id"], call_act, CALL_DELAY_S[call_act]):
                await self.politely(self.do_call(call, call_act))
        for case in self.own_cases():
            case_act = next_case_act(
                case,
                self._of("mission", case["id"]),
                self._of("notice", case["id"]),
                self.physician.person_id,
            )
            if case_act and self._is_time(case["id"], case_act, CASE_DELAY_S[case_act]):
                await self.politely(self.do_case(case, case_act))
        self._forget()

    def own_cases(self) -> list[View]:
        """Return the cases this call-taker opened and this centre owns, still on the board."""
        mine = self.call_taker.person_id
        return [
            case
            for case in self.line.all("case")
            if case["opened_by"]["id"] == mine and case["centre_id"] == self.centre_id
        ]

    def _of(self, kind: str, case_id: str) -> list[View]:
        return [thing for thing in self.line.all(kind) if thing["case_id"] == case_id]

    def _is_time(self, id_: str, act: str, delay_s: tuple[float, float]) -> bool:
        """Say whether this act has been due long enough; the next try waits as long again."""
        key, now = f"{id_} {act}", asyncio.get_running_loop().time()
        if now - self._since.setdefault(key, now) < between(*delay_s, id_, act):
            return False
        self._since[key] = now
        return True

    def _forget(self) -> None:
        """Drop the waiting times of things that left the board."""
        here = self.line.things["call"].keys() | self.line.things["case"].keys()
        self._since = {key: at for key, at in self._since.items() if key.split()[0] in here}

    async def politely(self, act: Awaitable[None]) -> None:
        """Do something, and let it be when it is refused."""
        try:
            await act
        except Refusal as refusal:
            # A person was faster, or no unit is free: the next round looks again.
            _log.info("%s: %s", self.centre_id, refusal)

    # --- calls --------------------------------------------------------------------------------

    async def do_call(self, call: View, act: CallAct) -> None:
        """Do one act with a call."""
        path = f"/calls/{call['id']}"
        if act is not CallAct.HANDLE:
            await self.call_taker.do(f"{path}/take")
            if act is CallAct.CALL_BACK:
                await self.call_taker.do(f"{path}/classify", {"as": "INFORMATION"})
            return
        self._told += 1
        room_left = len(self.own_cases()) < CASES_ALIVE_MAX
        if room_left and chance(self.centre_id, self._told, "real") < REAL_SHARE:
            told = pick(STORIES, self.centre_id, self._told, "story")
            await self.open(told, number=call["number"], call_id=call["id"], turn=self._told)
        else:
            class_ = pick(_CLASSES, self.centre_id, self._told, "class")
            await self.call_taker.do(f"{path}/classify", {"as": class_})

    async def open(
        self, told: Story, *, number: str = "", call_id: str | None = None, turn: int = 0
    ) -> View:
        """Open a case from a story, ask its protocols, and let the caller go."""
        places = PLACES[self.centre_id]
        where, landmark = places[turn % len(places)]
        body = {
            "call_id": call_id,
            "centre_id": self.centre_id,
            "caller": told.caller
            | {"number": number or number_of(self.centre_id, told.name, turn)},
            "place": await self._place(where, landmark),
            "what": told.what,
            "patient": told.patient,
        }
        case: View = (await self.call_taker.do("/cases", body))["case"]
        for protocol_id, answers in (
            ("OPENING", OPENING_CALM),
            (told.protocol_id, told.answers),
        ):
            asked = {"protocol_id": protocol_id, "answers": answers}
            await self.call_taker.do(f"/cases/{case['id']}/assessments", asked)
        await self.call_taker.do(f"/cases/{case['id']}/line", {"on_line": False})
        return case

    async def _place(self, where: str, landmark: str) -> View:
        """Return the place as said, with the pin of the first find, as a call-taker would."""
        found = await self.call_taker.look("/places", q=where, centre=self.centre_id)
        said = {"said": f"{where}, {landmark}", "landmark": landmark}
        best = next(iter(found["candidates"]), None)
        if best is None:
            return said
        pin = {"position": best["position"], "precision": best["precision"]}
        return said | pin | {"source": best["source"], "found_name": best["name"]}

    # --- cases --------------------------------------------------------------------------------

    async def do_case(self, case: View, act: CaseAct) -> None:
        """Do one act with a case."""
        path, doctor = f"/cases/{case['id']}", self.physician
        match act:
            case CaseAct.TAKE:
                await doctor.do(f"{path}/take", {"over": False})
            case CaseAct.DECIDE:
                told = self._story_of(case)
                decision = "INTER" if told.sends else "CONSEIL"
                body = {"type": decision, "care_level": told.care_level, "note": ""}
                await doctor.do(f"{path}/decisions", body)
            case CaseAct.SEND:
                await self._send(path)
            case CaseAct.TELL_WARD:
                await self.tell_ward(path)
            case CaseAct.RING_BACK:
                await self._ring_back(case)
            case CaseAct.END:
                sent = bool(self._of("mission", case["id"]))
                outcome = "TRANSPORTED" if sent else "ADVICE_GIVEN"
                await doctor.do(f"{path}/state", {"state": "ACHEVE", "outcome": outcome})
            case CaseAct.VALIDATE:
                await doctor.do(f"{path}/state", {"state": "VALIDE"})
            case CaseAct.CLOSE:
                await doctor.do(f"{path}/state", {"state": "CLOTURE"})

    async def _ring_back(self, case: View) -> None:
        """Ring whoever was promised it; on the stage everybody gets better."""
        promised = [each for each in case["call_backs"] if each["is_open"]]
        for each in promised:
            path = f"/cases/{case['id']}/call-backs/{each['id']}/answer"
            await self.call_taker.do(path, {"outcome": "BETTER", "note": ""})

    def _story_of(self, case: View) -> Story:
        return next((told for told in STORIES if told.what == case["what"]), story("fever"))

    async def _send(self, path: str) -> None:
        proposal = await self.physician.look(f"{path}/proposal")
        unit = next((option for option in proposal["units"] if option["proposed"]), None)
        if unit is not None:
            await self.physician.do(f"{path}/missions", {"unit_id": unit["unit_id"]})

    async def tell_ward(self, path: str) -> None:
        """Tell the proposed ward; when every ward was asked, the case waits for a person."""
        proposal = await self.physician.look(f"{path}/proposal")
        ward = next((option for option in proposal["wards"] if option["proposed"]), None)
        if ward is not None:
            with contextlib.suppress(Refusal):
                await self.physician.do(f"{path}/notices", {"ward_id": ward["ward_id"]})
