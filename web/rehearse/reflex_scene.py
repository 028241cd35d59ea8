"""First story: two answers make a P0, a unit departs by reflex, the physician calls it back."""

from web.demo.client import View
from web.demo.live_line import LiveLine
from web.rehearse.driving import report_position
from web.rehearse.reception import assess, find_place, open_case, ring_and_take
from web.rehearse.stage import MARK, Stage
from web.rehearse.timeline import Unmet, Who, expect, expect_refusal

TWO_ANSWERS = {"awake": "no", "breathing": "absent"}


async def play_reflex(stage: Stage) -> None:
    """Play the P0 from the ring to the closed case."""
    call = await ring_and_take(stage)
    place = await find_place(stage)
    case = await open_case(stage, call, place, "homme à terre, ne répond pas")
    await _wrong_answer(stage, case)
    mission = await _depart(stage, case)
    crew = await stage.speaks_for_crew(mission["unit_id"])
    await stage.tap(crew, mission, "DEPART")
    await report_position(stage, crew, mission["unit_id"])
    await _call_back(stage, case, mission)
    await stage.finish(case["id"], "FALSE_ALARM")


async def _wrong_answer(stage: Stage, case: View) -> None:
    async with stage.timeline.step(
        Who.CALL_TAKER, "Réponse hors protocole : refusée", "Answer outside the protocol: refused"
    ):
        wrong = assess(stage, case["id"], "OPENING", {"awake": "perhaps"})
        await expect_refusal(wrong, 422, "answer_outside_protocol")


async def _depart(stage: Stage, case: View) -> View:
    """Answer two questions; the mission is ordered with them, and the crew's screen shows it."""
    async with stage.timeline.step(
        Who.CALL_TAKER, "Deux réponses : P0, départ réflexe", "Two answers: P0, reflex departure"
    ) as step:
        done = await assess(stage, case["id"], "OPENING", TWO_ANSWERS)
        expect("P0", done["case"]["priority"])
        mission: View | None = done["mission"]
        if mission is None:
            raise Unmet("a reflex mission", f"reflex {done['case']['reflex']}")
        step.remark = mission["unit_name"]
    async with stage.timeline.step(
        Who.CREW, "L'ordre est sur l'écran de l'équipage", "The order is on the crew's screen"
    ):
        line = await crew_screen(stage, mission["unit_id"])
        shown = await stage.seen(line, "mission", mission["id"], lambda _: True)
        expect((True, case["id"]), (shown["reflex"], shown["case_id"]))
    return mission


async def crew_screen(stage: Stage, unit_id: str) -> LiveLine:
    """Return the crew's screen, or the room's where no account of the crew is at hand."""
    crew = await stage.cast.crew(unit_id)
    if crew is None:
        return stage.room
    return await stage.screen(crew, view="unit", unit=unit_id)


async def _call_back(stage: Stage, case: View, mission: View) -> None:
    doctor, path = stage.cast.physician, f"/cases/{case['id']}"
    async with stage.timeline.step(
        Who.PHYSICIAN, "Prend l'affaire et décide", "Takes the case and decides"
    ):
        await doctor.do(f"{path}/take", {"over": False})
        decision = {"type": "CONSEIL", "care_level": "R4", "note": MARK}
        await doctor.do(f"{path}/decisions", decision)
    async with stage.timeline.step(
        Who.PHYSICIAN, "Rappelle l'équipage, avec motif", "Calls the unit back, with a reason"
    ):
        cancel = f"/missions/{mission['id']}/cancellation"
        await expect_refusal(doctor.do(cancel, {"reason": " "}), 422, "cancellation_needs_reason")
        await doctor.do(cancel, {"reason": f"{MARK} : fin"})
        await stage.seen(
            stage.room, "mission", mission["id"], lambda m: bool(m["status"] == "ANNULE")
        )
