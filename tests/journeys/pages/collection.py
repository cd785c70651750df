"""A small workspace in memory: eight assets in two systems, two of which look alike, one vocabulary, and the parts the pages ask for."""

from pathlib import Path
from types import SimpleNamespace

from tests.fakes.catalogue import FakeCatalogue
from tests.fakes.documents import FakeDocuments
from tests.fakes.index import MemorySearchIndex
from tests.fakes.language import FakeDetector
from thesaury.engines.previews import KeptPreviews
from thesaury.engines.renditions import KeptRenditions
from thesaury.model.annotation import Annotation, Evidence, Origin, Reason, Suggestion, Voice
from thesaury.model.asset import Asset, File, Licence, Record, Text
from thesaury.model.concept import Concept, ConceptScheme, Label, MappingRelation, Match, Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.likeness import Likeness
from thesaury.ports.enrichments import Carried, Findings
from thesaury.ports.opening import opened
from thesaury.ports.pictures import Pictures
from thesaury.rights.derive import derive
from thesaury.search.documents import document
from thesaury.vocabulary.thesaurus import Thesaurus

T = "https://terms.example/"
AT = "2026-11-28T10:00:00Z"
LICENCE = "Use in print and online in DACH until the end of the campaign, see contract 77."


def concept(name: str, en: str, de: str = "", broader: tuple[str, ...] = (), **more) -> Concept:
    """A concept of the topics, or of another scheme."""
    labels = tuple(sorted(Label(text, code) for text, code in ((en, "en"), (de, "de")) if text))
    fields = {"schemes": (f"{T}topics",), **more}
    return Concept(T + name, preferred=labels, broader=tuple(T + b for b in broader), **fields)


CONCEPTS = (
    concept("carbon", "carbon-neutral product", broader=("sustainable",)),
    concept(
        "eco", "eco-friendly packaging", "umweltfreundliche Verpackung", ("sustainable",), hidden=(Label("eco", "en"),)
    ),
    concept("kitchen", "kitchen", "Küche", schemes=(f"{T}places",)),
    concept("packaging", "packaging", "Verpackung"),
    concept("plastic", "plastic sack", deprecated=True, replaced_by=f"{T}refill"),
    concept(
        "refill",
        "refill pouch",
        "Nachfüllbeutel",
        ("sustainable",),
        alternative=(Label("refill pack", "en"),),
        definitions=(Label("A soft bag that fills a bottle again.", "en"),),
        related=(f"{T}kitchen",),
        matches=(
            Match(MappingRelation.CLOSE, "https://elsewhere.example/refill"),
            Match(MappingRelation.BROAD, "urn:x:1"),
        ),
    ),
    concept("sustainable", "sustainable packaging", "nachhaltige Verpackung", ("packaging",)),
)
VOCABULARY = Vocabulary(
    "terms",
    (
        ConceptScheme(f"{T}places", (Label("Places", "en"),), (f"{T}kitchen",)),
        ConceptScheme(f"{T}topics", (Label("Topics", "en"), Label("Themen", "de")), (f"{T}packaging",)),
    ),
    CONCEPTS,
)
VERSION = VocabularyVersion("terms", 1, "d1", len(CONCEPTS), "2026-11-23T10:00:00+00:00", "terms.ttl")


def record(number: int, title: str, description: str = "", connection: str = "studio", **more) -> Record:
    """A record with English texts."""
    texts = (Text("title", title, "en"), *([Text("description", description, "en")] if description else []))
    return Record(connection, f"{connection}-{number}", "1", **{"texts": texts, **more})


def properties(campaign: str, *markets: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("campaign", (campaign,)), ("market", markets), ("creator", ("Ada Lind",)), ("source", ("Spring shoot",)))


def assets(pictures: Path) -> list[Asset]:
    """The assets; the first has a real picture below this folder, the second one that is broken, the third a URL."""
    box = record(
        1,
        "Kitchen scene",
        "An eco-friendly box beside the window.",
        texts=(
            Text("title", "Kitchen scene", "en"),
            Text("description", "An eco-friendly box beside the window.", "en"),
            Text("description", "Eine Schachtel am Fenster", "de"),
        ),
        tags=("Refill_Pack", "Q3_final_v2"),
        properties=properties("Green Spring", "DE", "AT"),
        file=File(str(pictures / "box.jpg"), "image/jpeg", "ab" * 32, 2000, 900, 600),
        licences=(Licence(LICENCE), Licence("", (("valid_until", "2026-12-31"),))),
    )
    again = record(
        1, "Box at the window", connection="portal", tags=("misc",), properties=(("creator", ("Ben Stone",)),)
    )
    pouches = record(
        2,
        "Refill pouches on a shelf",
        file=File(str(pictures / "broken.jpg"), "image/jpeg", "cd" * 32),
        properties=properties("Green Spring", "FR"),
    )
    far = record(3, "A far picture", connection="portal", file=File("https://cdn.example/a.jpg", "image/jpeg"))
    plain = [
        record(n, f"Mountain lake {n}", "Nothing but water.", properties=properties("Outdoors", "CH"))
        for n in range(4, 9)
    ]
    return [
        Asset(f"a{n}", records)
        for n, records in enumerate([(box, again), (pouches,), (far,), *((p,) for p in plain)], 1)
    ]


def _suggestion(iri: str, score: float, *evidence: Evidence, reasons: tuple[Reason, ...] = ()) -> Suggestion:
    return Suggestion(T + iri, score, evidence, "fake/1", "terms@1", reasons)


ECO_REASONS = (
    Reason(Voice.EXPERIENCE, "box & <lid>", 0.4),
    Reason(Voice.MEANING, "green <packaging>", 0.58),
    Reason(Voice.GRAPH, f"{T}sustainable", 0.5, "broader"),
    Reason(Voice.GRAPH, f"{T}refill", 0.3, "sibling"),
    Reason(Voice.NEIGHBOUR, "a2", 0.71),
    Reason(Voice.NEIGHBOUR, "left long ago", 0.64),
    Reason(Voice.NEIGHBOUR, "a4", 0.1),
)


def findings(asset: Asset) -> Findings:
    """The first asset has concepts of every state, the second an accepted one, the others none."""
    if asset.id == "a1":
        tag = Evidence("tag", 0, 11, "Refill_Pack", "refill pack", "en")
        eco = Evidence("description", 3, 15, "eco-friendly", "eco-friendly packaging", "en")
        return Findings(
            (Annotation(f"{T}refill", Origin.TAG, "tags/1", 1.0, (tag,), "terms@1"),),
            (_suggestion("eco", 0.82, eco, reasons=ECO_REASONS), _suggestion("gone", 0.31)),
            derive(asset, {}, AT).policies,
            ("Q3_final_v2", "misc"),
        )
    if asset.id == "a2":
        related = (Reason(Voice.GRAPH, f"{T}kitchen", 0.2, "related"),)
        return Findings((Annotation(f"{T}refill", Origin.REVIEW, "ada", 0.9, reasons=related),))
    return Findings()


class Catalogue(SimpleNamespace):
    """Told apart by what learns from it, as a catalogue in a database is."""

    __hash__ = object.__hash__


class Workspace:
    """The parts of a workspace that the pages ask for; `broken` makes every call to the catalogue raise it."""

    languages = ("en", "de")

    def __init__(self, root: Path, held: list[Asset] | None = None, vocabularies=((VERSION, VOCABULARY),)):
        self.root, self.campaigns_file = root, root / "campaigns.csv"
        self.broken: Exception | None = None
        self.embedder = self.senses = None
        self.teams: dict[str, tuple[str, ...]] = {}
        self.detector, self.documents = FakeDetector(), FakeDocuments()
        self.shown: dict[Connection, Pictures] = {}
        self.opened = opened
        self.previews, self.renditions = KeptPreviews(self), KeptRenditions(self)
        self.kept = {version.name: (version, kept) for version, kept in vocabularies}
        self.held = {asset.id: asset for asset in (assets(root) if held is None else held)}
        self.rest = FakeCatalogue()
        self.rights, self.answers = self.rest.rights, self.rest.answers
        self.rights.put([made for asset in self.held.values() for made in derive(asset, {}, AT).renewed])
        thesaurus = Thesaurus([kept for _, kept in vocabularies])
        self.index = MemorySearchIndex()
        self.index.put([document(a, findings(a), thesaurus) for a in self.held.values()])

    @property
    def catalogue(self):
        if self.broken:
            raise self.broken
        told = SimpleNamespace(
            records=SimpleNamespace(
                assets=lambda ids: [self.held[i] for i in ids if i in self.held],
                connections=lambda: tuple(self.shown),
                find=self._find,
                named=self._named,
            ),
            enrichments=SimpleNamespace(
                findings=lambda ids: {i: findings(self.held[i]) for i in ids if i in self.held},
                counts=lambda: SimpleNamespace(assets=len(self.held), suggestions=0),
                projected=lambda: "1",
                carried=self._carried,
                unknown_tags=lambda limit: [("Q3_final_v2", 1), ("misc", 1)][:limit],
                latest=lambda sought, limit=50, before=0: [],
            ),
            notices=SimpleNamespace(page=lambda **narrowed: []),
            usage=SimpleNamespace(of_record=lambda *record: [], add=self.rest.usage.add, uses=self.rest.usage.uses),
            audit=SimpleNamespace(deeds=lambda *sought, **limits: (), add=lambda deeds: None),
            # The pair waits for a person; hits are folded in tests of their own.
            identities=SimpleNamespace(likenesses=self._likenesses, among=lambda ids, most: []),
            vocabularies=SimpleNamespace(
                pulls=lambda: [],
                current=lambda: [version for version, _ in self.kept.values()],
                versions=lambda name=None: [
                    version for version, _ in self.kept.values() if name in (None, version.name)
                ],
                get=lambda name, number=None: self.kept[name][1],
                history=self._history,
            ),
        )
        # What the collection has no word of its own for is told by a catalogue in memory.
        return Catalogue(**{**vars(self.rest), **vars(told)})

    def _carried(self):
        found: dict[str, list[int]] = {}
        for asset in self.held.values():
            for place, kind in enumerate(("annotations", "suggestions")):
                for one in getattr(findings(asset), kind):
                    found.setdefault(one.concept, [0, 0])[place] += 1
        return {concept: Carried(*counts) for concept, counts in found.items()}

    def _history(self, name, iri, most=50):
        version, kept = self.kept[name]
        return [(version, next((c for c in kept.concepts if c.iri == iri), None))]

    def helps(self, connection):
        return ("pictures",) if connection in self.shown else ()

    def pictures(self, connection):
        return self.shown[connection]

    def _likenesses(self, limit=500):
        """The first two assets look alike."""
        return [Likeness("a1", "a2", 2)][:limit] if {"a1", "a2"} <= self.held.keys() else []

    def _find(self, reference):
        return next((a for a in self.held.values() if reference in (a.id, *(r.key for r in a.records))), None)

    def _named(self, connection, external_ids):
        records = [(a.id, r) for a in self.held.values() for r in a.records if r.connection == connection]
        return [(id, record) for id, record in records if record.external_id in external_ids]
