"""Tasks: look, take, give back, finish."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from dispatch import command
from dispatch.task import RESULT_LENGTH_MAX
from web.api.answer import TaskDone, task_done
from web.signin import Key, Parts, Who
from web.view.task import TaskView, task_view
from web.view.wire import Body

router = APIRouter(prefix="/tasks", tags=["tasks"])


class TakeBody(Body):
    """Whether to take the task over from somebody else."""

    over: bool = False


class ResultBody(Body):
    """What came of it, in a few words."""

    how: str = Field(max_length=RESULT_LENGTH_MAX, examples=["Dr Sarr prévenu par téléphone"])


@router.get("")
async def list_tasks(
    centre: Annotated[str, Query(max_length=16)], who: Who, parts: Parts
) -> list[TaskView]:
    """Return what a centre's room still has to do, longest due first."""
    return [task_view(task) for task in await parts.reader.tasks(centre, actor=who)]


@router.post("/{task_id}/take")
async def take(task_id: str, body: TakeBody, who: Who, key: Key, parts: Parts) -> TaskDone:
    """Take a task on; the second one to try is told who has it."""
    asked = command.TakeTask(task_id=task_id, over=body.over)
    return task_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{task_id}/return")
async def give_back(task_id: str, who: Who, key: Key, parts: Parts) -> TaskDone:
    """Let a task wait for somebody else."""
    asked = command.GiveBackTask(task_id=task_id)
    return task_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/{task_id}/result")
async def finish(task_id: str, body: ResultBody, who: Who, key: Key, parts: Parts) -> TaskDone:
    """Say that a task is done, and what came of it."""
    asked = command.FinishTask(task_id=task_id, how=body.how)
    return task_done(await parts.desk.do(asked, actor=who, key=key))
