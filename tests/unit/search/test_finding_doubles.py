"""A search folds what looks the same before it cuts its page."""

from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.index import MemorySearchIndex
from thesaury.model.asset import Record, Text
from thesaury.model.connection import Connection
from thesaury.model.likeness import Verdict, likeness
from thesaury.ports.source import Page
from thesaury.search.documents import document
from thesaury.search.finding import Answer, Sources, find
from thesaury.search.linking.linker import linker
from thesaury.search.ranking import Question
from thesaury.vocabulary.thesaurus import Thesaurus

COUNT = 30


def searched() -> tuple[Sources, list[str]]:
    """Thirty lakes; every even one looks the same as the next."""
    catalogue, index, thesaurus = FakeCatalogue(), MemorySearchIndex(), Thesaurus([])
    catalogue.records.put_connection(Connection("dam", "fake"))
    records = [Record("dam", f"{n:02}", "e", texts=(Text("title", "A lake", "en"),)) for n in range(COUNT)]
    catalogue.records.store_page("dam", Page(tuple(records), "", True))
    assets = catalogue.records.assets([record.asset_id for record in records])
    findings = catalogue.enrichments.findings([asset.id for asset in assets])
    index.put([document(asset, findings[asset.id], thesaurus) for asset in assets])
    ids = [record.asset_id for record in records]
    catalogue.identities.compared([likeness(ids[n], ids[n + 1], 2) for n in range(0, COUNT, 2)], [])
    return Sources(catalogue, index, thesaurus, linker(thesaurus, None, ("en",))), ids


def shown(answer: Answer) -> list[str]:
    return [hit.asset.id for hit in answer.hits]


def test_pages_keep_their_size_and_the_total_counts_assets():
    sources, ids = searched()
    first, second = (find(Question("lake", limit=10, offset=offset), sources) for offset in (0, 10))
    assert (first.total, first.folded, len(first.hits), len(second.hits)) == (COUNT, COUNT // 2, 10, 5)
    hits = (*first.hits, *second.hits)
    assert sorted(id for hit in hits for id in (hit.asset.id, *hit.doubles)) == sorted(ids)
    assert all(len(hit.doubles) == 1 for hit in hits)


def test_what_a_person_called_different_has_a_hit_of_its_own():
    sources, ids = searched()
    sources.catalogue.identities.decide(ids[0], ids[1], Verdict.DIFFERENT, "ana", "2026-01-01T00:00:00+00:00")
    found = find(Question("lake", limit=COUNT), sources)
    assert {ids[0], ids[1]} <= set(shown(found))
    assert found.folded == COUNT // 2 - 1


def test_a_list_of_everything_is_not_folded():
    found = find(Question(limit=COUNT), searched()[0])
    assert (len(found.hits), found.folded) == (COUNT, 0)
