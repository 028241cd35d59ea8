import hashlib
import hmac
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from tests.people import call_taker
from tests.services import PATIENT, RunningServer
from tests.stores import copy_of
from tests.web.visitor import Visitor, signed_in

KEY, TOKEN = "a shared key", "a gateway's token"


@pytest.fixture(scope="module")
def network(
    prepared_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningServer]:
    url = copy_of(prepared_sqlite, tmp_path_factory.mktemp("aml"))
    keys = {"SAMU_DATABASE_URL": url, "SAMU_AML_KEY": KEY, "SAMU_AML_SMS_TOKEN": TOKEN}
    running = RunningServer(keys | PATIENT).start()
    yield running
    running.stop()


@pytest.fixture
def parm(network: RunningServer) -> Iterator[Visitor]:
    with ExitStack() as stack:
        yield stack.enter_context(signed_in(network, call_taker("KL")))


def sms(server: RunningServer, sender: str, *, rd: str = "14", lat: str = "+14.15197",
        age_s: float = 5, token: str = TOKEN) -> httpx.Response:  # fmt: skip
    top = (datetime.now(UTC) - timedelta(seconds=age_s)).strftime("%Y%m%d%H%M%S")
    text = f'A"ML=1;lt={lat};lg=-016.07259;rd={rd};top={top};lc=68;pm=G;ml=1'
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.post(
        f"{server.url}/aml/sms", json={"sender": sender, "text": text}, headers=headers
    )


def https(server: RunningServer, number: str, key: str = KEY) -> httpx.Response:
    form = {
        "v": "1", "device_number": number, "location_latitude": "14.15197",
        "location_longitude": "-16.07259", "location_accuracy": "14",
        "location_time": str(int(datetime.now(UTC).timestamp() * 1000)),
    }  # fmt: skip
    body = urlencode(form).encode()
    signed = body + b"&hmac=" + hmac.new(key.encode(), body, hashlib.sha1).hexdigest().encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    return httpx.post(f"{server.url}/aml/https", content=signed, headers=headers)


def ring(parm: Visitor, number: str) -> dict[str, Any]:
    call: dict[str, Any] = parm.do("/calls", {"centre_id": "KL", "number": number})["call"]
    return call


def heard(parm: Visitor, call: dict[str, Any]) -> list[dict[str, Any]]:
    listed: Any = parm.get("/calls", centre="KL")
    (one,) = [each for each in listed if each["id"] == call["id"]]
    return [each["place"] for each in one["statements"]]


def test_a_phone_that_calls_is_heard_and_gives_its_case_a_pin(
    parm: Visitor, network: RunningServer
) -> None:
    call = ring(parm, "+221770000101")
    assert sms(network, "+221770000101").status_code == httpx.codes.NO_CONTENT
    (place,) = heard(parm, call)
    assert place["source"] == "aml"
    parm.do(f"/calls/{call['id']}/take")
    body = {"call_id": call["id"], "centre_id": "KL", "place": {"said": "au marché"}}
    case = parm.do("/cases", body)["case"]
    assert case["place"]["position"]["lat"] == 14.15197
    assert case["place"]["said"] == "au marché"


def test_a_position_that_comes_before_its_call_waits_for_it(
    parm: Visitor, network: RunningServer
) -> None:
    assert https(network, "+221770000102").status_code == httpx.codes.NO_CONTENT
    assert [place["source"] for place in heard(parm, ring(parm, "+221770000102"))] == ["aml"]
    assert heard(parm, ring(parm, "+221770000102")) == []


def test_a_better_position_of_the_same_phone_takes_over(
    parm: Visitor, network: RunningServer
) -> None:
    sms(network, "+221770000103", rd="1800")
    call = ring(parm, "+221770000103")
    parm.do(f"/calls/{call['id']}/take")
    body = {"call_id": call["id"], "centre_id": "KL", "place": {"said": "à la gare"}}
    case = parm.do("/cases", body)["case"]
    assert case["place"]["position"]["accuracy_m"] == 1800
    sms(network, "+221770000103", rd="9", lat="+14.15300")
    case = parm.get(f"/cases/{case['id']}")
    assert case["place"]["position"]["accuracy_m"] == 9


def test_the_same_position_by_both_ways_is_one_statement(
    parm: Visitor, network: RunningServer
) -> None:
    call = ring(parm, "+221770000104")
    for _ in range(2):
        sms(network, "+221770000104", age_s=60)
    assert len(heard(parm, call)) == 1


def test_an_old_position_and_none_at_all_change_nothing(
    parm: Visitor, network: RunningServer
) -> None:
    call = ring(parm, "+221770000105")
    assert sms(network, "+221770000105", age_s=3600).status_code == httpx.codes.NO_CONTENT
    assert sms(network, "+221770000105", rd="N").status_code == httpx.codes.NO_CONTENT
    assert heard(parm, call) == []


def test_who_has_no_key_is_not_heard(parm: Visitor, network: RunningServer) -> None:
    call = ring(parm, "+221770000106")
    assert https(network, "+221770000106", key="guessed").status_code == httpx.codes.NO_CONTENT
    assert sms(network, "+221770000106", token="guessed").status_code == httpx.codes.UNAUTHORIZED
    assert heard(parm, call) == []


def test_a_text_that_is_no_message_is_said_to_be_none(network: RunningServer) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    for body in ({"text": "allô"}, {"data": "zz"}, {}):
        answer = httpx.post(
            f"{network.url}/aml/sms", json={"sender": "1515"} | body, headers=headers
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "not_aml")


def test_the_doors_are_shut_until_somebody_sets_a_key(server: RunningServer) -> None:
    assert sms(server, "+221770000107").status_code == httpx.codes.NOT_FOUND
    assert https(server, "+221770000107").status_code == httpx.codes.NOT_FOUND
