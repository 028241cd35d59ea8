"""What sending a unit costs others: told beside the ranking, never waited for, never part of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from dispatch.proposal.price import PRICED, Price, Prices, PriceState
from dispatch.proposal.question import UnitQuestion
from dispatch.proposal.unit_option import UnitCandidate
from dispatch.propose import prices_of
from fleet.unit import Unit
from geo.department import load_departments
from geo.population import DemandPoint, demand_points
from geo.position import Position
from geo.straight_line import StraightLineRouter
from geo.travel import RouterFailed, RouterFault, TravelMethod, Trip
from tests.dispatch.house import House
from tests.dispatch.story import KAOLACK, decide, open_case, order
from tests.dispatch.test_recommend import AMBULANCE, SMUR
from tests.people import physician
from tests.stores import senegal

NOW = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)
NIORO = Position(lat=13.749, lon=-15.777)
KAFFRINE = Position(lat=14.106, lon=-15.551)


def people() -> tuple[DemandPoint, ...]:
    return demand_points(load_departments("senegal"), senegal().towns)


def straight() -> StraightLineRouter:
    return StraightLineRouter(senegal())


def standing(
    id_: str, at: Position, *, unit: Unit = SMUR, engaged_on: str | None = None
) -> UnitCandidate:
    return UnitCandidate(
        unit=replace(unit, id=id_, home=at),
        position_age_s=5,
        travel=straight().estimate(at, KAOLACK),
        engaged_on=engaged_on,
        position=at,
    )


async def priced(prices: Prices, *units: UnitCandidate) -> dict[str, Price]:
    question = UnitQuestion(candidates=units, centre_id="KL", medicalised=True, now=NOW)
    return await prices.of(question.ranked(), units, place=KAOLACK, ward=None, now=NOW)


@pytest.fixture
def patient() -> Prices:
    """Prices that are waited for, so that a test sees them at once."""
    return Prices(reacher=straight(), people=people, budget_s=30.0)


async def test_the_only_unit_of_a_town_is_dear_and_one_of_two_is_free(patient: Prices) -> None:
    alone = await priced(patient, standing("kaolack", KAOLACK), standing("nioro", NIORO))
    assert alone["kaolack"].state is PriceState.KNOWN
    assert alone["kaolack"].people is not None
    assert alone["kaolack"].people > 300_000
    assert alone["kaolack"].points[0].name == "Kaolack"
    assert alone["kaolack"].away_s is not None
    assert alone["kaolack"].away_s >= 30 * 60
    assert alone["nioro"].points[0].name == "Nioro du Rip"
    two = await priced(
        patient,
        standing("kaolack", KAOLACK),
        standing("second", KAOLACK),
        standing("nioro", NIORO),
    )
    assert two["kaolack"].people == 0
    assert two["nioro"] == alone["nioro"]


async def test_a_physician_is_made_up_for_by_a_physician_only(patient: Prices) -> None:
    basic = standing("ambulance", KAOLACK, unit=AMBULANCE)
    both = await priced(patient, standing("smur", KAOLACK), basic)
    assert both["smur"].people is not None
    assert both["smur"].people > 300_000
    assert both["ambulance"].people == 0


async def test_an_engaged_unit_makes_up_for_nobody(patient: Prices) -> None:
    engaged = standing("second", KAOLACK, engaged_on="KL-2027-000009")
    found = await priced(patient, standing("kaolack", KAOLACK), engaged)
    assert found["kaolack"].people
    assert "second" not in found


async def test_only_the_first_choices_are_priced_and_each_centre_has_its_target() -> None:
    prices = Prices(
        reacher=straight(), people=people, budget_s=30.0, targets_s={"KL": 600.0, "TB": 1800.0}
    )
    units = [standing(f"u{n}", KAFFRINE) for n in range(PRICED + 3)]
    found = await priced(prices, *units)
    assert len(found) == PRICED
    assert {price.target_s for price in found.values()} == {600.0}


@dataclass(slots=True)
class Broken:
    """A router that never says what is reached."""

    reach_method: TravelMethod = TravelMethod.ROAD_GRAPH
    asked: int = 0
    holds: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(
        self, origins: Sequence[Position], places: Sequence[Position], limit_s: float, trip: Trip
    ) -> list[frozenset[int]]:
        del origins, places, limit_s, trip
        self.asked += 1
        await self.holds.wait()
        raise RouterFailed(RouterFault.FAILED)


async def test_a_router_that_hangs_or_fails_costs_the_price_and_nothing_else() -> None:
    router = Broken()
    prices = Prices(reacher=router, people=people, budget_s=0.0)
    found = await priced(prices, standing("kaolack", KAOLACK))
    assert found["kaolack"].state is PriceState.PENDING
    router.holds.set()
    while found["kaolack"].state is PriceState.PENDING:
        await asyncio.sleep(0)
        found = await priced(prices, standing("kaolack", KAOLACK))
    assert (found["kaolack"].state, found["kaolack"].why) == (
        PriceState.UNAVAILABLE,
        "router_failed",
    )
    assert router.asked == 1, "it is left alone for a while"
    await prices.close()


async def test_a_country_without_census_says_so() -> None:
    prices = Prices(reacher=straight(), people=tuple, budget_s=30.0)
    found = await priced(prices, standing("kaolack", KAOLACK))
    assert (found["kaolack"].state, found["kaolack"].why) == (PriceState.UNAVAILABLE, "no_census")


async def test_the_price_is_shown_and_kept_with_the_order(house: House) -> None:
    prices = Prices(reacher=straight(), people=people, budget_s=30.0)
    room = replace(house.reader.room, prices=prices)
    reader, desk = replace(house.reader, room=room), replace(house.desk, room=room)
    house = replace(house, reader=reader, desk=desk)
    case = await decide(house, await open_case(house))
    without = await replace(reader, room=replace(room, prices=None)).proposal(
        case.id, actor=physician("KL")
    )
    shown = await reader.proposal(case.id, actor=physician("KL"))
    assert [o.candidate.unit.id for o in shown.units] == [
        o.candidate.unit.id for o in without.units
    ], "a price never changes the ranking"
    first = shown.units[0].candidate.unit.id
    assert shown.prices[first].state is PriceState.KNOWN
    mission = await order(house, case, first)
    assert mission.ordered.proposal_id is not None
    kept = (await house.proposals.get(mission.ordered.proposal_id, actor=None)).stored
    assert kept.prices[first].people == shown.prices[first].people
    await prices.close()


async def test_with_no_place_known_nothing_is_priced(quick_house: House) -> None:
    prices = Prices(reacher=straight(), people=people)
    room = replace(quick_house.reader.room, prices=prices)
    question = UnitQuestion(candidates=(), centre_id="KL", medicalised=True, now=NOW)
    assert await prices_of(room, None, [], question) == {}
