"""A proposal as it stood: what the rankings were asked, what they answered, by which rules.

Kept so that a choice can be explained long after the units have moved on, and ranked again. What
a stored proposal holds of the patient is what the ranking went by, never a name or a number.
Fields that are added need defaults: older ones must still be read.
"""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from dispatch.codec import dump_json, load_json
from dispatch.orient import WardOption
from dispatch.proposal.price import Price
from dispatch.proposal.question import UnitQuestion, WardQuestion
from dispatch.proposal.rules import Rules, rules_now
from dispatch.propose import Proposal
from dispatch.recommend import UnitOption
from geo.position import Position
from geo.travel import PassedOver, TravelMethod
from regulation.care_level import CareLevel
from regulation.case import Case
from regulation.priority import Priority

ZLIB_LEVEL = 6
"""A thousand units, 600 kB of JSON, take some 40 kB and 15 ms; level 9 gains nothing."""

NAMED = 3
"""Places that are named of all that a unit leaves; the map shows the others as they are now."""


class Occasion(StrEnum):
    """Why a proposal was kept."""

    SHOWN = "shown"
    """It stood on a screen, and differed from what stood there before."""
    ORDERED = "ordered"
    """A physician sent a unit."""
    REFLEX = "reflex"
    """The service's rule sent a unit by itself."""
    NOTIFIED = "notified"
    """A physician told a ward."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The facts of the case that the questions were made from.

    `protocols` are the questionings behind the priority, as "id version".
    """

    number: str
    priority: Priority
    care_level: CareLevel | None
    place: Position | None
    protocols: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredProposal:
    """One proposal as it stood. `chosen` is the unit or ward that the act picked."""

    id: str
    case_id: str
    centre_id: str
    made_at: datetime
    occasion: Occasion
    rules: Rules
    basis: Basis
    asked_units: UnitQuestion | None = None
    units: tuple[UnitOption, ...] = ()
    asked_wards: WardQuestion | None = None
    wards: tuple[WardOption, ...] = ()
    chosen: str | None = None
    router: TravelMethod | None = None
    passed_over: tuple[PassedOver, ...] = ()
    prices: Mapping[str, Price] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A proposal as it lies in the store; `sha256` is of the JSON before it was pressed."""

    body: bytes
    sha256: str


class Unreadable(ValueError):  # noqa: N818 - a state of the row, told to whoever asks
    """The stored bytes are no proposal: damaged, or written by rules that cannot be read."""


def basis_of(case: Case) -> Basis:
    """Return the facts of a case that a proposal is made from."""
    return Basis(
        number=case.number,
        priority=case.priority,
        care_level=case.decisions[-1].care_level if case.decisions else None,
        place=case.place.position,
        protocols=tuple(f"{a.result.protocol_id} {a.result.version}" for a in case.assessments),
    )


def shown(proposal: Proposal, case: Case, *, id_: str) -> StoredProposal:
    """Return a proposal as it is to be kept for having stood on a screen."""
    return StoredProposal(
        id=id_,
        case_id=case.id,
        centre_id=case.centre_id,
        made_at=proposal.made_at,
        occasion=Occasion.SHOWN,
        rules=rules_now(),
        basis=basis_of(case),
        asked_units=proposal.asked_units,
        units=tuple(proposal.units),
        asked_wards=proposal.asked_wards,
        wards=tuple(proposal.wards),
        router=proposal.router,
        passed_over=proposal.passed_over,
        prices=told(proposal.prices),
    )


def told(prices: Mapping[str, Price]) -> dict[str, Price]:
    """Return prices as they are kept: the people, and the places that a screen names."""
    return {id_: replace(price, points=price.points[:NAMED]) for id_, price in prices.items()}


def with_chosen_unit(
    asked: UnitQuestion, unit_id: str | None, ranked: Sequence[UnitOption] = ()
) -> tuple[UnitOption, ...]:
    """Rank as the screen does, and add the chosen unit where it stands below the screen's end.

    `ranked` are all the units in order, where they are known already.
    """
    listed = asked.ranked()
    if unit_id is None or any(o.candidate.unit.id == unit_id for o in listed):
        return tuple(listed)
    whole = ranked or asked.ranked(at_most=None)
    return (*listed, *(o for o in whole if o.candidate.unit.id == unit_id))


def with_chosen_ward(asked: WardQuestion, ward_id: str | None) -> tuple[WardOption, ...]:
    """Rank as the screen does, and add the chosen ward where it stands below the screen's end."""
    listed = asked.ranked()
    if ward_id is None or any(o.candidate.ward.id == ward_id for o in listed):
        return tuple(listed)
    below = [o for o in asked.ranked(at_most=None) if o.candidate.ward.id == ward_id]
    return (*listed, *below)


def pack(stored: StoredProposal) -> Packed:
    """Return a proposal as bytes, with the digest that an act's event carries."""
    plain = dump_json(stored)
    return Packed(body=zlib.compress(plain, ZLIB_LEVEL), sha256=hashlib.sha256(plain).hexdigest())


def unpack(body: bytes) -> tuple[StoredProposal, str]:
    """Return a proposal and the digest of what was read; raises `Unreadable`."""
    try:
        plain = zlib.decompress(body)
        stored: StoredProposal = load_json(StoredProposal, plain)
    except (zlib.error, ValueError) as fault:
        raise Unreadable(str(fault)) from fault
    return stored, hashlib.sha256(plain).hexdigest()
