"""Recognises three-word addresses (what3words), which cannot be read here.

Which square three words name is known to their owner alone: it takes a licence and a network.
"""

import re
from typing import Final

_MARKED: Final = re.compile(r"(?<!\w)/{3}\s*([^\W\d_]{3,}\.[^\W\d_]{3,}\.[^\W\d_]{3,})(?![\w.])")
_ALONE: Final = re.compile(r"([^\W\d_]{3,}\.[^\W\d_]{3,}\.[^\W\d_]{3,})")
_SITE: Final = re.compile(r"^www\.|\.(?:com|org|net|info|gouv|html?|php)$")


def says_three_words(text: str) -> bool:
    """Say whether the text is or holds a three-word address, ``///un.deux.trois``.

    Without the strokes it must stand alone: a sentence has dots of its own.
    """
    if _MARKED.search(text):
        return True
    alone = _ALONE.fullmatch(text.strip())
    return alone is not None and _SITE.search(alone[1].casefold()) is None


def without_three_words(text: str) -> str:
    """Return the words beside a three-word address: its words name no place."""
    if not says_three_words(text):
        return text
    return _MARKED.sub(" ", text) if _MARKED.search(text) else ""
