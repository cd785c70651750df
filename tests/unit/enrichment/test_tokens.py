"""Words, gaps and stems."""

import pytest

from thesaury.enrichment.tokens import (
    Joint,
    Lexicon,
    Remembered,
    Stems,
    fold,
    joint,
    starts,
    units,
    without_accents,
    words,
)


def test_units_are_words_with_the_gap_behind_them():
    text = "  One, two_three\u2014fo\u0301ur"
    assert units(text) == ["One, ", "two ", "three\u2014", "fo\u0301ur"]
    assert starts(text, units(text)) == [2, 7, 11, 17, 22]
    assert words("two_three") == ["two", "three"]


def test_no_words():
    assert units(" ... ") == []
    assert starts(" ... ", []) == [5]


@pytest.mark.parametrize(
    ("gap", "expected"),
    [
        (" ", Joint.PLAIN),
        ("-", Joint.PLAIN),
        (" & ", Joint.PLAIN),
        ("\u2019", Joint.PLAIN),
        ("\n", Joint.PLAIN),
        (", ", Joint.SOFT),
        (" (", Joint.SOFT),
        (". ", Joint.BREAK),
        ("\n\n", Joint.BREAK),
        (" -- ", Joint.BREAK),
    ],
)
def test_how_gaps_join(gap: str, expected: Joint):
    assert joint(f"word{gap}") is expected


def test_folding():
    assert fold("ＦＵＬＬ Straße ﬁ so\u00adft") == "full strasse fi soft"
    assert without_accents("ægir łódź smørrebrød é") == "aegir lodz smorrebrod e"


def test_function_words_keep_apart_from_what_shares_their_stem():
    stems = Stems("en")
    assert stems.of("Cans") == "can"
    assert stems.of("can") != "can"


def test_a_language_without_stemmer_keeps_its_words():
    assert Stems("xx").of("Bags") == "bags"


def test_a_lexicon_knows_only_what_it_learned():
    lexicon = Lexicon("en")
    [path] = lexicon.learn(["paper", "bags"])
    assert [lexicon.number(word) for word in ("Papers", "bag", "box")] == [*path, 0]
    assert len(lexicon.learn(["\u00ad"])) == 0


def test_memory_is_bounded():
    remembered = Remembered(len)
    remembered.LIMIT = 3
    assert [remembered["x" * n] for n in range(10)] == list(range(10))
    assert len(remembered) <= 3
