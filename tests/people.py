"""The people of the stories: who stands before the desk, with which duty and sign-in."""

from argon2 import PasswordHasher

from dispatch.accounts import Account
from dispatch.actor import Actor, Duty
from regulation.person import Role

PASSWORD = "quinze-quinze"

QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
"""Weak on purpose: what is tested is the sign-in, not how long a guess takes."""


def _actor(id_: str, name: str, duty: Duty) -> Actor:
    return Actor(id=id_, name=name, duties=(duty,))


def call_taker(centre_id: str) -> Actor:
    """Return the call-taker of a centre."""
    duty = Duty(role=Role.CALL_TAKER, centre_id=centre_id)
    return _actor(f"parm.{centre_id.lower()}", f"Awa Diop {centre_id}", duty)


def physician(centre_id: str, turn: int = 1) -> Actor:
    """Return the first or another regulating physician of a centre."""
    name = f"Dr Fatou Ndiaye {centre_id} {turn}"
    duty = Duty(role=Role.PHYSICIAN, centre_id=centre_id)
    return _actor(f"medecin{turn}.{centre_id.lower()}", name, duty)


def crew(unit_id: str) -> Actor:
    """Return the crew of a unit."""
    duty = Duty(role=Role.CREW, unit_id=unit_id)
    return _actor(f"equipage.{unit_id.lower()}", f"Équipage {unit_id}", duty)


def ward_staff(ward_id: str) -> Actor:
    """Return the staff of a ward."""
    duty = Duty(role=Role.WARD, ward_id=ward_id)
    return _actor(f"service.{ward_id.lower()}", f"Service {ward_id}", duty)


TELEPHONY = _actor("autocom", "Autocommutateur", Duty(role=Role.TELEPHONY))

ALL_ROUND = Actor(
    id="cadre.kl",
    name="Cadre de Kaolack",
    duties=(
        Duty(role=Role.CALL_TAKER, centre_id="KL"),
        Duty(role=Role.PHYSICIAN, centre_id="KL"),
        Duty(role=Role.CREW, unit_id="KL-SMUR-1"),
        Duty(role=Role.WARD, ward_id="KL-CHR-URG"),
    ),
)
"""May do everything in Kaolack, so that a request is judged by its body and not by its sender."""

EVERYBODY = (
    *(call_taker(centre_id) for centre_id in ("DK", "KL", "TB", "ZG")),
    *(physician(centre_id, turn) for centre_id in ("DK", "KL", "TB", "ZG") for turn in (1, 2)),
    *(crew(unit_id) for unit_id in ("KL-SMUR-1", "KL-SMUR-2", "TB-SMUR-1", "DK-SMUR-1")),
    *(ward_staff(ward_id) for ward_id in ("KL-CHR-URG", "KL-CHR-REA", "DB-CHR-URG")),
    TELEPHONY,
    ALL_ROUND,
)
"""Everyone who can sign in to a prepared store: the login is the person's id."""


def accounts() -> list[Account]:
    """Return the accounts of everybody, to be registered."""
    return [
        Account(id=who.id, login=who.id, name=who.name, password=PASSWORD, duties=who.duties)
        for who in EVERYBODY
    ]
