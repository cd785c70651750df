"""A real workspace in which suggestions wait: eight pictures of two campaigns, two or one suggestion each."""

from contextlib import closing
from pathlib import Path

from PIL import Image

from tests.contract.catalogue_values import enrich, fill
from tests.made_once import copied
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.annotation import Annotation, Evidence, Origin, Reason, Suggestion, Voice
from thesaury.model.asset import File, Record, Text
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.pipeline import project

T = "https://terms.example/"
TOPICS, PLACES = f"{T}topics", f"{T}places"
AT = "2026-11-23T10:00:00+00:00"


def concept(name: str, en: str, de: str, *broader: str, scheme: str = TOPICS) -> Concept:
    labels = (Label(de, "de"), Label(en, "en"))
    return Concept(T + name, (scheme,), labels, broader=tuple(T + one for one in broader))


VOCABULARY = Vocabulary(
    "terms",
    (ConceptScheme(PLACES, (Label("Places", "en"),)), ConceptScheme(TOPICS, (Label("Topics", "en"),))),
    (
        concept("glass", "glass packaging", "Glasverpackung", "packaging"),
        concept("jar", "jar", "Einmachglas", "glass"),
        concept("kitchen", "kitchen", "Küche", scheme=PLACES),
        concept("packaging", "packaging", "Verpackung"),
        concept("pouch", "refill pouch", "Nachfüllbeutel", "packaging"),
    ),
)
CAMPAIGNS = ("Green Spring", "Winter <Warm>")


def collection(root: Path) -> EmbeddedWorkspace:
    """A copy of it. Asset n has the title "Jar n in a kitchen"; `jar` waits for all eight, `kitchen` for the even ones."""
    return open_workspace(copied(_collection, root / "work"))


def _collection(root: Path) -> None:
    with closing(init_workspace(root, ("en", "de"))) as workspace:
        workspace.catalogue.vocabularies.put(VOCABULARY, "terms.ttl", AT)
        path = root.with_suffix(".png")
        Image.new("RGB", (480, 360), "teal").save(path)
        ids = fill(workspace.catalogue, *(_record(number, path) for number in range(1, 9)))
        for number, id in enumerate(ids, 1):
            kitchen = [_kitchen(number, ids[0])] if number % 2 == 0 else []
            tag = Annotation(f"{T}packaging", Origin.TAG, "tags/1", 1.0, (), "terms@1")
            enrich(workspace.catalogue, id, tag, _jar(number), *kitchen)
        with workspace.writing():
            project(workspace)


def asset(workspace: EmbeddedWorkspace, number: int) -> str:
    """The id of an asset by its number."""
    found = workspace.catalogue.records.find(f"dam/{number}")
    assert found is not None
    return found.id


def _record(number: int, picture: Path) -> Record:
    texts = (Text("title", f"Jar {number} in a kitchen", "en"), Text("description", "Ein Einmachglas.", "de"))
    file = File(str(picture), "image/png", f"{number:064x}", 10, 480, 360)
    campaign = CAMPAIGNS[number > 5]
    return Record("dam", str(number), "1", texts, ("misc",), properties=(("campaign", (campaign,)),), file=file)


def _jar(number: int) -> Suggestion:
    quote = Evidence("title", 0, 3, "Jar", "jar", "en")
    reasons = (Reason(Voice.GRAPH, f"{T}packaging", 0.4, "broader"),)
    return Suggestion(f"{T}jar", 0.5 + number / 20, (quote,), "fake/1", "terms@1", reasons)


def _kitchen(number: int, like: str) -> Suggestion:
    quote = Evidence("title", 11, 18, "kitchen", "kitchen", "en")
    reasons = (Reason(Voice.NEIGHBOUR, like, 0.71), Reason(Voice.MEANING, "cooking", 0.6))
    return Suggestion(f"{T}kitchen", number / 20, (quote,), "fake/1", "terms@1", reasons)
