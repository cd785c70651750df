"""What every vocabulary source promises; each one's test inherits it and gives it a `bench`."""

from typing import Protocol

import pytest

from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.errors import Unreachable
from thesaury.ports.vocabulary_source import VocabularyPull, VocabularySource


class Bench(Protocol):
    """One vocabulary server, which the suite changes as people do and breaks."""

    def source(self) -> VocabularySource:
        """A source opened anew."""

    def relabel(self, iri: str, label: Label) -> None:
        """Change the preferred label of a concept in that language."""

    def add(self, label: Label) -> str:
        """A new approved concept; its IRI."""

    def remove(self, iri: str) -> None:
        """Delete a concept."""

    def merge(self, iri: str, into: str) -> None:
        """Merge a concept into another."""

    def suggest(self, label: Label) -> None:
        """A suggestion that nobody has approved yet."""

    def bring_in(self, count: int) -> None:
        """New concepts by a way that no list of changes tells of."""

    def pass_time(self) -> None:
        """Let so much time go by that everything is compared again."""

    def vanish(self) -> None:
        """Make the server unreachable."""


def by_iri(vocabulary: Vocabulary) -> dict[str, Concept]:
    return {concept.iri: concept for concept in vocabulary.concepts}


def onward(bench: Bench, pull: VocabularyPull) -> VocabularyPull:
    return bench.source().pull(pull.cursor, pull.vocabulary)


def settled(bench: Bench) -> VocabularyPull:
    return onward(bench, bench.source().pull("", None))


def leaf(vocabulary: Vocabulary) -> Concept:
    """A living concept with nothing below it, with English labels."""
    above = {iri for concept in vocabulary.concepts for iri in concept.broader}
    return next(one for one in vocabulary.concepts if one.iri not in above and not one.deprecated and one.preferred)


class VocabularySourceSuite:
    """Inherit it as `Test...` and define the fixture `bench`."""

    def test_the_first_pass_is_whole_and_in_order(self, bench: Bench):
        pull = bench.source().pull("", None)
        iris = [concept.iri for concept in pull.vocabulary.concepts]
        assert iris
        assert iris == sorted(set(iris))
        assert (pull.whole, pull.read, pull.missed) == (True, len(iris), ())
        assert pull.vocabulary.name
        assert len(pull.cursor) < 100_000

    def test_the_outline_counts_the_concepts_in_use(self, bench: Bench):
        living = [one for one in bench.source().pull("", None).vocabulary.concepts if not one.deprecated]
        assert bench.source().outline().records == len(living)

    def test_everything_a_concept_names_is_there(self, bench: Bench):
        vocabulary = bench.source().pull("", None).vocabulary
        known, schemes = set(by_iri(vocabulary)), {scheme.iri for scheme in vocabulary.schemes}
        for concept in vocabulary.concepts:
            assert known.issuperset((*concept.broader, *concept.related))
            assert schemes.issuperset(concept.schemes)
            assert concept.iri not in concept.broader
        assert all(known.issuperset(scheme.top_concepts) for scheme in vocabulary.schemes)

    def test_nothing_changed_nothing_is_read(self, bench: Bench):
        before = settled(bench)
        after = onward(bench, before)
        assert (after.read, after.whole, after.missed) == (0, False, ())
        assert after.vocabulary == before.vocabulary

    def test_only_what_changed_is_read(self, bench: Bench):
        before = settled(bench)
        changed = leaf(before.vocabulary)
        bench.relabel(changed.iri, Label("quillbrook", "en"))
        after = onward(bench, before)
        assert (after.read, after.whole) == (1, False)
        new = by_iri(after.vocabulary)[changed.iri]
        assert Label("quillbrook", "en") in new.preferred
        expected = by_iri(before.vocabulary) | {changed.iri: new}
        assert by_iri(after.vocabulary) == expected
        again = onward(bench, after)
        assert (again.read, again.vocabulary) == (0, after.vocabulary)

    def test_new_and_removed_concepts_are_followed(self, bench: Bench):
        before = settled(bench)
        removed = leaf(before.vocabulary).iri
        added = bench.add(Label("quillbrook", "en"))
        bench.remove(removed)
        after = onward(bench, before)
        assert not after.whole
        assert {*by_iri(after.vocabulary)} == {*by_iri(before.vocabulary), added} - {removed}
        assert by_iri(after.vocabulary)[added].preferred == (Label("quillbrook", "en"),)
        assert all(removed not in concept.related for concept in after.vocabulary.concepts)

    def test_a_merged_concept_says_what_replaces_it(self, bench: Bench):
        before = settled(bench)
        gone = leaf(before.vocabulary)
        into = next(one.iri for one in before.vocabulary.concepts if one.iri != gone.iri and not one.deprecated)
        bench.merge(gone.iri, into)
        merged = by_iri(onward(bench, before).vocabulary)[gone.iri]
        assert (merged.deprecated, merged.replaced_by) == (True, into)

    def test_a_suggestion_never_comes(self, bench: Bench):
        before = settled(bench)
        bench.suggest(Label("quillbrook", "en"))
        after = onward(bench, before)
        bench.pass_time()
        for vocabulary in (after.vocabulary, onward(bench, after).vocabulary, bench.source().pull("", None).vocabulary):
            assert by_iri(vocabulary) == by_iri(before.vocabulary)

    def test_what_no_list_tells_is_found_by_comparing_and_named(self, bench: Bench):
        before = settled(bench)
        bench.bring_in(5)
        bench.pass_time()
        after = onward(bench, before)
        new = set(by_iri(after.vocabulary)) - set(by_iri(before.vocabulary))
        assert after.whole
        assert len(new) == 5
        assert set(after.missed) == new

    def test_a_comparison_that_finds_nothing_misses_nothing(self, bench: Bench):
        before = settled(bench)
        bench.relabel(leaf(before.vocabulary).iri, Label("quillbrook", "en"))
        bench.pass_time()
        after = onward(bench, before)
        assert (after.whole, after.missed) == (True, ())

    @pytest.mark.parametrize("cursor", ["nonsense", "{}", "[1]", '{"form": 99}'])
    def test_an_unknown_cursor_reads_everything(self, bench: Bench, cursor: str):
        before = settled(bench)
        after = bench.source().pull(cursor, before.vocabulary)
        assert after.whole
        assert after.vocabulary == before.vocabulary

    def test_a_cursor_without_what_was_kept_reads_everything(self, bench: Bench):
        before = settled(bench)
        assert bench.source().pull(before.cursor, None).whole

    def test_an_unreachable_server_says_so_and_the_place_holds(self, bench: Bench):
        before = settled(bench)
        source = bench.source()
        bench.vanish()
        for ask in (
            source.outline,
            lambda: source.pull("", None),
            lambda: source.pull(before.cursor, before.vocabulary),
        ):
            with pytest.raises(Unreachable) as error:
                ask()
            assert error.value.message.endswith(".")
