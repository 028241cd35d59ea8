"""The plans packed with the software: which units, hospitals and wards a service starts with."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from fleet.unit import Team, Unit, UnitKind
from fleet.ward import Hospital, HospitalKind, HospitalLevel, Ward
from geo.position import Position
from geo.provenance import Provenance

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetPlan:
    """What a service starts with, before anyone changes it."""

    units: tuple[Unit, ...]
    hospitals: tuple[Hospital, ...]
    wards: tuple[Ward, ...]


def load_fleet(name: str) -> FleetPlan:
    """Read the plan `name`, such as "senegal", from the files packed with this package.

    Raises LookupError when there is no such plan, ValueError as `read_plan` does.
    """
    folder = files("fleet") / name
    if not (name.isidentifier() and (folder / "units.csv").is_file()):
        raise LookupError(f"no fleet plan is named {name!r}")
    return read_plan(folder)


def read_plan(folder: Traversable) -> FleetPlan:
    """Read `hospitals.csv`, `wards.csv` and `units.csv` from a folder.

    Raises ValueError naming file and line when a row is unsound: a cell that is missing or is
    not what it should be, an id given twice, a hospital that does not exist.
    """
    hospitals = {hospital.id: hospital for hospital in _read(folder / "hospitals.csv", _hospital)}
    wards = _read(folder / "wards.csv", lambda row: _ward(row, hospitals))
    units = _read(folder / "units.csv", lambda row: _unit(row, hospitals))
    return FleetPlan(units=tuple(units), hospitals=tuple(hospitals.values()), wards=tuple(wards))


def _read(file: Traversable, build: Callable[[Mapping[str, str]], T]) -> Iterator[T]:
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), strict=True)
    seen: set[str] = set()
    for row in rows:
        try:
            built = build(row)
        except (KeyError, ValueError) as error:
            raise ValueError(f"{file.name} line {rows.line_num}: {error!r}") from error
        if row["id"] in seen:
            raise ValueError(f"{file.name} line {rows.line_num}: {row['id']} stands twice")
        seen.add(row["id"])
        yield built


def _hospital(row: Mapping[str, str]) -> Hospital:
    return Hospital(
        id=row["id"],
        name=row["name"],
        kind=HospitalKind(row["kind"]),
        position=Position(
            lat=float(row["lat"]), lon=float(row["lon"]), accuracy_m=_number(row["accuracy_m"])
        ),
        region=row["region"],
        centre_id=row["centre_id"],
        level=HospitalLevel(row["level"]),
        provenance=_provenance(row),
        confirmed=_yes(row["confirmed"]),
    )


def _provenance(row: Mapping[str, str]) -> Provenance:
    other = None
    if row["other_lat"]:
        other = Position(lat=float(row["other_lat"]), lon=float(row["other_lon"]))
    return Provenance(
        source=row["source"],
        verified_on=date.fromisoformat(row["verified_on"]) if row["verified_on"] else None,
        other=other,
        other_source=row["other_source"] or None,
    )


def _ward(row: Mapping[str, str], hospitals: Mapping[str, Hospital]) -> Ward:
    hospital = hospitals[row["hospital_id"]]
    return Ward(
        id=row["id"],
        hospital_id=hospital.id,
        hospital_name=hospital.name,
        name=row["name"],
        centre_id=hospital.centre_id,
        region=hospital.region,
        position=hospital.position,
        provenance=hospital.provenance,
        capabilities=frozenset(row["capabilities"].split()),
        phone=row["phone"] or None,
        confirmed=_yes(row["confirmed"]),
        level=hospital.level,
    )


def _unit(row: Mapping[str, str], hospitals: Mapping[str, Hospital]) -> Unit:
    hospital = hospitals[row["home_id"]]
    return Unit(
        id=row["id"],
        centre_id=row["centre_id"],
        name=row["name"],
        kind=UnitKind(row["kind"]),
        team=Team(row["team"]),
        home=hospital.position,
        home_name=hospital.name,
        equipment=frozenset(row["equipment"].split()),
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _yes(text: str) -> bool:
    return {"true": True, "false": False}[text]
