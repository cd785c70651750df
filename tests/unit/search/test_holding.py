"""What the workspace holds, for the order of suggestions and for the numbers beside them."""

from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.index import MemoryIndex
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.index import Document
from thesaury.search.completing import Completer
from thesaury.search.holding import holding, recounted
from thesaury.vocabulary.thesaurus import Thesaurus


def concept(name: str, *broader: str) -> Concept:
    return Concept(f"urn:{name}", preferred=(Label(name, "en"),), broader=tuple(f"urn:{b}" for b in broader))


THESAURUS = Thesaurus(
    [Vocabulary("v", (), (concept("box", "pack"), concept("can", "pack"), concept("pack"), concept("sky")))]
)


def document(id: str, *concepts: str, **names: str) -> Document:
    facets = [
        ("concept", tuple(f"urn:{name}" for name in concepts)),
        *((kind, (name,)) for kind, name in names.items()),
    ]
    return Document(id, (), facets=tuple(facets))


def workspace() -> tuple[MemoryIndex, FakeCatalogue]:
    index, catalogue = MemoryIndex(), FakeCatalogue()
    index.put(
        [
            document("1", "box", "can", campaign="Spring"),
            document("2", "box", campaign="Spring", market="DE"),
            document("3"),
        ]
    )
    return index, catalogue


def test_counts_reach_up_and_names_come_from_facets():
    index, catalogue = workspace()
    held = holding(index, catalogue.enrichments, THESAURUS)
    assert held.counts == {"urn:box": 2, "urn:can": 1, "urn:pack": 3}
    assert held.names == (("campaign", "Spring", 2), ("market", "DE", 1))


def test_what_is_shown_counts_each_asset_once():
    index, catalogue = workspace()
    held = holding(index, catalogue.enrichments, THESAURUS)
    completer = Completer(THESAURUS, held.counts, held.names)
    for typed, count in (("pack", 2), ("can", 1), ("sky", 0), ("spring", 2)):
        (one,) = recounted(completer.complete(typed), index, THESAURUS)
        assert one.count == count, typed


def test_an_empty_workspace_holds_nothing():
    held = holding(MemoryIndex(), FakeCatalogue().enrichments, THESAURUS)
    assert held.counts == {}
    assert held.names == ()
