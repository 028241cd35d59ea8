"""Takes AML messages. Both doors are shut until a key is set; neither says anything of a call.

The HTTPS specification wants every message answered with 2xx, also one that is thrown away, so
that a phone in an emergency does not spend its battery on asking again.
"""

import base64
import binascii
import hashlib
import logging
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import Response
from pydantic import Field, SecretStr

from dispatch.actor import Actor, Duty
from dispatch.command import HearPhone
from dispatch.handle.phones import AML
from dispatch.refusal import Refused
from geo.saying.aml import AmlMessage, NotAml, is_signed, read_data_sms, read_form, read_sms
from regulation.person import Role
from regulation.phone import as_rung
from web.signin import Parts
from web.view.wire import Body

router = APIRouter(prefix="/aml", tags=["aml"], include_in_schema=False)

_log = logging.getLogger(__name__)

THE_NETWORK = Actor(id=AML.id, name=AML.name, duties=(Duty(role=Role.TELEPHONY),))

BODY_BYTES_MAX = 8_000
"""Ten times the longest form of the specification."""


class SmsBody(Body):
    """One SMS as a gateway brings it: its sender, and its text or its packed data."""

    sender: str = Field(min_length=3, max_length=32)
    text: str | None = Field(default=None, max_length=1000)
    data: str | None = Field(default=None, max_length=2000, description="Hex or Base64.")


@router.post("/https")
async def https(request: Request, parts: Parts) -> Response:
    """Take the form of a phone's HTTPS message; unsigned ones are thrown away."""
    key = parts.settings.aml_key
    if key is None:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    body = await request.body()
    if len(body) > BODY_BYTES_MAX or not is_signed(body, key.get_secret_value()):
        _log.warning("an AML message over HTTPS was thrown away: not signed with our key")
        return Response(status_code=HTTPStatus.NO_CONTENT)
    try:
        message = read_form(body)
    except NotAml:
        _log.warning("an AML message over HTTPS was thrown away: not to be read")
        return Response(status_code=HTTPStatus.NO_CONTENT)
    await _hear(parts, message, message.number, body)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/sms")
async def sms(
    body: SmsBody,
    parts: Parts,
    authorization: Annotated[str, Header(max_length=300)] = "",
) -> Response:
    """Take an SMS that a gateway received on the service's short number."""
    token = parts.settings.aml_sms_token
    if token is None:
        return Response(status_code=HTTPStatus.NOT_FOUND)
    if not _is_gateway(authorization, token):
        raise Refused("not_signed_in")
    try:
        message = read_data_sms(_packed(body.data)) if body.data else read_sms(body.text or "")
    except NotAml as error:
        raise Refused("not_aml") from error
    await _hear(parts, message, body.sender, body.model_dump_json().encode())
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _is_gateway(authorization: str, token: SecretStr) -> bool:
    given = hashlib.sha256(authorization.removeprefix("Bearer ").encode("utf-8", "replace"))
    known = hashlib.sha256(token.get_secret_value().encode())
    return given.digest() == known.digest()  # of digests: their comparison tells nothing


def _packed(data: str) -> bytes:
    try:
        return bytes.fromhex(data)
    except ValueError:
        pass
    try:
        return base64.b64decode(data, validate=True)
    except binascii.Error as error:
        raise NotAml("neither hex nor Base64") from error


async def _hear(parts: Parts, message: AmlMessage, shown: str, body: bytes) -> None:
    """Give a position to the desk; the same message again is the same press of the same key."""
    number = as_rung(shown)
    if message.position is None or not number:
        return
    asked = HearPhone(number=number, position=message.position, fix_at=message.fix_at)
    await parts.desk.do(asked, actor=THE_NETWORK, key=hashlib.sha256(body).hexdigest())
