"""The acts on patients: each takes the case as it stands and says what happens, or why not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from regulation.case import Case, CaseState
from regulation.casualty import FIRST, Casualty, Scene, TagGiven, VitalsTaken
from regulation.casualty_event import (
    CasualtyAdded,
    CasualtyDescribed,
    CasualtyStruck,
    CasualtyTagged,
    PatientsCounted,
    SceneDescribed,
    VitalsMeasured,
    VitalsStruck,
)
from regulation.patient import Patient
from regulation.person import Person
from regulation.protocols.library import OPENING
from regulation.refusal import Refusal
from regulation.triage.age_band import age_band
from regulation.triage.sort_by import SCHEMES, FindingRefused, sort_by
from regulation.triage.tag import Tag, TagMethod
from regulation.triage.vitals import impossible

CASUALTIES_MAX = 300
"""Listed one by one in one case: a train or a ferry. More is counted on scene, told by number."""

FUTURE_MAX = timedelta(minutes=2)
"""A measurement may be this far ahead of our clock: clocks of posts are not exact."""

_EDITABLE = frozenset({CaseState.PROGRAM, CaseState.ACTIF, CaseState.ACHEVE})


def _frozen(case: Case) -> Refusal | None:
    if case.state in _EDITABLE:
        return None
    return Refusal(code="case_not_editable", facts={"state": case.state})


def _unknown(case: Case, number: int) -> Refusal | None:
    if any(one.number == number for one in case.casualties):
        return None
    return Refusal(code="unknown_casualty", facts={"number": str(number)})


def measure(case: Case, taken: VitalsTaken) -> VitalsMeasured | Refusal:
    """Write a round of vital signs down; the improbable is kept, the impossible refused."""
    if taken.vitals.is_empty:
        return Refusal(code="vitals_empty")
    if (found := impossible(taken.vitals)) is not None:
        limits, value = found
        facts = {
            "field": f"vitals.{limits.field}",
            "value": f"{value:g}",
            "least": f"{limits.least:g}",
            "most": f"{limits.most:g}",
            "unit": limits.unit,
        }
        return Refusal(code="vitals_impossible", facts=facts)
    if taken.measured_at > taken.at + FUTURE_MAX:
        return Refusal(code="vitals_in_future")
    missing = None if taken.number == FIRST and not case.several else _unknown(case, taken.number)
    return _frozen(case) or missing or VitalsMeasured(case_id=case.id, taken=taken)


def strike_vitals(
    case: Case, vitals_id: str, reason: str, *, by: Person, at: datetime
) -> VitalsStruck | Refusal:
    """Take a mistyped round out of the count, with the reason."""
    if all(one.id != vitals_id or one.struck is not None for one in case.vitals):
        return Refusal(code="vitals_unknown")
    if not reason.strip():
        return Refusal(code="strike_needs_reason")
    return _frozen(case) or VitalsStruck(
        case_id=case.id, vitals_id=vitals_id, reason=reason.strip(), by=by, at=at
    )


def count_patients(
    case: Case, *, several: bool, by: Person, at: datetime
) -> PatientsCounted | Refusal:
    """Make the case one of several patients, or of one again; whoever was counted stays."""
    if case.several is several:
        return Refusal(code="patients_already_counted")
    return _frozen(case) or PatientsCounted(case_id=case.id, several=several, by=by, at=at)


SEVERAL_ANSWERS = frozenset({"few", "many"})
"""Answers of the opening to how many people are affected that mean two or more."""


def tells_several(case: Case) -> bool:
    """Tell whether the number said, or the opening's answer, means more than one patient."""
    answers = (one.answers for one in case.assessments if one.result.protocol_id == OPENING)
    counted = any(said.get("casualties") in SEVERAL_ANSWERS for said in answers)
    return counted or case.patient.count > 1


def first_casualty(case: Case) -> Casualty | None:
    """Return the single patient as the first of several, None where nothing is known of them."""
    if case.casualties:
        return None
    patient, measured = case.patient, bool(case.vitals)
    if replace(patient, count=Patient().count) == Patient() and not measured:
        return None
    return Casualty(
        number=FIRST,
        age_band=age_band(patient.age_years, patient.age_months),
        sex=patient.sex,
        note=patient.name,
    )


def describe_scene(
    case: Case, scene: Scene, *, by: Person, at: datetime
) -> SceneDescribed | Refusal:
    """Write down what the scene says."""
    return _frozen(case) or SceneDescribed(case_id=case.id, scene=scene, by=by, at=at)


def add(case: Case, casualty: Casualty, *, by: Person, at: datetime) -> CasualtyAdded | Refusal:
    """Count one more patient, under the next number."""
    if len(case.casualties) >= CASUALTIES_MAX:
        return Refusal(code="too_many_casualties", facts={"max": str(CASUALTIES_MAX)})
    if not case.several:
        return Refusal(code="case_has_one_patient")
    numbered = replace(casualty, number=next_number(case))
    return _frozen(case) or CasualtyAdded(case_id=case.id, casualty=numbered, by=by, at=at)


def next_number(case: Case) -> int:
    """Return the number the next patient gets."""
    return max((one.number for one in case.casualties), default=0) + 1


def given_tag(
    method: TagMethod,
    tag: Tag | None,
    findings: Mapping[str, str],
    reason: str,
    *,
    by: Person,
    at: datetime,
) -> TagGiven | Refusal:
    """Return a colour: told, or computed by the scheme from its findings."""
    if method not in SCHEMES:
        if tag is None:
            return Refusal(code="tag_missing")
        return TagGiven(tag=tag, method=method, reason=reason.strip(), by=by, at=at)
    try:
        sorted_ = sort_by(method, findings)
    except FindingRefused as refused:
        facts = {"finding": refused.finding, "value": refused.value, "method": method.value}
        return Refusal(code="finding_refused", facts=facts)
    return TagGiven(
        tag=sorted_.tag,
        method=method,
        findings=dict(findings),
        missing=sorted_.missing,
        reason=reason.strip(),
        by=by,
        at=at,
    )


def tag_casualty(case: Case, number: int, given: TagGiven | Refusal) -> CasualtyTagged | Refusal:
    """Give a patient a colour; one that replaces another by hand needs a reason."""
    if isinstance(given, Refusal):
        return given
    if (unknown := _unknown(case, number)) is not None:
        return unknown
    had = next(one.tag for one in case.casualties if one.number == number)
    if given.method not in SCHEMES and had not in {None, given.tag} and not given.reason:
        return Refusal(code="tag_needs_reason", facts={"number": str(number)})
    return _frozen(case) or CasualtyTagged(case_id=case.id, number=number, given=given)


def describe_casualty(
    case: Case, casualty: Casualty, *, by: Person, at: datetime
) -> CasualtyDescribed | Refusal:
    """Write down what is known of a patient."""
    refused = _unknown(case, casualty.number) or _frozen(case)
    return refused or CasualtyDescribed(case_id=case.id, casualty=casualty, by=by, at=at)


def strike_casualty(
    case: Case, number: int, reason: str | None, *, by: Person, at: datetime
) -> CasualtyStruck | Refusal:
    """Take a patient counted by mistake out of the count, or back into it (`reason` None)."""
    if reason is not None and not reason.strip():
        return Refusal(code="strike_needs_reason")
    refused = _unknown(case, number) or _frozen(case)
    return refused or CasualtyStruck(case_id=case.id, number=number, reason=reason, by=by, at=at)
