"""What every catalogue promises; each adapter's test inherits it and gives it a `catalogue`."""

from dataclasses import replace

import pytest

from tests.contract.accept_rules_suite import AcceptRulesSuite
from tests.contract.catalogue_values import AT, words
from tests.contract.enrichments_suite import EnrichmentsSuite, OutdatedSuite
from tests.contract.flows_suite import FlowsSuite
from tests.contract.identities_suite import LikenessSuite, ReferencesSuite
from tests.contract.leases_suite import LeasesSuite
from tests.contract.notices_suite import CalendarFeedsSuite, NoticesSuite
from tests.contract.outbox_suite import OutboxSuite
from tests.contract.queue_suite import QueueSuite
from tests.contract.records_suite import JoiningSuite, PassesSuite, RecordsSuite
from tests.contract.rights_records_suite import RightsRecordsSuite
from tests.contract.runs_suite import RunsSuite
from tests.contract.saved_searches_suite import SavedSearchesSuite
from tests.contract.secrets_suite import SecretsSuite
from tests.contract.usage_suite import HintsSuite, UsageSuite
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.vocabularies import Pulled


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


class PullsSuite:
    def test_how_the_last_pull_of_a_server_ended_is_kept_with_what_it_brought(self, catalogue: Catalogue):
        vocabularies = catalogue.vocabularies
        first = Pulled("server", "v", "c1", AT, AT, notes=("The model is stale.", "ü"))
        version = vocabularies.pulled(first, words("a"))
        assert version is not None
        assert (version.key, version.source, version.imported_at) == ("v@1", "server", AT)
        assert vocabularies.pulled(replace(first, cursor="c2", at="later"), words("a")) == version
        failed = replace(first, cursor="c2", failed_at="later", message="It was away.")
        assert vocabularies.pulled(failed) is None
        other = Pulled("another", "w")
        vocabularies.pulled(other)
        assert vocabularies.pulls() == [other, failed]
        assert vocabularies.versions() == [version]


class CatalogueSuite(
    RecordsSuite,
    PassesSuite,
    JoiningSuite,
    OutdatedSuite,
    EnrichmentsSuite,
    QueueSuite,
    AcceptRulesSuite,
    RightsRecordsSuite,
    VocabulariesSuite,
    PullsSuite,
    RunsSuite,
    FlowsSuite,
    OutboxSuite,
    LeasesSuite,
    SecretsSuite,
    HintsSuite,
    UsageSuite,
    NoticesSuite,
    CalendarFeedsSuite,
    SavedSearchesSuite,
    ReferencesSuite,
    LikenessSuite,
):
    """Inherit it as `Test...` and define the fixture `catalogue`, new and empty for each test."""
