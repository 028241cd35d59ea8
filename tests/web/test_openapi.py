"""The API's description: valid, fresh, and true of who must be signed in."""

from typing import Any

import httpx
import pytest
import schemathesis

from dispatch.settings import Settings
from tests.services import RunningServer
from web.app import create_app
from web.openapi import FILE, description

OPEN_DOORS = {
    *(("post", "/api/v1/session"), ("post", "/l/{token}")),
    *(("get", "/healthz"), ("get", "/readyz")),
}
"""What can be asked without signing in: signing in, whether the service is well, and a caller's
link, which is itself the permission."""

DOCUMENT: dict[str, Any] = create_app(Settings(_env_file=None)).openapi()

OPERATIONS = [
    (method, path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
]
NAMES = [f"{method} {path}" for method, path, _ in OPERATIONS]


def test_the_description_is_a_valid_openapi_document() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    schemathesis.openapi.from_dict(DOCUMENT).validate()


def test_the_committed_description_is_the_one_the_code_gives() -> None:
    assert FILE.read_text(encoding="utf-8") == description(), "run: python -m web.openapi"


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does() -> None:
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(ids)) == len(ids)
    assert all(operation["description"] for _, _, operation in OPERATIONS)


def test_every_reference_leads_somewhere() -> None:
    known = {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]}
    assert set(references(DOCUMENT)) <= known


def references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in references(value)]
    if isinstance(node, list):
        return [found for value in node for found in references(value)]
    return []


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_a_command_asks_for_its_key(method: str, path: str, operation: dict[str, Any]) -> None:
    keyless = {"/api/v1/session", "/api/v1/positions", "/api/v1/cases/alike"}
    changes = method != "get" and path not in keyless and not path.endswith("/evaluation")
    asked = {p["name"] for p in operation.get("parameters", []) if p.get("required")}
    assert ("Idempotency-Key" in asked) is changes


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS, ids=NAMES)
def test_nothing_but_signing_in_and_health_is_open(
    server: RunningServer, method: str, path: str, operation: dict[str, Any]
) -> None:
    names = [p["name"] for p in operation.get("parameters", []) if p["in"] == "path"]
    url = server.url + path.format_map(dict.fromkeys(names, "x"))
    headers = {"Idempotency-Key": "a-key-of-nobody"}
    answer = httpx.request(method, url, headers=headers, trust_env=False)
    if (method, path) in OPEN_DOORS:
        assert answer.status_code != httpx.codes.UNAUTHORIZED
    else:
        assert answer.status_code == httpx.codes.UNAUTHORIZED, answer.text
        assert answer.json()["code"] == "not_signed_in"
