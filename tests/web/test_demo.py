"""The demonstration: set up once, never on real data, and actors that leave room for people."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.accounts import Account, Accounts
from dispatch.clock import SystemClock
from dispatch.settings import Settings
from dispatch.store import tables
from dispatch.store.engine import open_engine, reading
from fleet.roster import load_fleet
from fleet.status import MissionStatus, may_move
from fleet.track import SPEED_MAX_KMH
from geo.country import Country, load_country
from geo.position import Position, great_circle_m
from geo.saying.locate import interpret
from regulation.protocols.engine import evaluate
from regulation.protocols.library import load_library
from web.cli import set_up
from web.demo.accounts import HASHER, demo_accounts
from web.demo.client import Client, open_http
from web.demo.crew import PLAN, CrewDriver, Ground
from web.demo.exchange import RINGING_MAX, UNANSWERED_MAX, Exchange
from web.demo.live_line import LiveLine
from web.demo.regulating import CallAct, CaseAct, next_call_act, next_case_act
from web.demo.setup import NotADemonstration, demo_settings, set_up_demo
from web.demo.stories import OPENING_CALM, PLACES, STORIES, Story
from web.demo.ward_desk import Mood, mood
from web.demo.way import find_way

Thing = dict[str, Any]


def silent(_line: object) -> None:
    """Say nothing."""


@cache
def senegal() -> Country:
    return load_country("senegal")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return demo_settings(tmp_path)


async def rows_of(engine: AsyncEngine, table: sa.Table) -> list[tuple[object, ...]]:
    async with reading(engine) as connection:
        return [tuple(row) for row in (await connection.execute(sa.select(table))).all()]


async def content(settings: Settings) -> list[list[tuple[object, ...]]]:
    engine = open_engine(settings.database_url)
    try:
        watched = (tables.person, tables.journal, tables.centre)
        return [await rows_of(engine, table) for table in watched]
    finally:
        await engine.dispose()


async def add_person(settings: Settings, *, demo: bool) -> None:
    engine = open_engine(settings.database_url)
    book = Accounts(engine=engine, clock=SystemClock(), session_hours=1, hasher=HASHER)
    account = Account(id="p1", login="real", name="R", password="x", duties=(), demo=demo)
    await book.register([account])
    await engine.dispose()


async def test_a_second_start_sets_nothing_up_again(settings: Settings) -> None:
    assert await set_up_demo(settings, silent, fresh=False)
    first = await content(settings)
    assert not await set_up_demo(settings, silent, fresh=False)
    assert await content(settings) == first


async def test_every_account_has_its_own_salted_hash(settings: Settings) -> None:
    await set_up_demo(settings, silent, fresh=False)
    persons, _, centres = await content(settings)
    number = tables.person.c.keys().index("password_hash")
    hashes = [str(person[number]) for person in persons]
    accounts = demo_accounts([str(centre[0]) for centre in centres], load_fleet("senegal"))
    assert len(set(hashes)) == len(accounts) == len({account.login for account in accounts})
    assert all(one.startswith("$argon2id$") for one in hashes)


async def test_fresh_begins_with_an_empty_store(settings: Settings) -> None:
    await set_up_demo(settings, silent, fresh=False)
    await add_person(settings, demo=True)
    assert await set_up_demo(settings, silent, fresh=True)
    persons, _, _ = await content(settings)
    assert "p1" not in {person[0] for person in persons}


@pytest.mark.parametrize("fresh", [False, True])
async def test_a_store_with_real_persons_is_left_alone(settings: Settings, *, fresh: bool) -> None:
    await set_up(settings)
    await add_person(settings, demo=False)
    before = await content(settings)
    with pytest.raises(NotADemonstration):
        await set_up_demo(settings, silent, fresh=fresh)
    assert await content(settings) == before


async def test_the_service_itself_registers_nobody(settings: Settings) -> None:
    await set_up(settings)
    persons, _, _ = await content(settings)
    assert persons == []


@pytest.mark.parametrize("told", STORIES, ids=lambda told: told.name)
def test_a_story_is_graded_as_it_is_told(told: Story) -> None:
    library = load_library(None)
    calm = evaluate(library.get("OPENING"), OPENING_CALM, frozenset())
    result = evaluate(library.get(told.protocol_id), told.answers, frozenset())
    assert (result.priority, result.reflex) == (told.priority, None)
    assert calm.reflex is None


@pytest.mark.parametrize(
    ("centre_id", "where"),
    [(centre_id, where) for centre_id, places in PLACES.items() for where, _ in places],
)
def test_a_place_of_the_stories_is_found_at_its_centre(centre_id: str, where: str) -> None:
    country = senegal()
    near = country.centre(centre_id).position
    best = interpret(where, country.gazetteer, near=near)[0]
    assert country.territories.find(best.position).centre_id == centre_id


towns = st.sampled_from([centre.position for centre in load_country("senegal").centres])


@given(towns, towns)
def test_a_way_leads_from_start_to_goal(start: Position, goal: Position) -> None:
    way = find_way(senegal(), start, goal)
    assert way.at(0)[0] == start
    assert way.at(way.length_m + 1)[0] == goal
    assert way.length_m >= great_circle_m(start, goal) * 0.999


def test_a_way_to_casamance_takes_a_crossing() -> None:
    country = senegal()
    kaolack, ziguinchor = (country.centre(id_).position for id_ in ("KL", "ZG"))
    crossings = {crossing.position for crossing in country.crossings}
    assert crossings & set(find_way(country, kaolack, ziguinchor).points)


@given(st.floats(min_value=1, max_value=60))
def test_no_driver_is_too_fast_to_be_believed(speed: float) -> None:
    ground = Ground(country=senegal(), wards={}, speed=speed)
    assert ground.apparent_m_s * 3.6 < SPEED_MAX_KMH


@pytest.mark.parametrize("status", list(PLAN))
def test_every_tap_of_a_driver_is_allowed(status: MissionStatus) -> None:
    assert may_move(status, PLAN[status].to)


@pytest.fixture
def client() -> Client:
    """Return a person whose server does not exist: nothing here asks it anything."""
    session = {"person": {"id": "demo.x"}}
    return Client(http=open_http(), url="http://127.0.0.1:9", token="t", session=session)


def step(status: str) -> Thing:
    return {"status": status}


def driver_of(client: Client) -> CrewDriver:
    return CrewDriver(
        client=client,
        line=LiveLine(client, view="unit", unit="KL-SMUR-1"),
        unit=load_fleet("senegal").units[0],
        ground=Ground(country=senegal(), wards={}, speed=6),
        patience_s=0,
    )


def test_a_driver_leaves_a_mission_to_people_once_they_made_a_move(client: Client) -> None:
    driver = driver_of(client)
    mission: Thing = {"id": "m1", "history": [step("DECLENCHE")]}
    assert not driver.left_to_people(mission)
    mission["history"].append(step("DEPART"))
    assert driver.left_to_people(mission)


def test_a_driver_goes_on_with_a_mission_it_finds_underway(client: Client) -> None:
    mission = {"id": "m1", "history": [step("DECLENCHE"), step("DEPART"), step("ARRIVEE")]}
    assert not driver_of(client).left_to_people(mission)


def case_of(**known: object) -> Thing:
    case: Thing = {"state": "ACTIF", "physician": None, "decisions": [], "call_backs": []}
    return case | known


MINE = {"physician": {"id": "me"}, "decisions": [{"type": "INTER"}]}
UNDERWAY = {"status": "PEC", "active": True}


@pytest.mark.parametrize(
    ("case", "missions", "notices", "act"),
    [
        (case_of(), [], [], CaseAct.TAKE),
        (case_of(physician={"id": "me"}), [], [], CaseAct.DECIDE),
        (case_of(physician={"id": "another"}), [], [], None),
        (case_of(**MINE), [], [], CaseAct.SEND),
        (case_of(**MINE), [{"status": "ANNULE", "active": False}], [], CaseAct.SEND),
        (case_of(**MINE), [{"status": "DEPART", "active": True}], [], None),
        (case_of(**MINE), [UNDERWAY], [], CaseAct.TELL_WARD),
        (case_of(**MINE), [UNDERWAY], [{"status": "SENT"}], None),
        (case_of(**MINE), [UNDERWAY], [{"status": "REFUSED"}], CaseAct.TELL_WARD),
        (case_of(**MINE), [UNDERWAY], [{"status": "REFUSED"}, {"status": "ACCEPTED"}], None),
        (case_of(**MINE), [{"status": "RETOUR", "active": False}], [], CaseAct.END),
        (case_of(physician={"id": "me"}, decisions=[{"type": "CONSEIL"}]), [], [], CaseAct.END),
        (case_of(state="ACHEVE"), [], [], CaseAct.VALIDATE),
        (case_of(state="VALIDE"), [], [], CaseAct.CLOSE),
        (case_of(state="VALIDE", call_backs=[{"is_open": True}]), [], [], CaseAct.RING_BACK),
        (case_of(state="VALIDE", call_backs=[{"is_open": False}]), [], [], CaseAct.CLOSE),
        (case_of(state="CLOTURE"), [], [], None),
    ],
)
def test_a_colleague_does_one_thing_after_the_other(
    case: Thing, missions: list[Thing], notices: list[Thing], act: CaseAct | None
) -> None:
    assert next_case_act(case, missions, notices, "me") is act


@pytest.mark.parametrize(
    ("state", "taken_by", "act"),
    [
        ("RINGING", None, CallAct.TAKE),
        ("TAKEN", {"id": "me"}, CallAct.HANDLE),
        ("TAKEN", {"id": "another"}, None),
        ("ABANDONED", None, CallAct.CALL_BACK),
        ("CASE", {"id": "me"}, None),
    ],
)
def test_a_colleague_leaves_a_call_that_another_took(
    state: str, taken_by: Thing | None, act: CallAct | None
) -> None:
    assert next_call_act({"state": state, "taken_by": taken_by}, "me") is act


@given(st.text(), st.integers(min_value=0))
def test_a_full_ward_refuses(ward_id: str, number: int) -> None:
    assert mood(ward_id, number, 0) is Mood.REFUSES


def test_wards_accept_refuse_and_stay_silent() -> None:
    moods = {mood(ward.id, 0, 5) for ward in load_fleet("senegal").wards}
    assert moods == set(Mood)


@pytest.mark.parametrize(
    ("ringing", "abandoned", "may"),
    [(0, 0, True), (RINGING_MAX, 0, False), (0, UNANSWERED_MAX, False), (1, 1, True)],
)
def test_the_exchange_floods_no_room(
    client: Client, ringing: int, abandoned: int, *, may: bool
) -> None:
    line = LiveLine(client, view="room", centre="KL")
    states = ["RINGING"] * ringing + ["ABANDONED"] * abandoned
    line.things["call"] = {str(n): {"state": state} for n, state in enumerate(states)}
    line.ready = True
    assert Exchange(client=client, rooms={"KL": line}).may_ring("KL") is may


def test_the_exchange_rings_nobody_it_cannot_see(client: Client) -> None:
    assert not Exchange(client=client, rooms={}).may_ring("KL")
