"""What one refusal is told as."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Text:
    """One refusal: its HTTP status, and what happened and what to do in both languages."""

    status: HTTPStatus
    fr: str
    en: str
