"""Who calls and what they speak: closed lists, and what older records said in their own words."""

import pytest

from regulation.caller import CallerType
from regulation.language import NOT_IN_HUB, OFTEN, Language, of_old_record
from regulation.patient import Caller

HUB_LANGUAGES = 183
"""How many codes Hub Santé's list of languages holds."""


def test_the_hubs_list_of_languages_is_whole_and_the_countrys_own_are_added() -> None:
    assert len(set(Language) - NOT_IN_HUB) == HUB_LANGUAGES
    assert all(len(code) == 2 for code in set(Language) - NOT_IN_HUB)


def test_the_countrys_languages_are_offered_first() -> None:
    country = {Language.WO, Language.FF, Language.SRR, Language.DYO, Language.MNK, Language.SNK}
    assert country <= set(OFTEN[:7])


def test_nobody_has_said_until_somebody_does() -> None:
    assert (Caller().type, Caller().spoken, Caller().communication) == (
        CallerType.INCONNU,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("wo", Language.WO),
        ("dyo", Language.DYO),
        ("sr", Language.SRR),
        ("un peu de wolof", None),
        ("", None),
    ],
)
def test_an_older_record_is_read_by_the_code_it_wrote(
    words: str, language: Language | None
) -> None:
    assert of_old_record(words) is language
    assert Caller(language=words).spoken is language


def test_what_is_chosen_now_goes_before_what_an_older_record_said() -> None:
    assert Caller(language="sr", speaks=Language.SR).spoken is Language.SR
