"""Telephone numbers: one way of writing each, so that the same caller is known again.

What somebody types as a call-back number must be a number. What the exchange shows of a caller
is taken as it comes: a call is never turned away because its number looks odd.
"""

import re

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_possible_number,
    parse,
)

REGION = "SN"
"""Numbers without a country code are Senegal's; those of other countries come with theirs."""

NUMBER_LENGTH_MAX = 32
"""Fifteen digits at most by E.164, with an extension; what is longer was never a number."""

WITHHELD = frozenset(
    {"anonymous", "masque", "masqué", "private", "restricted", "unavailable", "unknown", "withheld"}
)
"""What exchanges write where the caller hides the number."""

_EXTENSION = re.compile(r"\b(?:poste|ext(?:ension)?)\b\.?", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]")
_SCHEME = re.compile(r"^(?:sips?|tel):", re.IGNORECASE)


def e164(words: str) -> str | None:
    """Return a number in E.164, with `;ext=` where it has an extension; None when it is none.

    Possible is enough: a range that was opened last month must not be refused.
    """
    plain = _EXTENSION.sub(" ext ", words)
    if _LETTERS.search(plain.replace(" ext ", "")):
        # The parser reads letters as the keys of an old telephone: a name is no number.
        return None
    try:
        number = parse(plain, REGION)
    except NumberParseException:
        return None
    if not is_possible_number(number):
        return None
    extension = f";ext={number.extension}" if number.extension else ""
    return format_number(number, PhoneNumberFormat.E164) + extension


def as_rung(shown: str) -> str:
    """Return a caller's number as the exchange shows it: E.164 where it is a whole number.

    Short numbers and extensions stay as they are; a withheld number is empty.
    """
    visible = "".join(sign for sign in shown if sign.isprintable()).strip()
    user = _SCHEME.sub("", visible).partition("@")[0]
    if user.lower() in WITHHELD:
        return ""
    return e164(user) or user[:NUMBER_LENGTH_MAX]
