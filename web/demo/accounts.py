"""The demonstration's accounts: everyone of the four, at every centre, unit and ward.

All share one password, which is published on the screen. They are marked as demonstration
accounts in the store, and nothing but `samu demo` and `samu rehearse` registers them.
"""

from collections.abc import Iterable, Iterator

from argon2 import PasswordHasher

from dispatch.accounts import Account
from dispatch.actor import Duty
from fleet.roster import FleetPlan
from regulation.person import Role
from web.demo.names import name_of

PASSWORD = "samu-demo"  # noqa: S105 - published on purpose, for invented persons only

HASHER = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
"""Each account has its own salted Argon2id hash, but a light one: a strong hash protects a secret,
and this password is none. With the full one 270 accounts would take half a minute to set up."""

SECOND_PHYSICIANS = ("KL", "DK")
"""Where two physicians can be played against each other for the same unit."""

EXCHANGE = "telephonie"

LEFT_TO_PEOPLE = "KL-CHR"
"""The hospital whose wards nobody answers for: a person plays them."""

WARD_SHOWN = "KL-CHR-URG"
"""The one of them that is told of a patient at the start."""


def call_taker(centre_id: str) -> str:
    """Return the login a person uses to take calls at a centre."""
    return f"parm.{centre_id.lower()}"


def physician(centre_id: str, number: str = "") -> str:
    """Return the login a person uses to regulate at a centre."""
    return f"medecin{number}.{centre_id.lower()}"


def colleague(login: str) -> str:
    """Return the login under which an actor does the same work."""
    return f"collegue.{login}"


def crew(unit_id: str) -> str:
    """Return the login of a unit's crew."""
    return f"equipage.{unit_id.lower()}"


def ward(ward_id: str) -> str:
    """Return the login of a ward."""
    return f"service.{ward_id.lower()}"


def unit_left_to_people(centre_id: str) -> str:
    """Return the unit of a centre whose crew first waits whether a person plays it."""
    return f"{centre_id}-SMUR-1"


def demo_accounts(centre_ids: Iterable[str], fleet: FleetPlan) -> list[Account]:
    """Return every account of the demonstration."""
    rooms = [account for centre_id in centre_ids for account in _room(centre_id)]
    crews = [_account(crew(u.id), Duty(role=Role.CREW, unit_id=u.id)) for u in fleet.units]
    wards = [_account(ward(w.id), Duty(role=Role.WARD, ward_id=w.id)) for w in fleet.wards]
    exchange = _account(EXCHANGE, Duty(role=Role.TELEPHONY), name="Autocommutateur 1515")
    return [*rooms, *crews, *wards, exchange]


def _room(centre_id: str) -> Iterator[Account]:
    takes = Duty(role=Role.CALL_TAKER, centre_id=centre_id)
    regulates = Duty(role=Role.PHYSICIAN, centre_id=centre_id)
    for login in (call_taker(centre_id), colleague(call_taker(centre_id))):
        yield _account(login, takes)
    for login in (physician(centre_id), colleague(physician(centre_id))):
        yield _account(login, regulates, name=f"Dr {name_of(login)}")
    if centre_id in SECOND_PHYSICIANS:
        login = physician(centre_id, "2")
        yield _account(login, regulates, name=f"Dr {name_of(login)}")


def _account(login: str, duty: Duty, name: str | None = None) -> Account:
    return Account(
        id=f"demo.{login}",
        login=login,
        name=name or name_of(login),
        password=PASSWORD,
        duties=(duty,),
        demo=True,
    )
