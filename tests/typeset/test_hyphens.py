"""Where words are parted."""

from __future__ import annotations

import pyphen
import pytest

from reader.typeset.hyphens import hyphenator

WORDS = {
    "en": ["typography", "lamplighter", "extraordinary", "harbour", "compositor", "associate"],
    "de": ["Druckereiordnung", "Winkelhaken", "Zeilenabstand", "Ausschlussstück", "Schrift"],
    "fr": ["imprimerie", "caractère", "typographe", "composition"],
    "ru": ["типография", "наборщик", "печатание"],
    "hu": ["nyomdász", "könyvkötészet", "betűszedő"],
}


@pytest.mark.parametrize("language", WORDS)
def test_words_are_parted_as_the_dictionary_says(language: str) -> None:
    ours, theirs = hyphenator(language), pyphen.Pyphen(lang=language, left=3, right=3)
    assert ours is not None
    for word in WORDS[language]:
        expected = [int(point) for point in theirs.positions(word) if not point.data]
        assert list(ours.points(word)) == expected


@pytest.mark.parametrize(
    "word", ["UNESCO", "McDonaldson", "a1b2c3d4e5", "short", "one_two_three", "e.g.something", ""]
)
def test_names_numbers_and_short_words_stay_whole(word: str) -> None:
    english = hyphenator("en")
    assert english is not None
    assert english.points(word) == ()


def test_marks_around_a_word_move_its_points_and_no_more() -> None:
    english = hyphenator("en-gb")
    assert english is not None
    bare = english.points("extraordinary")
    assert bare
    assert english.points("(“extraordinary,”)") == tuple(point + 2 for point in bare)


def test_an_unknown_language_has_no_hyphens() -> None:
    assert hyphenator("tlh") is None
    assert hyphenator(None) is None
    assert hyphenator("ja") is None
