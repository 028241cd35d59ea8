"""The address of a caller's link, and the short text to read out or to send with it."""

from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from fastapi import Request

from dispatch.settings import Settings

_SMS = {
    "fr": "SAMU 1515: ouvrez ce lien et touchez Envoyer ma position (jusqu'a {time}): {url}",
    "en": "SAMU 1515: open this link and touch Send my position (until {time}): {url}",
}
"""Plain letters only: one accent that GSM 03.38 lacks would double the length of a message."""


def link_address(settings: Settings, request: Request, token: str) -> str:
    """Return the address that a caller's phone opens."""
    return f"{_base(settings, request)}/l/{token}"


def _base(settings: Settings, request: Request) -> str:
    if settings.caller_link_url:
        return settings.caller_link_url.rstrip("/")
    origin = request.headers.get("origin")
    if origin in settings.public_origins:
        return str(origin)
    if settings.public_origins:
        return settings.public_origins[0]
    return f"{request.url.scheme}://{request.headers.get('host', '')}"


def gives_positions(address: str) -> bool:
    """Say whether a browser gives its position at this address: over TLS, or on this machine."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return parts.scheme == "https" or host == "localhost" or _is_loopback(host)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def sms_texts(address: str, expires_at: datetime, timezone: str) -> dict[str, str]:
    """Return the message to send, by language."""
    time = expires_at.astimezone(ZoneInfo(timezone)).strftime("%H:%M")
    return {language: text.format(time=time, url=address) for language, text in _SMS.items()}
