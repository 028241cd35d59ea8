"""Transfer notices: their steps, the ward's answer, withdrawal."""

from fastapi import APIRouter
from pydantic import Field

from dispatch import command
from dispatch.notice import NoticeStatus
from web.api.answer import NoticeDone, notice_done
from web.signin import Key, Parts, Who
from web.view.wire import Body, Short

router = APIRouter(prefix="/notices", tags=["notices"])


class StepBody(Body):
    """DELIVERED, OPENED, ARRIVED or HANDED_OVER."""

    status: NoticeStatus


class AnswerBody(Body):
    """ACCEPTED, or REFUSED with the reason."""

    answer: NoticeStatus = Field(examples=[NoticeStatus.ACCEPTED])
    reason: Short | None = None


class WithdrawalBody(Body):
    """Why the notice is taken back."""

    reason: Short


@router.post("/{notice_id}/moves")
async def step(notice_id: str, body: StepBody, who: Who, key: Key, parts: Parts) -> NoticeDone:
    """Note that the notice was delivered or opened, the patient arrived or was handed over."""
    asked = command.MoveNotice(notice_id=notice_id, status=body.status)
    return notice_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{notice_id}/answer")
async def answer(notice_id: str, body: AnswerBody, who: Who, key: Key, parts: Parts) -> NoticeDone:
    """Accept, or refuse and say why."""
    asked = command.AnswerNotice(notice_id=notice_id, answer=body.answer, reason=body.reason)
    return notice_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{notice_id}/withdrawal")
async def withdraw(
    notice_id: str, body: WithdrawalBody, who: Who, key: Key, parts: Parts
) -> NoticeDone:
    """Take a notice back."""
    asked = command.CancelNotice(notice_id=notice_id, reason=body.reason)
    return notice_done(await parts.desk.do(asked, actor=who, key=key))
