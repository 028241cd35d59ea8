"""Expected arrivals: reckoned as units move, late and standing told, a ward told anew when due."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dispatch.command import CorrectEta
from dispatch.eta.bound import Toward
from dispatch.eta.expected import (
    AGAIN_M,
    AGAIN_S,
    STANDS_S,
    TOLD_AGAIN_S,
    Eta,
    is_news_to_ward,
)
from dispatch.eta.known import Etas
from dispatch.eta.watch import EtaWatch
from dispatch.mission import Mission
from dispatch.notice import Notice, NoticeStatus
from fleet.status import MissionStatus
from fleet.track import Fix
from geo.position import Position, moved
from geo.travel import RouterFailed, RouterFault, TravelTimes, Trip
from tests.dispatch.house import House
from tests.dispatch.story import (
    KAOLACK,
    answer,
    decide,
    on_board,
    open_case,
    order,
    refused,
    step,
    tell_ward,
)
from tests.people import physician, ward_staff

UNIT = "KL-SMUR-1"
WARD = "KL-CHR-URG"
FATICK = Position(lat=14.339, lon=-16.411)
SOUTH_DEG = 180.0


def watch(house: House) -> EtaWatch:
    return EtaWatch(desk=house.desk, feed=house.feed, boards=house.sweep.boards)


def seen(house: House, position: Position, *, unit_id: str = UNIT) -> None:
    now = house.clock.now()
    fix = Fix(unit_id=unit_id, position=position, fix_at=now, received_at=now)
    house.desk.room.tracker.restore([fix])


async def look(house: House, eyes: EtaWatch, after_s: float = 0) -> list[Eta]:
    house.clock.advance(after_s)
    await house.sweep.once(house.clock.now())
    return await eyes.once(house.clock.now())


async def under_way(house: House, scene: Position = FATICK) -> Mission:
    case = await decide(house, await open_case(house, scene))
    return await step(house, await order(house, case, UNIT), MissionStatus.DEPART)


async def with_patient(house: House) -> tuple[Mission, Notice]:
    """Leave Fatick for a ward of Kaolack that accepted."""
    mission = await under_way(house)
    await step(house, mission, MissionStatus.PEC)
    case = await on_board(house, "KL", "case", mission.case_id)
    notice = await tell_ward(house, case, WARD)
    await answer(house, notice, NoticeStatus.ACCEPTED, None, ward_staff(WARD))
    seen(house, FATICK)
    await step(house, mission, MissionStatus.TRANSP)
    return mission, await on_board(house, "KL", "notice", notice.id)


async def told(house: House, notice: Notice) -> list[str]:
    entries = await house.reader.entries("KL", after=0)
    return [e.type for e in entries if e.subject_id == notice.id and e.type == "NoticeEtaChanged"]


async def test_an_arrival_follows_the_newest_position_and_rests_on_when_it_was_taken(
    house: House,
) -> None:
    mission, eyes = await under_way(house), watch(house)
    seen(house, KAOLACK)
    fix_at = house.clock.now()
    (first,) = await look(house, eyes, after_s=40)
    assert (first.mission_id, first.toward, first.fix_at) == (mission.id, Toward.SCENE, fix_at)
    drive = house.desk.room.router.estimate(KAOLACK, FATICK)  # type: ignore[attr-defined]
    assert first.eta_at == fix_at + timedelta(seconds=drive.duration_s)
    assert first.distance_m == drive.distance_m
    seen(house, Position(lat=14.24, lon=-16.24))
    (second,) = await look(house, eyes, after_s=1)
    assert (second.distance_m or 0.0) < drive.distance_m


async def test_a_unit_without_a_position_is_expected_from_its_base_and_said_so(
    quick_house: House,
) -> None:
    await under_way(quick_house)
    (eta,) = await look(quick_house, watch(quick_house))
    assert eta.eta_at is not None
    assert eta.fix_at is None


async def test_a_unit_that_has_not_left_is_expected_as_it_was_promised_and_then_later(
    quick_house: House,
) -> None:
    house = quick_house
    case = await decide(house, await open_case(house, FATICK))
    await order(house, case, UNIT)
    eyes = watch(house)
    (eta,) = await look(house, eyes)
    assert eta.eta_at == eta.promised_at
    (late,) = await look(house, eyes, after_s=900)
    assert late.eta_at is not None
    assert late.promised_at is not None
    assert late.eta_at > late.promised_at


async def test_arrivals_are_reckoned_no_oftener_than_needed(quick_house: House) -> None:
    house = quick_house
    await under_way(house)
    eyes = watch(house)
    seen(house, KAOLACK)
    assert await look(house, eyes)
    seen(house, moved(KAOLACK, SOUTH_DEG, AGAIN_M / 2))
    assert not await look(house, eyes, after_s=5)
    house.clock.advance(1)
    seen(house, moved(KAOLACK, SOUTH_DEG, AGAIN_M * 1.5))
    assert await look(house, eyes)
    house.clock.advance(AGAIN_S)
    assert not await look(house, eyes), "nothing new was heard"
    seen(house, moved(KAOLACK, SOUTH_DEG, AGAIN_M * 1.6))
    assert await look(house, eyes)


async def test_units_that_drive_to_one_place_are_asked_for_together(
    quick_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = quick_house
    case = await decide(house, await open_case(house, FATICK))
    for unit_id in (UNIT, "KL-SMUR-2", "KL-AMB-1"):
        await step(house, await order(house, case, unit_id), MissionStatus.DEPART)
    asked: list[int] = []
    router = house.desk.room.router
    plain = router.many_to_one

    async def counted(
        origins: Sequence[Position],
        destination: Position,
        trip: Trip,
        *,
        enough: int | None = None,
        within_s: float | None = None,
    ) -> TravelTimes:
        asked.append(len(origins))
        return await plain(origins, destination, trip, enough=enough, within_s=within_s)

    monkeypatch.setattr(router, "many_to_one", counted)
    assert len(await look(house, watch(house))) == 3
    assert asked == [3]


async def test_a_unit_that_stands_while_under_way_is_told_and_again_when_it_gets_on(
    quick_house: House,
) -> None:
    house = quick_house
    await under_way(house)
    eyes = watch(house)
    seen(house, KAOLACK)
    begun = house.clock.now()
    (eta,) = await look(house, eyes)
    for _ in range(int(STANDS_S / AGAIN_S)):
        house.clock.advance(AGAIN_S)
        seen(house, moved(KAOLACK, SOUTH_DEG, 20))
        (eta,) = await look(house, eyes)
    assert eta.still_since == begun
    house.clock.advance(AGAIN_S)
    seen(house, moved(KAOLACK, SOUTH_DEG, 900))
    (eta,) = await look(house, eyes)
    assert eta.still_since is None


async def test_a_silent_unit_is_not_said_to_stand(quick_house: House) -> None:
    house = quick_house
    await under_way(house)
    eyes = watch(house)
    seen(house, KAOLACK)
    (eta,) = await look(house, eyes)
    assert not await look(house, eyes, after_s=10 * STANDS_S)
    known = house.desk.room.etas.latest[eta.mission_id]
    assert (known.fix_at, known.still_since) == (eta.fix_at, None)


async def test_an_arrival_is_forgotten_when_the_unit_is_there(quick_house: House) -> None:
    house = quick_house
    mission = await under_way(house)
    eyes = watch(house)
    assert await look(house, eyes)
    await step(house, mission, MissionStatus.ARRIVEE)
    assert not await look(house, eyes)
    assert not house.desk.room.etas.latest


async def test_a_router_that_fails_leaves_the_old_arrival_and_is_asked_again_later(
    quick_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = quick_house
    mission = await under_way(house)
    eyes = watch(house)
    seen(house, KAOLACK)
    (old,) = await look(house, eyes)

    async def fails(*_: object, **__: object) -> TravelTimes:
        raise RouterFailed(RouterFault.FAILED)

    with monkeypatch.context() as broken:
        broken.setattr(house.desk.room.router, "many_to_one", fails)
        house.clock.advance(AGAIN_S)
        seen(house, moved(KAOLACK, SOUTH_DEG, 600))
        assert not await look(house, eyes)
    assert house.desk.room.etas.latest == {mission.id: old}
    assert not await look(house, eyes, after_s=2)
    assert await look(house, eyes, after_s=AGAIN_S)


async def test_what_another_process_reckoned_is_not_reckoned_twice(quick_house: House) -> None:
    house = quick_house
    await under_way(house)
    seen(house, KAOLACK)
    assert await look(house, watch(house))
    assert not await look(house, watch(house), after_s=1)


async def test_of_two_arrivals_the_later_reckoned_counts(quick_house: House) -> None:
    await under_way(quick_house)
    (eta,) = await look(quick_house, watch(quick_house))
    later = replace(eta, computed_at=eta.computed_at + timedelta(seconds=1))
    etas = Etas()
    assert etas.take([later]) == [later]
    assert etas.take([eta]) == []
    assert etas.latest == {eta.mission_id: later}


async def test_a_ward_is_told_anew_only_when_it_makes_a_difference(house: House) -> None:
    _, notice = await with_patient(house)
    eyes = watch(house)
    assert len(await told(house, notice)) == 1, "the departure"
    assert notice.eta_at is not None
    seen(house, moved(FATICK, SOUTH_DEG, 50))
    await look(house, eyes)
    assert len(await told(house, notice)) == 1
    for _ in range(4):
        house.clock.advance(TOLD_AGAIN_S / 4 + 20)
        seen(house, moved(FATICK, SOUTH_DEG, 60))
        await look(house, eyes)
    assert len(await told(house, notice)) == 2
    now: Notice = await on_board(house, "KL", "notice", notice.id)
    assert now.eta_at is not None
    assert (now.eta_at - notice.eta_at).total_seconds() >= TOLD_AGAIN_S
    assert now.promised_at == notice.eta_at, "what was promised first stays known"
    late = house.desk.room.etas.latest[notice.sent.mission_id or ""]
    assert (late.toward, late.ward_id, late.promised_at) == (Toward.WARD, WARD, notice.eta_at)


async def test_two_processes_tell_the_ward_once(house: House) -> None:
    _, notice = await with_patient(house)
    house.clock.advance(2 * TOLD_AGAIN_S)
    seen(house, moved(FATICK, SOUTH_DEG, 60))
    await look(house, watch(house))
    house.desk.room.etas.latest.clear()
    house.sweep.boards()["KL"].things["notice"][notice.id] = notice
    await watch(house).once(house.clock.now())
    assert len(await told(house, notice)) == 2


async def test_a_ward_is_not_told_anew_from_an_old_position(quick_house: House) -> None:
    house = quick_house
    _, notice = await with_patient(house)
    house.clock.advance(2 * TOLD_AGAIN_S)
    seen(house, moved(FATICK, SOUTH_DEG, 60))
    await look(house, watch(house), after_s=120)
    assert len(await told(house, notice)) == 1


async def test_only_the_service_corrects_an_arrival(quick_house: House) -> None:
    _, notice = await with_patient(quick_house)
    command = CorrectEta(notice_id=notice.id, eta_at=quick_house.clock.now())
    with refused("not_allowed"):
        await quick_house.do(command, physician("KL"))


def test_five_minutes_are_news_to_a_ward_and_so_is_a_first_time() -> None:
    at = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
    assert is_news_to_ward(None, at)
    for minutes, news in ((0, False), (4, False), (5, True), (-5, True), (-4, False)):
        assert is_news_to_ward(at, at + timedelta(minutes=minutes)) is news
