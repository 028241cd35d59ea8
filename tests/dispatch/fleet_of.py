"""Candidates as the ranking of units sees them, for tests of the ranking alone."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dispatch.recommend import Reason, UnitCandidate, UnitOption, rank_units
from fleet.condition import Condition, Stated
from fleet.unit import Team, Unit, UnitKind
from geo.position import Position
from geo.travel import TravelMethod, TravelTime

NOW = datetime(2027, 3, 2, 14, 0, tzinfo=UTC)

SMUR = Unit(
    id="KL-SMUR-1",
    centre_id="KL",
    name="SMUR Kaolack 1",
    kind=UnitKind.SMUR_AR,
    team=Team.MED,
    home=Position(lat=14.15, lon=-16.07),
    home_name="Hôpital de Kaolack",
    equipment=frozenset({"defibrillator", "oxygen", "monitor"}),
)
AMBULANCE = replace(SMUR, kind=UnitKind.TSU_AMB, team=Team.PARAMED)


def candidate(
    id_: str,
    minutes: float | None,
    *,
    unit: Unit = SMUR,
    engaged_on: str | None = None,
    **more: Any,
) -> UnitCandidate:
    """Return a unit that drives so many minutes, at a kilometre a minute."""
    travel = None
    if minutes is not None:
        travel = TravelTime(
            duration_s=minutes * 60, distance_m=minutes * 1000, method=TravelMethod.ROAD_GRAPH
        )
    return UnitCandidate(
        unit=replace(unit, id=id_),
        position_age_s=5,
        travel=travel,
        engaged_on=engaged_on,
        **more,
    )


def said(value: Any, at: datetime = NOW) -> Stated[Any]:
    """Return a value that somebody stated."""
    return Stated(value=value, by="Awa", at=at)


def in_condition(id_: str, minutes: float, **condition: Any) -> UnitCandidate:
    """Return a SMUR of which something was stated."""
    return candidate(id_, minutes, unit=replace(SMUR, condition=Condition(**condition)))


def ranked(*candidates: UnitCandidate, **asked: Any) -> list[UnitOption]:
    """Rank for a case of Kaolack that needs a physician, unless told otherwise."""
    question: dict[str, Any] = {"centre_id": "KL", "medicalised": True, "now": NOW}
    return rank_units(candidates, **(question | asked))


def ids(options: list[UnitOption]) -> list[str]:
    """Return the units in their order."""
    return [option.candidate.unit.id for option in options]


def proposed(options: list[UnitOption]) -> str | None:
    """Return the one proposed, or None."""
    return next((o.candidate.unit.id for o in options if o.proposed), None)


def reason(option: UnitOption, code: str) -> Reason | None:
    """Return a reason by its code."""
    return next((one for one in option.reasons if one.code == code), None)
