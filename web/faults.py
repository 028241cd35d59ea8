"""The faults of a request body, field by field: a stable code, and a sentence fr and en.

The validator's own words are English and change with its version; they are never shown.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, Field
from pydantic_core import PydanticCustomError

from web.field_names import field_name
from web.state_words import Words

FAULTS_SHOWN_MAX = 10
"""The first ten faults of a body tell what is wrong with the rest."""

FAULTS: dict[str, Words] = {
    "required": Words("à renseigner", "is required"),
    "unknown_field": Words("champ inconnu", "unknown field"),
    "too_long": Words("au plus {max_length} caractères", "at most {max_length} characters"),
    "too_short": Words("au moins {min_length} caractères", "at least {min_length} characters"),
    "too_many": Words("au plus {max_length} éléments", "at most {max_length} items"),
    "too_few": Words("au moins {min_length} éléments", "at least {min_length} items"),
    "too_large": Words("au plus {limit}", "at most {limit}"),
    "too_small": Words("au moins {limit}", "at least {limit}"),
    "not_a_number": Words("un nombre est attendu", "a number is expected"),
    "not_yes_or_no": Words("oui ou non est attendu", "yes or no is expected"),
    "not_a_choice": Words("choix inconnu", "unknown choice"),
    "not_a_time": Words(
        "une date et une heure avec leur fuseau sont attendues",
        "a date and time with its zone is expected",
    ),
    "not_text": Words("un texte est attendu", "a text is expected"),
    "not_a_list": Words("une liste est attendue", "a list is expected"),
    "not_an_object": Words("des champs nommés sont attendus", "named fields are expected"),
    "not_json": Words("illisible (JSON attendu)", "unreadable (JSON is expected)"),
    "unstorable_character": Words(
        "contient un caractère qui ne peut être enregistré : effacez-le",
        "holds a character that cannot be stored: delete it",
    ),
    "not_a_phone_number": Words(
        "ce n'est pas un numéro de téléphone ; commencez par + pour un numéro étranger",
        "not a telephone number; begin with + for a foreign number",
    ),
    "not_valid": Words("valeur non valable", "not a valid value"),
}
"""The codes are the contract with programs; the sentences may be improved."""

_KINDS: dict[str, tuple[str, ...]] = {
    "required": ("missing",),
    "unknown_field": ("extra_forbidden",),
    "too_long": ("string_too_long",),
    "too_short": ("string_too_short",),
    "too_many": ("too_long",),
    "too_few": ("too_short",),
    "too_large": ("less_than_equal", "less_than"),
    "too_small": ("greater_than_equal", "greater_than"),
    "not_a_number": ("int_", "float_", "finite_number", "decimal_"),
    "not_yes_or_no": ("bool_",),
    "not_a_choice": ("enum", "literal_error"),
    "not_a_time": ("datetime_", "date_", "timezone_"),
    "unstorable_character": ("string_unicode",),
    "not_text": ("string_type",),
    "not_a_list": ("list_type", "tuple_type"),
    "not_an_object": ("dict_type", "model_", "dataclass_"),
    "not_json": ("json_invalid",),
}
"""The validator's kinds of error by our codes; an ending underscore stands for a family."""

_LIMITS = ("le", "lt", "ge", "gt")


class FieldError(BaseModel):
    """One fault of a request body: where it is, a stable code, and a sentence to show there."""

    where: str = Field(examples=["body.patient.age_years"])
    code: str = Field(examples=["too_large"])
    what: str = Field(examples=["Âge en années : au plus 120."])


def custom_fault(code: str) -> PydanticCustomError:
    """Return the error a validator raises for a fault that the library has no kind for."""
    return PydanticCustomError(code, FAULTS[code].en)


def fault_code(kind: str) -> str:
    """Return our code for the validator's kind of error."""
    if kind in FAULTS and kind not in {"too_long", "too_short"}:
        return kind
    for code, kinds in _KINDS.items():
        if any(kind == known or (known[-1] == "_" and kind.startswith(known)) for known in kinds):
            return code
    return "not_valid"


def told_fault(where: str, code: str, facts: Mapping[str, Any], language: str) -> FieldError:
    """Return a fault as it is told: the field by its name, and what is wrong with it."""
    english = language == "en"
    name, words = field_name(where), FAULTS[code]
    limit = next((facts[key] for key in _LIMITS if key in facts), None)
    said = (words.en if english else words.fr).format_map(dict(facts) | {"limit": limit})
    called = name.en if english else name.fr
    colon = ": " if english else " : "
    return FieldError(where=where, code=code, what=f"{called[:1].upper()}{called[1:]}{colon}{said}")


def faults_of(errors: Iterable[Mapping[str, Any]], language: str) -> list[FieldError]:
    """Return the first faults the validator found, in our words."""
    return [
        told_fault(
            ".".join(str(part) for part in error["loc"]),
            fault_code(error["type"]),
            error.get("ctx", {}),
            language,
        )
        for _, error in zip(range(FAULTS_SHOWN_MAX), errors, strict=False)
    ]
