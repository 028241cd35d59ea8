"""Units kept for a case while they still end a mission."""

from fastapi import APIRouter
from pydantic import Field

from dispatch import command
from web.api.answer import UnitDone, unit_done
from web.signin import Key, Parts, Who
from web.view.wire import Body

router = APIRouter(prefix="/cases/{case_id}/reservations", tags=["missions"])


class ReservationBody(Body):
    """The unit to keep."""

    unit_id: str = Field(min_length=1, max_length=64)


@router.post("", status_code=201)
async def reserve(
    case_id: str, body: ReservationBody, who: Who, key: Key, parts: Parts
) -> UnitDone:
    """Keep a unit for a case; it sends nobody."""
    asked = command.ReserveUnit(case_id=case_id, unit_id=body.unit_id)
    return unit_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{unit_id}/release")
async def release(case_id: str, unit_id: str, who: Who, key: Key, parts: Parts) -> UnitDone:
    """Let a unit go that was kept for this case."""
    asked = command.ReleaseUnit(case_id=case_id, unit_id=unit_id)
    return unit_done(await parts.desk.do(asked, actor=who, key=key))
