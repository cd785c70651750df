"""What every catalogue promises; each adapter's test inherits it and gives it a `catalogue`."""

from dataclasses import replace

import pytest

from tests.contract.accept_rules_suite import AcceptRulesSuite
from tests.contract.answers_suite import AnswersSuite, IntakesSuite
from tests.contract.audit_suite import AuditSuite
from tests.contract.boards_suite import BoardsSuite
from tests.contract.brand_terms_suite import BrandTermsSuite
from tests.contract.catalogue_values import AT, decide, enrich, fill, record, suggested, tagged, words
from tests.contract.channels_suite import ChannelsSuite
from tests.contract.cleanups_suite import CleanupsSuite
from tests.contract.client_words_suite import ClientWordsSuite
from tests.contract.compliance_suite import ComplianceSuite
from tests.contract.drafts_suite import DraftsSuite
from tests.contract.enrichments_suite import EnrichmentsSuite, OutdatedSuite
from tests.contract.feeds_suite import FeedsSuite
from tests.contract.flows_suite import FlowsSuite
from tests.contract.graph_puts_suite import GraphPutsSuite
from tests.contract.identities_suite import LikenessSuite, ReferencesSuite
from tests.contract.leases_suite import LeasesSuite
from tests.contract.mappings_suite import MappingsSuite
from tests.contract.measuring_suite import MeasuringSuite
from tests.contract.notices_suite import CalendarFeedsSuite, NoticesSuite
from tests.contract.offers_suite import OffersSuite
from tests.contract.outbox_suite import OutboxSuite
from tests.contract.panels_suite import PanelsSuite
from tests.contract.placements_suite import FeedbackSuite, PlacementsSuite
from tests.contract.profiles_suite import ProfilesSuite
from tests.contract.proposals_suite import ProposalsSuite
from tests.contract.publications_suite import PublicationsSuite
from tests.contract.quality_suite import QualitySuite
from tests.contract.queue_suite import QueueSuite
from tests.contract.records_suite import JoiningSuite, PassesSuite, RecordsSuite
from tests.contract.replies_suite import RepliesSuite
from tests.contract.reports_suite import ReportsSuite
from tests.contract.rights_records_suite import RightsRecordsSuite
from tests.contract.runs_suite import RunsSuite
from tests.contract.saved_questions_suite import SavedQuestionsSuite
from tests.contract.saved_searches_suite import SavedSearchesSuite
from tests.contract.search_log_suite import SearchLogSuite
from tests.contract.secrets_suite import SecretsSuite
from tests.contract.service_keys_suite import ServiceKeysSuite
from tests.contract.usage_suite import HintsSuite, UsageSuite
from tests.contract.webhooks_suite import WebhooksSuite
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary
from thesaury.model.errors import Usage
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Carried
from thesaury.ports.source import Page
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

    def test_a_concept_is_followed_through_the_versions_newest_first(self, catalogue: Catalogue):
        for labels in (("a",), ("a", "b", "c"), ("b",)):
            catalogue.vocabularies.put(words(*labels), "", AT)
        by_label = {c.preferred[0].text: c for c in words("a", "b", "c").concepts}
        history = catalogue.vocabularies.history
        held = [(v.number, c) for v, c in history("v", by_label["a"].iri)]
        assert [number for number, _ in held] == [3, 2, 1]
        assert [concept.preferred[0].text if concept else "" for _, concept in held][-1] == "a"
        assert [bool(c) for _, c in history("v", by_label["c"].iri)] == [False, True, False]
        assert [v.number for v, _ in history("v", by_label["a"].iri, most=1)] == [3]
        assert [c for _, c in history("v", "https://nowhere.example/")] == [None, None, None]
        assert history("unheard of", by_label["a"].iri) == []

    @pytest.mark.parametrize(("name", "number"), [("unheard of", None), ("v", 2), ("v", 0)])
    def test_a_version_that_is_not_there_is_said_to_be_missing(
        self, catalogue: Catalogue, name: str, number: int | None
    ):
        catalogue.vocabularies.put(words("a"), "", AT)
        with pytest.raises(Usage):
            catalogue.vocabularies.get(name, number)


class CarriedSuite:
    def test_how_often_each_concept_is_carried_suggested_and_rejected(self, catalogue: Catalogue):
        one, two, gone = fill(catalogue, record("1"), record("2"), record("3"))
        for id in (one, two, gone):
            enrich(catalogue, id, tagged("a"), suggested("b"), suggested("c"))
        decide(catalogue, one, "b")
        decide(catalogue, two, "b", accept=False)
        catalogue.records.store_page("dam", Page((), "", True, gone=("3",)))
        assert catalogue.enrichments.carried() == {
            "a": Carried(accepted=2),
            "b": Carried(accepted=1, rejected=1),
            "c": Carried(suggested=2),
        }


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
    QualitySuite,
    AcceptRulesSuite,
    RightsRecordsSuite,
    VocabulariesSuite,
    CarriedSuite,
    PullsSuite,
    OffersSuite,
    RunsSuite,
    FlowsSuite,
    OutboxSuite,
    LeasesSuite,
    SecretsSuite,
    HintsSuite,
    UsageSuite,
    SearchLogSuite,
    NoticesSuite,
    CalendarFeedsSuite,
    ServiceKeysSuite,
    WebhooksSuite,
    PanelsSuite,
    SavedQuestionsSuite,
    BrandTermsSuite,
    MappingsSuite,
    ClientWordsSuite,
    SavedSearchesSuite,
    ReportsSuite,
    MeasuringSuite,
    GraphPutsSuite,
    DraftsSuite,
    CleanupsSuite,
    BoardsSuite,
    ReferencesSuite,
    LikenessSuite,
    AuditSuite,
    RepliesSuite,
    AnswersSuite,
    IntakesSuite,
    ProfilesSuite,
    ProposalsSuite,
    PlacementsSuite,
    PublicationsSuite,
    FeedbackSuite,
    ComplianceSuite,
    ChannelsSuite,
    FeedsSuite,
):
    """Inherit it as `Test...` and define the fixture `catalogue`, new and empty for each test."""
