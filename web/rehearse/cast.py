"""The people of a rehearsal: whose accounts they use and which server each one talks to."""

from dataclasses import dataclass, field

import httpx

from web.demo import accounts
from web.demo.client import Client, View, sign_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Logins:
    """The accounts to act with; what is not given is a demonstration account of `centre_id`."""

    centre_id: str = "KL"
    call_taker: str | None = None
    physician: str | None = None
    crew: str | None = None
    ward: str | None = None
    password: str = accounts.PASSWORD


@dataclass(slots=True, kw_only=True)
class Cast:
    """The signed-in people. With several servers each person talks to another one."""

    http: httpx.AsyncClient
    urls: tuple[str, ...]
    logins: Logins
    language: str
    call_taker: Client = field(init=False)
    physician: Client = field(init=False)
    second_physician: Client = field(init=False)
    _others: dict[str, Client] = field(default_factory=dict)

    async def sign_in_room(self) -> None:
        """Sign the call-taker and the physicians in."""
        centre_id, given = self.logins.centre_id, self.logins
        self.call_taker = await self._sign_in(given.call_taker or accounts.call_taker(centre_id), 0)
        self.physician = await self._sign_in(given.physician or accounts.physician(centre_id), 1)
        self.second_physician = self.physician
        if self.is_demo and centre_id in accounts.SECOND_PHYSICIANS:
            second = accounts.physician(centre_id, "2")
            self.second_physician = await self._sign_in(second, 2)

    @property
    def is_demo(self) -> bool:
        """Whether every unit and ward has a demonstration account."""
        return bool(self.call_taker.session["demo"])

    @property
    def centre_id(self) -> str:
        """The centre the call-taker works at."""
        return str(_duty(self.call_taker)["centre_id"])

    async def exchange(self) -> Client:
        """Return who lets the phone ring: the exchange, or the call-taker where none is known."""
        if not self.is_demo:
            return self.call_taker
        return await self._known(accounts.EXCHANGE, 2)

    async def crew(self, unit_id: str) -> Client | None:
        """Return the crew of a unit, or None when no account of it is at hand."""
        login = accounts.crew(unit_id) if self.is_demo else self.logins.crew
        return await self._of(login, "unit_id", unit_id)

    async def ward(self, ward_id: str) -> Client | None:
        """Return the staff of a ward, or None when no account of it is at hand."""
        login = accounts.ward(ward_id) if self.is_demo else self.logins.ward
        return await self._of(login, "ward_id", ward_id)

    async def _of(self, login: str | None, place: str, id_: str) -> Client | None:
        if login is None:
            return None
        client = await self._known(login, 3)
        return client if _duty(client)[place] == id_ else None

    async def _known(self, login: str, turn: int) -> Client:
        if login not in self._others:
            self._others[login] = await self._sign_in(login, turn)
        return self._others[login]

    async def _sign_in(self, login: str, turn: int) -> Client:
        url = self.urls[turn % len(self.urls)]
        return await sign_in(self.http, url, login, self.logins.password, language=self.language)


def _duty(client: Client) -> View:
    duty: View = client.session["duties"][0]
    return duty
