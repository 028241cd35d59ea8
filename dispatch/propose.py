"""The proposal for one case: units and wards, ranked side by side. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from dispatch.orient import WardOption
from dispatch.orientation import Orientation
from dispatch.proposal.meeting import Meeting
from dispatch.proposal.meeting_places import find_meeting
from dispatch.proposal.price import Price
from dispatch.proposal.question import UnitQuestion, WardQuestion
from dispatch.proposal.unit_need import need_of
from dispatch.proposal.units import ask_units
from dispatch.proposal.wards import ask_wards
from dispatch.recommend import RANKED_MAX, UnitOption
from dispatch.room import Room
from dispatch.routing.witness import Witness
from geo.position import Position
from geo.travel import PassedOver, TravelMethod
from regulation.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the software proposes for one case; the physician decides.

    ``router`` is the best router that gave any time, None when there is none, and
    ``passed_over`` names the better ones that did not count.
    """

    case_id: str
    centre_id: str
    made_at: datetime
    place_known: bool
    units: list[UnitOption]
    wards: list[WardOption]
    orientation: Orientation
    asked_units: UnitQuestion
    asked_wards: WardQuestion
    meeting: Meeting | None = None
    router: TravelMethod | None = None
    passed_over: tuple[PassedOver, ...] = ()
    prices: Mapping[str, Price] = field(default_factory=dict)
    """What sending a unit costs others, by unit id, of the first that can go."""
    id: str | None = None
    """Under which it is kept, None when it is not."""


async def propose(
    connection: AsyncConnection, room: Room, case: Case, *, now: datetime
) -> Proposal:
    """Rank units and wards for a case as it stands."""
    witness = Witness(room.router)
    room = replace(room, router=witness)
    asked_units = await ask_units(
        connection,
        room,
        need_of(case),
        position=case.place.position,
        centre_id=case.centre_id,
        now=now,
    )
    asked_wards = await ask_wards(connection, room, case, now=now)
    all_wards = asked_wards.ranked(at_most=None)
    units, wards = asked_units.ranked(), all_wards[:RANKED_MAX]
    meeting = None
    if asked_units.medicalised:
        meeting = await find_meeting(
            connection, room, case, asked_units.candidates, units, wards, now=now
        )
    return Proposal(
        case_id=case.id,
        centre_id=case.centre_id,
        made_at=now,
        place_known=case.place.position is not None,
        units=units,
        wards=wards,
        orientation=asked_wards.orientation(all_wards),
        meeting=meeting,
        asked_units=asked_units,
        asked_wards=asked_wards,
        router=witness.method,
        passed_over=witness.passed_over,
        prices=await prices_of(room, case.place.position, units, asked_units, wards),
    )


async def prices_of(
    room: Room,
    place: Position | None,
    units: Sequence[UnitOption],
    asked: UnitQuestion,
    wards: Sequence[WardOption] = (),
) -> Mapping[str, Price]:
    """Return what the first choices cost others; empty with no place known."""
    if room.prices is None or place is None or asked.now is None:
        return {}
    ward = next((option.candidate.ward.position for option in wards if option.proposed), None)
    return await room.prices.of(units, asked.candidates, place=place, ward=ward, now=asked.now)
