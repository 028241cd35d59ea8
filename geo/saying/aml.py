"""Advanced Mobile Location: where a phone says it is, sent by itself while it calls for help.

Read are the text of the SMS (versions 1 and 2), its packed data form, and the form of the HTTPS
message. Source of the fields: ETSI TS 103 625 as Google's ELS pages describe it. Subscriber and
device numbers (IMSI, IMEI) are not read at all: nothing here needs them.
"""

import hashlib
import hmac
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import parse_qsl

from geo.position import InvalidPosition, Position

HEADER: Final = 'A"ML='
SEPTET_BITS: Final = 7
TEXT_CHARS_MAX: Final = 600
"""Four joined SMS; one has 160 characters, and every message seen needs one."""

FORM_FIELDS_MAX: Final = 100
_HMAC_FIELD: Final = b"&hmac="


class AmlMethod(StrEnum):
    """Says how the phone found itself."""

    GNSS = "gnss"
    WIFI = "wifi"
    CELL = "cell"
    FUSED = "fused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmlMessage:
    """What one message says; ``position`` is None when the phone did not find itself.

    ``number`` is the phone's own, as it states it (HTTPS only): E.164, or empty.
    ``confidence`` is the share of cases, 0 to 1, in which it lies within the position's accuracy.
    """

    position: Position | None
    fix_at: datetime | None
    method: AmlMethod = AmlMethod.UNKNOWN
    confidence: float | None = None
    number: str = ""


class NotAml(ValueError):  # noqa: N818 - a finding about a text, told to a gateway's log
    """Says that a text is no AML message at all."""


def read_sms(text: str) -> AmlMessage:
    """Read the text of an SMS; unknown keys, their order and a wrong ``ml`` do not matter.

    Raises ``NotAml`` for a text that does not begin as one, or of another version.
    """
    text = text.strip().rstrip("\0")
    if not text.startswith(HEADER) or len(text) > TEXT_CHARS_MAX:
        raise NotAml(text[: len(HEADER)])
    pairs = (item.partition("=") for item in text.split(";"))
    said = {key: value for key, _, value in pairs if key}
    version = said['A"ML']
    if version == "1":
        return _version_1(said)
    if version == "2":
        return _version_2(said)
    raise NotAml(f"version {version[:8]}")


def read_data_sms(packed: bytes) -> AmlMessage:
    """Read a data SMS: the same text, seven bits a character (GSM 03.38), without its header.

    The characters AML uses have the same codes there as in ASCII. Raises as ``read_sms``.
    """
    if len(packed) > TEXT_CHARS_MAX:
        raise NotAml("too long")
    bits = int.from_bytes(packed, "little")
    count = len(packed) * 8 // SEPTET_BITS
    septets = (bits >> SEPTET_BITS * index & 0x7F for index in range(count))
    return read_sms("".join(map(chr, septets)))


def read_form(body: bytes) -> AmlMessage:
    """Read the body of an HTTPS message; a field that cannot be read counts as not sent."""
    text = body.decode("utf-8", "replace")
    try:
        said = dict(parse_qsl(text, keep_blank_values=False, max_num_fields=FORM_FIELDS_MAX))
    except ValueError as error:
        raise NotAml("too many fields") from error
    certainty = _number(said.get("location_certainty"))
    confidence = _number(said.get("location_confidence"))
    return AmlMessage(
        position=_position(
            said.get("location_latitude"),
            said.get("location_longitude"),
            said.get("location_accuracy"),
        ),
        fix_at=_unix(said.get("location_time"), per_second=1000),
        method=_FORM_METHODS.get(said.get("location_source", "").lower(), AmlMethod.UNKNOWN),
        confidence=_share(confidence if confidence is not None else _percent(certainty)),
        number=said.get("device_number", ""),
    )


def is_signed(body: bytes, key: str) -> bool:
    """Say whether the last field of a body is its HMAC-SHA1 under the shared key, in hex."""
    signed, field, signature = body.rpartition(_HMAC_FIELD)
    if not field:
        return False
    wanted = hmac.new(key.encode(), signed, hashlib.sha1).hexdigest()
    return hmac.compare_digest(wanted.encode(), signature.strip().lower())


_SMS_METHODS: Final = {
    "G": AmlMethod.GNSS,
    "W": AmlMethod.WIFI,
    "C": AmlMethod.CELL,
    "F": AmlMethod.FUSED,
}

_FORM_METHODS: Final = {
    "gps": AmlMethod.GNSS,
    "wifi": AmlMethod.WIFI,
    "cell": AmlMethod.CELL,
}


def _version_1(said: Mapping[str, str]) -> AmlMessage:
    nowhere = said.get("rd") == "N" or said.get("pm") == "N"
    return AmlMessage(
        position=None if nowhere else _position(said.get("lt"), said.get("lg"), said.get("rd")),
        fix_at=_written(said.get("top", "")),
        method=_SMS_METHODS.get(said.get("pm", ""), AmlMethod.UNKNOWN),
        confidence=_percent(_number(said.get("lc"))),
    )


def _version_2(said: Mapping[str, str]) -> AmlMessage:
    """Read the second version, where ``lt`` is seconds from the call and ``lg`` a language."""
    lat, lon, within = [*said.get("lo", "").split(","), "", "", ""][:3]
    call_at, since_s = _unix(said.get("et"), per_second=1), _number(said.get("lt"))
    near = since_s is not None and abs(since_s) < timedelta(days=1).total_seconds()
    fix_at = call_at + timedelta(seconds=since_s) if call_at and near and since_s else call_at
    return AmlMessage(
        position=_position(lat, lon, None if _number(within) == 0 else within),
        fix_at=fix_at,
        method=_SMS_METHODS.get(said.get("ls", ""), AmlMethod.UNKNOWN),
        confidence=_percent(_number(said.get("lc"))),
    )


def _position(lat: str | None, lon: str | None, within_m: str | None) -> Position | None:
    at, beside, radius_m = _number(lat), _number(lon), _number(within_m)
    if at is None or beside is None:
        return None
    try:
        return Position(lat=at, lon=beside, accuracy_m=radius_m)
    except InvalidPosition:
        return None


def _number(text: str | None) -> float | None:
    try:
        number = float(text) if text else None
    except ValueError:
        return None
    return number if number is not None and math.isfinite(number) else None


def _percent(number: float | None) -> float | None:
    return _share(number / 100 if number is not None else None)


def _share(number: float | None) -> float | None:
    return number if number is not None and 0 <= number <= 1 else None


def _written(moment: str) -> datetime | None:
    try:
        return datetime.strptime(moment, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _unix(text: str | None, *, per_second: int) -> datetime | None:
    number = _number(text)
    try:
        return None if number is None else datetime.fromtimestamp(number / per_second, UTC)
    except (OverflowError, ValueError, OSError):
        return None
