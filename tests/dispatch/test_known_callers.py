"""A professional's number is known when it rings, and only offered."""

from dispatch.store import known_callers
from geo.position import Position
from regulation.caller import CallerType
from regulation.known_caller import KnownCaller
from tests.dispatch.house import House
from tests.dispatch.story import on_board, ring

MIDWIFE = KnownCaller(
    number="+221331234567",
    name="Poste de santé de Ndoffane",
    type=CallerType.SANTE_SF,
    centre_id="KL",
    place="Ndoffane, en face de l'école",
    position=Position(lat=13.9167, lon=-15.9333),
)


async def test_a_known_number_says_who_rings_on_every_board(house: House) -> None:
    assert await known_callers.save(house.engine, [MIDWIFE]) == 1
    call = await ring(house, MIDWIFE.number)
    assert call.known == MIDWIFE
    assert (await on_board(house, "KL", "call", call.id)).known == MIDWIFE


async def test_a_number_that_nobody_entered_or_that_is_withheld_says_nothing(
    house: House,
) -> None:
    await known_callers.save(house.engine, [MIDWIFE])
    assert (await ring(house, "+221770000000")).known is None
    assert (await ring(house, "")).known is None


async def test_a_call_keeps_what_it_showed_when_the_number_is_forgotten(house: House) -> None:
    await known_callers.save(house.engine, [MIDWIFE])
    call = await ring(house, MIDWIFE.number)
    assert await known_callers.remove(house.engine, MIDWIFE.number)
    assert not await known_callers.remove(house.engine, MIDWIFE.number)
    assert (await on_board(house, "KL", "call", call.id)).known == MIDWIFE
    assert (await ring(house, MIDWIFE.number)).known is None


async def test_the_same_number_entered_again_replaces_what_was_known(house: House) -> None:
    await known_callers.save(house.engine, [MIDWIFE])
    plain = KnownCaller(
        number=MIDWIFE.number, name="Caserne", type=CallerType.POMPIER, centre_id="KL"
    )
    assert await known_callers.save(house.engine, [plain]) == 0
    assert await known_callers.all_of(house.engine, "KL") == [plain]
    assert await known_callers.all_of(house.engine, "DK") == []
