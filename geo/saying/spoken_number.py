"""Numbers said in French words, written in digits: "quatorze virgule sept" is 14,7."""

import re
from typing import Final

_BELOW_SEVENTEEN: Final = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
)
_UNITS: Final = {word: value for value, word in enumerate(_BELOW_SEVENTEEN.split())} | {"une": 1}
_TENS: Final = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
                "soixante": 60, "septante": 70, "nonante": 90}  # fmt: skip
_HUNDREDS: Final = {"cent": 100, "cents": 100}
_THOUSAND: Final = "mille"
_POINT: Final = ("virgule", "point")

_WORDS: Final = {*_UNITS, *_TENS, *_HUNDREDS, _THOUSAND}
_ANY: Final = "|".join(sorted(_WORDS, key=len, reverse=True))
_RUN: Final = re.compile(
    rf"(?<![a-z])(?:{_ANY})(?:[\s-]+(?:et[\s-]+(?=un|onze)|(?:{'|'.join(_POINT)})[\s]+)?(?:{_ANY}))*"
    rf"(?![a-z])"
)
"""Number words in a row, with what may stand between them."""


def in_digits(plain: str) -> str:
    """Return a text in lower-case letters without accents with its number words in digits.

    After "virgule" numbers that follow each other are one: "zéro sept soixante-quinze" is 0775.
    """
    return _RUN.sub(lambda match: _run(re.split(r"[\s-]+", match[0])), plain)


def _run(words: list[str]) -> str:
    parts: list[list[int]] = [[]]
    at = 0
    while at < len(words):
        if words[at] in _POINT:
            parts.append([])
            at += 1
            continue
        value, at = _number(words, at)
        parts[-1].append(value)
    whole, decimals = parts[0], parts[1:]
    said = " ".join(str(value) for value in whole)
    return said + "".join("." + "".join(str(value) for value in part) for part in decimals)


def _number(words: list[str], at: int) -> tuple[int, int]:
    """Return the number that begins at a word, and where the next one may begin."""
    value, at = _below_thousand(words, at)
    if at < len(words) and words[at] == _THOUSAND:
        rest, at = _below_thousand(words, at + 1)
        return max(value, 1) * 1000 + rest, at
    return value, at


def _below_thousand(words: list[str], at: int) -> tuple[int, int]:
    hundreds, after = _below_hundred(words, at)
    if after < len(words) and words[after] in _HUNDREDS:
        rest, end = _below_hundred(words, after + 1)
        return max(hundreds, 1) * 100 + rest, end
    return hundreds, after


def _below_hundred(words: list[str], at: int) -> tuple[int, int]:
    said = words[at] if at < len(words) else ""
    if said == "quatre" and words[at + 1 : at + 2] in (["vingt"], ["vingts"]):
        rest, end = _teens_or_unit(words, at + 2)
        return 80 + rest, end
    if said in _TENS:
        rest, end = _teens_or_unit(words, at + 1)
        reaches_teens = said == "soixante"
        if rest >= 10 and not reaches_teens:  # noqa: PLR2004  vingt dix is two numbers
            return _TENS[said], at + 1
        return _TENS[said] + rest, end
    return _teens_or_unit(words, at)


def _teens_or_unit(words: list[str], at: int) -> tuple[int, int]:
    """Return up to nineteen, and where the next begins; nothing said is 0."""
    begin = at + 1 if words[at : at + 1] == ["et"] else at
    said = words[begin] if begin < len(words) else ""
    if said == "dix" and words[begin + 1 : begin + 2] in (["sept"], ["huit"], ["neuf"]):
        return 10 + _UNITS[words[begin + 1]], begin + 2
    if said in _UNITS:
        return _UNITS[said], begin + 1
    return 0, at
