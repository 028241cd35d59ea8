import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.saying.aml import AmlMethod, NotAml, is_signed, read_data_sms, read_form, read_sms

FIX = (
    'A"ML=1;lt=+14.15197;lg=-016.07259;rd=14;top=20261122030405;lc=68;pm=W;'
    "si=608010000000000;ei=1;mcc=608;mnc=01;ml=999"
)
FORM = (
    b"v=1&device_number=%2B221770000000&location_latitude=14.15197&location_longitude=-16.07259"
    b"&location_time=1795316645000&location_accuracy=10.4&location_source=gps&location_confidence=0.68"
)


@pytest.fixture
def vectors(shared_data: Path) -> dict[str, Any]:
    text = (shared_data / "conformance" / "aml" / "aml_vectors.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def test_the_published_texts_are_read(vectors: dict[str, Any]) -> None:
    assert len(vectors["sms_text"]) == 5
    for vector in vectors["sms_text"]:
        expect, read = vector["expect"], read_sms(vector["text"])
        if expect.get("null_location"):
            assert read.position is None
            continue
        assert read.position is not None
        assert read.position.lat == expect.get("lt", expect.get("latitude"))
        if "lg" in expect:
            assert read.position.lon == expect["lg"]
        if "rd" in expect:
            assert read.position.accuracy_m == expect["rd"]
        if "lc" in expect:
            assert read.confidence == expect["lc"] / 100


def test_the_published_packed_texts_are_read(vectors: dict[str, Any]) -> None:
    hexed, based = vectors["sms_data_gsm7"]
    read = read_data_sms(bytes.fromhex(hexed["hex"]))
    assert read.position is not None
    assert read.position.lat == hexed["expect"]["latitude"]
    assert read_data_sms(base64.b64decode(based["base64"])) == read


def test_the_published_forms_are_read_and_their_signature_is_right(vectors: dict[str, Any]) -> None:
    plain, signed = vectors["https_form"]
    assert read_form(plain["body"].encode()).method is AmlMethod.GNSS
    assert read_form(plain["body"].encode()).number == "+447477593102"
    assert is_signed(signed["body"].encode(), "AML")
    assert not is_signed(signed["body"].encode(), "LMA")
    assert not is_signed(plain["body"].encode(), "AML")


def test_a_message_says_where_when_how_and_how_well() -> None:
    read = read_sms(FIX)
    assert read.position is not None
    assert (read.position.lat, read.position.lon, read.position.accuracy_m) == (
        14.15197,
        -16.07259,
        14,
    )
    assert read.fix_at == datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
    assert (read.method, read.confidence) == (AmlMethod.WIFI, 0.68)


def test_keys_may_come_in_any_order_and_unknown_ones_do_not_matter() -> None:
    header, *rest = FIX.split(";")
    assert read_sms(";".join([header, "xx=1", "", *reversed(rest)])) == read_sms(FIX)


@pytest.mark.parametrize(
    "change",
    [("rd=14", "rd=N"), ("pm=W", "pm=N"), ("lt=+14.15197", "lt=95"), ("lt=+14.15197", "lt=nan"),
     ("lt=+14.15197", "lt="), ("rd=14", "rd=-3")],
)  # fmt: skip
def test_a_phone_that_did_not_find_itself_gives_no_point(change: tuple[str, str]) -> None:
    assert read_sms(FIX.replace(*change)).position is None


@pytest.mark.parametrize("text", ["", "Bonjour", 'A"ML=3;lt=1;lg=2', "A" * 5000])
def test_what_is_no_message_is_refused(text: str) -> None:
    with pytest.raises(NotAml):
        read_sms(text)


def test_a_field_that_cannot_be_read_counts_as_not_sent() -> None:
    read = read_form(FORM.replace(b"1795316645000", b"soon").replace(b"gps", b"star"))
    assert read.position is not None
    assert (read.fix_at, read.method, read.confidence) == (None, AmlMethod.UNKNOWN, 0.68)


@given(st.binary(max_size=900))
def test_no_body_breaks_the_reader(body: bytes) -> None:
    for read in (read_form, read_data_sms):
        try:
            message = read(body)
        except NotAml:
            continue
        assert message.position is None or abs(message.position.lat) <= 90
