"""Misspelt texts, against comparing with every text there is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.vocabulary.words.edits import distance
from thesaury.vocabulary.words.neighbourhood import Neighbourhood, mistakes

TEXTS = st.text("abcä", min_size=1, max_size=14)


@settings(deadline=None)
@given(st.lists(TEXTS, unique=True, max_size=40), st.lists(TEXTS, min_size=1, max_size=4))
def test_what_is_near_is_what_is_within_the_mistakes(texts: list[str], typed: list[str]):
    for asked, near in zip(typed, Neighbourhood(texts).near(typed), strict=True):
        most = mistakes(asked)
        far = {text: distance(asked, text, most) for text in texts if text != asked}
        assert dict(near) == {text: found for text, found in far.items() if 0 < found <= most}


def test_the_nearest_come_first_and_neighbours_may_have_changed_places():
    near = Neighbourhood(["packaging", "packing", "parking"]).near(["packagign", "packng", "pa"])
    assert near == [[("packaging", 1)], [("packing", 1)], []]


def test_without_texts_nothing_is_near():
    assert Neighbourhood([]).near(["word"]) == [[]]
    assert Neighbourhood(["word"]).near([]) == []
