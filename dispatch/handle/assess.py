"""The act of questioning: a protocol's answers give a priority, and a P0 its reflex."""

from dispatch.command import AssessCase
from dispatch.handle.act import Act, Things
from dispatch.handle.reflex import follow_reflex
from dispatch.policy import Target
from dispatch.refusal import Refused, must
from dispatch.room import Room
from dispatch.subject import CASE
from regulation import regulate
from regulation.case import Case
from regulation.protocols.engine import AnswerRefused, Result, evaluate
from regulation.protocols.library import UnknownProtocol


def graded(room: Room, command: AssessCase) -> Result:
    """Return the protocol's result; raises Refused for a foreign protocol or answer."""
    try:
        protocol = room.library.get(command.protocol_id)
        return evaluate(protocol, command.answers, command.context)
    except UnknownProtocol as unknown:
        raise Refused("unknown_protocol", protocol=command.protocol_id) from unknown
    except AnswerRefused as refused:
        raise Refused(
            refused.code, question=refused.question_id, answer=refused.answer
        ) from refused


async def assess(act: Act, command: AssessCase) -> Things:
    """Record the answers so far and their result, and let a P0 depart at once."""
    case: Case = await act.work.get(CASE, command.case_id)
    by = act.work.authorise(Target(centres=case.centres))
    event = must(
        regulate.assess(
            case,
            graded(act.room, command),
            answers=command.answers,
            context=command.context,
            by=by,
            at=act.work.at,
        )
    )
    case = await act.work.record(event, by=by)
    case, mission = await follow_reflex(act, case, by)
    return {"case": case, "mission": mission}
