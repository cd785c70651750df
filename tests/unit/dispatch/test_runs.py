"""Runs of flows over fakes at every port: all stages, failures that stay apart, retries, schedules and hooks."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.fakes.write_back import MemoryDam
from thesaury import dispatch, pipeline
from thesaury.dispatch import flow_work as working
from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Run, RunState
from thesaury.model.errors import Unreachable, Usage, WorkspaceBusy
from thesaury.model.flow import Flow, Schedule, ScheduleKind, Step
from thesaury.ports.annotator import Unread
from thesaury.ports.vocabulary_source import VocabularyPull
from thesaury.sync.leasing import connection_lease


def record(external_id: str, title: str, *tags: str, market: str = "DE") -> Record:
    texts, properties = (Text("title", title, "en"),), (("market", (market,)),)
    return Record("dam", external_id, title, texts=texts, tags=tags, properties=properties)


def vocabulary(*names: str) -> Vocabulary:
    concepts = (Concept(f"urn:{name}", ("urn:scheme",), (Label(name, "en"),)) for name in names)
    return Vocabulary("v", (), tuple(sorted(concepts, key=lambda c: c.iri)))


RECORDS = [
    record("1", "A lake"),
    record("2", "A tree", "Winter"),
    record("3", "A house", market="FR"),
    record("4", "Deep lake"),
]


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace(dam=FakeSource(RECORDS))
    made.dams["dam"] = MemoryDam()
    for one in RECORDS:
        made.dams["dam"].put(one.external_id)
    pipeline.keep_vocabulary(made, vocabulary("lake", "winter"), "v.ttl")
    return made


def kept(workspace: FakeWorkspace, flow: Flow, due: str = "") -> Flow:
    workspace.catalogue.flows.put(flow, due)
    return flow


def ran(workspace: FakeWorkspace, name: str = "f") -> Run:
    return dispatch.run_now(workspace, name, patience=0)


def test_a_run_takes_every_step_and_writes_back(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",), accept_above=0.1))
    run = ran(workspace)
    assert (run.state, run.message) == (RunState.FINISHED, "")
    counts = dict(run.counts)
    assert (counts["new"], counts["enriched"], counts["accepted"], counts["projected"], counts["pushed"]) == (
        4,
        4,
        2,
        4,
        3,
    )
    assert workspace.dams["dam"].carried("1") == {"urn:lake"}
    assert workspace.dams["dam"].carried("2") == {"urn:winter"}
    assert {"pull", "enrich", "review", "project", "push"} <= dict(run.timings).keys()
    assert workspace.catalogue.leases.held(connection_lease("dam")) == []


def test_a_second_run_does_nothing(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",), accept_above=0.1))
    ran(workspace)
    counts = dict(ran(workspace).counts)
    assert counts == {"unchanged": 4}


def test_steps_left_out_are_not_taken(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",), steps=(Step.PULL, Step.ENRICH)))
    assert workspace.catalogue.enrichments.counts().accepted == 0
    ran(workspace)
    assert workspace.dams["dam"].applied == []
    assert workspace.catalogue.enrichments.counts().suggestions > 0


def test_filters_and_fields_say_what_goes_where(workspace: FakeWorkspace):
    flow = Flow("f", ("dam",), accept_above=0.1, filters=(("market", ("FR",)),), fields=(("urn:scheme", "topics"),))
    kept(workspace, flow)
    workspace.sources["dam"].records["3"] = record("3", "House by a lake", market="FR")
    ran(workspace)
    assert workspace.dams["dam"].carried("3", "topics") == {"urn:lake"}
    assert workspace.dams["dam"].carried("1", "topics") == set()


def test_a_preview_is_what_is_then_written_and_writes_nothing(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",), steps=(Step.PULL, Step.ENRICH, Step.REVIEW), accept_above=0.1))
    ran(workspace)
    flow = Flow("", ("dam",))
    shown = {(r.change.external_id, t.iri) for r in dispatch.preview(workspace, flow) for t in r.change.add}
    assert workspace.dams["dam"].applied == []
    assert workspace.catalogue.outbox.rows() == []
    run = dispatch.push(workspace, flow, (), patience=0)
    assert dict(run.counts)["pushed"] == 3
    assert shown == {(id, iri) for id in "1234" for iri in workspace.dams["dam"].carried(id)}


def test_a_rejected_concept_leaves_where_we_wrote_it(workspace: FakeWorkspace):
    from thesaury.model.annotation import Decision, Review

    kept(workspace, Flow("f", ("dam",), accept_above=0.1))
    ran(workspace)
    workspace.dams["dam"].put("4", "concepts", "urn:person")
    asset = record("4", "").asset_id
    workspace.catalogue.enrichments.review([Review(asset, "urn:lake", Decision.REJECTED, "ann", "2026-01-01")])
    ran(workspace)
    assert workspace.dams["dam"].carried("4") == {"urn:person"}
    assert workspace.dams["dam"].carried("1") == {"urn:lake"}


def test_a_failing_connection_is_said_and_the_others_go_on(workspace: FakeWorkspace):
    workspace.sources["far"] = FakeSource([Record("far", "9", "e", texts=(Text("title", "A lake"),))])
    workspace.sources["far"].reachable = False
    workspace.catalogue.records.put_connection(type(workspace.catalogue.records.connections()[0])("far", "fake"))
    kept(workspace, Flow("f", ("far", "dam"), accept_above=0.1))
    run = ran(workspace)
    assert run.state is RunState.FAILED
    assert [(f.stage, f.connection) for f in workspace.catalogue.runs.failures(run.id)] == [("pull", "far")]
    assert dict(run.counts)["pushed"] == 3
    workspace.sources["far"].reachable = True
    mended, failing = dispatch.retry(workspace, run.id, (), 0)
    assert (len(mended), failing) == (1, [])
    assert workspace.catalogue.runs.failures(run.id) == []


def test_one_refused_item_can_be_retried_alone(workspace: FakeWorkspace):
    workspace.sources["dam"].refused = (("5", "It is broken. Mend it."),)
    kept(workspace, Flow("f", ("dam",)))
    run = ran(workspace)
    assert run.state is RunState.FINISHED
    assert [(f.item, f.reason) for f in workspace.catalogue.runs.failures(run.id)] == [("5", "It is broken. Mend it.")]
    assert [f.item for f in dispatch.retry(workspace, run.id, ["5"], 0)[1]] == ["5"]
    workspace.sources["dam"].refused = ()
    workspace.sources["dam"].records["5"] = record("5", "A lake")
    assert dispatch.retry(workspace, run.id, ["5"], 0)[1] == []
    assert workspace.catalogue.enrichments.counts().records == 5
    with pytest.raises(Usage, match="did not fail"):
        dispatch.retry(workspace, run.id, ["5"], 0)


class Server:
    """An annotator elsewhere: it can be away, or fail for one asset."""

    version, vocabulary = "server/1", "v@1"

    def __init__(self) -> None:
        self.away, self.broken = False, ""

    def suggest(self, assets):
        if self.away:
            raise Unreachable("The server is away.")
        found = (Suggestion("urn:lake", 0.9, (), self.version, self.vocabulary),)
        return [Unread("It broke.") if a.records[0].external_id == self.broken else found for a in assets]


def test_while_an_annotator_is_away_our_own_reads_and_all_is_read_again(workspace: FakeWorkspace):
    server = Server()
    workspace.chosen = lambda vocabularies: server
    server.away = True
    kept(workspace, Flow("f", ("dam",)))
    run = ran(workspace)
    assert run.state is RunState.FINISHED
    assert "our own" in workspace.catalogue.runs.failures(run.id)[0].reason
    assert workspace.catalogue.enrichments.counts().suggestions == 2
    server.away = False
    assert dict(ran(workspace).counts)["enriched"] == 4
    assert workspace.catalogue.enrichments.counts().suggestions == 4


def test_an_unread_asset_is_listed_and_stays_to_be_done(workspace: FakeWorkspace):
    server = Server()
    workspace.chosen = lambda vocabularies: server
    server.broken = "3"
    kept(workspace, Flow("f", ("dam",)))
    run = ran(workspace)
    asset = record("3", "").asset_id
    assert [(f.item, f.reason) for f in workspace.catalogue.runs.failures(run.id)] == [(asset, "It broke.")]
    server.broken = ""
    assert dispatch.retry(workspace, run.id, [asset], 0)[1] == []
    assert workspace.catalogue.enrichments.counts().suggestions == 4


class Words:
    def __init__(self, held: Vocabulary) -> None:
        self.held, self.away = held, False

    def pull(self, cursor: str, before: Vocabulary | None) -> VocabularyPull:
        if self.away:
            raise Unreachable("The server of words is away.")
        return VocabularyPull(self.held, "c", len(self.held.concepts), before is None)


def test_a_server_of_words_is_read_first_and_its_copy_outlives_it(workspace: FakeWorkspace):
    filler = tuple(f"filler {n}" for n in range(20))
    words = Words(vocabulary("lake", "winter", "tree", *filler))
    workspace.servers["words"] = words
    workspace.catalogue.records.put_connection(type(workspace.catalogue.records.connections()[0])("words", "fake"))
    kept(workspace, Flow("f", ("dam", "words"), accept_above=0.1))
    assert dict(ran(workspace).counts)["accepted"] == 3
    words.held = vocabulary("lake", "winter", "tree", "house", *filler)
    counts = dict(ran(workspace).counts)
    assert (counts["enriched"], counts["versions"], counts["pushed"]) == (1, 1, 1)  # only the house
    words.away = True
    run = ran(workspace)
    assert run.state is RunState.FAILED
    (pull,) = workspace.catalogue.vocabularies.pulls()
    assert (bool(pull.at), bool(pull.failed_at), pull.message) == (True, True, "The server of words is away.")


def test_chunks_are_of_one_size_and_all_assets_are_read(workspace: FakeWorkspace, monkeypatch):
    monkeypatch.setattr(working, "CHUNK", 1)
    monkeypatch.setattr(working, "WINDOW", 3)
    kept(workspace, Flow("f", ("dam",)))
    assert dict(ran(workspace).counts)["enriched"] == 4


def test_runs_of_one_connection_never_overlap(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",)))
    run = dispatch.trigger(workspace.catalogue, "f")
    work = dispatch.FlowWork(workspace, 0)
    assert work.next(run.id, "").chunks[0].stage == "pull"
    kept(workspace, Flow("g", ("dam",)))
    other = workspace.catalogue.runs.begin(("dam",), "2026-01-01", "g")
    assert [chunk.stage for chunk in work.next(other.id, "").chunks] == [working.WAITING]
    with pytest.raises(WorkspaceBusy, match=f"run/{run.id}"):
        dispatch.push(workspace, Flow("", ("dam",)), (), 0)
    with pytest.raises(WorkspaceBusy):
        pipeline.sync(workspace)


def test_triggers_merge_while_a_run_waits(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",)))
    first = dispatch.trigger(workspace.catalogue, "f")
    assert dispatch.trigger(workspace.catalogue, "f").id == first.id
    with pytest.raises(Usage, match="Flows here: f"):
        dispatch.trigger(workspace.catalogue, "g")


def test_a_due_flow_starts_once_and_is_due_again(workspace: FakeWorkspace):
    now = datetime(2026, 11, 24, 10, tzinfo=UTC)
    kept(workspace, Flow("f", ("dam",), schedule=Schedule(ScheduleKind.INTERVAL, "600")), now.isoformat())
    kept(
        workspace, Flow("off", ("dam",), schedule=Schedule(ScheduleKind.INTERVAL, "60"), enabled=False), now.isoformat()
    )
    assert dispatch.due_flows(workspace.catalogue, now - timedelta(seconds=1)) == []
    assert [run.flow for run in dispatch.due_flows(workspace.catalogue, now)] == ["f"]
    assert dispatch.due_flows(workspace.catalogue, now) == []
    state = workspace.catalogue.flows.get("f")
    assert state is not None
    assert state.due == (now + timedelta(minutes=10)).isoformat()


def test_a_hook_starts_its_flow_and_no_other_token_does(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",), schedule=Schedule(ScheduleKind.WEBHOOK)))
    token = dispatch.new_hook(workspace.catalogue, "f")
    assert len(token) >= 40
    assert dispatch.called(workspace.catalogue, token + "x") is None
    run = dispatch.called(workspace.catalogue, token)
    assert run is not None
    assert run.flow == "f"
    again = dispatch.new_hook(workspace.catalogue, "f")
    assert dispatch.called(workspace.catalogue, token) is None
    kept(workspace, Flow("f", ("dam",), schedule=Schedule(ScheduleKind.WEBHOOK), enabled=False))
    assert dispatch.called(workspace.catalogue, again) is None


@pytest.mark.parametrize("step", range(1, 12))
def test_a_worker_that_dies_anywhere_is_taken_over(workspace: FakeWorkspace, monkeypatch, step: int):
    monkeypatch.setattr(working, "CHUNK", 2)
    kept(workspace, Flow("f", ("dam",), accept_above=0.1))
    run = dispatch.trigger(workspace.catalogue, "f")
    work, position, done = dispatch.FlowWork(workspace, 0), "", 0
    while (batch := work.next(run.id, position)).chunks:
        for chunk in batch.chunks:
            done += 1
            work.do(run.id, chunk)
            if done == step:  # the worker dies before it can say that this chunk is done: all of it is done again
                work = dispatch.FlowWork(workspace, 0)
                work.do(run.id, chunk)
        position = batch.position
    ended = workspace.catalogue.runs.get(run.id)
    assert ended is not None
    assert ended.state is RunState.FINISHED
    assert workspace.dams["dam"].carried("1") == {"urn:lake"}
    assert len(workspace.dams["dam"].applied) == 3


def test_a_concept_that_only_we_wrote_leaves_again_when_its_reason_does(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",)))
    source, dam = workspace.sources["dam"], workspace.dams["dam"]
    ran(workspace)
    assert dam.carried("2") == {"urn:winter"}  # from a person's tag
    # The DAM shows what we wrote as a statement of its own; then the person takes the tag out.
    source.records["2"] = Record("dam", "2", "shown", texts=source.records["2"].texts, stated=("urn:winter",))
    ran(workspace)
    assert dam.carried("2") == set()
