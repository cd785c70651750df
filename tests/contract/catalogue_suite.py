"""What every catalogue promises; each adapter's test inherits it and gives it a `catalogue`."""

import pytest

from tests.contract.catalogue_values import AT, words
from tests.contract.enrichments_suite import EnrichmentsSuite, OutdatedSuite
from tests.contract.records_suite import JoiningSuite, RecordsSuite
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.model.connection import RunState
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue


class VocabulariesSuite:
    def test_a_version_is_read_again_as_it_was(self, catalogue: Catalogue):
        name = (Label("ü", "de"), Label("u"))
        match = (Match(MappingRelation.EXACT, "https://m.example/1"),)
        full = Concept(
            "https://v.example/1", ("s",), name, name, name, name, name, ("1",), ("b",), ("r",), match, True, "n"
        )
        scheme = ConceptScheme("s", name, ("https://v.example/1",))
        vocabulary = Vocabulary("v", (scheme,), (full, Concept("https://v.example/2")))
        version = catalogue.vocabularies.put(vocabulary, "v.ttl", AT)
        assert (version.key, version.concepts, version.imported_at, version.source) == ("v@1", 2, AT, "v.ttl")
        assert len(version.digest) == 64
        assert catalogue.vocabularies.get("v") == vocabulary
        empty = Vocabulary("empty", (), ())
        catalogue.vocabularies.put(empty, "", AT)
        assert catalogue.vocabularies.get("empty") == empty

    def test_equal_content_is_the_current_version_and_other_content_the_next(self, catalogue: Catalogue):
        put = catalogue.vocabularies.put
        first = put(words("a", "b"), "one.ttl", AT)
        assert put(words("a", "b"), "two.ttl", "later") == first
        backwards = Vocabulary("v", (), words("a", "b").concepts[::-1])
        assert put(backwards, "three.ttl", "later") == first
        second, third = put(words("a", "c"), "", AT), put(words("a", "b"), "", AT)
        assert [v.number for v in (first, second, third)] == [1, 2, 3]
        assert first.digest == third.digest != second.digest
        for number, labels in ((1, "ab"), (2, "ac"), (3, "ab"), (None, "ab")):
            assert catalogue.vocabularies.get("v", number) == words(*labels)

    def test_versions_go_by_name_and_number(self, catalogue: Catalogue):
        for vocabulary in (words("a", name="w"), words("a"), words("b"), words("a", name="W")):
            catalogue.vocabularies.put(vocabulary, "", AT)
        assert [v.key for v in catalogue.vocabularies.versions()] == ["W@1", "v@1", "v@2", "w@1"]
        assert [v.key for v in catalogue.vocabularies.versions("v")] == ["v@1", "v@2"]
        assert [v.key for v in catalogue.vocabularies.current()] == ["W@1", "v@2", "w@1"]
        assert catalogue.vocabularies.versions("unheard of") == []

    @pytest.mark.parametrize(("name", "number"), [("unheard of", None), ("v", 2), ("v", 0)])
    def test_a_version_that_is_not_there_is_said_to_be_missing(
        self, catalogue: Catalogue, name: str, number: int | None
    ):
        catalogue.vocabularies.put(words("a"), "", AT)
        with pytest.raises(Usage):
            catalogue.vocabularies.get(name, number)


class RunsSuite:
    def test_a_run_is_noted_with_its_counts_newest_first(self, catalogue: Catalogue):
        first, second = catalogue.runs.begin("dam", "1"), catalogue.runs.begin("other", "2")
        assert first.id != second.id
        catalogue.runs.finish(first, RunState.FAILED, "3", {"new": 2, "gone": 0}, "No disk.")
        newest, oldest = catalogue.runs.recent(5)
        assert newest == second
        assert (oldest.id, oldest.connection, oldest.state, oldest.message) == (
            first.id,
            "dam",
            RunState.FAILED,
            "No disk.",
        )
        assert (oldest.started_at, oldest.finished_at, oldest.counts) == ("1", "3", (("new", 2), ("gone", 0)))
        assert catalogue.runs.recent(1) == [second]

    def test_a_run_that_was_cut_off_is_interrupted_by_the_next_of_its_connection(self, catalogue: Catalogue):
        catalogue.runs.finish(catalogue.runs.begin("dam", "1"), RunState.FINISHED, "2", {})
        for connection in ("dam", "other", "dam"):
            catalogue.runs.begin(connection, "3")
        states = [(run.connection, run.state) for run in catalogue.runs.recent(9)]
        assert states == [("dam", "running"), ("other", "running"), ("dam", "interrupted"), ("dam", "finished")]


class CatalogueSuite(RecordsSuite, JoiningSuite, OutdatedSuite, EnrichmentsSuite, VocabulariesSuite, RunsSuite):
    """Inherit it as `Test...` and define the fixture `catalogue`, new and empty for each test."""
