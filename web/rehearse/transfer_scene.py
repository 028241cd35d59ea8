"""Second story: chest pain, a unit sent, one ward says no and the next one yes."""

import asyncio
from collections.abc import Awaitable

from web.demo.client import Refusal, View
from web.rehearse.driving import report_position
from web.rehearse.reception import assess, find_place, open_case, ring_and_take
from web.rehearse.reflex_scene import crew_screen
from web.rehearse.stage import MARK, Stage
from web.rehearse.timeline import Unmet, Who, expect, expect_refusal
from web.rehearse.ward_scene import find_ward, hand_over

CALM = {"awake": "yes", "breathing": "normal"}
CHEST = {"state": "sweating", "speech": "sentences", "pain": "tight", "spread": "yes"}


async def play_transfer(stage: Stage) -> None:
    """Play the P1 from the ring to the closed record."""
    call = await ring_and_take(stage)
    place = await find_place(stage)
    case = await open_case(stage, call, place, "douleur à la poitrine, sueurs")
    twin = await open_case(stage, None, place, "second malade au même endroit")
    for one in (case, twin):
        await _question(stage, one)
        await _decide(stage, one)
    case, mission = await _send(stage, case, twin)
    await _drive(stage, case, mission)
    for case_id in stage.made_cases[-2:]:
        outcome = "TRANSPORTED" if case_id == case["id"] else "OWN_MEANS"
        await stage.finish(case_id, outcome)
    await _read_record(stage, case)


async def _question(stage: Stage, case: View) -> None:
    async with stage.timeline.step(
        Who.CALL_TAKER, "Douleur thoracique : P1, file du médecin", "Chest pain: P1, in the queue"
    ):
        await assess(stage, case["id"], "OPENING", CALM)
        done = await assess(stage, case["id"], "CHEST-PAIN", CHEST)
        expect(("P1", None), (done["case"]["priority"], done["mission"]))
        await stage.seen(
            stage.room,
            "case",
            case["id"],
            lambda c: bool(c["priority"] == "P1" and c["waits_for_physician"]),
        )


async def _decide(stage: Stage, case: View) -> None:
    path, doctor = f"/cases/{case['id']}", stage.cast.physician
    body = {"type": "INTER", "care_level": "R1", "note": MARK}
    async with stage.timeline.step(
        Who.CALL_TAKER, "Décider n'est pas son rôle : refusé", "Not theirs to decide: refused"
    ):
        by_other = stage.cast.call_taker.do(f"{path}/decisions", body)
        await expect_refusal(by_other, 403, "not_allowed")
    async with stage.timeline.step(
        Who.PHYSICIAN, "Prend l'affaire, décide INTER R1", "Takes the case, decides INTER R1"
    ):
        await doctor.do(f"{path}/take", {"over": False})
        decided = (await doctor.do(f"{path}/decisions", body))["case"]
        expect("INTER", decided["decisions"][-1]["type"])
        await stage.seen(stage.room, "case", case["id"], lambda c: not c["waits_for_physician"])


async def _send(stage: Stage, case: View, twin: View) -> tuple[View, View]:
    """Order one unit for two patients at once; returns the case that got it, and its mission."""
    async with stage.timeline.step(
        Who.PHYSICIAN, "Lit la proposition et ses raisons", "Reads the proposal and its reasons"
    ) as step:
        proposal = await stage.cast.physician.look(f"/cases/{case['id']}/proposal")
        unit = next((option for option in proposal["units"] if option["proposed"]), None)
        if unit is None or not unit["reasons"]:
            raise Unmet("a proposed unit with reasons", unit)
        step.remark = unit["name"]
    async with stage.timeline.step(
        Who.PHYSICIAN,
        "Deux envois du même vecteur : un seul passe",
        "Same unit sent twice at once: one wins",
    ) as step:
        body = {"unit_id": unit["unit_id"], "override_reason": MARK}
        won = await _one_wins(
            stage.cast.physician.do(f"/cases/{case['id']}/missions", body),
            stage.cast.second_physician.do(f"/cases/{twin['id']}/missions", body),
        )
        mission: View = won["mission"]
        step.remark = mission["case_number"]
        await stage.seen(stage.room, "mission", mission["id"], lambda m: bool(m["active"]))
    return (case if mission["case_id"] == case["id"] else twin), mission


async def _one_wins(*orders: Awaitable[View]) -> View:
    answers = await asyncio.gather(*orders, return_exceptions=True)
    won = [answer for answer in answers if isinstance(answer, dict)]
    codes = [a.code if isinstance(a, Refusal) else repr(a) for a in answers if a not in won]
    expect((1, ["unit_taken"]), (len(won), codes))
    return won[0]


async def _drive(stage: Stage, case: View, mission: View) -> None:
    unit_id = mission["unit_id"]
    async with stage.timeline.step(
        Who.CREW, "L'ordre est sur l'écran de l'équipage", "The order is on the crew's screen"
    ):
        line = await crew_screen(stage, unit_id)
        await stage.seen(line, "mission", mission["id"], lambda _: True)
    crew = await stage.speaks_for_crew(unit_id)
    await stage.tap(crew, mission, "DEPART")
    await report_position(stage, crew, unit_id)
    for status in ("ARRIVEE", "PEC", "BILAN"):
        await stage.tap(crew, mission, status)
    async with stage.timeline.step(Who.CREW, "Retour en arrière : refusé", "Going back: refused"):
        back = crew.do(f"/missions/{mission['id']}/moves", {"status": "DEPART"})
        await expect_refusal(back, 409, "mission_move_not_allowed")
    notice = await find_ward(stage, case)
    async with stage.timeline.step(Who.CREW, "Voit sa destination", "Sees the destination") as step:
        told = await stage.seen(
            line, "mission", mission["id"], lambda m: m["destination"] is not None
        )
        expect(notice["ward_id"], told["destination"]["ward_id"])
        step.remark = told["destination"]["name"]
    await hand_over(stage, crew, mission, notice)


async def _read_record(stage: Stage, case: View) -> None:
    """Every step stands in the record with who and when, in order."""
    wanted = {
        *("CaseOpened", "CallJoined", "CaseAssessed", "CaseTaken", "DecisionMade"),
        *("MissionOrdered", "MissionMoved", "MissionDestined", "NoticeSent", "NoticeMoved"),
        "CaseMoved",
    }
    async with stage.timeline.step(
        Who.PHYSICIAN, "Relit le dossier : qui, quoi, quand", "Reads the record: who, what, when"
    ) as step:
        path = f"/cases/{case['id']}/record"
        entries = (await stage.cast.physician.look(path))["entries"]
        joined = case["id"] == stage.made_cases[-2]  # the twin came without a call of its own
        missing = wanted - {entry["type"] for entry in entries}
        expect(set() if joined else {"CallJoined"}, missing)
        unsigned = [e["n"] for e in entries if not (e["actor"]["id"] and e["at"])]
        expect([], unsigned)
        times = [entry["at"] for entry in entries]
        expect(sorted(times), times)
        step.remark = f"{len(entries)}"
