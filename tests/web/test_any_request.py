"""No request that keeps to the API's description, or breaks it, brings the service to its knees."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from tests.people import ALL_ROUND
from tests.services import PostgresServer, RunningServer
from tests.web.test_openapi import DOCUMENT
from tests.web.visitor import signed_in

EXAMPLES = 100 if os.environ.get("SAMU_SOAK") == "1" else 15
"""Requests for each operation."""

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]

pytestmark = pytest.mark.postgres


@dataclass(frozen=True, slots=True, kw_only=True)
class Fuzzed:
    """A service of its own, and who asks it everything."""

    server: RunningServer
    token: str


@pytest.fixture(scope="module")
def fuzzed(postgres_server: PostgresServer, prepared_postgres: str) -> Iterator[Fuzzed]:
    """A service on PostgreSQL, the stricter of the two engines about what it stores."""
    url = postgres_server.create_database(template=prepared_postgres)
    server = RunningServer({"SAMU_DATABASE_URL": url}).start()
    with signed_in(server, ALL_ROUND) as visitor:
        yield Fuzzed(server=server, token=visitor.token)
    server.stop()
    postgres_server.drop_database(url)


AnyOperation = APIOperation[Any, Any, Any, Any]

LOADED = schemathesis.openapi.from_dict(DOCUMENT)
LOADED.config.output.truncation.enabled = False


def operations() -> list[AnyOperation]:
    """Return all that can be asked, save what would end the sign-in of all the others."""
    found = [result.ok() for result in LOADED.get_all_operations() if isinstance(result, Ok)]
    return [operation for operation in found if operation.label != "DELETE /api/v1/session"]


@pytest.mark.parametrize("operation", operations(), ids=lambda operation: str(operation.label))
def test_any_request_is_answered_as_described(operation: AnyOperation, fuzzed: Fuzzed) -> None:
    headers = {"Authorization": f"Bearer {fuzzed.token}"}
    sound = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    broken = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(case=sound | broken)
    def ask(case: Case[Any]) -> None:
        answer = case.call(base_url=fuzzed.server.url, headers=headers)
        case.validate_response(answer, checks=CHECKS)

    ask()


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/session", {"login": "a\x00b", "password": "x"}),
        ("POST", "/calls", {"centre_id": "KL\x00", "number": "+221"}),
        ("POST", "/calls/%00/take", None),
        ("GET", "/cases?centre=KL&q=%00", None),
    ],
)
def test_a_character_that_cannot_be_stored_is_a_fault_of_the_request(
    fuzzed: Fuzzed, method: str, path: str, body: dict[str, str] | None
) -> None:
    headers = {"Authorization": f"Bearer {fuzzed.token}", "Idempotency-Key": "nul-in-a-text"}
    url = f"{fuzzed.server.url}/api/v1{path}"
    answer = httpx.request(method, url, json=body, headers=headers, trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (422, "body_invalid")
