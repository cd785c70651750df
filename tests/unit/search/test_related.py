"""What is related is found on demand: after what holds the concepts that are meant, and with the way that led to it."""

from dataclasses import replace

import numpy as np
import pytest

from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.index import MemorySearchIndex
from thesaury.model.annotation import Annotation, Enrichment, Origin
from thesaury.model.asset import Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.ports.source import Page
from thesaury.search.description import described, sentence, understood_as
from thesaury.search.documents import document
from thesaury.search.finding import Sources, find
from thesaury.search.linking.linker import By, linker
from thesaury.search.linking.related import below, beside, shared
from thesaury.search.ranking import Question
from thesaury.vocabulary.thesaurus import Thesaurus


def concept(name: str, broader: tuple[str, ...] = (), related: tuple[str, ...] = ()) -> Concept:
    return Concept(
        f"urn:{name}",
        preferred=(Label(name, "en"),),
        broader=tuple(f"urn:{one}" for one in broader),
        related=tuple(f"urn:{one}" for one in related),
    )


THESAURUS = Thesaurus(
    [
        Vocabulary(
            "v",
            (),
            (
                concept("tea", related=("crockery",)),
                concept("crockery", related=("tea",)),
                concept("cup", broader=("crockery",)),
                concept("garden"),
            ),
        )
    ]
)
ASSETS = {
    "held": ("Afternoon", "urn:tea"),
    "beside": ("Blue cup", "urn:cup"),
    "words": ("Tea tea tea towel of crockery", "urn:crockery"),
    "other": ("Roses", "urn:garden"),
}


def sources() -> Sources:
    catalogue, index = FakeCatalogue(), MemorySearchIndex()
    catalogue.records.put_connection(Connection("dam", "fake"))
    records = [Record("dam", name, "e", texts=(Text("title", title, "en"),)) for name, (title, _) in ASSETS.items()]
    catalogue.records.store_page("dam", Page(tuple(records), "", True))
    assets = catalogue.records.assets([record.asset_id for record in records])
    catalogue.enrichments.store(
        [
            Enrichment(
                one.id, one.content_digest(), "s", (Annotation(ASSETS[one.records[0].external_id][1], Origin.TAG, "t"),)
            )
            for one in assets
        ]
    )
    findings = catalogue.enrichments.findings([asset.id for asset in assets])
    index.put([document(asset, findings[asset.id], THESAURUS) for asset in assets])
    return Sources(catalogue, index, THESAURUS, linker(THESAURUS, None, ("en",)))


def names(words: str, related: bool, made: Sources) -> list[str]:
    answer = find(Question(words, related=related), made)
    return [hit.asset.records[0].external_id for hit in answer.hits]


def test_what_is_related_is_found_only_on_demand_and_never_above_what_holds_the_concept() -> None:
    made = sources()
    assert "beside" not in names("tea", False, made)
    found = names("tea", True, made)
    assert found[0] == "held"
    assert {"beside", "words"} <= set(found)
    assert "other" not in found


def test_a_related_hit_says_the_way_and_counts_in_total_and_concepts() -> None:
    answer = find(Question("tea", related=True), sources())
    hit = next(hit for hit in answer.hits if hit.asset.records[0].external_id == "beside")
    assert sentence(hit.reasons[0], THESAURUS, ("en",)) == "cup → crockery ~ related ~ tea"
    told = described(answer, THESAURUS, ("en",))
    assert told["total"] == 3
    assert {"iri": "urn:crockery", "label": "crockery", "weight": 0.5, "by": "related", "of": "urn:tea"} in told[
        "concepts"
    ]
    reasons = next(one["reasons"] for one in told["hits"] if one["asset"] == hit.asset.id)
    assert reasons[0]["related_to"] == {"iri": "urn:tea", "label": "tea"}
    assert understood_as(answer) == ("urn:tea",)


def test_filters_and_pages_hold_with_related_concepts_too() -> None:
    made = sources()
    whole = names("tea", True, made)
    pages = [
        hit.asset.records[0].external_id
        for place in range(3)
        for hit in find(Question("tea", related=True, limit=1, offset=place), made).hits
    ]
    assert pages == whole
    kept = find(Question("tea", (("concept", ("urn:cup",)),), related=True), made)
    assert [hit.asset.records[0].external_id for hit in kept.hits] == ["beside"]


def test_what_is_meant_already_and_what_is_only_guessed_has_nothing_beside_it() -> None:
    links = linker(THESAURUS, None, ("en",)).link("tea").links
    assert [(link.concept, link.by, link.of) for link in beside(links, THESAURUS)] == [
        ("urn:crockery", By.RELATED, "urn:tea")
    ]
    guessed = tuple(replace(link, weight=0.4) for link in links)
    assert beside(guessed, THESAURUS) == beside((), THESAURUS) == ()


def test_scores_of_what_is_there_for_related_concepts_stay_below() -> None:
    own, concepts = np.array([1.0, 0.0, 0.0], np.float32), np.array([1.0, 4.0, 0.0], np.float32)
    assert shared(concepts, own, 0.25).tolist() == [1.0, 0.5, 0.0]
    scores = below(np.array([0.4, 0.8, 0.9], np.float32), concepts, own, 0.25)
    assert scores[1] < scores[0]
    assert scores[2] == np.float32(0.9)


class Broken(FakeEmbedder):
    """Reads the labels, and breaks on every query."""

    def __init__(self, error: Exception, name: str) -> None:
        super().__init__({}, name)
        self.error = error

    def embed_query(self, text: str) -> np.ndarray:
        raise self.error

    def knows(self, word: str) -> bool:
        raise self.error


def test_a_model_that_breaks_on_a_query_takes_neither_words_nor_concepts_with_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = Broken(RuntimeError("out of memory"), "broken#1")
    made = replace(sources(), embedder=broken, linker=linker(THESAURUS, broken, ("en",)))
    for _ in range(2):
        answer = find(Question("tea"), made)
        assert answer.hits[0].asset.records[0].external_id == "held"
        assert [(note.code, note.about[0][:40]) for note in answer.notes] == [
            ("no-model", "The embedding model broken broke on this")
        ]
    assert len([one for one in caplog.records if "words and concepts alone" in one.message]) == 1
