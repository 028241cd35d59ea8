"""Missions: the crew's states, corrections and cancellation."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AwareDatetime, Field

from dispatch import command
from fleet.status import MissionStatus
from web.api.answer import MissionDone, mission_done
from web.signin import Key, Parts, Who
from web.view.wire import Body, Short

router = APIRouter(prefix="/missions", tags=["missions"])

DeviceTime = Annotated[
    AwareDatetime | None,
    Field(description="When the button was pressed, by the device's own clock; kept beside ours."),
]


class MoveBody(Body):
    """The crew's next state."""

    status: MissionStatus = Field(examples=[MissionStatus.DEPART])
    at_device: DeviceTime = None


class CorrectionBody(Body):
    """Taking the last state back."""

    at_device: DeviceTime = None


class CancellationBody(Body):
    """Why the mission is called off."""

    reason: Short


@router.post("/{mission_id}/moves")
async def move(mission_id: str, body: MoveBody, who: Who, key: Key, parts: Parts) -> MissionDone:
    """Declare the next state of a mission."""
    asked = command.MoveMission(mission_id=mission_id, status=body.status, at_device=body.at_device)
    return mission_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{mission_id}/correction")
async def correct(
    mission_id: str, body: CorrectionBody, who: Who, key: Key, parts: Parts
) -> MissionDone:
    """Take the last state back."""
    asked = command.CorrectMission(mission_id=mission_id, at_device=body.at_device)
    return mission_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{mission_id}/cancellation")
async def cancel(
    mission_id: str, body: CancellationBody, who: Who, key: Key, parts: Parts
) -> MissionDone:
    """Call a mission off before arrival."""
    asked = command.CancelMission(mission_id=mission_id, reason=body.reason)
    return mission_done(await parts.desk.do(asked, actor=who, key=key))
