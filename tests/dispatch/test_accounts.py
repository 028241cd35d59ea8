"""Signing in and out: who is who, for how long, and what a thief of the store would find."""

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from dispatch.accounts import Accounts
from dispatch.store import tables
from dispatch.store.engine import open_engine, reading
from tests.dispatch.house import HandClock
from tests.dispatch.story import refused
from tests.people import PASSWORD, QUICK_HASHER, accounts, physician

DOCTOR = physician("KL")


@pytest.fixture
async def people(store_url: str) -> AsyncIterator[Accounts]:
    engine = open_engine(store_url)
    yield Accounts(engine=engine, clock=HandClock(), session_hours=12, hasher=QUICK_HASHER)
    await engine.dispose()


async def test_a_person_is_known_by_the_token_until_they_sign_out(people: Accounts) -> None:
    token, opened = await people.sign_in(DOCTOR.id, PASSWORD)
    assert opened.actor == DOCTOR
    assert await people.session(token) == opened
    await people.sign_out(token)
    with refused("not_signed_in"):
        await people.session(token)
    await people.sign_out(token)


async def test_two_screens_of_one_person_are_two_sessions(people: Accounts) -> None:
    first, _ = await people.sign_in(DOCTOR.id, PASSWORD)
    second, _ = await people.sign_in(DOCTOR.id, PASSWORD)
    await people.sign_out(first)
    assert (await people.session(second)).actor == DOCTOR


@pytest.mark.parametrize(
    ("login", "password"),
    [
        (DOCTOR.id, PASSWORD.upper()),
        (DOCTOR.id, ""),
        ("nobody", PASSWORD),
        ("", ""),
        (f"{DOCTOR.id}' OR '1'='1", PASSWORD),
    ],
)
async def test_a_wrong_password_and_an_unknown_login_are_told_alike(
    people: Accounts, login: str, password: str
) -> None:
    with refused("sign_in_failed") as facts:
        await people.sign_in(login, password)
    assert facts == {}


async def test_a_session_ends_with_the_duty(people: Accounts) -> None:
    clock = people.clock
    assert isinstance(clock, HandClock)
    token, _ = await people.sign_in(DOCTOR.id, PASSWORD)
    clock.advance(12 * 3600 - 1)
    await people.session(token)
    clock.advance(1)
    with refused("session_expired"):
        await people.session(token)


async def test_the_store_holds_neither_token_nor_password(people: Accounts) -> None:
    token, _ = await people.sign_in(DOCTOR.id, PASSWORD)
    async with reading(people.engine) as connection:
        sessions = (await connection.execute(sa.select(tables.session))).all()
        persons = (await connection.execute(sa.select(tables.person))).all()
    kept = repr(sessions) + repr(persons)
    assert len(sessions) == 1
    assert token not in kept
    assert PASSWORD not in kept


async def test_a_made_up_token_opens_nothing(people: Accounts) -> None:
    token, _ = await people.sign_in(DOCTOR.id, PASSWORD)
    for guess in ("", token[:-1], token.swapcase()):
        with refused("not_signed_in"):
            await people.session(guess)


async def test_registering_again_leaves_passwords_as_they_are(people: Accounts) -> None:
    assert await people.register(accounts()) == 0
    await people.sign_in(DOCTOR.id, PASSWORD)
