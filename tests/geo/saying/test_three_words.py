import pytest

from geo.saying.three_words import says_three_words, without_three_words


@pytest.mark.parametrize(
    "text", ["///filled.count.soap", "il est à ///pomme.rivière.chaise", "filled.count.soap"]
)
def test_a_three_word_address_is_recognised(text: str) -> None:
    assert says_three_words(text)


@pytest.mark.parametrize(
    "text",
    ["", "Ndoffane", "www.samu.sn", "carte.exemple.com", "14.14.16", "a.b.c", "rue 6. Médina.",
     "tombé.blessé.vite venez", "///"],
)  # fmt: skip
def test_other_words_with_dots_are_none(text: str) -> None:
    assert not says_three_words(text)


def test_the_words_beside_a_three_word_address_are_still_sought() -> None:
    assert without_three_words("à Ndoffane, ///pomme.riz.chaise").strip() == "à Ndoffane,"
    assert without_three_words("pomme.riz.chaise") == ""
    assert without_three_words("Keur Madiabel") == "Keur Madiabel"
