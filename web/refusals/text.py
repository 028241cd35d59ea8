"""One refusal as it is told, in both languages."""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Text:
    """The HTTP status of a refusal, and its sentence with the facts in braces.

    `field` is the field of the request's body that the refusal is always about, if it is of one.
    """

    status: HTTPStatus
    fr: str
    en: str
    field: str | None = None
