"""Small values and short ways to put them into a catalogue, for the suites of its stores."""

from thesaury.model.annotation import (
    Annotation,
    Decision,
    Enrichment,
    Evidence,
    Origin,
    Reason,
    Review,
    Suggestion,
    Voice,
)
from thesaury.model.asset import Asset, File, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Findings
from thesaury.ports.source import Page

AT = "2026-01-02T03:04:05+00:00"
QUOTE = (Evidence("title", 0, 3, "Sea", "sea", "en"),)
WHY = (Reason(Voice.NEIGHBOUR, "a1", 0.71), Reason(Voice.GRAPH, "https://v.example/0", 0.4, "broader"))


def record(external_id: str, digest: str = "", etag: str = "1", connection: str = "dam", title: str = "") -> Record:
    file = File(f"{external_id}.jpg", "image/jpeg", digest, 10, 4, 3)
    return Record(connection, external_id, etag, (Text("title", title or external_id, "en"),), ("sea",), file=file)


def fill(catalogue: Catalogue, *records: Record, cursor: str = "") -> list[str]:
    """Store each record in a page of its own, and give the ids of the assets they belong to."""
    for added in records:
        if added.connection not in {known.name for known in catalogue.records.connections()}:
            catalogue.records.put_connection(Connection(added.connection, "table"))
        catalogue.records.store_page(added.connection, Page((added,), cursor, not cursor))
    return [held(catalogue, added).id for added in records]


def held(catalogue: Catalogue, known: Record) -> Asset:
    asset = catalogue.records.find(known.key)
    assert asset is not None
    return asset


def keys(asset: Asset) -> list[str]:
    return [record.key for record in asset.records]


def suggested(concept: str, score: float = 0.5) -> Suggestion:
    return Suggestion(concept, score, QUOTE, "labels/1", "iptc@1", WHY)


def tagged(concept: str, origin: Origin = Origin.TAG) -> Annotation:
    return Annotation(concept, origin, "tags/1", 1.0, QUOTE, "iptc@1", WHY)


def reviewed(concept: str, reviewer: str = "ana", score: float = 0.5) -> Annotation:
    return Annotation(concept, Origin.REVIEW, reviewer, score, QUOTE, "iptc@1", WHY, "labels/1")


def enrich(
    catalogue: Catalogue, id: str, *found: Annotation | Suggestion, stamp: str = "s1", tags: tuple[str, ...] = ()
) -> None:
    [asset] = catalogue.records.assets([id])
    annotations = tuple(a for a in found if isinstance(a, Annotation))
    suggestions = tuple(s for s in found if isinstance(s, Suggestion))
    catalogue.enrichments.store([Enrichment(id, asset.content_digest(), stamp, annotations, suggestions, tags)])


def decide(catalogue: Catalogue, id: str, concept: str, accept: bool = True, reviewer: str = "ana") -> int:
    decision = Decision.ACCEPTED if accept else Decision.REJECTED
    return catalogue.enrichments.review([Review(id, concept, decision, reviewer, AT)])


def found(catalogue: Catalogue, id: str) -> Findings:
    return catalogue.enrichments.findings([id])[id]


def outdated(catalogue: Catalogue, stamp: str = "s1") -> list[str]:
    return [asset.id for asset in catalogue.enrichments.outdated(stamp, "", 100)]


def project(catalogue: Catalogue) -> list[str]:
    """Mark everything as projected, and give the ids that were not."""
    revisions = catalogue.enrichments.unprojected(100)
    assert len(revisions) == catalogue.enrichments.count_unprojected()
    catalogue.enrichments.mark_projected(revisions)
    return [id for id, _ in revisions]


def words(*labels: str, name: str = "v") -> Vocabulary:
    concepts = tuple(Concept(f"https://v.example/{n}", preferred=(Label(text, "en"),)) for n, text in enumerate(labels))
    return Vocabulary(name, (), concepts)
