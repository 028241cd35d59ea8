"""What the ranking of units is asked, gathered from a real store and a real router."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dispatch import command as commands
from dispatch.notice import NoticeStatus
from dispatch.proposal.question import UnitQuestion
from dispatch.proposal.unit_need import UnitNeed
from dispatch.proposal.units import ask_units
from dispatch.proposal.whereabouts import Stand
from dispatch.recommend import UnitCandidate
from dispatch.room import Room
from dispatch.store.engine import reading
from fleet.condition import Fuel, Report, Tank
from fleet.status import MissionStatus
from fleet.track import Fix
from geo.position import Position
from geo.straight_line import StraightLineRouter
from geo.travel import NotReached, TravelTime, TravelTimes, Trip
from tests.dispatch.house import House
from tests.dispatch.story import KAOLACK, answer, decide, open_case, order, step, tell_ward
from tests.people import crew, ward_staff

CASAMANCE = [
    Position(lat=12.583, lon=-16.272),  # Ziguinchor
    Position(lat=12.810, lon=-16.230),  # Bignona
    Position(lat=13.150, lon=-16.220),  # Diouloulou, on the border
    Position(lat=12.708, lon=-15.557),  # Sédhiou
    Position(lat=12.885, lon=-14.950),  # Kolda
    Position(lat=13.080, lon=-14.120),  # Vélingara
]
GAMBIA_LAT = 13.45
"""The river's own latitude: no unit of the south stands above it, none of the north below."""


async def asked(
    house: House,
    place: Position,
    *,
    room: Room | None = None,
    exactly: str | None = None,
    centre_id: str = "KL",
) -> UnitQuestion:
    async with reading(house.engine) as connection:
        return await ask_units(
            connection,
            room or house.reader.room,
            UnitNeed(medicalised=True),
            position=place,
            centre_id=centre_id,
            now=house.clock.now(),
            exactly=exactly,
        )


def of(question: UnitQuestion, unit_id: str) -> UnitCandidate:
    return next(one for one in question.candidates if one.unit.id == unit_id)


@pytest.mark.parametrize("place", CASAMANCE)
async def test_no_unit_from_beyond_the_gambia_goes_before_a_sooner_one_of_the_south(
    house: House, place: Position
) -> None:
    ranked = (await asked(house, place, centre_id="ZG")).ranked(at_most=None)
    timed = [option for option in ranked if option.can_go and option.arrival_s is not None]
    for kind in (True, False):
        of_kind = [one for one in timed if one.candidate.unit.medicalised is kind]
        south = [one for one in of_kind if one.candidate.unit.home.lat < GAMBIA_LAT]
        assert of_kind[0] in south
        for north in (one for one in of_kind if one not in south):
            after = of_kind[of_kind.index(north) :]
            assert not [s for s in after if s in south and (s.arrival_s or 0) < north.arrival_s]  # type: ignore[operator]
            assert north.candidate.travel is not None


async def test_a_position_in_the_sea_gives_way_to_the_base_and_says_so(house: House) -> None:
    now = house.clock.now()
    in_the_sea = Fix(
        unit_id="KL-SMUR-1",
        position=Position(lat=14.2, lon=-17.9),
        fix_at=now,
        received_at=now,
    )
    assert house.reader.room.tracker.take(in_the_sea) is None
    unit = of(await asked(house, KAOLACK), "KL-SMUR-1")
    at_home = of(await asked(house, KAOLACK), "KL-SMUR-2")
    assert (unit.stand, at_home.stand) == (Stand.HOME_FOR_OFF_ROAD, Stand.HOME)
    assert unit.travel is not None
    assert unit.travel.duration_s < 30 * 60


async def test_a_unit_at_the_ward_is_timed_from_there_and_from_its_end(house: House) -> None:
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "KL-SMUR-1")
    mission = await step(house, mission, MissionStatus.ARRIVEE, MissionStatus.PEC)
    assert of(await asked(house, KAOLACK), "KL-SMUR-1").frees is None
    notice = await tell_ward(house, case, "KL-CHR-URG")
    await answer(house, notice, NoticeStatus.ACCEPTED, None, ward_staff("KL-CHR-URG"))
    await step(house, mission, MissionStatus.DESTIN)
    early = of(await asked(house, KAOLACK), "KL-SMUR-1")
    house.clock.advance(600)
    late = of(await asked(house, KAOLACK), "KL-SMUR-1")
    assert early.frees is not None
    assert late.frees is not None
    assert late.frees.in_s == early.frees.in_s - 600
    assert early.travel is not None
    assert early.arrival_s == early.frees.in_s + early.travel.duration_s
    house.clock.advance(6 * 3600)
    overdue = of(await asked(house, KAOLACK), "KL-SMUR-1")
    assert overdue.frees is not None
    assert overdue.frees.in_s > 0


async def test_what_a_crew_states_is_seen_by_the_next_proposal(house: House) -> None:
    await asked(house, KAOLACK)
    report = Report(tank=Tank(fuel=Fuel.EMPTY))
    await house.do(
        commands.StateUnitCondition(unit_id="KL-SMUR-1", report=report), crew("KL-SMUR-1")
    )
    option = next(
        one
        for one in (await asked(house, KAOLACK)).ranked(at_most=None)
        if one.candidate.unit.id == "KL-SMUR-1"
    )
    assert not option.can_go
    assert "fuel_empty" in {one.code for one in option.reasons}


class NearSighted(StraightLineRouter):
    """Ends its search as early as it may: after one origin, whatever was asked for as enough."""

    async def many_to_one(
        self,
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        answer = await super().many_to_one(origins, destination, trip, within_s=within_s)
        if enough is None:
            return answer
        nearest = min(t.duration_s for t in answer.times if isinstance(t, TravelTime))
        cut = [
            t if isinstance(t, TravelTime) and t.duration_s <= nearest else NotReached.BEYOND
            for t in answer.times
        ]
        return replace(answer, times=tuple(cut))


async def test_of_each_sort_the_nearest_is_timed_and_an_ordered_one_however_far(
    house: House,
) -> None:
    room = house.reader.room
    room = replace(room, router=NearSighted(room.country))
    question = await asked(house, KAOLACK, room=room)
    timed = [one for one in question.candidates if one.travel is not None]
    assert {one.unit.medicalised for one in timed} == {True, False}
    beyond = of(question, "DK-SMUR-1")
    assert (beyond.travel, beyond.not_reached) == (None, NotReached.BEYOND)
    ordered = of(await asked(house, KAOLACK, room=room, exactly="DK-SMUR-1"), "DK-SMUR-1")
    assert ordered.travel is not None
    assert ordered.not_reached is None
