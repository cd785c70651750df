"""The ingest line over fakes: what it stores, what it leaves alone, and that it goes on where it was cut off."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.fakes.embedder import FakeEmbedder
from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury import pipeline
from thesaury.analytics.statements import ASSETS_GRAPH, asset_iri
from thesaury.model.annotation import Decision, Review
from thesaury.model.asset import Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import RunState
from thesaury.model.errors import BadInput, Unreachable, Usage, WorkspaceBusy
from thesaury.pipeline import projecting
from thesaury.ports.index import Found, IndexQuery


def record(external_id: str, title: str, *tags: str, connection: str = "dam", etag: str = "1") -> Record:
    return Record(connection, external_id, etag, texts=(Text("title", title, "en"),), tags=tags)


def concept(name: str, label: str, *broader: str) -> Concept:
    return Concept(f"urn:{name}", preferred=(Label(label, "en"),), broader=tuple(f"urn:{b}" for b in broader))


VOCABULARY = Vocabulary(
    "v", (), (concept("lake", "lake", "water"), concept("water", "water"), concept("winter", "winter"))
)
RECORDS = [
    record("1", "A lake"),
    record("2", "A tree", "Winter"),
    record("3", "A house"),
    record("4", "Deep lake"),
    record("5", "x"),
]


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace(dam=FakeSource(RECORDS))
    pipeline.keep_vocabulary(made, VOCABULARY, "v.ttl")
    return made


def found(workspace: FakeWorkspace, *concepts: str) -> int:
    return workspace.index.search(IndexQuery(concepts=tuple((f"urn:{c}", 1.0) for c in concepts))).total


def listed(workspace: FakeWorkspace) -> tuple[object, ...]:
    """Everything the index holds, with its concepts."""
    everything: Found = workspace.index.search(IndexQuery(), ("concept",))
    return everything.ids, everything.total, everything.facets


def test_the_whole_line(workspace: FakeWorkspace):
    summary = pipeline.sync(workspace)
    assert (summary.counts.assets, summary.counts.suggestions, summary.counts.accepted) == (5, 2, 1)
    assert (summary.enriched, summary.projected) == (5, 5)
    assert found(workspace, "water") == 2  # by what is narrower
    lake = record("1", "").asset_id
    assert any(workspace.graph.match(ASSETS_GRAPH, asset_iri(lake)))


def test_a_second_pass_has_nothing_to_do(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    again = pipeline.sync(workspace)
    assert (again.enriched, again.projected, again.pulled[0].stored.unchanged) == (0, 0, 5)


def test_progress_names_the_stages_and_ends_at_the_total(workspace: FakeWorkspace):
    seen: dict[str, tuple[int, int | None]] = {}
    pipeline.sync(workspace, progress=lambda stage, done, total: seen.update({stage: (done, total)}))
    assert seen.items() >= {"pull dam": (5, 5), "enrich": (5, 5), "project": (5, 5)}.items()


class Cut(Exception):
    """The power fails."""


@pytest.mark.parametrize("stage", ["pull dam", "enrich", "project"])
@pytest.mark.parametrize("step", [1, 2, 3])
def test_cut_off_anywhere_it_ends_the_same(monkeypatch, stage: str, step: int):
    monkeypatch.setattr(pipeline, "CHUNK", 2)
    monkeypatch.setattr(projecting, "CHUNK", 2)

    def cut(at: str, done: int, total: int | None) -> None:
        steps.append(at)
        if steps.count(stage) == step:
            raise Cut

    calm, broken = (FakeWorkspace(dam=FakeSource(RECORDS)) for _ in range(2))
    for made in (calm, broken):
        pipeline.keep_vocabulary(made, VOCABULARY, "v.ttl")
    pipeline.sync(calm)
    steps: list[str] = []
    with pytest.raises(Cut):
        pipeline.sync(broken, progress=cut)
    pipeline.sync(broken)
    ids = [asset.id for asset in calm.catalogue.records.asset_page("", 100)]
    assert broken.catalogue.records.assets(ids) == calm.catalogue.records.assets(ids)
    assert broken.catalogue.enrichments.findings(ids) == calm.catalogue.enrichments.findings(ids)
    assert listed(broken) == listed(calm)
    assert set(broken.graph.match(ASSETS_GRAPH)) == set(calm.graph.match(ASSETS_GRAPH))


def test_what_is_gone_at_the_source_leaves_index_and_graph(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    del workspace.sources["dam"].records["1"]
    assert pipeline.sync(workspace).pulled[0].stored.gone == 1
    assert found(workspace, "lake") == 1
    assert not any(workspace.graph.match(ASSETS_GRAPH, asset_iri(record("1", "").asset_id)))


def test_a_review_survives_a_change_of_the_text(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    lake = record("1", "").asset_id
    workspace.catalogue.enrichments.review([Review(lake, "urn:lake", Decision.REJECTED, "ann", "2026-01-01")])
    workspace.sources["dam"].records["1"] = record("1", "A lake, again", etag="2")
    pipeline.sync(workspace)
    findings = workspace.catalogue.enrichments.findings([lake])[lake]
    assert (findings.annotations, findings.suggestions) == ((), ())


def test_a_changed_label_looks_again_only_at_what_it_touches(workspace: FakeWorkspace):
    filler = tuple(concept(f"f{n}", f"filler {n}") for n in range(20))
    pipeline.keep_vocabulary(workspace, Vocabulary("v", (), (*VOCABULARY.concepts, *filler)), "v.ttl")
    pipeline.sync(workspace)
    house = tuple(concept("winter", "house") if c.iri == "urn:winter" else c for c in VOCABULARY.concepts)
    before, after = workspace.catalogue.vocabularies.get("v"), Vocabulary("v", (), (*house, *filler))
    assert pipeline.would_touch(workspace, before, after) == 2
    pipeline.keep_vocabulary(workspace, after, "v.ttl")
    assert pipeline.sync(workspace).enriched == 2  # the one tagged winter, and the house


def test_what_a_vocabulary_would_touch_is_everything_where_it_is_new_or_much_changes(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    total = workspace.catalogue.enrichments.counts().assets
    current = workspace.catalogue.vocabularies.get("v")
    assert pipeline.would_touch(workspace, None, VOCABULARY) == total
    assert pipeline.would_touch(workspace, current, Vocabulary("v", (), (concept("new", "wholly new"),))) == total
    assert pipeline.would_touch(workspace, current, current) == 0


def test_one_failing_connection_leaves_the_others_to_finish():
    down = FakeSource([record("9", "A lake", connection="far")])
    down.reachable = False
    workspace = FakeWorkspace(far=down, dam=FakeSource(RECORDS))
    summary = pipeline.sync(workspace)
    assert [(name, type(error)) for name, error in summary.failed] == [("far", Unreachable)]
    assert summary.counts.assets == 5


def test_a_run_stopped_by_a_person_says_so(workspace: FakeWorkspace):
    def stop(stage: str, done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.sync(workspace, progress=stop)
    assert workspace.catalogue.runs.recent(1)[0].state is RunState.INTERRUPTED
    assert pipeline.sync(workspace).counts.assets == 5


def test_unknown_names_and_busy_workspaces_are_refused(workspace: FakeWorkspace):
    with pytest.raises(Usage, match="dam"):
        pipeline.sync(workspace, ["shop"])
    workspace.busy = True
    with pytest.raises(WorkspaceBusy):
        pipeline.sync(workspace)


def test_nothing_connected_is_no_failure():
    assert pipeline.sync(FakeWorkspace()).counts.assets == 0


def test_a_plan_stores_nothing(workspace: FakeWorkspace):
    assert pipeline.plan(workspace)[0].stored.new == 5
    assert workspace.catalogue.enrichments.counts().records == 0


def test_rebuilding_gives_the_same_answers(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    before = listed(workspace)
    assert pipeline.rebuild(workspace) == 5
    assert listed(workspace) == before
    assert workspace.catalogue.enrichments.count_unprojected() == 0


def test_a_rebuild_that_fails_leaves_the_old_index_and_what_was_behind_stays_behind(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    before, index = listed(workspace), workspace.index
    workspace.catalogue.enrichments.touch([record("1", "").asset_id])

    def fail(stage: str, done: int, total: int | None) -> None:
        raise Cut

    with pytest.raises(Cut):
        pipeline.rebuild(workspace, fail)
    assert workspace.index is index
    assert listed(workspace) == before
    assert workspace.catalogue.enrichments.count_unprojected() == 1


def test_what_changes_during_a_rebuild_is_behind_afterwards(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    lake = record("1", "").asset_id
    pipeline.rebuild(workspace, lambda stage, done, total: workspace.catalogue.enrichments.touch([lake]))
    assert workspace.catalogue.enrichments.count_unprojected() == 1


def test_assets_are_read_again_by_a_new_model_and_not_for_one_that_is_gone(workspace: FakeWorkspace):
    pipeline.sync(workspace)
    assert workspace.index.sample(9).shape[0] == 0
    workspace.embedder = FakeEmbedder()
    assert pipeline.sync(workspace).projected == 5
    assert workspace.index.sample(9).shape[0] == 5
    assert pipeline.sync(workspace).projected == 0
    workspace.embedder = None
    assert pipeline.sync(workspace).projected == 0
    workspace.embedder = FakeEmbedder()
    assert pipeline.sync(workspace).projected == 5


def test_a_model_that_breaks_leaves_assets_findable_by_words(workspace: FakeWorkspace):
    workspace.embedder = BrokenEmbedder()
    assert pipeline.sync(workspace).projected == 5
    assert found(workspace, "water") == 2
    workspace.embedder = FakeEmbedder()
    assert pipeline.sync(workspace).projected == 5
    assert workspace.index.sample(9).shape[0] == 5


class BrokenEmbedder(FakeEmbedder):
    """Its file turns out to be broken."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise BadInput("The model cannot be read.")
