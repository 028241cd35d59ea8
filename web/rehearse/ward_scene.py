"""The wards: the first refuses and says why, the next is proposed and accepts, and receives."""

from web.demo.client import Client, View
from web.demo.live_line import LiveLine
from web.rehearse.stage import MARK, Stage
from web.rehearse.timeline import Unmet, Who, expect, expect_in, expect_refusal

REASON = f"{MARK} : aucun lit"


async def find_ward(stage: Stage, case: View) -> View:
    """Ask wards until one accepts; returns its notice."""
    await _wrong_ward(stage, case)
    first = await _tell(stage, case)
    await _refuse(stage, case, first)
    second = await _tell(stage, case)
    async with stage.timeline.step(
        Who.PHYSICIAN, "Le service suivant est proposé", "The next ward is proposed"
    ):
        expect(False, first["ward_id"] == second["ward_id"])
    return await _accept(stage, second)


async def _wrong_ward(stage: Stage, case: View) -> None:
    async with stage.timeline.step(
        Who.PHYSICIAN, "Service inconnu : refusé", "Unknown ward: refused"
    ):
        nowhere = {"ward_id": "NULLE-PART-URG", "override_reason": MARK}
        asked = stage.cast.physician.do(f"/cases/{case['id']}/notices", nowhere)
        await expect_refusal(asked, 404, "not_found")


async def _tell(stage: Stage, case: View) -> View:
    path, doctor = f"/cases/{case['id']}", stage.cast.physician
    async with stage.timeline.step(
        Who.PHYSICIAN, "Avise le service proposé", "Tells the proposed ward"
    ) as step:
        proposal = await doctor.look(f"{path}/proposal")
        ward = next((option for option in proposal["wards"] if option["proposed"]), None)
        if ward is None:
            raise Unmet("a proposed ward", [w["answer"] for w in proposal["wards"]])
        body = {"ward_id": ward["ward_id"], "message": MARK}
        notice: View = (await doctor.do(f"{path}/notices", body))["notice"]
        step.remark = f"{ward['hospital_name']}, {ward['name']}"
    async with stage.timeline.step(
        Who.WARD, "L'avis est sur l'écran du service", "The notice is on the ward's screen"
    ) as step:
        line = await _screen(stage, notice["ward_id"])
        await stage.seen(line, "notice", notice["id"], lambda _: True)
        ward_client = await stage.speaks_for_ward(notice["ward_id"])
        opened = ward_client.do(f"/notices/{notice['id']}/moves", {"status": "OPENED"})
        await stage.unless_faster(step, opened)
    return notice


async def _screen(stage: Stage, ward_id: str) -> LiveLine:
    ward = await stage.cast.ward(ward_id)
    if ward is None:
        return stage.room
    return await stage.screen(ward, view="ward", ward=ward_id)


async def _refuse(stage: Stage, case: View, notice: View) -> None:
    ward = await stage.speaks_for_ward(notice["ward_id"])
    path = f"/notices/{notice['id']}/answer"
    async with stage.timeline.step(Who.WARD, "Refuse, avec son motif", "Refuses and says why"):
        silent = ward.do(path, {"answer": "REFUSED", "reason": None})
        await expect_refusal(silent, 422, "refusal_needs_reason")
        await ward.do(path, {"answer": "REFUSED", "reason": REASON})
        told = await stage.seen(
            stage.room, "notice", notice["id"], lambda n: bool(n["status"] == "REFUSED")
        )
        expect(REASON, told["refusal_reason"])
    if ward is not stage.cast.call_taker:
        async with stage.timeline.step(
            Who.WARD, "Dossier d'un patient : refusé", "A patient's record: refused"
        ):
            await expect_refusal(ward.look(f"/cases/{case['id']}"), 403, "not_allowed")


async def _accept(stage: Stage, notice: View) -> View:
    ward = await stage.speaks_for_ward(notice["ward_id"])
    async with stage.timeline.step(Who.WARD, "Accepte", "Accepts") as step:
        asked = ward.do(f"/notices/{notice['id']}/answer", {"answer": "ACCEPTED", "reason": None})
        await stage.unless_faster(step, asked)
        return await stage.seen(
            stage.room, "notice", notice["id"], lambda n: bool(n["status"] == "ACCEPTED")
        )


async def hand_over(stage: Stage, crew: Client, mission: View, notice: View) -> None:
    """Drive to the ward and hand the patient over; the ward's notice follows the crew's taps."""
    await stage.tap(crew, mission, "TRANSP")
    for status, learnt in (("DESTIN", "ARRIVED"), ("FINPEC", "HANDED_OVER")):
        await stage.tap(crew, mission, status)
        await _learn(stage, notice["id"], learnt)
    for status in ("RETOUR", "REN-BASE"):
        await stage.tap(crew, mission, status)


async def _learn(stage: Stage, notice_id: str, learnt: str) -> None:
    fr, en = f"L'avis passe à {learnt}", f"The notice goes to {learnt}"

    def has_learnt(notice: View) -> bool:
        return any(step["status"] == learnt for step in notice["history"])

    async with stage.timeline.step(Who.WARD, fr, en):
        told = await stage.seen(stage.room, "notice", notice_id, has_learnt)
        expect_in(told["status"], ["ARRIVED", "HANDED_OVER"])
