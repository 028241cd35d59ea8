"""The closed lists that forms offer, with the names of their codes."""

from collections.abc import Iterable, Mapping

from pydantic import Field

from regulation.background import KNOWN_FLAGS
from regulation.caller import CallerType, Communication
from regulation.language import OFTEN, Language
from regulation.protocols.vocabulary import Term, Vocabulary
from regulation.triage.vitals import RANGES
from web.caller_terms import CALLER_TYPES, COMMUNICATIONS
from web.language_names import LANGUAGE_NAMES
from web.view.protocol import TextView
from web.view.wire import View


class CallerTypeTerm(View):
    """One kind of caller."""

    code: CallerType
    label: TextView


class CommunicationTerm(View):
    """One difficulty of talking to each other."""

    code: Communication
    label: TextView


class LanguageTerm(View):
    """One language; `often` says whether it is heard day by day."""

    code: Language
    label: TextView
    often: bool


class TermView(View):
    """One word of the protocols' vocabulary."""

    code: str
    label: TextView


class VitalRange(View):
    """What a vital sign can be at all, and outside of what it is hardly ever true."""

    field: str
    unit: str
    least: float
    low: float
    high: float
    most: float


class VocabularyView(View):
    """Every list in the order of its menu."""

    caller_types: list[CallerTypeTerm]
    communications: list[CommunicationTerm]
    languages: list[LanguageTerm]
    capabilities: list[TermView]
    context: list[TermView] = Field(description="What one may tick; age and pregnancy are known.")
    vital_ranges: list[VitalRange]


def _languages(names: Mapping[Language, TextView]) -> Iterable[LanguageTerm]:
    rest = sorted(set(names) - set(OFTEN), key=lambda code: names[code].fr)
    for code in (*OFTEN, *rest):
        yield LanguageTerm(code=code, label=names[code], often=code in OFTEN)


def _terms(terms: Iterable[Term]) -> list[TermView]:
    return [TermView(code=term.id, label=TextView.model_validate(term.label)) for term in terms]


def vocabulary_view(words: Vocabulary) -> VocabularyView:
    """Return every list; those of the protocols come from the library in use."""
    return VocabularyView(
        caller_types=[
            CallerTypeTerm(code=code, label=label) for code, label in CALLER_TYPES.items()
        ],
        communications=[
            CommunicationTerm(code=code, label=label) for code, label in COMMUNICATIONS.items()
        ],
        languages=list(_languages(LANGUAGE_NAMES)),
        vital_ranges=[VitalRange.model_validate(one) for one in RANGES],
        capabilities=_terms(words.capabilities),
        context=_terms(term for term in words.context if term.id not in KNOWN_FLAGS),
    )
