"""What stands against sending a unit that is free: fuel, duty, crew, equipment.

Each hindrance is weighed as minutes, so that the list keeps one order a regulator can check; only
an empty tank and a seat without driver bar a unit. What nobody confirmed during this duty is told
and weighs nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from dispatch.proposal.unit_need import lacking
from fleet.condition import Condition, CrewRole, Fuel, Stated
from fleet.reservation import standing
from fleet.unit import Unit

REFUEL_S: Final = 10 * 60.0
"""Draft: a stop at a filling station on the way, pumps and paper included."""

LOW_TANK_KM: Final = 60.0
"""What a tank is good for whose lamp is lit and whose range nobody read: about six litres."""

THERE_AND_ON: Final = 2.0
"""The tank must last to the patient and as far again, to a ward."""

LACKING_S: Final = 10 * 60.0
"""Draft: ten minutes' longer wait is accepted for a unit that has the piece. For the physicians
to set by piece and complaint."""

LACKING_S_MAX: Final = 20 * 60.0
"""However much it lacks, a unit that is there half an hour sooner is worth more."""

DUTY_ENDS_S: Final = 10 * 60.0
"""Draft: the crew would come home late and the relief waits; another unit is preferred if it is
nearly as near."""

RELIEF_S: Final = 3600.0
"""A relief takes over within the hour; after that, nobody has told, and nothing is weighed."""

A_MISSION: Final = timedelta(minutes=90)
"""About the length of a mission: a duty that ends sooner ends on the road."""

_UNTOLD: Final = "unconfirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """One thing against a unit: its code and facts, what it weighs, whether it bars the unit."""

    code: str
    facts: dict[str, str] = field(default_factory=dict)
    weighs_s: float = 0.0
    bars: bool = False


def hindrances(
    unit: Unit, distance_m: float | None, wanted: frozenset[str], now: datetime | None
) -> tuple[Hindrance, ...]:
    """Return all that stands against a unit for a drive of `distance_m` to this patient.

    Without `now` no statement can be told old from new, and none counts.
    """
    if now is None:
        return tuple(_equipment(unit, unit.condition, wanted, now))
    condition = unit.condition
    if condition == _NOTHING_SAID:
        return tuple(_equipment(unit, condition, wanted, now))
    return (
        *_fuel(condition, distance_m, now),
        *_duty(condition, now),
        *_crew(condition, now),
        *_equipment(unit, condition, wanted, now),
    )


def kept_for(unit: Unit, case_id: str | None, now: datetime | None) -> tuple[Hindrance, ...]:
    """Say for which case a unit is kept: one that is kept for another is barred."""
    kept = standing(unit.reservation, now)
    if kept is None:
        return ()
    facts = {"case": kept.case_number, "by": kept.by}
    if kept.case_id == case_id:
        return (Hindrance(code="reserved_here", facts=facts),)
    return (Hindrance(code="reserved_for", facts=facts, bars=True),)


_NOTHING_SAID: Final = Condition()


def physician_aboard(unit: Unit, now: datetime | None) -> bool:
    """Say whether a physician is aboard today, as far as is known."""
    said = unit.condition.missing_crew
    if said is None or now is None or CrewRole.PHYSICIAN not in said.value:
        return unit.medicalised
    return unit.medicalised and not _holds(unit.condition, said, now)


def _holds(condition: Condition, stated: Stated[Any], now: datetime) -> bool:
    return now <= condition.valid_until(stated.at)


def _old(code: str, stated: Stated[Any], now: datetime, **facts: str) -> Hindrance:
    ago_s = str(round((now - stated.at).total_seconds()))
    return Hindrance(code=f"{code}_{_UNTOLD}", facts={**facts, "s": ago_s})


def _fuel(condition: Condition, distance_m: float | None, now: datetime) -> Iterator[Hindrance]:
    said = condition.tank
    if said is None:
        return
    tank = said.value
    if not _holds(condition, said, now):
        if tank.fuel is not Fuel.OK:
            yield _old(f"fuel_{tank.fuel}", said, now)
        return
    if tank.fuel is Fuel.EMPTY:
        yield Hindrance(code="fuel_empty", bars=True)
        return
    read = tank.range_km is not None
    range_km = tank.range_km if read or tank.fuel is Fuel.OK else LOW_TANK_KM
    if range_km is None:
        return
    facts = {"km": f"{range_km:.0f}" if read else f"≈ {range_km:.0f}"}
    if distance_m is not None and range_km * 1000 < distance_m * THERE_AND_ON:
        yield Hindrance(code="fuel_too_short", facts=facts, weighs_s=REFUEL_S)
    elif tank.fuel is Fuel.LOW:
        yield Hindrance(code="fuel_low", facts=facts)


def _duty(condition: Condition, now: datetime) -> Iterator[Hindrance]:
    said = condition.shift_ends_at
    if said is None:
        return
    end = said.value
    if end > now + A_MISSION:
        return
    facts = {"at": end.isoformat()}
    if end > now:
        yield Hindrance(code="duty_ends", facts=facts, weighs_s=DUTY_ENDS_S)
    elif now <= condition.valid_until(end):
        late = (now - end).total_seconds() < RELIEF_S
        yield Hindrance(code="duty_over", facts=facts, weighs_s=DUTY_ENDS_S if late else 0.0)
    else:
        yield Hindrance(code="duty_unknown")


def _crew(condition: Condition, now: datetime) -> Iterator[Hindrance]:
    said = condition.missing_crew
    if said is None:
        return
    for role in sorted(said.value):
        if _holds(condition, said, now):
            yield Hindrance(code="crew_lacks", facts={"role": role}, bars=role is CrewRole.DRIVER)
        else:
            yield _old("crew_lacks", said, now, role=role)


def _equipment(
    unit: Unit, condition: Condition, wanted: frozenset[str], now: datetime | None
) -> Iterator[Hindrance]:
    said = condition.missing_equipment
    gone: frozenset[str] = frozenset()
    if said is not None and now is not None:
        if _holds(condition, said, now):
            gone = said.value
        else:
            for item in sorted(said.value & wanted):
                yield _old("equipment_lacks", said, now, equipment=item)
    missing = lacking(wanted, unit.equipment - gone)
    each_s = min(LACKING_S, LACKING_S_MAX / len(missing)) if missing else 0.0
    for item in sorted(missing):
        yield Hindrance(code="equipment_lacks", facts={"equipment": item}, weighs_s=each_s)
    for item in sorted(gone - missing):
        yield Hindrance(code="equipment_gone", facts={"equipment": item})
