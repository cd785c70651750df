"""Assets like a given one."""

from collections.abc import Sequence

import pytest

from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.index import MemorySearchIndex
from thesaury.model.annotation import Annotation, Enrichment, Origin, Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.likeness import likeness
from thesaury.ports.source import Page
from thesaury.search.alike.similar import Similar, similar
from thesaury.search.alike.similar_told import because, told
from thesaury.search.documents import document
from thesaury.search.finding import Sources
from thesaury.search.linking.linker import linker
from thesaury.vocabulary.thesaurus import Thesaurus


def concept(name: str, *broader: str) -> Concept:
    return Concept(f"urn:{name}", preferred=(Label(name, "en"),), broader=tuple(f"urn:{one}" for one in broader))


THESAURUS = Thesaurus(
    [Vocabulary("v", (), (concept("bread", "food"), concept("food"), concept("honey", "food"), concept("people")))]
)
ALIKE = FakeEmbedder({"bread": "loaf"})
TITLES = {
    "given": "Fresh bread on a wooden board",
    "near": "Warm loaf",
    "same": "Sliced bread, wooden board",
    "sibling": "Honey in a jar",
    "crowd": "Crowd in a street",
    "other": "Nothing of all this",
}
CONCEPTS = {
    "given": ("bread", "people"),
    "same": ("bread",),
    "sibling": ("honey",),
    "crowd": ("people",),
    "third": ("people",),
}


def made(
    titles: dict[str, str] = TITLES, vectors: bool = False, unknown: Sequence[str] = ()
) -> tuple[Sources, dict[str, Asset]]:
    catalogue, index = FakeCatalogue(), MemorySearchIndex()
    catalogue.records.put_connection(Connection("dam", "fake"))
    records = [Record("dam", name, "e", texts=(Text("title", text, "en"),)) for name, text in titles.items()]
    catalogue.records.store_page("dam", Page(tuple(records), "", True))
    assets = {one.records[0].external_id: one for one in catalogue.records.assets([r.asset_id for r in records])}
    catalogue.enrichments.store(
        [
            Enrichment(
                one.id,
                one.content_digest(),
                "s",
                tuple(Annotation(f"urn:{held}", Origin.TAG, "t") for held in CONCEPTS.get(name, ())),
                (Suggestion("urn:honey", 0.4, (), "t/1", "v@1"),) if name == "crowd" else (),
                (),
                (),
            )
            for name, one in assets.items()
            if name not in unknown
        ]
    )
    findings = catalogue.enrichments.findings([one.id for one in assets.values()])
    index.put(
        [
            document(
                one,
                findings[one.id],
                THESAURUS,
                vector=ALIKE.embed((titles[name],))[0] if vectors else None,
                model="fake#1" if vectors else "",
            )
            for name, one in assets.items()
        ]
    )
    return Sources(catalogue, index, THESAURUS, linker(THESAURUS, None, ("en",))), assets


def named(found: Similar) -> list[str]:
    return [hit.asset.records[0].external_id for hit in found.hits]


def test_what_shares_rare_concepts_and_words_comes_first_and_never_the_asset_itself():
    sources, assets = made()
    found = similar(assets["given"], sources)
    assert (named(found)[0], found.by) == ("same", ("concepts", "words"))
    assert "given" not in named(found)
    assert "other" not in named(found)
    assert because(found.hits[0], THESAURUS, ("en",)) == "shares: bread"


def test_neighbours_are_alike_by_what_stands_above_both():
    sources, assets = made()
    by_name = dict(zip(named(found := similar(assets["sibling"], sources)), found.hits, strict=True))
    assert by_name["same"].concepts == ("urn:food",)
    assert by_name["crowd"].concepts == ("urn:honey",)


def test_vectors_find_what_shares_neither_words_nor_concepts():
    sources, assets = made({"given": "bread", "near": "loaf", "other": "zeppelin"}, vectors=True, unknown=["given"])
    found = similar(assets["given"], sources)
    assert (named(found), found.by) == (["near"], ("words", "meaning"))
    assert because(found.hits[0], THESAURUS, ()) == "alike in meaning 1.00"


def test_without_shared_concepts_the_shared_words_are_told():
    sources, assets = made(unknown=list(TITLES))
    found = similar(assets["given"], sources)
    assert (named(found), found.hits[0].words) == (["same"], ("bread", "wooden", "board"))
    assert because(found.hits[0], THESAURUS, ("en",)) == "shares: bread, wooden, board"


def test_what_looks_the_same_is_left_out_or_folded():
    sources, assets = made()
    ids = {name: one.id for name, one in assets.items()}
    sources.catalogue.identities.compared([likeness(ids["given"], ids["same"], 2)], [])
    assert "same" not in named(similar(assets["given"], sources))
    found = similar(assets["sibling"], sources)
    folded = [hit for hit in found.hits if hit.doubles]
    assert [{hit.asset.id, *hit.doubles} for hit in folded] == [{ids["given"], ids["same"]}]


def test_filters_and_limit_hold():
    sources, assets = made()
    assert len(similar(assets["given"], sources, limit=1).hits) == 1
    assert similar(assets["given"], sources, filters=(("source", ("elsewhere",)),)).hits == ()
    assert similar(assets["given"], sources, limit=0).hits == ()


@pytest.mark.parametrize("titles", [{"given": ""}, {"given": "Alone with bread"}])
def test_an_asset_like_no_other_has_an_empty_row(titles: dict[str, str]):
    sources, assets = made(titles)
    assert similar(assets["given"], sources).hits == ()


def test_an_asset_the_index_does_not_hold_yet_is_found_by_its_concepts():
    sources, assets = made()
    sources.index.put([], gone=[assets["given"].id])
    found = similar(assets["given"], sources)
    assert (named(found)[0], found.by) == ("same", ("concepts",))


def test_it_is_told_as_plain_data():
    sources, assets = made()
    shown = told(similar(assets["given"], sources, limit=1), THESAURUS, ("en",))
    assert shown["by"] == ["concepts", "words"]
    assert shown["hits"][0]["because"] == "shares: bread"
    assert shown["hits"][0]["concepts"] == [{"iri": "urn:bread", "label": "bread"}]
