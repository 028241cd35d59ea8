"""Finished drives are kept to learn from, in the act that ends them, and never hinder it."""

from datetime import timedelta

import pytest

from dispatch import command as commands
from dispatch.leg import Leg
from dispatch.mission import Mission
from dispatch.notice import NoticeStatus
from dispatch.positions import Positions
from dispatch.store import legs
from dispatch.store.engine import reading
from fleet.drive import DriveFault, DriveSource
from fleet.status import MissionStatus
from fleet.track import Fix
from geo.position import Position, great_circle_m
from geo.travel import RouterFailed, RouterFault, TravelMethod, Vehicle
from tests.dispatch.house import House
from tests.dispatch.story import KAOLACK, answer, decide, open_case, order, step, tell_ward
from tests.people import crew, ward_staff

UNIT = "KL-SMUR-1"
WARD = "KL-CHR-URG"
SCENE = Position(lat=14.20, lon=-16.20)
STEP_S = 15.0


async def kept(house: House) -> list[Leg]:
    async with reading(house.engine) as connection:
        since = house.clock.now() - timedelta(days=1)
        return [leg async for leg in legs.since(connection, since)]


async def drive(house: House, start: Position, end: Position, kmh: float = 50.0) -> float:
    """Report positions from start to end; returns the seconds it took."""
    positions = Positions(
        engine=house.engine, clock=house.clock, tracker=house.desk.room.tracker, feed=house.feed
    )
    whole_s = great_circle_m(start, end) / kmh * 3.6
    for number in range(int(whole_s / STEP_S) + 2):
        share = min(1.0, number * STEP_S / whole_s)
        position = Position(
            lat=start.lat + (end.lat - start.lat) * share,
            lon=start.lon + (end.lon - start.lon) * share,
        )
        now = house.clock.now()
        fix = Fix(unit_id=UNIT, position=position, fix_at=now, received_at=now)
        assert await positions.report([fix]) == [None]
        house.clock.advance(STEP_S)
    return whole_s


async def sent(house: House) -> Mission:
    case = await decide(house, await open_case(house, SCENE))
    return await order(house, case, UNIT)


async def test_a_drive_to_the_scene_and_one_to_the_ward_are_kept(house: House) -> None:
    mission = await step(house, await sent(house), MissionStatus.DEPART)
    took_s = await drive(house, KAOLACK, SCENE)
    await step(house, mission, MissionStatus.ARRIVEE)
    (leg,) = await kept(house)
    assert (leg.toward, leg.urgent, leg.vehicle) == ("scene", True, Vehicle.AMBULANCE)
    assert (leg.fault, leg.source) == (None, DriveSource.TAPS)
    assert leg.driven_s == pytest.approx(took_s, abs=60)
    assert leg.driven_m == pytest.approx(great_circle_m(KAOLACK, SCENE), rel=0.05)
    assert leg.method is TravelMethod.STRAIGHT_LINE
    assert leg.predicted_s == pytest.approx(sum(part.base_s for part in leg.parts))
    case = (await house.reader.board("KL")).get(("case", mission.case_id))
    assert case is not None
    notice = await tell_ward(house, case, WARD)
    await answer(house, notice, NoticeStatus.ACCEPTED, None, ward_staff(WARD))
    mission = await step(house, mission, MissionStatus.TRANSP)
    assert mission.destination is not None
    await drive(house, SCENE, mission.destination.position)
    await step(house, mission, MissionStatus.FINPEC)
    there = (await kept(house))[-1]
    assert (there.toward, there.urgent, there.fault) == ("ward", False, None)


async def test_a_departure_that_nobody_tapped_is_read_off_the_track(quick_house: House) -> None:
    house = quick_house
    mission = await sent(house)
    for _ in range(20):
        now = house.clock.now()
        positions = Positions(
            engine=house.engine, clock=house.clock, tracker=house.desk.room.tracker, feed=house.feed
        )
        await positions.report([Fix(unit_id=UNIT, position=KAOLACK, fix_at=now, received_at=now)])
        house.clock.advance(STEP_S)
    took_s = await drive(house, KAOLACK, SCENE)
    await step(house, mission, MissionStatus.PEC)
    (leg,) = await kept(house)
    assert (leg.fault, leg.source) == (None, DriveSource.TRACK)
    assert leg.driven_s == pytest.approx(took_s, abs=60)


async def test_a_drive_without_a_track_is_kept_as_unusable(quick_house: House) -> None:
    mission = await step(quick_house, await sent(quick_house), MissionStatus.DEPART)
    quick_house.clock.advance(600)
    await step(quick_house, mission, MissionStatus.ARRIVEE)
    (leg,) = await kept(quick_house)
    assert (leg.fault, leg.predicted_s) == (DriveFault.NO_TRACK, None)


async def test_a_router_that_fails_does_not_hold_up_the_crew(
    quick_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = quick_house
    mission = await step(house, await sent(house), MissionStatus.DEPART)
    await drive(house, KAOLACK, SCENE)

    async def fails(*_: object) -> None:
        raise RouterFailed(RouterFault.FAILED)

    monkeypatch.setattr(house.desk.room.router, "route", fails)
    arrived = await step(house, mission, MissionStatus.ARRIVEE)
    assert arrived.status is MissionStatus.ARRIVEE
    (leg,) = await kept(house)
    assert leg.fault is DriveFault.NO_PREDICTION


async def test_a_state_that_ends_no_drive_keeps_none_and_a_second_arrival_replaces(
    quick_house: House,
) -> None:
    house = quick_house
    mission = await step(house, await sent(house), MissionStatus.DEPART)
    await drive(house, KAOLACK, SCENE)
    await step(house, mission, MissionStatus.ARRIVEE)
    back = commands.CorrectMission(mission_id=mission.id, at_device=None)
    await house.do(back, crew(UNIT))
    house.clock.advance(60)
    await step(house, mission, MissionStatus.ARRIVEE)
    assert len(await kept(house)) == 1
    await step(house, mission, MissionStatus.PEC, MissionStatus.BILAN, MissionStatus.RETOUR)
    assert len(await kept(house)) == 1
