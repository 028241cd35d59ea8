"""A ward goes on diversion: who may say so, for which wards, and until when."""

from datetime import timedelta

from dispatch import command as commands
from dispatch.subject import WARD
from fleet.ward import Ward
from tests.dispatch.house import House
from tests.dispatch.story import on_board, refused
from tests.people import call_taker, crew, physician, ward_staff

URG, REA = "KL-CHR-URG", "KL-CHR-REA"


def closing(house: House, ward_id: str = URG, *, whole: bool = False) -> commands.DeclareDiversion:
    until = house.clock.now() + timedelta(hours=2)
    return commands.DeclareDiversion(
        ward_id=ward_id, reason="plus d'oxygène", until=until, whole_hospital=whole
    )


async def ward_now(house: House, ward_id: str) -> Ward:
    ward: Ward = await on_board(house, "KL", WARD.name, ward_id)
    return ward


async def test_a_ward_closes_itself_and_the_room_sees_who_said_so(house: House) -> None:
    staff = ward_staff(URG)
    await house.do(closing(house), staff)
    diversion = (await ward_now(house, URG)).diversion
    assert diversion is not None
    assert (diversion.reason, diversion.by_name) == ("plus d'oxygène", staff.name)
    assert (await ward_now(house, REA)).diversion is None
    await house.do(commands.LiftDiversion(ward_id=URG), staff)
    assert (await ward_now(house, URG)).diversion is None


async def test_a_whole_hospital_is_closed_by_the_room_and_not_by_one_of_its_wards(
    house: House,
) -> None:
    with refused("not_allowed"):
        await house.do(closing(house, whole=True), ward_staff(URG))
    assert (await ward_now(house, URG)).diversion is None
    await house.do(closing(house, whole=True), call_taker("KL"))
    for ward_id in (URG, REA):
        told = (await ward_now(house, ward_id)).diversion
        assert told is not None
        assert told.whole_hospital
    assert (await ward_now(house, "KL-CSGU-URG")).diversion is None
    await house.do(commands.LiftDiversion(ward_id=REA), ward_staff(REA))
    await house.do(commands.LiftDiversion(ward_id=REA, whole_hospital=True), physician("KL"))
    assert (await ward_now(house, URG)).diversion is None


async def test_a_house_whose_scanner_fails_is_closed_to_that_in_the_wards_that_had_one(
    quick_house: House,
) -> None:
    house = quick_house
    ward = await ward_now(house, URG)
    one = min(ward.capabilities)
    told = commands.DeclareDiversion(
        ward_id=URG,
        reason="panne",
        until=house.clock.now() + timedelta(hours=1),
        closed_to=(one,),
        whole_hospital=True,
    )
    await house.do(told, physician("KL"))
    closed = (await ward_now(house, URG)).diversion
    assert closed is not None
    assert closed.closed_to == {one}
    rea = await ward_now(house, REA)
    assert (rea.diversion is not None) == (one in rea.capabilities)


async def test_nobody_else_speaks_for_a_ward(quick_house: House) -> None:
    for actor in (ward_staff(REA), crew("KL-SMUR-1"), physician("DK")):
        with refused("not_allowed"):
            await quick_house.do(closing(quick_house), actor)


async def test_a_word_about_the_past_closes_nothing(quick_house: House) -> None:
    late = commands.DeclareDiversion(
        ward_id=URG, reason="x", until=quick_house.clock.now() - timedelta(hours=1)
    )
    with refused("diversion_end_impossible"):
        await quick_house.do(late, ward_staff(URG))
    with refused("not_on_diversion"):
        await quick_house.do(commands.LiftDiversion(ward_id=URG), ward_staff(URG))
