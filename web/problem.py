"""Errors at the edge: every one becomes an RFC 9457 problem, in the caller's language, once."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from dispatch.refusal import Refused
from geo.position import InvalidPosition
from web.faults import FieldError, faults_of, told_fault
from web.refusals import REFUSALS
from web.state_words import spoken

MEDIA_TYPE = "application/problem+json"
DATA_EXCEPTION = "22"
"""PostgreSQL's class of errors for values it cannot hold, such as a NUL in a text."""

_log = logging.getLogger(__name__)


class Problem(BaseModel):
    """RFC 9457 problem details, with a stable code and the facts that fill the text."""

    type: str = Field(examples=["/problems/unit_taken"])
    title: str
    status: int
    detail: str
    code: str = Field(examples=["unit_taken"])
    facts: dict[str, str] = {}
    instance: str
    errors: list[FieldError] = []


class _Kept(dict[str, str]):
    """Leaves a fact that nobody gave visible as a dash, and not as an exception."""

    def __missing__(self, key: str) -> str:
        return "-"


def language_of(headers: Mapping[str, str]) -> str:
    """Return "en" when the caller prefers English to French, otherwise "fr"."""
    accepted = headers.get("accept-language", "").lower()
    english, french = accepted.find("en"), accepted.find("fr")
    return "en" if english >= 0 and (french < 0 or english < french) else "fr"


def problem(
    request: Request,
    code: str,
    facts: Mapping[str, str] | None = None,
    errors: list[FieldError] | None = None,
) -> JSONResponse:
    """Return the answer that tells a refusal; one that is about a field names it."""
    text, language = REFUSALS[code], language_of(request.headers)
    words = _Kept({name: spoken(name, fact, language) for name, fact in (facts or {}).items()})
    if errors:
        words["where"] = ". ".join(error.what.rstrip(".") for error in errors)
    detail = (text.en if language == "en" else text.fr).format_map(words)
    field = (facts or {}).get("field", text.field)
    if errors is None and field is not None:
        errors = [FieldError(where=f"body.{field}", code=code, what=detail)]
    body = Problem(
        type=f"/problems/{code}",
        title=HTTPStatus(text.status).phrase,
        status=text.status,
        detail=detail,
        code=code,
        facts=dict(facts or {}),
        instance=request.url.path,
        errors=errors or [],
    )
    return JSONResponse(body.model_dump(), status_code=text.status, media_type=MEDIA_TYPE)


def _body_invalid(request: Request, errors: list[FieldError]) -> JSONResponse:
    where = ", ".join(error.where for error in errors)
    return problem(request, "body_invalid", {"where": where}, errors)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)  # noqa: S101 - registered for this class
    return problem(request, error.code, error.facts)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this class
    if any(fault["loc"][-1:] == ("Idempotency-Key",) for fault in error.errors()):
        return problem(request, "idempotency_key_invalid")
    return _body_invalid(request, faults_of(error.errors(), language_of(request.headers)))


async def _impossible(request: Request, _error: Exception) -> JSONResponse:
    return problem(request, "position_invalid")


async def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return problem(request, "method_not_allowed")
    if error.status_code == HTTPStatus.NOT_FOUND:
        return problem(request, "unknown_route")
    return _body_invalid(request, [_whole_body(request, "not_json")])


def _whole_body(request: Request, code: str) -> FieldError:
    return told_fault("body", code, {}, language_of(request.headers))


def _cannot_be_held(error: Exception) -> bool:
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    return isinstance(state, str) and state.startswith(DATA_EXCEPTION)


def _logged(request: Request) -> str:
    """Return the path for the log: a caller's link is a secret, which no log may keep."""
    path = request.url.path
    return "/l/..." if path.startswith("/l/") else path


async def _store(request: Request, error: Exception) -> JSONResponse:
    if _cannot_be_held(error):
        return _body_invalid(request, [_whole_body(request, "unstorable_character")])
    # The commit may or may not have happened: never told as done, never as refused.
    _log.error("the store failed on %s: %s", _logged(request), type(error).__name__)
    return problem(request, "store_unavailable")


async def _bug(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s failed", _logged(request), exc_info=error)
    return problem(request, "internal_error")


def tell_problems(app: FastAPI) -> None:
    """Let the application answer every error as a problem."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(InvalidPosition, _impossible)
    app.add_exception_handler(HTTPException, _http)
    for lost in (DBAPIError, PoolTimeout, ConnectionError, TimeoutError):
        app.add_exception_handler(lost, _store)
    app.add_exception_handler(Exception, _bug)


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": HTTPStatus(status).phrase}
    for status in (400, 401, 403, 404, 409, 413, 422, 503)
}
"""What every operation may answer beside its own success, for the OpenAPI document."""


def describe_problems(document: dict[str, Any]) -> None:
    """Let the OpenAPI document say that errors come as problems, and not as plain JSON."""
    operations = [one for item in document["paths"].values() for one in item.values()]
    for response in [answer for one in operations for answer in one["responses"].values()]:
        content = response.get("content", {})
        if content.get("application/json", {}).get("schema") == _PROBLEM:
            content[MEDIA_TYPE] = content.pop("application/json")


_PROBLEM = {"$ref": "#/components/schemas/Problem"}
