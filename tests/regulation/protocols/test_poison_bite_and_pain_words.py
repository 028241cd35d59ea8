"""What callers say of poisons, bites, eyes, urine, back and limbs finds the right complaint."""

import pytest

from regulation.protocols.library import Library


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("il a avalé des comprimés", "MEDICINE-POISONING"),
        ("trop de medicaments", "MEDICINE-POISONING"),
        ("a bu du petrole", "CHEMICAL-POISONING"),
        ("khémé", "CHEMICAL-POISONING"),
        ("il a trop bu", "ALCOHOL-DRUGS"),
        ("yamba", "ALCOHOL-DRUGS"),
        ("mordu par un serpent", "VENOM"),
        ("jaan", "VENOM"),
        ("piqure de scorpion", "VENOM"),
        ("mordu par un chien", "ANIMAL-BITE"),
        ("drepanocytose", "SICKLE-CELL"),
        ("mal a l'oeil", "EYE"),
        ("apollo", "EYE"),
        ("brule en urinant", "UROGENITAL"),
        ("testicule gonflé", "UROGENITAL"),
        ("mal au dos", "BACK-PAIN"),
        ("sciatike", "BACK-PAIN"),
        ("mollet gonflé", "ACUTE-LIMB"),
        ("pied froid", "ACUTE-LIMB"),
        ("fistule qui saigne", "DIALYSIS"),
        ("dialise", "DIALYSIS"),
    ],
)
def test_everyday_words_find_the_complaint(library: Library, words: str, found: str) -> None:
    assert library.search(words)[0].id == found
