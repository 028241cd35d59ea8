"""The act of questioning: a protocol's answers give a priority, and a P0 its reflex."""

from collections.abc import Mapping

from dispatch.command import AssessCase
from dispatch.handle.act import Act, Things
from dispatch.handle.patients import follow_number
from dispatch.handle.reflex import follow_reflex
from dispatch.mission import Mission
from dispatch.policy import Target
from dispatch.refusal import Refused, must
from dispatch.subject import CASE
from regulation import regulate
from regulation.background import with_background
from regulation.case import Case, CaseState
from regulation.person import Person
from regulation.protocols.engine import AnswerRefused, Result, evaluate
from regulation.protocols.library import UnknownProtocol
from regulation.protocols.model import Protocol


def graded(protocol: Protocol, answers: Mapping[str, str], context: frozenset[str]) -> Result:
    """Return the protocol's result; raises Refused for an answer that is not its own."""
    try:
        return evaluate(protocol, answers, context)
    except AnswerRefused as refused:
        raise Refused(
            refused.code, question=refused.question_id, answer=refused.answer
        ) from refused


async def _asked(act: Act, case: Case, protocol_id: str) -> Protocol:
    """Return the version that this case is asked by: the one it began with."""
    begun = (one.result for one in case.assessments if one.result.protocol_id == protocol_id)
    sha256 = next((result.sha256 for result in begun), None)
    try:
        return await act.room.protocols.begun_with(
            act.work.connection, case.centre_id, protocol_id, sha256
        )
    except UnknownProtocol as unknown:
        raise Refused("unknown_protocol", protocol=protocol_id) from unknown


async def assess(act: Act, command: AssessCase) -> Things:
    """Record the answers so far and their result, and let a P0 depart at once."""
    before: Case = await act.work.get(CASE, command.case_id)
    by = act.work.authorise(Target(centres=before.centres))
    protocol = await _asked(act, before, command.protocol_id)
    context = with_background(before.patient, command.context)
    case = await _record(act, before, protocol, command.answers, context, by)
    case, mission = await follow_reflex(act, case, by)
    return {"case": await follow_number(act, before, case, by), "mission": mission}


async def assess_again(act: Act, case: Case, by: Person) -> tuple[Case, Mission | None]:
    """Grade what was answered anew once the patient's age or pregnancy is known or corrected."""
    if case.state is not CaseState.ACTIF:
        return case, None
    for known in case.assessments:
        context = with_background(case.patient, known.context)
        if context != known.context:
            protocol = await _asked(act, case, known.result.protocol_id)
            case = await _record(act, case, protocol, known.answers, context, by)
    return await follow_reflex(act, case, by)


async def _record(
    act: Act,
    case: Case,
    protocol: Protocol,
    answers: Mapping[str, str],
    context: frozenset[str],
    by: Person,
) -> Case:
    result = graded(protocol, answers, context)
    event = must(
        regulate.assess(case, result, answers=answers, context=context, by=by, at=act.work.at)
    )
    recorded: Case = await act.work.record(event, by=by)
    return recorded
