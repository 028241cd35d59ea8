"""The acts on where a case is: say it, say it from another source, choose which one counts."""

from datetime import datetime, timedelta
from typing import Final

from geo.place import Place
from geo.position import Position
from regulation.case import Case, CaseState
from regulation.case_event import CaseLocated
from regulation.location_event import LocationPutInForce, LocationStated
from regulation.person import Person
from regulation.refusal import Refusal
from regulation.statement import STATEMENTS_MAX, Ground, Statement, next_number, numbered

CLOCK_AHEAD_S_MAX: Final = 60.0
"""A device whose clock is further ahead than this is not believed about the time."""

EDITABLE: Final = frozenset({CaseState.PROGRAM, CaseState.ACTIF, CaseState.ACHEVE})
"""Hub Santé: facts of a validated case are frozen, new notes and decisions are not."""

_FILED: Final = frozenset({CaseState.CLASSE, CaseState.ARCHIVE})


SCENE_WITHIN_M_MAX: Final = 150.0
"""A crew's phone in the open is good to twenty metres; beyond this it has not found itself yet."""


def refuse_scene(position: Position) -> Refusal | None:
    """Return why a crew's own point is not exact enough to say "here", None when it is."""
    within_m = position.accuracy_m
    if within_m is not None and within_m <= SCENE_WITHIN_M_MAX:
        return None
    facts = {
        "within": "?" if within_m is None else f"{within_m:.0f}",
        "max": f"{SCENE_WITHIN_M_MAX:.0f}",
    }
    return Refusal(code="position_too_vague", facts=facts)


def believed(fix_at: datetime | None, at: datetime) -> datetime | None:
    """Return when a device measured, None when its clock runs ahead and cannot be believed."""
    if fix_at is None or fix_at > at + timedelta(seconds=CLOCK_AHEAD_S_MAX):
        return None
    return min(fix_at, at)


def locate(
    case: Case, place: Place, *, ground: Ground, by: Person, at: datetime
) -> CaseLocated | Refusal:
    """Say where it is, and let that count from now on."""
    if case.state not in EDITABLE:
        return Refusal(code="case_not_editable", facts={"state": case.state})
    return _unsayable(case, place) or CaseLocated(
        case_id=case.id, place=place, ground=ground, by=by, at=at
    )


def state(
    case: Case,
    place: Place,
    *,
    ground: Ground,
    by: Person,
    at: datetime,
    fix_at: datetime | None = None,
    link_id: str | None = None,
) -> LocationStated | Refusal:
    """Add what one more source says; also to a validated case, whose facts it does not change."""
    if case.state in _FILED:
        return Refusal(code="case_not_editable", facts={"state": case.state})
    statement = Statement(
        number=next_number(case.said_where),
        place=place,
        by=by,
        at=at,
        fix_at=believed(fix_at, at),
        ground=ground,
        link_id=link_id,
    )
    return _unsayable(case, place) or LocationStated(
        case_id=case.id, statement=statement, by=by, at=at
    )


def put_in_force(
    case: Case, number: int, *, by: Person, at: datetime
) -> LocationPutInForce | Refusal:
    """Let another statement count; only one that has a point can."""
    if case.state not in EDITABLE:
        return Refusal(code="case_not_editable", facts={"state": case.state})
    statement = numbered(number, case.said_where)
    if statement is None:
        return Refusal(code="statement_unknown", facts={"number": str(number)})
    if number == case.number_in_force:
        return Refusal(code="statement_in_force", facts={"number": str(number)})
    if statement.place.position is None:
        return Refusal(code="statement_without_point", facts={"number": str(number)})
    return LocationPutInForce(case_id=case.id, number=number, by=by, at=at)


def _unsayable(case: Case, place: Place) -> Refusal | None:
    if place.is_blank:
        return Refusal(code="place_empty")
    if len(case.said_where) >= STATEMENTS_MAX:
        return Refusal(code="too_many_statements", facts={"max": str(STATEMENTS_MAX)})
    return None
