"""Who calls and who is ill, as far as anyone knows."""

from dataclasses import dataclass
from enum import StrEnum

from regulation.caller import CallerType, Communication
from regulation.language import Language, of_old_record


class Sex(StrEnum):
    """Hub Santé's codes (sexe)."""

    M = "M"
    F = "F"
    O = "O"  # noqa: E741 - the code list's own letter for "other"
    UN = "UN"
    """Unknown: never shown as if it had been answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The person on the phone. Numbers are E.164; empty means not known.

    `relation` and `language` are free words: what records hold that are older than the lists.
    None, and INCONNU, mean that nobody has said.
    """

    number: str = ""
    callback_number: str = ""
    name: str = ""
    relation: str = ""
    language: str = ""
    type: CallerType = CallerType.INCONNU
    speaks: Language | None = None
    communication: Communication | None = None

    @property
    def spoken(self) -> Language | None:
        """The language the caller speaks, also where an older record named it in its own way."""
        return self.speaks or of_old_record(self.language)


ADULT_FROM_YEARS = 15
"""Hospitals of the country take patients from fifteen years on in their adult wards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is known of the patients of one case.

    `count` is at least 1; `age_months` is used below two years (0..23), `age_years` above
    (0..120); None means nobody has said.
    """

    count: int = 1
    age_years: int | None = None
    age_months: int | None = None
    sex: Sex = Sex.UN
    pregnant: bool | None = None
    name: str = ""

    @property
    def is_adult(self) -> bool:
        """Whether somebody has said so: an unknown age is never taken for an adult's."""
        return self.age_years is not None and self.age_years >= ADULT_FROM_YEARS
