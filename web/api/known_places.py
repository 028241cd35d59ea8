"""What crews teach: where a patient was found, the words for it, and taking them back."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, Field

from dispatch import command
from dispatch.policy import Reading, Target
from dispatch.reader import permitted
from geo.position import Position
from regulation.statement import STATEMENTS_MAX
from web.api.answer import CaseDone, KnownPlaceDone, case_done, known_place_done
from web.signin import Key, Parts, Who
from web.view.place import KnownPlaceView, known_place_view
from web.view.wire import Body, Short

router = APIRouter(tags=["places"])


class OnSceneBody(Body):
    """Where a crew stands, by its phone's receiver; `at_device` is when the crew pressed."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    accuracy_m: float = Field(ge=0, le=1_000_000)
    at_device: AwareDatetime | None = None


class TeachBody(Body):
    """The words of the place, as a person has read them, and the crew's statement."""

    number: int = Field(ge=1, le=STATEMENTS_MAX)
    name: Short = Field(examples=["derrière la grande mosquée de Ndoffane"])


class WithdrawalBody(Body):
    """Why a name is taken back."""

    reason: Short


@router.post("/missions/{mission_id}/scene")
async def confirm_scene(
    mission_id: str, body: OnSceneBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Say "here it is" from the spot; it may come later, when the network is back."""
    asked = command.ConfirmScene(
        mission_id=mission_id,
        position=Position(lat=body.lat, lon=body.lon, accuracy_m=body.accuracy_m),
        fix_at=body.at_device,
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/cases/{case_id}/known-places", status_code=201)
async def teach(case_id: str, body: TeachBody, who: Who, key: Key, parts: Parts) -> KnownPlaceDone:
    """Remember where the crew found the patient under the words of the place."""
    asked = command.TeachPlace(case_id=case_id, number=body.number, name=body.name)
    return known_place_done(await parts.desk.do(asked, actor=who, key=key))


@router.get("/known-places")
async def known_places(
    centre: Annotated[str, Query(max_length=16)], who: Who, parts: Parts
) -> list[KnownPlaceView]:
    """Return the names a centre's crews have taught, the last confirmed first."""
    permitted(who, Reading.KNOWN_PLACES, Target(centres=frozenset({centre})))
    return [known_place_view(alias) for alias in await parts.aliases.of_centre(centre)]


@router.post("/known-places/{alias_id}/withdrawal")
async def withdraw(
    alias_id: str, body: WithdrawalBody, who: Who, key: Key, parts: Parts
) -> KnownPlaceDone:
    """Take a remembered name back; it is offered nowhere from now on."""
    asked = command.WithdrawPlace(alias_id=alias_id, reason=body.reason)
    return known_place_done(await parts.desk.do(asked, actor=who, key=key))
