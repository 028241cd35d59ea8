"""One person's line to the service over HTTP: signed in like anybody, nothing more."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx
from ulid import ULID

View = dict[str, Any]
"""Something as it comes over the wire."""

PREFIX = "/api/v1"
ATTEMPTS_MAX = 4
"""An act without an answer is repeated with its key: done once, however often it is sent."""
AGAIN_S = 0.5
ANSWER_S_MAX = 15.0
"""SQLite lets a writer wait ten seconds for another."""

_SIGNED_OUT = frozenset({"not_signed_in", "session_expired"})


class Refusal(Exception):  # noqa: N818 - the service said no, which is an answer
    """The service refused, with a stable code, facts and a sentence."""

    def __init__(self, status: int, problem: View) -> None:
        self.status = status
        self.code = str(problem.get("code", ""))
        self.facts: dict[str, str] = problem.get("facts", {})
        self.detail = str(problem.get("detail", ""))
        super().__init__(f"{status} {self.code}: {self.detail}")


class SignedOut(Exception):  # noqa: N818 - a state
    """The session is over: sign in again."""


def open_http() -> httpx.AsyncClient:
    """Open connections that several persons may share; each request names who asks."""
    return httpx.AsyncClient(timeout=ANSWER_S_MAX, trust_env=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A signed-in person."""

    http: httpx.AsyncClient
    url: str
    token: str
    session: View
    language: str = "fr"

    @property
    def person_id(self) -> str:
        """The id by which the record names this person."""
        return str(self.session["person"]["id"])

    async def look(self, path: str, **query: str) -> Any:  # noqa: ANN401 - lists and objects
        """Read something; raises Refusal, SignedOut, or httpx.TransportError."""
        url = f"{self.url}{PREFIX}{path}"
        return _answer(await self.http.get(url, params=query, headers=self._headers()))

    async def do(
        self, path: str, body: View | None = None, *, key: str | None = None, method: str = "POST"
    ) -> View:
        """Do something once; repeated under the same key when no answer came.

        Raises Refusal, SignedOut, or httpx.TransportError when it stays unanswered.
        """
        headers = self._headers() | {"Idempotency-Key": key or str(ULID())}
        for attempt in range(1, ATTEMPTS_MAX + 1):
            try:
                url = f"{self.url}{PREFIX}{path}"
                answer = await self.http.request(method, url, json=body, headers=headers)
                if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE or attempt == ATTEMPTS_MAX:
                    break
            except httpx.TransportError:
                if attempt == ATTEMPTS_MAX:
                    raise
            await asyncio.sleep(AGAIN_S)
        done: View = _answer(answer)
        return done

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Accept-Language": self.language}


async def sign_in(
    http: httpx.AsyncClient, url: str, login: str, password: str, *, language: str = "fr"
) -> Client:
    """Sign a person in; raises Refusal when login or password are wrong."""
    answer = await http.post(
        f"{url}{PREFIX}/session",
        json={"login": login, "password": password},
        headers={"X-Samu-Client": "program", "Accept-Language": language},
    )
    session: View = _answer(answer)
    token = str(session.pop("token"))
    return Client(http=http, url=url, token=token, session=session, language=language)


def _answer(answer: httpx.Response) -> Any:  # noqa: ANN401 - lists and objects
    if answer.is_success:
        return answer.json() if answer.content else {}
    told = answer.headers.get("content-type", "").startswith("application/problem+json")
    problem = answer.json() if told else {"detail": answer.text[:200]}
    if problem.get("code") in _SIGNED_OUT:
        raise SignedOut(problem["code"])
    raise Refusal(answer.status_code, problem)
