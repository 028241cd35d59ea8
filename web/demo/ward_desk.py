"""A ward without people: reports its beds and answers notices after a believable while.

Some never report, some are full, some report once and let the figure age: finding a bed is the
trouble the service lives with, and a demonstration where every ward answers yes would hide it.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Final

from web.demo.chance import between, chance, pick
from web.demo.client import Client, Refusal, View
from web.demo.live_line import LiveLine

TICK_S = 2.0
OPENED_S = (3.0, 12.0)
ANSWER_S = (12.0, 45.0)
"""Real seconds until a ward looks, and then decides: a nurse who has to ask the physician."""

BEDS_AGAIN = timedelta(minutes=100)
"""Before the figure leaves the two hours in which it counts as fresh."""
BEDS_MAX = 9

CLOSED: Final = {"FK-CHR-URG": ("Scanner en panne, pas de chirurgien avant ce soir", 4.0)}
"""Wards that begin on diversion: why, and for how many hours."""

REPORTS_NOTHING = 0.15
IS_FULL = 0.12
REPORTS_AGAIN = 0.6
"""Shares of the wards."""

REFUSES = 0.18
SAYS_NOTHING = 0.06
"""Shares of the notices."""

REASONS: Final = (
    "Aucun lit libre",
    "Bloc opératoire occupé, pas avant deux heures",
    "Pas d'oxygène mural disponible",
    "Spécialiste de garde absent",
    "Scanner en panne",
)


class Mood(Enum):
    """What a ward will answer to its next notice."""

    ACCEPTS = "accepts"
    REFUSES = "refuses"
    SILENT = "silent"


def mood(ward_id: str, number: int, beds_free: int | None) -> Mood:
    """Return the answer to a ward's notice, counted from 0; the same in every demonstration."""
    if beds_free == 0:
        return Mood.REFUSES
    drawn = chance(ward_id, number, "mood")
    if drawn < SAYS_NOTHING:
        return Mood.SILENT
    return Mood.REFUSES if drawn < SAYS_NOTHING + REFUSES else Mood.ACCEPTS


def first_beds(ward_id: str) -> int | None:
    """Return the beds a ward reports at first, or None when it reports none."""
    drawn = chance(ward_id, "beds")
    if drawn < REPORTS_NOTHING:
        return None
    if drawn < REPORTS_NOTHING + IS_FULL:
        return 0
    return 1 + int(chance(ward_id, "free") * BEDS_MAX)


@dataclass(slots=True, kw_only=True)
class WardDesk:
    """One ward; `answers` is false where a person is to answer."""

    client: Client
    line: LiveLine
    ward_id: str
    answers: bool
    _seen: dict[str, float] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _given: set[str] = field(default_factory=set)

    async def play(self) -> None:
        """Report and answer until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.line.run())
            tasks.create_task(self._work())

    async def _work(self) -> None:
        await self.line.until(lambda: self.line.ready or None, within_s=3600)
        await self._close()
        while True:
            await self._report_beds()
            for notice in self.line.all("notice") if self.answers else ():
                await self._attend(notice)
            await asyncio.sleep(TICK_S)

    async def _report_beds(self) -> None:
        beds = first_beds(self.ward_id)
        ward = self.line.things["ward"].get(self.ward_id)
        if beds is None or ward is None:
            return
        again = chance(self.ward_id, "again") < REPORTS_AGAIN
        reported = ward["beds_at"]
        if reported is None or (again and _age(reported) > BEDS_AGAIN):
            await self._say_beds(beds)

    async def _close(self) -> None:
        """Go on diversion where the story wants it; once, for it is not renewed when it ends."""
        ward = self.line.things["ward"].get(self.ward_id)
        if self.ward_id not in CLOSED or ward is None or ward["diversion"] is not None:
            return
        reason, hours = CLOSED[self.ward_id]
        until = datetime.now(UTC) + timedelta(hours=hours)
        told = {"reason": reason, "until": until.isoformat()}
        await self.client.do(f"/wards/{self.ward_id}/diversion", told)

    async def _say_beds(self, beds_free: int) -> None:
        await self.client.do(f"/wards/{self.ward_id}/beds", {"beds_free": beds_free})

    async def _attend(self, notice: View) -> None:
        id_, now = notice["id"], asyncio.get_running_loop().time()
        number = self._numbers.setdefault(id_, len(self._numbers))
        waited_s = now - self._seen.setdefault(f"{id_} {notice['status']}", now)
        try:
            if notice["status"] in {"SENT", "DELIVERED"}:
                if waited_s > between(*OPENED_S, self.ward_id, number):
                    await self.client.do(f"/notices/{id_}/moves", {"status": "OPENED"})
            elif notice["status"] == "OPENED":
                if waited_s > between(*ANSWER_S, self.ward_id, number, "answer"):
                    await self._answer(id_, number)
            elif notice["status"] == "HANDED_OVER":
                await self._give_bed(id_)
        except Refusal:
            return  # a person answered at the same moment: theirs counts

    async def _answer(self, notice_id: str, number: int) -> None:
        path = f"/notices/{notice_id}/answer"
        match mood(self.ward_id, number, self._beds()):
            case Mood.ACCEPTS:
                await self.client.do(path, {"answer": "ACCEPTED", "reason": None})
                self._given.add(notice_id)
            case Mood.REFUSES:
                full = self._beds() == 0
                reason = REASONS[0] if full else pick(REASONS, self.ward_id, number)
                await self.client.do(path, {"answer": "REFUSED", "reason": reason})
            case Mood.SILENT:
                pass

    async def _give_bed(self, notice_id: str) -> None:
        """Report one bed less, once, for a patient this desk accepted."""
        if notice_id in self._given:
            self._given.discard(notice_id)
            await self._say_beds(max(0, (self._beds() or 1) - 1))

    def _beds(self) -> int | None:
        ward = self.line.things["ward"].get(self.ward_id)
        return ward["beds_free"] if ward else None


def _age(moment: str) -> timedelta:
    return datetime.now(UTC) - datetime.fromisoformat(moment)
