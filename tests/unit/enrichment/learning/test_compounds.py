"""Compound words and their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.enrichment.learning.compounds import Compounds

KNOWN = ["kranken", "haus", "krankenhaus", "finanzierung", "schule", "wesen", "arbeit", "markt", "politik", "amt"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("krankenhausfinanzierung", ("krankenhaus", "finanzierung")),
        ("schulwesen", ("schule", "wesen")),
        ("arbeitsmarkt", ("arbeit", "markt")),
        ("arbeitsmarktpolitik", ()),
        ("krankenhaus", ("kranken", "haus")),
        ("haus", ()),
        ("finanzierung", ()),
        ("arbeitsamt", ()),
        ("unbekanntes", ()),
    ],
)
def test_parts(word: str, parts: tuple[str, ...]):
    assert Compounds(KNOWN).parts(word) == parts


def test_the_last_part_is_split_further():
    assert Compounds([*KNOWN, "marktpolitik"]).parts("arbeitsmarktpolitik") == (
        "arbeit",
        "marktpolitik",
        "markt",
        "politik",
    )


@given(st.lists(st.sampled_from(KNOWN), max_size=6).map("".join))
def test_parts_are_known_and_the_last_one_ends_the_word(word: str):
    parts = Compounds(KNOWN).parts(word)
    assert len(parts) != 1
    assert set(parts) <= set(KNOWN)
    assert not parts or word.endswith(parts[-1])


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Compounds, "_MOST", 2)
    compounds = Compounds(KNOWN)
    words = ["krankenhaus", "schulwesen", "arbeitsmarkt", "unbekanntes", "krankenhaus"]
    assert [bool(compounds.parts(word)) for word in words] == [True, True, True, False, True]
    assert len(compounds._parts) <= 3
