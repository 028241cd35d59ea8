"""The call: sign-in, the ring, the place, the case."""

from ulid import ULID

from web.demo.client import Client, View, sign_in
from web.rehearse.stage import MARK, NUMBER, Stage
from web.rehearse.timeline import Unmet, Who, expect, expect_refusal

IN_THE_GAMBIA = {"lat": 13.45, "lon": -15.5}
"""A point on the river, well inside."""


async def sign_in_people(stage: Stage) -> None:
    """Sign the people in, and open the room's screen."""
    cast = stage.cast
    async with stage.timeline.step(Who.EVERYONE, "Se connectent", "Sign in") as step:
        await cast.sign_in_room()
        step.remark = ", ".join(
            person.session["login"] for person in (cast.call_taker, cast.physician)
        )
    async with stage.timeline.step(
        Who.CALL_TAKER, "Mot de passe faux : refusé", "Wrong password: refused"
    ):
        login = cast.call_taker.session["login"]
        wrong = sign_in(cast.http, cast.urls[0], login, str(ULID()))
        await expect_refusal(wrong, 401, "sign_in_failed")
    async with stage.timeline.step(
        Who.PHYSICIAN, "Voit le tableau de la salle", "Sees the room's board"
    ) as step:
        stage.room = await stage.screen(cast.physician, view="room", centre=cast.centre_id)
        step.remark = f"n = {stage.room.n}"
        centres = await cast.physician.look("/centres")
        stage.city = next(c["city"] for c in centres if c["id"] == cast.centre_id)


async def ring_and_take(stage: Stage) -> View:
    """Let the phone ring, see it on the board, and pick up."""
    cast = stage.cast
    async with stage.timeline.step(Who.PHONE, "Sonne, visible au tableau", "Rings, on the board"):
        body = {"centre_id": cast.centre_id, "number": NUMBER}
        call: View = (await (await cast.exchange()).do("/calls", body))["call"]
        stage.made_calls.append(call["id"])
        await stage.seen(stage.room, "call", call["id"], lambda c: bool(c["state"] == "RINGING"))
    async with stage.timeline.step(Who.CALL_TAKER, "Décroche", "Picks up"):
        taken = (await cast.call_taker.do(f"/calls/{call['id']}/take"))["call"]
        expect(cast.call_taker.person_id, taken["taken_by"]["id"])
        await stage.seen(stage.room, "call", call["id"], lambda c: bool(c["state"] == "TAKEN"))
    async with stage.timeline.step(
        Who.PHYSICIAN, "Appel déjà pris : refusé", "Call already taken: refused"
    ):
        again = cast.physician.do(f"/calls/{call['id']}/take")
        await expect_refusal(again, 409, "call_taken_by_other")
    return call


async def find_place(stage: Stage) -> View:
    """Find the caller's words in the gazetteer, and whose territory they lie in."""
    cast = stage.cast
    said = f"{stage.city}, derrière la gare, portail vert"
    async with stage.timeline.step(
        Who.CALL_TAKER, "Cherche le lieu dit par l'appelant", "Looks the caller's words up"
    ) as step:
        found = await cast.call_taker.look("/places", q=said, centre=cast.centre_id)
        expect(said, found["said"])
        here = [c for c in found["candidates"] if c["territory"]["centre_id"] == cast.centre_id]
        if not here:
            raise Unmet(f"a candidate in {cast.centre_id}", found["candidates"])
        best: View = here[0]
        step.remark = best["name"]
    async with stage.timeline.step(
        Who.CALL_TAKER, "Territoire : ici, et la Gambie", "Territory: here, and The Gambia"
    ):
        at = {axis: str(best["position"][axis]) for axis in ("lat", "lon")}
        inside = await cast.call_taker.look("/places/at", **at)
        expect(("inside", cast.centre_id), (inside["kind"], inside["centre_id"]))
        abroad = {axis: str(degrees) for axis, degrees in IN_THE_GAMBIA.items()}
        gambia = await cast.call_taker.look("/places/at", **abroad)
        expect(("gambia", None), (gambia["kind"], gambia["centre_id"]))
    pin = {"position": best["position"], "precision": best["precision"]}
    return {"said": said, "source": best["source"], "found_name": best["name"]} | pin


def _case_body(stage: Stage, call: View | None, place: View, what: str) -> View:
    return {
        "call_id": call["id"] if call else None,
        "centre_id": stage.cast.centre_id,
        "caller": {"number": NUMBER, "name": MARK, "relation": MARK.lower()},
        "place": place,
        "what": f"{MARK} - {what}",
        "patient": {"count": 1, "age_years": 58, "sex": "M"},
    }


async def open_case(stage: Stage, call: View | None, place: View, what: str) -> View:
    """Open the case, see it on the board, and repeat the request: nothing is done twice."""
    taker, key = stage.cast.call_taker, str(ULID())
    body = _case_body(stage, call, place, what)
    async with stage.timeline.step(Who.CALL_TAKER, "Ouvre l'affaire", "Opens the case") as step:
        case: View = (await taker.do("/cases", body, key=key))["case"]
        stage.made_cases.append(case["id"])
        expect(place["said"], case["place"]["said"])
        await stage.seen(stage.room, "case", case["id"], lambda _: True)
        step.remark = case["number"]
    if call is None:
        return case
    async with stage.timeline.step(
        Who.CALL_TAKER, "Même demande, même clé : même réponse", "Same key, same answer"
    ):
        expect(case["id"], (await taker.do("/cases", body, key=key))["case"]["id"])
        other = taker.do("/cases", body | {"what": f"{MARK} - autre"}, key=key)
        await expect_refusal(other, 409, "idempotency_key_reused")
    await _note(stage, taker, case)
    return case


async def _note(stage: Stage, taker: Client, case: View) -> None:
    async with stage.timeline.step(Who.CALL_TAKER, "Note la répétition", "Notes the rehearsal"):
        await taker.do(f"/cases/{case['id']}/notes", {"text": MARK})
        outside = {"said": "au bord du fleuve", "position": IN_THE_GAMBIA, "source": "map"}
        wrong = taker.do(f"/cases/{case['id']}/place", {"place": outside})
        await expect_refusal(wrong, 422, "place_in_gambia")


async def assess(stage: Stage, case_id: str, protocol_id: str, answers: View) -> View:
    """Record a protocol's answers; returns what the service answers. Not a step by itself."""
    body = {"protocol_id": protocol_id, "answers": answers}
    return await stage.cast.call_taker.do(f"/cases/{case_id}/assessments", body)
