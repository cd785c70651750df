"""What the workspace holds, for the order of suggestions and for the numbers beside them."""

from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.index import MemorySearchIndex
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.index import Document
from thesaury.search.completing.completer import Completer
from thesaury.search.completing.holding import holding, recounted
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


def workspace() -> tuple[MemorySearchIndex, FakeCatalogue]:
    index, catalogue = MemorySearchIndex(), FakeCatalogue()
    index.put(
        [
            document("1", "box", "can", "pack", campaign="Spring"),
            document("2", "box", "pack", campaign="Spring", market="DE"),
            document("3"),
        ]
    )
    return index, catalogue


def test_counts_and_names_come_from_facets():
    index, catalogue = workspace()
    held = holding(index, catalogue.enrichments)
    assert held.counts == {"urn:box": 2, "urn:can": 1, "urn:pack": 2}
    assert held.names == (("campaign", "Spring", 2), ("market", "DE", 1))


def test_what_is_shown_has_the_counts_of_the_moment():
    index, catalogue = workspace()
    held = holding(index, catalogue.enrichments)
    completer = Completer(THESAURUS, held.counts, held.names)
    for typed, count in (("pack", 2), ("can", 1), ("sky", 0), ("spring", 2)):
        (one,) = recounted(completer.complete(typed), index)
        assert one.count == count, typed


def test_an_empty_workspace_holds_nothing():
    held = holding(MemorySearchIndex(), FakeCatalogue().enrichments)
    assert held.counts == {}
    assert held.names == ()
