"""The physician's decision, with the call that follows an advice."""

from fastapi import APIRouter
from pydantic import Field

from dispatch import command
from regulation.care_level import CareLevel
from regulation.decision import DecisionType
from web.api.answer import CaseDone, case_done
from web.signin import Key, Parts, Who
from web.view.wire import Body, Short, Words

router = APIRouter(prefix="/cases", tags=["cases"])


class DecisionBody(Body):
    """The physician's decision."""

    type: DecisionType
    care_level: CareLevel
    note: Words = ""
    call_back_in_s: float | None = Field(
        default=None, description="When it sends nobody: seconds until the patient is rung."
    )
    no_call_back_reason: Short | None = Field(
        default=None, description="When it sends nobody: why the patient is not to be rung."
    )


@router.post("/{case_id}/decisions")
async def decide(case_id: str, body: DecisionBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Record the physician's decision."""
    asked = command.DecideCase(
        case_id=case_id,
        type=body.type,
        care_level=body.care_level,
        note=body.note,
        call_back_in_s=body.call_back_in_s,
        no_call_back_reason=body.no_call_back_reason,
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))
