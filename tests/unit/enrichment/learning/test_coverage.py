"""Labels whose words stand anywhere, against sets of words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.enrichment.learning.collection import asset, concept, lookout
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.coverage import LabelWords

ALPHABET = ["amber", "birch", "cedar", "delta", "ember", "fjord"]
labels = st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=4).map(" ".join)
vocabularies = st.lists(st.lists(labels, min_size=1, max_size=3), min_size=1, max_size=6)
texts = st.lists(st.sampled_from(ALPHABET), max_size=4).map(". ".join)


def built(vocabulary: list[list[str]]) -> Lookout:
    return lookout(tuple(concept(f"c{number}", *sorted(set(names))) for number, names in enumerate(vocabulary)))


@given(vocabularies, st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
def test_complete_labels_against_sets(vocabulary: list[list[str]], said: list[tuple[str, str]]):
    looking = built(vocabulary)
    readings = looking.reader.read([asset(str(number), *both) for number, both in enumerate(said)])
    present = looking.labels.present(readings)
    found = set(zip(*(part.tolist() for part in looking.labels.complete(present)), strict=True))
    spoken = [set(title.split(". ")) | set(text.split(". ")) for title, text in said]
    assert found == {
        (row, number)
        for row, heard in enumerate(spoken)
        for number, names in enumerate(vocabulary)
        if any(set(name.split()) <= heard for name in names)
    }


@given(vocabularies, texts, texts)
def test_shares_against_sets(vocabulary: list[list[str]], title: str, text: str):
    looking = built(vocabulary)
    present = looking.labels.present(looking.reader.read([asset("1", title, text)]))
    pairs = np.arange(len(vocabulary))
    found = looking.labels.shares(present, np.zeros_like(pairs), pairs)
    bags = {(number, frozenset(name.split())) for number, names in enumerate(vocabulary) for name in names}
    weight = {word: np.log((len(bags) + 1) / (sum(word in bag for _, bag in bags) + 1)) + 1 for word in ALPHABET}
    for column, heard in enumerate((set(title.split(". ")), set(title.split(". ")) | set(text.split(". ")))):
        for number in range(len(vocabulary)):
            best = max(
                sum(weight[word] for word in bag & heard) / sum(weight[word] for word in bag)
                for owner, bag in bags
                if owner == number
            )
            assert found[number, column] == pytest.approx(best, abs=1e-5)


def test_words_of_a_concept_are_the_stems_of_its_labels():
    looking = lookout((concept("a", "fishing boats", "trawler"), concept("b", "of the")))
    assert looking.labels.stems(0) == {"fish", "boat", "trawler"}
    assert looking.labels.stems(1) == frozenset()


def test_very_long_labels_and_vocabularies_without_labels_have_no_words():
    for concepts in ((), (concept("a"),), (concept("a", "one two three four five six seven"),)):
        looking = lookout(concepts)
        readings = looking.reader.read([asset("1", "one two three")])
        present = LabelWords(looking.table, looking.reader).present(readings)
        assert all(len(part) == 0 for part in looking.labels.complete(present))
        rows = np.zeros(len(concepts), np.int64)
        assert not looking.labels.shares(present, rows, rows).any()
