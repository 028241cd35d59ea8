"""The index of sounds answers what measuring every sound would answer."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.country import load_country
from geo.naming.gazetteer import LEAST_LIKENESS, Gazetteer
from geo.naming.sound_index import SoundIndex
from tests.bench.many_names import many, typed

SENEGAL = load_country("senegal")
LETTERS = "abdegikmnorstuñ "
words = st.text(LETTERS, min_size=1, max_size=16)


class MeasuringAll(SoundIndex):
    """Measures every sound: the plain way, which the index must not differ from."""

    def like(self, heard: str, *, least: float, limit: int) -> list[tuple[int, float]]:
        scorer = OSA.normalized_similarity
        found = process.extract(heard, self.sounds, scorer=scorer, score_cutoff=least, limit=limit)
        return [(at, likeness) for _, likeness, at in found]


def both(sounds: Sequence[str], heard: str, least: float) -> list[list[tuple[int, float]]]:
    ways = (SoundIndex(sounds), MeasuringAll(sounds))
    return [sorted(way.like(heard, least=least, limit=10_000)) for way in ways]


@given(st.sets(words, max_size=40).map(sorted), words, st.sampled_from([0.7, 0.8, 0.9, 0.95]))
def test_no_like_sound_is_missed(sounds: list[str], heard: str, least: float) -> None:
    ours, all_of_them = both(sounds, heard, least)
    same = {at for at, _ in all_of_them if sounds[at] == heard}
    assert [one for one in ours if one[0] not in same] == [
        one for one in all_of_them if one[0] not in same
    ]


@given(words, st.integers(0, 14), st.sampled_from(LETTERS))
def test_a_word_with_one_slip_is_found(word: str, at: int, letter: str) -> None:
    slipped = word[:at] + letter + word[at:]
    ours, all_of_them = both([word], slipped, LEAST_LIKENESS)
    assert ours == all_of_them or word == slipped


@given(st.sets(words, max_size=40).map(sorted), words)
def test_the_beginning_is_found_by_the_letter(sounds: list[str], heard: str) -> None:
    index = SoundIndex(sounds)
    assert sounds[index.beginning_with(heard)] == [one for one in sounds if one.startswith(heard)]


@pytest.mark.parametrize("count", [9_000, 20_000])
def test_the_top_answers_are_those_of_measuring_every_name(count: int) -> None:
    real = list(SENEGAL.gazetteer.places)
    places = many(real, count)
    quick, plain = Gazetteer(places), Gazetteer(places, index=MeasuringAll)
    near = SENEGAL.centre("KL").position
    for words in typed(places, 60):
        assert quick.search(words, near) == plain.search(words, near), words
