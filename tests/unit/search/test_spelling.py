"""Typing mistakes: how far two words are apart, and which known word is meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.search.text.spelling import Speller, allowed
from thesaury.vocabulary.words.edits import FAR, distance, distance_to_start

SPELLER = Speller(
    {
        "packaging": 5.0,
        "bottle": 3.0,
        "battle": 1.0,
        "kuche": 2.0,
        "sustainable": 4.0,
        "red": 9.0,
        "flasche": 1.0,
        "secret": 0.0,
    },
    lambda word: {"kuche": "Küche", "flasche": "Flasche"}.get(word, word),
)
SMALL = st.text("abc", max_size=6)


def plain_distance(one: str, other: str) -> int:
    """The same by the book, over the whole table."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            ways = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                ways.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(ways)
    return table[-1][-1]


@given(SMALL, SMALL, st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_distances_are_those_of_the_whole_table_up_to_the_limit(one, other, limit):
    far = plain_distance(one, other)
    assert distance(one, other, limit) == (far if far <= limit else FAR)
    nearest = min(plain_distance(one, other[:end]) for end in range(len(other) + 1))
    assert distance_to_start(one, other, limit) == (nearest if nearest <= limit else FAR)


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("botle", "bottle"),
        ("bottel", "bottle"),
        ("gottle", "bottle"),
        ("bittle", "bottle"),  # battle is as near, and used less
        ("Kuhce", "Küche"),
        ("packgaign", "packaging"),
        ("sustianabel", "sustainable"),
        ("Falsche", "Flasche"),
    ],
)
def test_the_nearest_word_is_meant(typed, corrected):
    assert SPELLER.corrected([typed]) == ((typed, corrected),)


@pytest.mark.parametrize(
    "typed",
    [
        "bottle",
        "BATTLE",
        "Küche",
        "KÜCHE",
        "bottles",
        "secret",
        "secert",
        "Flaschen",
        "rad",
        "botl",
        "b0ttle",
        "xyzzy",
        "",
        "sustnbl",
        "a" * 500,
    ],
)
def test_a_known_word_a_short_one_and_one_too_far_off_stay(typed):
    assert SPELLER.corrected([typed]) == ()


def test_a_word_that_somebody_else_knows_stays_and_each_is_told_once():
    assert SPELLER.corrected(["botle", "wnter", "botle"], known=lambda word: word == "botle") == ()
    assert SPELLER.corrected(["botle", "red", "botle"]) == (("botle", "bottle"),)


def test_how_many_mistakes_are_allowed():
    assert [allowed("x" * n) for n in (3, 4, 7, 8, 20)] == [0, 1, 1, 2, 2]


@given(st.text(max_size=30))
@settings(max_examples=80, deadline=None)
def test_any_word_may_be_asked(word):
    SPELLER.nearest_starts(word)
    for typed, corrected in SPELLER.corrected([word]):
        assert typed == word
        assert corrected


def test_a_speller_without_words_corrects_nothing():
    empty = Speller({})
    assert empty.corrected(["packaging"]) == empty.nearest_starts("packaging") == ()
