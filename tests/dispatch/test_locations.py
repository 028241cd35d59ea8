"""Several sources say where it is: all are kept, one counts, and the journal shows who chose."""

from dataclasses import replace
from typing import Any

import pytest

from dispatch import command as commands
from dispatch.codec import dump, load
from dispatch.subject import CASE
from geo.place import Place, PlaceSource, Precision
from geo.position import Position
from regulation.case import Case
from regulation.case_event import CaseLocated, CaseOpened, evolve
from regulation.patient import Caller, Patient
from tests.dispatch.house import House
from tests.dispatch.story import (
    BANJUL,
    GASPING,
    KAOLACK,
    PARIS,
    TOUBA,
    assess,
    at_pin,
    on_board,
    open_case,
    refused,
)
from tests.people import call_taker, crew, physician

PARM = call_taker("KL")
BIGNONA = Position(lat=12.8100, lon=-16.2260)


async def state(house: House, case: Case, place: Place) -> Case:
    stated = commands.StateLocation(case_id=case.id, place=place)
    told: Case = (await house.do(stated, PARM)).things["case"]
    return told


async def in_force(house: House, case: Case, number: int, *, keep_outside: bool = False) -> Case:
    command = commands.PutLocationInForce(case_id=case.id, number=number, keep_outside=keep_outside)
    told: Case = (await house.do(command, PARM)).things["case"]
    return told


async def test_a_further_source_is_kept_beside_the_first(house: House) -> None:
    case = await state(house, await open_case(house), at_pin(TOUBA, "lien reçu"))
    assert [one.ground.centre_id for one in case.said_where] == ["KL", "TB"]
    assert (case.place.position, case.centre_id) == (KAOLACK, "KL")
    assert await on_board(house, "KL", "case", case.id) == case


async def test_another_statement_in_force_is_one_act_of_a_person_in_the_journal(
    house: House,
) -> None:
    case = await state(house, await open_case(house), at_pin(TOUBA, "lien reçu"))
    before = (await house.reader.board("KL")).n
    case = await in_force(house, case, 2)
    first, *others = await house.reader.entries("KL", after=before)
    assert (first.type, first.actor.id) == ("LocationPutInForce", PARM.id)
    assert [entry.type for entry in others] == ["CaseHandedOver"]
    assert (case.centre_id, case.place.position) == ("TB", TOUBA)
    assert len(case.said_where) == 2
    assert await on_board(house, "TB", "case", case.id) == case


async def test_the_reflex_departure_that_waited_for_a_place_leaves_with_it(house: House) -> None:
    case = await open_case(house, None)
    case, mission = await assess(house, case, GASPING)
    assert (case.reflex, mission) == ("no_place", None)
    case = await state(house, case, at_pin(KAOLACK, ""))
    assert case.reflex == "no_place"
    command = commands.PutLocationInForce(case_id=case.id, number=2)
    things = (await house.do(command, physician("KL"))).things
    assert things["case"].reflex == "ordered"
    assert things["mission"].unit_id.startswith("KL-SMUR")


async def test_places_given_before_the_case_was_opened_are_kept(quick_house: House) -> None:
    command = commands.OpenCase(
        call_id=None,
        centre_id="KL",
        caller=Caller(),
        place=at_pin(KAOLACK),
        what="chute",
        patient=Patient(),
        also=(at_pin(TOUBA, "selon le voisin"), at_pin(BIGNONA, "selon un lien")),
    )
    case = (await quick_house.do(command, PARM)).things["case"]
    assert [one.place.said for one in case.said_where] == [
        *("selon le voisin", "selon un lien", "derrière le marché")
    ]
    assert (case.number_in_force, case.centre_id) == (3, "KL")
    assert case.said_where[1].ground.across == (1,)
    assert case.said_where[2].ground.across == (2,)


@pytest.mark.parametrize(
    ("position", "code"), [(BANJUL, "place_in_gambia"), (PARIS, "place_outside_country")]
)
async def test_a_point_abroad_is_kept_and_counts_only_when_a_person_says_so(
    quick_house: House, position: Position, code: str
) -> None:
    case = await state(quick_house, await open_case(quick_house), at_pin(position))
    assert case.said_where[1].place.position == position
    assert case.said_where[1].place.region is None
    with refused(code):
        await in_force(quick_house, case, 2)
    case = await in_force(quick_house, case, 2, keep_outside=True)
    assert (case.place.position, case.centre_id) == (position, "KL")


async def test_exchanged_axes_are_told_with_what_was_probably_meant(quick_house: House) -> None:
    case = await open_case(quick_house)
    exchanged = Position(lat=KAOLACK.lon, lon=KAOLACK.lat)
    with refused("coordinates_swapped") as facts:
        located = commands.LocateCase(case_id=case.id, place=at_pin(exchanged))
        await quick_house.do(located, PARM)
    assert facts == {"lat": "14.14500", "lon": "-16.07640"}


async def test_only_the_room_of_the_case_states_and_chooses(quick_house: House) -> None:
    case = await state(quick_house, await open_case(quick_house), at_pin(TOUBA))
    for actor in (call_taker("DK"), crew("KL-SMUR-1")):
        for command in (
            commands.StateLocation(case_id=case.id, place=at_pin(TOUBA)),
            commands.PutLocationInForce(case_id=case.id, number=2),
        ):
            with refused("not_allowed"):
                await quick_house.do(command, actor)


def test_what_was_written_before_statements_were_kept_reads_back() -> None:
    """Rows and events as the version before wrote them, without any of the new fields."""
    person = {"id": "awa", "name": "Awa Diop", "role": "call_taker"}
    at = "2027-03-02T20:00:00Z"
    place: dict[str, Any] = {
        "said": "au marché",
        "landmark": "",
        "position": {"lat": 14.145, "lon": -16.0764},
    }
    place |= {"precision": "EXACTE", "source": "map", "found_name": None, "region": "SN-KL"}
    opened: dict[str, Any] = {
        "case_id": "c",
        "number": "KL-2026-000001",
        "centre_id": "KL",
        "what": "chute",
    }
    opened |= {"caller": {}, "patient": {}, "place": place, "by": person, "at": at}
    case = evolve(None, load(CaseOpened, opened))
    body = dump(case)
    for new in ("statements", "in_force", "links"):
        del body[new]
    row = load(CASE.state, body)
    assert row.said_where[0].place == case.place
    located = load(CaseLocated, {"case_id": "c", "place": place | {"said": "ici"}, "by": person,
                                 "at": at})  # fmt: skip
    for known in (case, row):
        later = evolve(known, located)
        assert [one.place.said for one in later.said_where] == ["au marché", "ici"]
        assert later.number_in_force == 2
    assert case.place.source is PlaceSource.MAP
    assert case.place.precision is Precision.EXACTE
    assert replace(row, statements=case.statements, in_force=1) == case
