"""What the command line says, in the terminal's own language: French, or English if it asks."""

import os
from enum import Enum
from typing import Literal

Language = Literal["fr", "en"]


def language(asked: str | None = None) -> Language:
    """Return the terminal's language: the one asked for, else by LANG, else French."""
    said = asked or os.environ.get("LC_ALL") or os.environ.get("LANG") or "fr"
    return "en" if said.lower().startswith("en") else "fr"


class Line(Enum):
    """A line for the terminal; each member's value is its French, then its English."""

    def text(self, language: Language, **facts: object) -> str:
        """Return the line with its facts filled in."""
        french, english = self.value
        words: str = english if language == "en" else french
        return words.format(**facts)
