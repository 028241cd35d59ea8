"""The patients of a case: vital signs, one or several, colours."""

from typing import Annotated

from fastapi import APIRouter, Path

from dispatch import command
from web.api.answer import CaseDone, case_done
from web.signin import Key, Parts, Who
from web.view.patients import (
    PATIENTS_MAX,
    CasualtyBody,
    CasualtyDescriptionBody,
    MeasureBody,
    ReasonBody,
    SceneBody,
    SeveralBody,
    StrikeBody,
    TagBody,
)

router = APIRouter(prefix="/cases/{case_id}", tags=["patients"])

Number = Annotated[int, Path(ge=1, le=PATIENTS_MAX)]


@router.post("/vitals", status_code=201)
async def measure(case_id: str, body: MeasureBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Write a round of vital signs down; it may raise the priority and never lowers it."""
    asked = command.MeasureVitals(
        case_id=case_id,
        vitals=body.vitals.state(),
        number=body.number,
        measured_at=body.measured_at,
        measured_by=body.measured_by,
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/vitals/{vitals_id}/strike")
async def strike_vitals(
    case_id: str, vitals_id: str, body: ReasonBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Take a mistyped round out of the count; it stays in the record."""
    asked = command.StrikeVitals(case_id=case_id, vitals_id=vitals_id, reason=body.reason)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/several")
async def count(case_id: str, body: SeveralBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Make it a case of several patients, or of one again; nothing is lost either way."""
    asked = command.CountPatients(case_id=case_id, several=body.several)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.put("/scene")
async def describe_scene(
    case_id: str, body: SceneBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Write down what the scene says of itself."""
    asked = command.DescribeScene(case_id=case_id, scene=body.state())
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/casualties", status_code=201)
async def add(case_id: str, body: CasualtyBody, who: Who, key: Key, parts: Parts) -> CaseDone:
    """Count one more patient, under the next number."""
    asked = command.AddCasualty(case_id=case_id, tag=body.tag, age_band=body.age_band, sex=body.sex)
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.put("/casualties/{number}")
async def describe(
    case_id: str,
    number: Number,
    body: CasualtyDescriptionBody,
    who: Who,
    key: Key,
    parts: Parts,
) -> CaseDone:
    """Write down what is known of a patient."""
    asked = command.DescribeCasualty(case_id=case_id, number=number, **body.model_dump())
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/casualties/{number}/tags", status_code=201)
async def tag(
    case_id: str, number: Number, body: TagBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Give a patient a colour; START, JumpSTART and SALT work it out from the findings."""
    asked = command.TagCasualty(
        case_id=case_id,
        number=number,
        method=body.method,
        tag=body.tag,
        findings=body.findings,
        reason=body.reason,
    )
    return case_done(await parts.desk.do(asked, actor=who, key=key))


@router.post("/casualties/{number}/strike")
async def strike(
    case_id: str, number: Number, body: StrikeBody, who: Who, key: Key, parts: Parts
) -> CaseDone:
    """Take a patient counted by mistake out of the count, or back into it."""
    asked = command.StrikeCasualty(case_id=case_id, number=number, reason=body.reason)
    return case_done(await parts.desk.do(asked, actor=who, key=key))
