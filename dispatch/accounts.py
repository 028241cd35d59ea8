"""Who may sign in: persons, their duties, and the sessions they hold.

A session's token is known only to its holder; the store keeps its digest. Sessions live in the
store and not in the cookie, so that they survive a restart and can be ended from outside.
"""

import asyncio
import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.ext.asyncio import AsyncEngine

from dispatch.actor import Actor, Duty
from dispatch.clock import Clock
from dispatch.codec import dump, load
from dispatch.refusal import Refused
from dispatch.store import tables
from dispatch.store.engine import reading, writing

PASSWORD_LENGTH_MIN = 12
"""A shorter password is guessed from a stolen copy of the store (OWASP ASVS 5.0, V6.2)."""

TOKEN_BYTES = 32
"""256 bits: not to be guessed."""

_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$" + "A" * 43
"""Checked when there is no such login, so that the answer takes the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in person until `expires_at`."""

    actor: Actor
    login: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person to be registered, with the password in clear; it is never kept so."""

    id: str
    login: str
    name: str
    password: str
    duties: tuple[Duty, ...]
    demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Registers persons, signs them in and out."""

    engine: AsyncEngine
    clock: Clock
    session_hours: float
    demo: bool = False
    """Whether this is a demonstration: only there may demo persons sign in."""
    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    async def register(self, accounts: list[Account]) -> int:
        """Register the accounts whose login is not yet known; returns how many were."""
        async with reading(self.engine) as connection:
            known = set((await connection.execute(sa.select(tables.person.c.login))).scalars())
        new = [account for account in accounts if account.login not in known]
        hashes = [await asyncio.to_thread(self.hasher.hash, a.password) for a in new]
        async with writing(self.engine) as connection:
            for account, password_hash in zip(new, hashes, strict=True):
                await connection.execute(
                    tables.person.insert().values(
                        id=account.id,
                        login=account.login,
                        name=account.name,
                        password_hash=password_hash,
                        duties=[dump(duty) for duty in account.duties],
                        demo=account.demo,
                    )
                )
        return len(new)

    async def sign_in(self, login: str, password: str) -> tuple[str, Session]:
        """Open a session; returns its token. Raises Refused `sign_in_failed`, whatever failed."""
        table = tables.person
        async with reading(self.engine) as connection:
            row = (
                await connection.execute(sa.select(table).where(table.c.login == login.strip()))
            ).one_or_none()
        password_hash = row.password_hash if row is not None else _NOBODY
        right = await asyncio.to_thread(self._verify, password_hash, password)
        if row is None or not right or (row.demo and not self.demo):
            raise Refused("sign_in_failed")
        await self._renew_hash(row.id, row.password_hash, password)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        opened_at = self.clock.now()
        expires_at = opened_at + timedelta(hours=self.session_hours)
        async with writing(self.engine) as connection:
            await connection.execute(
                tables.session.insert().values(
                    token_hash=_digest(token),
                    person_id=row.id,
                    opened_at=opened_at,
                    expires_at=expires_at,
                )
            )
        return token, _session(row, expires_at)

    async def session(self, token: str) -> Session:
        """Return the session of a token; raises Refused `not_signed_in` or `session_expired`."""
        table, person = tables.session, tables.person
        query = (
            sa.select(person, table.c.expires_at)
            .join(table, table.c.person_id == person.c.id)
            .where(table.c.token_hash == _digest(token))
        )
        async with reading(self.engine) as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            raise Refused("not_signed_in")
        if row.expires_at <= self.clock.now():
            raise Refused("session_expired")
        return _session(row, row.expires_at)

    async def sign_out(self, token: str) -> None:
        """End a session; ending one that is gone is no error."""
        table = tables.session
        async with writing(self.engine) as connection:
            await connection.execute(table.delete().where(table.c.token_hash == _digest(token)))

    async def _renew_hash(self, person_id: str, password_hash: str, password: str) -> None:
        """Hash the password anew when the parameters have been raised since."""
        if not self.hasher.check_needs_rehash(password_hash):
            return
        renewed = await asyncio.to_thread(self.hasher.hash, password)
        table = tables.person
        async with writing(self.engine) as connection:
            await connection.execute(
                table.update().where(table.c.id == person_id).values(password_hash=renewed)
            )

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self.hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _session(row: sa.Row[tuple[object, ...]], expires_at: datetime) -> Session:
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's documented access
    duties = tuple(load(Duty, duty) for duty in values["duties"])
    actor = Actor(id=values["id"], name=values["name"], duties=duties)
    return Session(actor=actor, login=values["login"], expires_at=expires_at)
