"""How questions travel to a router server: kept-open connections, and limits on everything."""

import asyncio
import json
from collections.abc import Sequence
from typing import Final

import httpx

from geo.servers.ask import Answer, Question
from geo.travel import RouterFailed, RouterFault

ANSWER_BYTES_MAX: Final = 8 * 1024 * 1024
"""A route across the country with all its turns is 2 MB at most; beyond lies no honest answer."""

CONNECT_S: Final = 1.0
CONNECTIONS_MAX: Final = 8
READ_S: Final = 5.0
"""Between two pieces of an answer. How long a whole question may take is for who asks to say."""


class HttpAsk:
    """Asks one server over HTTP; close it with the service.

    It follows no redirect, takes no proxy from the environment and keeps no cookie: what an
    administrator set is the server that is asked, or none.
    """

    def __init__(self, url: str) -> None:
        self._client = httpx.AsyncClient(
            base_url=url,
            timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
            limits=httpx.Limits(max_connections=CONNECTIONS_MAX),
            follow_redirects=False,
            trust_env=False,
            headers={"Accept": "application/json"},
        )

    async def __call__(self, questions: Sequence[Question]) -> list[Answer]:
        """Ask side by side; see `Ask`."""
        if len(questions) == 1:
            return [await self._one(questions[0])]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._one(question)) for question in questions]
        except* RouterFailed as failures:
            raise _first(failures) from None
        return [task.result() for task in tasks]

    async def _one(self, question: Question) -> Answer:
        method = "GET" if question.body is None else "POST"
        try:
            async with self._client.stream(method, question.path, json=question.body) as response:
                return Answer(status=response.status_code, document=await _document(response))
        except httpx.TimeoutException as error:
            raise RouterFailed(RouterFault.SLOW, type(error).__name__) from error
        except httpx.DecodingError as error:
            raise RouterFailed(RouterFault.GARBAGE, str(error)) from error
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            raise RouterFailed(RouterFault.FAILED, f"{type(error).__name__}: {error}") from error

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()


async def _document(response: httpx.Response) -> object:
    """Return the JSON that came; a failing server or a proxy may answer with a page."""
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > ANSWER_BYTES_MAX:
            raise RouterFailed(RouterFault.GARBAGE, f"more than {ANSWER_BYTES_MAX} bytes")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        if response.is_success:
            raise RouterFailed(RouterFault.GARBAGE, "no JSON") from error
        raise RouterFailed(RouterFault.FAILED, f"HTTP {response.status_code}") from error


def _first(failures: BaseExceptionGroup[RouterFailed]) -> RouterFailed:
    for failure in failures.exceptions:
        return failure if isinstance(failure, RouterFailed) else _first(failure)
    raise AssertionError(failures)
