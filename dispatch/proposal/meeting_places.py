"""Finds where two ambulances could meet, and asks the router how long both drive there."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import numpy as np
from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.mission import Mission
from dispatch.orient import WardOption
from dispatch.proposal.drives import vehicle_of
from dispatch.proposal.meeting import ON_SCENE_S, AtWard, Meeting, MeetingPlace, meet, parties
from dispatch.proposal.whereabouts import Stand
from dispatch.recommend import UnitCandidate, UnitOption
from dispatch.room import Room
from dispatch.store import rows, tables
from dispatch.subject import MISSION
from geo.along import points_along
from geo.naming.place_kind import PlaceKind
from geo.position import Position
from geo.travel import Route, TravelMethod, Trip
from regulation.case import Case

BESIDE_ROAD_M: Final = 1_000.0
BESIDE_LINE_M: Final = 4_000.0
"""How far off the way a place may lie: a line without roads strays from the road by kilometres."""

STRETCHES: Final = 12
"""The way is cut into so many parts, and the best place of each is weighed: fine enough that the
best meeting is missed by at most a twelfth of the way."""

_CARE: Final = frozenset({PlaceKind.HOSPITAL, PlaceKind.HEALTH_POST, PlaceKind.CLINIC})
_ROOM_TO_STAND: Final = {
    **dict.fromkeys(_CARE, 0),
    **dict.fromkeys((PlaceKind.FIRE_STATION, PlaceKind.POLICE, PlaceKind.FUEL), 1),
    **dict.fromkeys((PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.JUNCTION), 2),
    **dict.fromkeys((PlaceKind.VILLAGE, PlaceKind.BUS_STATION, PlaceKind.MARKET), 3),
}
"""Where ambulances can meet, the best first; everything else is no place to meet."""


async def find_meeting(
    connection: AsyncConnection,
    room: Room,
    case: Case,
    candidates: Sequence[UnitCandidate],
    units: Sequence[UnitOption],
    wards: Sequence[WardOption],
    *,
    now: datetime,
) -> Meeting | None:
    """Return how a near basic unit and a far physician come together; None where it is no help."""
    patient = case.place.position
    if patient is None:
        return None
    missions: list[Mission] = await rows.where(
        connection, MISSION, tables.mission.c.case_id == case.id, tables.mission.c.active
    )
    by_unit = {one.unit_id: one for one in missions}
    sent = [(one, by_unit[one.unit.id]) for one in candidates if one.unit.id in by_unit]
    meant = [*(option.candidate for option in units), *(one for one, _ in sent)]
    both = parties(units, sent, _starts(room, meant), now)
    if both is None:
        return None
    first, second = both
    kinds = {one.unit.id: one.unit.kind for one in meant}
    urgent = Trip(at=now, vehicle=vehicle_of(kinds[second.unit_id]))
    gentle = Trip(at=now, vehicle=vehicle_of(kinds[first.unit_id]), urgent=False)
    ends = [second.position, *(one.candidate.ward.position for one in wards if one.proposed)]
    ways = await asyncio.gather(*(room.router.route(patient, end, gentle) for end in ends))
    places = _places(room, wards, [way for way in ways if isinstance(way, Route)])
    ward = _at_ward(wards, first.to_patient_s + ON_SCENE_S)
    if not places:
        return replace(meet(first, second, (), (), ()), ward=ward)
    positions = [place.position for place in places]
    out, towards = await asyncio.gather(
        room.router.one_to_many(patient, positions, gentle),
        room.router.one_to_many(second.position, positions, urgent),
    )
    return replace(meet(first, second, places, out.times, towards.times), ward=ward)


def _at_ward(wards: Sequence[WardOption], leaves_s: float) -> AtWard | None:
    """Return when a patient who leaves the scene then is at the proposed ward."""
    for option in wards:
        travel = option.candidate.travel
        if option.proposed and travel is not None:
            name = option.candidate.ward.hospital_name
            return AtWard(name=name, there_s=leaves_s + travel.duration_s)
    return None


def _starts(room: Room, meant: Iterable[UnitCandidate]) -> Mapping[str, Position]:
    starts: dict[str, Position] = {}
    for one in meant:
        fix = room.tracker.latest.get(one.unit.id)
        off_road = one.stand is Stand.HOME_FOR_OFF_ROAD
        starts[one.unit.id] = one.unit.home if fix is None or off_road else fix.position
    return starts


def _places(
    room: Room, wards: Sequence[WardOption], ways: Sequence[Route]
) -> Sequence[MeetingPlace]:
    found: dict[tuple[float, float], MeetingPlace] = {}
    for way in ways:
        for place in (*_named_along(room, way), *_hospitals_along(wards, way)):
            found[place.position.lat, place.position.lon] = place
    return tuple(found.values())


def _within_m(way: Route) -> float:
    drawn = way.time.method is TravelMethod.STRAIGHT_LINE
    return BESIDE_LINE_M if drawn else BESIDE_ROAD_M


def _named_along(room: Room, way: Route) -> Iterable[MeetingPlace]:
    """Return the best named place of each stretch of a way."""
    best: dict[int, tuple[int, MeetingPlace]] = {}
    for place, share in room.country.gazetteer.along(way.line, _within_m(way)):
        rank = _ROOM_TO_STAND.get(place.kind)
        stretch = int(share * STRETCHES)
        if rank is None or (stretch in best and best[stretch][0] <= rank):
            continue
        position = replace(place.position, accuracy_m=None)
        care = place.kind in _CARE
        best[stretch] = rank, MeetingPlace(name=place.name, position=position, care=care)
    return [place for _, place in best.values()]


def _hospitals_along(wards: Sequence[WardOption], way: Route) -> Iterable[MeetingPlace]:
    """Return the hospitals of the proposal that lie on the way."""
    listed = [option.candidate.ward for option in wards]
    lats = np.array([ward.position.lat for ward in listed])
    lons = np.array([ward.position.lon for ward in listed])
    for index, _ in points_along(lats, lons, way.line, _within_m(way)):
        ward = listed[index]
        yield MeetingPlace(name=ward.hospital_name, position=ward.position, care=True)
