"""Every proposal that mattered can be read as it stood, and ranked again."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from dispatch.needs import Needs
from dispatch.orient import WardCandidate
from dispatch.proposal.question import UnitQuestion, WardQuestion
from dispatch.proposal.replay import replay
from dispatch.proposal.rules import rules_now
from dispatch.proposal.stored import (
    Basis,
    Occasion,
    StoredProposal,
    Unreadable,
    pack,
    unpack,
    with_chosen_unit,
    with_chosen_ward,
)
from dispatch.recommend import RANKED_MAX
from dispatch.store import tables
from dispatch.store.engine import reading, writing
from fleet.roster import load_fleet
from fleet.track import Fix
from geo.position import Position
from regulation.priority import Priority
from tests.dispatch.house import House
from tests.dispatch.story import GASPING, assess, decide, open_case, order, refused, tell_ward
from tests.dispatch.test_recommend import AMBULANCE, SMUR, candidate
from tests.people import call_taker, physician


async def count(house: House, occasion: Occasion) -> int:
    table = tables.proposal
    query = select(func.count()).where(table.c.occasion == occasion.value)
    async with reading(house.engine) as connection:
        return int((await connection.execute(query)).scalar_one())


async def test_an_order_names_the_proposal_as_it_stood(house: House) -> None:
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "KL-SMUR-1")
    assert mission.ordered.proposal_id is not None
    read = await house.proposals.get(mission.ordered.proposal_id, actor=physician("KL"))
    assert (read.whole, read.vouched) == (True, True)
    stored = read.stored
    assert (stored.occasion, stored.chosen) == (Occasion.ORDERED, "KL-SMUR-1")
    assert stored.basis.place == case.place.position
    assert stored.asked_units is not None
    assert len(stored.asked_units.candidates) > RANKED_MAX, "all were weighed, not only the listed"
    assert any(option.candidate.unit.id == "KL-SMUR-1" for option in stored.units)
    assert replay(stored).same


async def test_a_reflex_departure_and_a_notice_keep_theirs(house: House) -> None:
    case, mission = await assess(house, await open_case(house), GASPING)
    assert mission is not None
    assert mission.ordered.proposal_id is not None
    kept = (await house.proposals.get(mission.ordered.proposal_id, actor=None)).stored
    assert (kept.occasion, kept.chosen) == (Occasion.REFLEX, mission.unit_id)
    await decide(house, case)
    notice = await tell_ward(house, case, "KL-CHR-URG")
    assert notice.sent.proposal_id is not None
    told = (await house.proposals.get(notice.sent.proposal_id, actor=None)).stored
    assert (told.occasion, told.chosen) == (Occasion.NOTIFIED, "KL-CHR-URG")
    assert replay(told).same


async def test_what_is_shown_is_kept_when_it_changed_and_only_then(house: House) -> None:
    case, doctor = await open_case(house), physician("KL")
    first = await house.reader.proposal(case.id, actor=doctor)
    house.clock.advance(30)
    again = await house.reader.proposal(case.id, actor=doctor)
    await house.keeper.flush()
    assert first.id == again.id
    assert await count(house, Occasion.SHOWN) == 1
    moved = Fix(
        unit_id="KL-SMUR-1",
        position=Position(lat=13.9, lon=-15.8),
        fix_at=house.clock.now(),
        received_at=house.clock.now(),
    )
    house.reader.room.tracker.take(moved)
    changed = await house.reader.proposal(case.id, actor=doctor)
    await house.keeper.flush()
    assert changed.id not in {None, first.id}
    assert await count(house, Occasion.SHOWN) == 2
    assert changed.id is not None
    read = await house.proposals.get(changed.id, actor=doctor)
    assert list(read.stored.units) == changed.units
    assert list(read.stored.wards) == changed.wards
    assert (read.whole, read.vouched) == (True, False)


async def test_a_changed_proposal_is_found_out(house: House) -> None:
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "KL-SMUR-1")
    id_ = mission.ordered.proposal_id
    assert id_ is not None
    stored = (await house.proposals.get(id_, actor=None)).stored
    forged = pack(replace(stored, chosen="TB-SMUR-1"))
    async with writing(house.engine) as connection:
        change = tables.proposal.update().where(tables.proposal.c.id == id_)
        await connection.execute(change.values(body=forged.body, sha256=forged.sha256))
    assert not (await house.proposals.get(id_, actor=None)).whole
    async with writing(house.engine) as connection:
        await connection.execute(change.values(body=forged.body[:-9]))
    with refused("proposal_unreadable"):
        await house.proposals.get(id_, actor=None)


async def test_old_proposals_are_dropped_and_the_order_stays(house: House) -> None:
    case = await decide(house, await open_case(house))
    mission = await order(house, case, "KL-SMUR-1")
    assert mission.ordered.proposal_id is not None
    house.clock.advance(364 * 86_400)
    assert await house.keeper.purge() == 0
    house.clock.advance(2 * 86_400)
    assert await house.keeper.purge() == 1
    with refused("proposal_not_kept"):
        await house.proposals.get(mission.ordered.proposal_id, actor=physician("KL"))
    entries = await house.reader.record(case.id, actor=physician("KL"))
    (ordered,) = (entry for entry in entries if entry.type == "MissionOrdered")
    assert ordered.payload is not None
    assert len(ordered.payload["proposal_sha256"]) == 64


async def test_another_centre_may_not_read_it_and_every_look_is_logged(quick_house: House) -> None:
    house = quick_house
    case = await open_case(house)
    shown = await house.reader.proposal(case.id, actor=call_taker("KL"))
    await house.keeper.flush()
    assert shown.id is not None
    with refused("not_allowed"):
        await house.proposals.get(shown.id, actor=physician("ZG"))
    await house.proposals.get(shown.id, actor=physician("KL"))
    log = tables.read_log
    async with reading(house.engine) as connection:
        query = select(log.c.person_id).where(log.c.what == "proposal")
        assert (await connection.execute(query)).scalars().all() == [physician("KL").id]


async def test_a_store_in_trouble_loses_a_shown_list_and_nothing_else(quick_house: House) -> None:
    house = quick_house
    case = await open_case(house)
    shown = await house.reader.proposal(case.id, actor=call_taker("KL"))
    async with writing(house.engine) as connection:
        await connection.exec_driver_sql("ALTER TABLE proposal RENAME TO gone")
    await house.keeper.flush()
    assert house.keeper.left_out == 1
    async with writing(house.engine) as connection:
        await connection.exec_driver_sql("ALTER TABLE gone RENAME TO proposal")
    again = await house.reader.proposal(case.id, actor=call_taker("KL"))
    assert again.id not in {None, shown.id}, "the next look is kept, though it says the same"


WARDS = load_fleet("senegal").wards

MOMENT = datetime(2027, 3, 2, 20, 0, tzinfo=UTC)

UNITS = st.lists(
    st.tuples(st.floats(0, 400), st.booleans(), st.booleans(), st.none() | st.floats(0, 1e5)),
    max_size=40,
)


def stored_of(question: UnitQuestion, wards: WardQuestion, chosen: str | None) -> StoredProposal:
    return StoredProposal(
        id="1",
        case_id="2",
        centre_id="KL",
        made_at=wards.now,
        occasion=Occasion.ORDERED,
        rules=rules_now(),
        basis=Basis(
            number="KL-2027-000001",
            priority=Priority.P1,
            care_level=None,
            place=Position(lat=14.1, lon=-16.0),
            protocols=("OPENING 1",),
        ),
        asked_units=question,
        units=with_chosen_unit(question, chosen),
        asked_wards=wards,
        wards=with_chosen_ward(wards, chosen),
        chosen=chosen,
    )


@settings(deadline=None)  # a busy machine is no fault of the ranking
@given(UNITS, st.booleans(), st.booleans(), st.integers(0, 50))
def test_what_was_asked_ranks_the_same_after_the_store(
    drawn: list[tuple[float, bool, bool, float | None]],
    medicalised: bool,  # noqa: FBT001 - drawn
    adult: bool,  # noqa: FBT001 - drawn
    chosen: int,
) -> None:
    units = UnitQuestion(
        candidates=tuple(
            candidate(
                f"u{i:02}",
                minutes,
                unit=SMUR if with_doctor else AMBULANCE,
                engaged_on="KL-1" if engaged else None,
                age_s=age_s,
            )
            for i, (minutes, with_doctor, engaged, age_s) in enumerate(drawn)
        ),
        centre_id="KL",
        medicalised=medicalised,
        adult=adult,
    )
    wards = WardQuestion(
        candidates=tuple(
            WardCandidate(ward=ward, travel=None, answer=None, answer_reason=None) for ward in WARDS
        ),
        needs=Needs(all_of=frozenset({"icu_adult"}), any_of=frozenset({"cath_lab", "ed"})),
        centre_id="KL",
        now=MOMENT,
    )
    stored = stored_of(units, wards, f"u{chosen:02}")
    packed = pack(stored)
    read, sha256 = unpack(packed.body)
    assert read == stored
    assert sha256 == packed.sha256
    assert replay(read).same


def test_a_changed_rule_shows_as_a_difference() -> None:
    near, far = candidate("near", 5), candidate("far", 20)
    question = UnitQuestion(candidates=(near, far), centre_id="KL", medicalised=True)
    wards = WardQuestion(
        candidates=(),
        needs=Needs(all_of=frozenset(), any_of=frozenset()),
        centre_id="KL",
        now=MOMENT,
    )
    stored = stored_of(question, wards, "near")
    first, second = stored.units
    swapped = replace(
        stored,
        units=(replace(second, rank=1, proposed=True), replace(first, rank=2, proposed=False)),
        rules=replace(rules_now(), digest="0", figures={"recommend.AS_GOOD_S": 1.0}),
    )
    again = replay(swapped)
    assert not again.same
    assert not again.same_rules
    assert again.figures["recommend.AS_GOOD_S"] == (1.0, 60.0)
    ranks = {one.id: (one.rank_before, one.rank_after) for one in again.differences}
    assert ranks == {"near": (2, 1), "far": (1, 2)}


def test_bytes_that_are_no_proposal_are_refused() -> None:
    for body in (b"", b"garbage", b"x\x9c\x03\x00\x00\x00\x00\x01"):
        with pytest.raises(Unreadable):
            unpack(body)
