"""How a workspace understands queries: by words at once, with a model as soon as it has read the labels, and without one that is broken."""

from threading import Event
from time import monotonic, sleep

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.fakes.embedder import FakeEmbedder
from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.patience import PATIENCE
from thesaury import pipeline
from thesaury.model.asset import Record, Text
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import Usage
from thesaury.pipeline.searching import Reading, in_full
from thesaury.search.by_scheme import find_by_scheme, schemes_of
from thesaury.search.ranking import Question
from thesaury.web.lexicon import Lexicon, LexiconKeeper
from thesaury.web.pages.search.results import Searcher
from thesaury.web.parts.asked import Asked


def concept(name: str, scheme: str, *broader: str, tag: str = "") -> Concept:
    above = tuple(f"urn:{b}" for b in broader)
    return Concept(f"urn:{name}", preferred=(Label(tag or name, "en"),), broader=above, schemes=(f"urn:{scheme}",))


WORDS = Vocabulary(
    "v",
    (ConceptScheme("urn:places", (Label("Places", "en"),)), ConceptScheme("urn:things", (Label("Things", "en"),))),
    (
        concept("kitchen", "places"),
        concept("garden", "places"),
        concept("box", "things"),
        concept("carton", "things", "box"),
        concept("can", "things"),
    ),
)
TAGS = {"1": ("kitchen", "carton"), "2": ("kitchen", "can"), "3": ("garden", "box"), "4": ("garden",), "5": ()}


@pytest.fixture
def workspace() -> FakeWorkspace:
    records = [Record("dam", name, "1", texts=(Text("title", f"no {name}", "en"),), tags=t) for name, t in TAGS.items()]
    made = FakeWorkspace(dam=FakeSource(records))
    pipeline.keep_vocabulary(made, WORDS, "v.ttl")
    pipeline.sync(made)
    return made


def asked(workspace: FakeWorkspace, *concepts: str) -> tuple[int, dict[str, int]]:
    thesaurus = pipeline.thesaurus_of(workspace)
    sources = in_full(workspace, thesaurus).sources(workspace, thesaurus)
    question = Question(filters=(("concept", tuple(f"urn:{name}" for name in concepts)),))
    answer = find_by_scheme(question, sources, schemes_of(thesaurus))
    return answer.total, {iri.removeprefix("urn:"): n for iri, n in dict(answer.facets).get("concept", ())}


def test_any_concept_of_a_scheme_and_every_scheme(workspace: FakeWorkspace):
    assert asked(workspace, "kitchen") == (2, {"kitchen": 2, "garden": 2, "box": 1, "carton": 1, "can": 1})
    assert asked(workspace, "box", "can") == (3, {"kitchen": 2, "garden": 1, "box": 2, "carton": 1, "can": 1})
    assert asked(workspace, "kitchen", "box") == (1, {"kitchen": 1, "garden": 1, "box": 1, "carton": 1, "can": 1})
    assert asked(workspace, "kitchen", "garden", "box") == (
        2,
        {"kitchen": 1, "garden": 1, "box": 2, "carton": 1, "can": 1},
    )


class SlowEmbedder(FakeEmbedder):
    """Reads when it is let."""

    def __init__(self) -> None:
        super().__init__({"carton": "packed", "wrapping": "packed"})
        self.let = Event()

    def embed(self, texts: "list[str] | tuple[str, ...]") -> NDArray[np.float32]:  # type: ignore[override]
        assert self.let.wait(PATIENCE)
        return super().embed(texts)


def until(keeper: LexiconKeeper, joined: str) -> Lexicon:
    """The lexicon once it has the model of this name, or misses one."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        understanding = keeper.lexicon().understanding
        if (understanding.embedder.name if understanding.embedder else understanding.missing) == joined:
            return keeper.lexicon()
        sleep(0.01)
    raise AssertionError("the model never joined")


def test_pages_answer_by_words_until_the_model_has_read_the_labels(workspace: FakeWorkspace):
    slow = SlowEmbedder()
    workspace.embedder = slow
    keeper = LexiconKeeper(workspace)
    first = keeper.lexicon()
    assert first.understanding.embedder is None
    assert Searcher(workspace, first).results(Asked("carton")).total >= 1
    assert Searcher(workspace, first).results(Asked("wrapping")).total == 0
    slow.let.set()
    full = until(keeper, "fake#1")
    assert full.thesaurus is first.thesaurus
    pipeline.sync(workspace)
    found = Searcher(workspace, full).results(Asked("wrapping"))
    assert {name.text for _, name in found.understood} <= {"box", "carton"}
    assert found.understood
    assert any(reason.likeness for card in found.cards for reason in card.because)


class Misled(FakeWorkspace):
    """Its settings name a model that is not there."""

    @property
    def embedder(self) -> None:  # type: ignore[override]
        raise Usage("nowhere is no folder.")

    @embedder.setter
    def embedder(self, given: object) -> None:
        pass


def test_without_its_model_a_search_answers_and_says_once_what_is_missing():
    workspace = Misled(dam=FakeSource([Record("dam", "1", "1", texts=(Text("title", "A carton", "en"),))]))
    pipeline.keep_vocabulary(workspace, WORDS, "v.ttl")
    assert pipeline.sync(workspace).projected == 1
    full = until(keeper := LexiconKeeper(workspace), "nowhere is no folder.")
    found = Searcher(workspace, full).results(Asked("carton"))
    assert (found.total, found.notes) == (1, ())
    assert "nowhere is no folder." in found.missing
    assert keeper.progress == (0, 0)


def test_labels_are_read_ahead_once_for_each_state_of_the_vocabularies(workspace: FakeWorkspace):
    reading = Reading(workspace)
    assert not reading.look()
    workspace.embedder = FakeEmbedder()
    assert (reading.look(), reading.look()) == (True, False)
    pipeline.keep_vocabulary(workspace, Vocabulary("v", WORDS.schemes, WORDS.concepts[:2]), "v.ttl")
    assert (reading.look(), reading.look()) == (True, False)
