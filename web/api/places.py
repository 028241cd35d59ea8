"""Where a case is, by several sources: state one more, choose which counts."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field

from dispatch import location_command as command
from regulation.statement import STATEMENTS_MAX
from web.api.answer import CaseDone, case_done
from web.signin import Key, Parts, Who
from web.view.place import PlaceBody
from web.view.wire import Body

router = APIRouter(tags=["places"])

Number = Annotated[int, Path(ge=1, le=STATEMENTS_MAX)]


class StatementBody(Body):
    """What one more source says."""

    place: PlaceBody


class InForceBody(Body):
    """Whether a point outside the country may count."""

    keep_outside: bool = Field(default=False)


@router.post("/cases/{case_id}/statements", status_code=201)
async def state(case_id: str, body: StatementBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Add what one more source says; what is in force stays in force."""
    asked = command.StateLocation(case_id=case_id, place=body.place.state())
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/cases/{case_id}/statements/{number}/in-force")
async def put_in_force(
    case_id: str, number: Number, body: InForceBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Let another statement count; the case follows it to its centre."""
    asked = command.PutLocationInForce(
        case_id=case_id, number=number, keep_outside=body.keep_outside
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))
