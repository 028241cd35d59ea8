"""A program at the public door: signs in by bearer token and keys its commands."""

from typing import Any, Self
from uuid import uuid4

import httpx

from tests.people import PASSWORD

TIMEOUT_S = 20.0


class Program:
    """One signed-in program over HTTP."""

    def __init__(self, url: str, login: str, password: str = PASSWORD) -> None:
        self._http = httpx.Client(base_url=f"{url}/api/v1", timeout=TIMEOUT_S)
        answer = self._http.post(
            "/session",
            json={"login": login, "password": password},
            headers={"X-Samu-Client": "program"},
        )
        answer.raise_for_status()
        self._http.headers["Authorization"] = f"Bearer {answer.json()['token']}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def look(self, path: str, **query: str) -> Any:
        """Return what a GET answers."""
        answer = self._http.get(path, params=query)
        assert answer.is_success, answer.text
        return answer.json()

    def do(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Do a command and return its answer."""
        headers = {"Idempotency-Key": str(uuid4())}
        answer = self._http.post(path, json=body or {}, headers=headers)
        assert answer.is_success, answer.text
        done: dict[str, Any] = answer.json()
        return done
