"""Clean-ups over a system in memory: what is planned is done, what people do meanwhile stays, and all of it goes back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.fakes.write_back import MemoryDam
from thesaury import pipeline
from thesaury.dispatch import FlowWork, push
from thesaury.dispatch.cleaning.meaning import settled
from thesaury.dispatch.cleaning.previewing import preview, preview_back
from thesaury.dispatch.cleaning.starting import start, start_back
from thesaury.dispatch.cleaning.way import CHUNK
from thesaury.dispatch.way_back import WayBack
from thesaury.model.annotation import Decision, Review
from thesaury.model.asset import Record
from thesaury.model.cleanup import Cleanup, CleanupState, Scope, StepState, Treatment
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection, Run, RunState
from thesaury.model.errors import Outdated, Unreachable, Usage
from thesaury.model.flow import Flow
from thesaury.model.outbox import Change, WriteState
from thesaury.model.time import instant
from thesaury.pipeline.cleaning import decide, drop, make, ruling
from thesaury.pipeline.following import follow_replacements
from thesaury.ports.sink import Answer, Outcome
from thesaury.sync.cleaning.planned import planned_dict

ECO, GLASS = "urn:eco", "urn:glass"
WORDS = Vocabulary(
    "v",
    (),
    (
        Concept(ECO, preferred=(Label("eco-friendly", "en"),), alternative=(Label("öko", "de"),)),
        Concept(GLASS, preferred=(Label("glass", "en"),)),
    ),
)
TAGS = {
    "1": ("eco friendly", "night", "holiday"),
    "2": ("Ecofriendly",),
    "3": ("öko", "zzqx"),
    "4": ("eco-friendly",),
    "5": ("night",),
}


class Bench:
    """A workspace over one system whose records carry these tags, and a plan over all of them."""

    def __init__(self, tags: dict[str, tuple[str, ...]] = TAGS) -> None:
        records = [Record("dam", id, "1", tags=tags[id]) for id in tags]
        self.workspace = FakeWorkspace(dam=FakeSource(records))
        self.dam = self.workspace.dams["dam"] = MemoryDam(tags={id: set(tags[id]) for id in tags})
        for id in tags:
            self.dam.put(id)
        self.workspace.catalogue.vocabularies.put(WORDS, "", "2026-01-01")
        pipeline.sync(self.workspace)
        self.catalogue = self.workspace.catalogue

    def plan(self, name: str = "spring", **scope: object) -> Cleanup:
        return make(self.workspace, name, Scope(**scope), "mara")  # type: ignore[arg-type]

    def accept(self, cleanup: Cleanup, **other: Treatment) -> None:
        """Every suggested concept is taken; tags named are treated otherwise."""
        entries = [entry for _, entry in self.catalogue.cleanups.entries(cleanup.id)]
        made = [
            ruling(entry, other.get(entry.tags[0], entry.suggested if entry.use else Treatment.KEEP), "mara")
            for entry in entries
        ]
        decide(self.workspace, cleanup, made)

    def now(self, cleanup: Cleanup) -> Cleanup:
        kept = self.catalogue.cleanups.get(cleanup.id)
        assert kept is not None
        return settled(self.catalogue, kept)

    def run(self, cleanup: Cleanup, back: bool = False, between: Callable[[int], None] = lambda _: None) -> Run:
        run = (start_back if back else start)(self.workspace, self.now(cleanup))
        work, position, done = FlowWork(self.workspace, 0), "", 0
        while (batch := work.next(run.id, position)).chunks:
            for chunk in batch.chunks:
                between(done)
                work.do(run.id, chunk)
                done += 1
            position = batch.position
        ended = self.catalogue.runs.get(run.id)
        assert ended is not None
        return ended

    def states(self, cleanup: Cleanup) -> dict[str, StepState]:
        return {step.external_id: step.state for step in self.catalogue.cleanups.steps(cleanup.id, "dam")}

    def asset(self, id: str) -> str:
        found = self.catalogue.records.find(f"dam/{id}")
        assert found is not None
        return found.id

    def annotated(self, id: str) -> set[str]:
        asset = self.asset(id)
        return {one.concept for one in self.catalogue.enrichments.findings([asset])[asset].annotations}

    def reviewed(self) -> dict[tuple[str, str], str]:
        return {(one.asset, one.concept): one.reason for one in self.catalogue.enrichments.reviews()}


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_old_tags_become_concepts_and_go_back_to_what_they_were(bench: Bench):
    plan = bench.plan()
    bench.accept(plan)
    assert bench.now(plan).state is CleanupState.REVIEWED
    run = bench.run(plan)
    assert (run.state, run.flow) == (RunState.FINISHED, "clean-up: spring")
    assert bench.now(plan).state is CleanupState.DONE
    assert bench.dam.tags == {
        "1": {"night", "holiday"},
        "2": set(),
        "3": {"zzqx"},
        "4": {"eco-friendly"},
        "5": {"night"},
    }
    assert {id: bench.dam.carried(id) for id in TAGS} == {"1": {ECO}, "2": {ECO}, "3": {ECO}, "4": set(), "5": set()}
    assert bench.reviewed() == {(bench.asset(id), ECO): "clean-up spring" for id in "123"}
    back = bench.run(plan, back=True)
    assert back.state is RunState.FINISHED
    assert bench.now(plan).state is CleanupState.REVERTED
    assert bench.dam.tags == {id: set(tags) for id, tags in TAGS.items()}
    assert all(bench.dam.carried(id) == set() for id in TAGS)
    assert bench.reviewed() == {}
    assert set(bench.states(plan).values()) == {StepState.REVERTED}


def test_a_dry_run_is_what_is_then_done_and_changes_nothing(bench: Bench):
    plan = bench.plan()
    bench.accept(plan, night=Treatment.DROP)
    before = {id: set(tags) for id, tags in bench.dam.tags.items()}
    planned = [planned_dict(one) for one in preview(bench.workspace, plan)]
    assert (bench.dam.tags, bench.catalogue.outbox.count(), bench.reviewed()) == (before, 0, {})
    bench.run(plan)
    rows = bench.catalogue.outbox.rows((WriteState.DONE,))
    sent = {row.change.key: row.change for row in rows if not row.change.empty}
    assert {key for one in planned for key in one["keys"]} == set(sent)
    for one in planned:
        changes = [sent[key] for key in one["keys"]]
        assert [tag["iri"] for tag in one["add"]] == [tag.iri for change in changes for tag in change.add]
        assert one["clear"] == [tag for change in changes for tag in change.clear]
    back = [planned_dict(one) for one in preview_back(bench.workspace, bench.now(plan))]
    bench.run(plan, back=True)
    done = {row.change.key for row in bench.catalogue.outbox.rows((WriteState.DONE,)) if not row.change.empty}
    assert {key for one in back for key in one["keys"]} == done - set(sent)


@pytest.mark.parametrize("switch", ["lose_reply", "lose_request"])
@pytest.mark.parametrize("back", [False, True])
def test_lost_replies_and_requests_write_nothing_twice_and_lose_nothing(bench: Bench, switch: str, back: bool):
    plan = bench.plan()
    bench.accept(plan)
    if back:
        bench.run(plan)
    setattr(bench.dam, switch, True)

    def mended(done: int) -> None:
        setattr(bench.dam, switch, done < 1)

    bench.run(plan, back, mended)
    assert bench.now(plan).state is (CleanupState.REVERTED if back else CleanupState.DONE)
    assert len(bench.dam.applied) == len(set(bench.dam.applied)) == 6 * (1 + back)
    assert bench.dam.tags["1"] == (set(TAGS["1"]) if back else {"night", "holiday"})
    assert bench.dam.carried("1") == (set() if back else {ECO})


@pytest.mark.parametrize("step", range(1, 5))
@pytest.mark.parametrize("back", [False, True])
def test_a_worker_that_dies_anywhere_is_taken_over(step: int, back: bool):
    bench = Bench({str(number): ("öko",) for number in range(2 * CHUNK)})
    plan = bench.plan()
    bench.accept(plan)
    if back:
        bench.run(plan)
    run = (start_back if back else start)(bench.workspace, bench.now(plan))
    work, position, done = FlowWork(bench.workspace, 0), "", 0
    while (batch := work.next(run.id, position)).chunks:
        for chunk in batch.chunks:
            done += 1
            work.do(run.id, chunk)
            if done == step:
                work = FlowWork(bench.workspace, 0)
                work.do(run.id, chunk)
        position = batch.position
    assert bench.now(plan).state is (CleanupState.REVERTED if back else CleanupState.DONE)
    assert len(bench.dam.applied) == 4 * CHUNK * (1 + back)
    assert set(map(frozenset, bench.dam.tags.values())) == {frozenset(["öko"]) if back else frozenset()}


def test_what_people_do_meanwhile_stays_and_is_said(bench: Bench):
    plan = bench.plan()
    bench.accept(plan)
    bench.dam.tags["2"].discard("Ecofriendly")  # a person in the system
    refused = Review(bench.asset("1"), ECO, Decision.REJECTED, "jo", instant())
    bench.catalogue.enrichments.review([refused])  # a person here
    run = bench.run(plan)
    assert bench.now(plan).state is CleanupState.PARTLY
    assert bench.states(plan) == {"1": StepState.LEFT, "2": StepState.LEFT, "3": StepState.DONE}
    assert (bench.dam.tags["1"], bench.dam.carried("1"), bench.dam.carried("2")) == (set(TAGS["1"]), set(), set())
    reasons = {failure.item: failure.reason for failure in bench.catalogue.runs.failures(run.id)}
    assert "jo said of this asset that 'eco-friendly' is wrong" in reasons["1"]
    assert "'Ecofriendly' is not there any more" in reasons["2"]


def test_what_people_changed_since_is_not_taken_back(bench: Bench):
    plan = bench.plan()
    bench.accept(plan)
    bench.run(plan)
    bench.dam.records["1"]["concepts"].clear()  # somebody took the concept away again
    bench.dam.tags["2"].add("Ecofriendly")  # somebody put the tag back
    bench.dam.tags["3"].add("new")
    affirmed = Review(bench.asset("3"), ECO, Decision.ACCEPTED, "jo", instant())
    bench.catalogue.enrichments.review([affirmed])
    run = bench.run(plan, back=True)
    assert bench.now(plan).state is CleanupState.REVERTED
    assert set(bench.states(plan).values()) == {StepState.STAYED}
    assert (bench.dam.tags["1"], bench.dam.tags["2"], bench.dam.carried("2")) == (
        {"night", "holiday"},
        {"Ecofriendly"},
        set(),
    )
    assert (bench.dam.tags["3"], bench.dam.carried("3"), bench.annotated("3")) == ({"zzqx", "new"}, {ECO}, {ECO})
    reasons = {failure.item: failure.reason for failure in bench.catalogue.runs.failures(run.id)}
    assert sorted(reasons) == ["1", "2", "3"]
    assert "jo decided on it" in reasons["3"]


def test_a_refusal_leaves_the_tag_and_the_next_run_makes_it_good(bench: Bench):
    plan = bench.plan()
    bench.accept(plan)
    bench.dam.refuse = "Not licensed."
    bench.run(plan)
    assert (bench.now(plan).state, bench.dam.tags["2"]) == (CleanupState.PARTLY, {"Ecofriendly"})
    assert {step.message for step in bench.catalogue.cleanups.steps(plan.id, "dam")} == {"Not licensed."}
    bench.dam.refuse = ""
    bench.run(plan)
    assert (bench.now(plan).state, bench.dam.tags["2"], bench.dam.carried("2")) == (CleanupState.DONE, set(), {ECO})


def test_a_plan_may_be_run_half_decided_and_gone_on_with(bench: Bench):
    plan = bench.plan()
    entries = {entry.tags[0]: entry for _, entry in bench.catalogue.cleanups.entries(plan.id)}
    with pytest.raises(Usage, match="Accept an entry first"):
        start(bench.workspace, plan)
    decide(bench.workspace, plan, [ruling(entries["öko"], Treatment.REPLACE, "mara")])
    bench.run(plan)
    assert (bench.dam.tags["3"], bench.dam.tags["2"]) == ({"zzqx"}, {"Ecofriendly"})
    decide(bench.workspace, plan, [ruling(entries["night"], Treatment.DROP, "jo")])
    bench.run(plan)
    assert bench.dam.tags["1"] == {"eco friendly", "holiday"}
    bench.run(plan, back=True)
    assert bench.dam.tags == {id: set(tags) for id, tags in TAGS.items()}


def test_a_system_that_takes_no_single_tags_away_gets_the_concept_and_keeps_the_tag(bench: Bench):
    class Plain(MemoryDam):
        free_tags = None  # type: ignore[assignment]

    bench.workspace.dams["dam"] = dam = Plain(bench.dam.records, bench.dam.tags)
    plan = bench.plan()
    bench.accept(plan)
    [said] = {note for one in preview(bench.workspace, plan) for note in one.notes}
    assert "the old tag stays" in said
    bench.run(plan)
    assert (bench.now(plan).state, dam.tags["2"], dam.carried("2")) == (CleanupState.DONE, {"Ecofriendly"}, {ECO})
    bench.run(plan, back=True)
    assert (bench.now(plan).state, dam.carried("2")) == (CleanupState.REVERTED, set())


def test_other_accepted_concepts_are_left_to_the_flows(bench: Bench):
    bench.catalogue.enrichments.review([Review(bench.asset("2"), GLASS, Decision.ACCEPTED, "jo", instant())])
    plan = bench.plan()
    bench.accept(plan)
    bench.run(plan)
    assert bench.dam.carried("2") == {ECO}
    push(bench.workspace, Flow("", ("dam",)), (), 0)
    assert bench.dam.carried("2") == {ECO, GLASS}
    bench.run(plan, back=True)
    assert (bench.dam.carried("2"), bench.dam.tags["2"]) == ({GLASS}, {"Ecofriendly"})


def test_a_plan_is_about_its_scope_alone():
    bench = Bench()
    records = bench.workspace.sources["dam"].records
    records["2"] = replace(records["2"], etag="2", properties=(("team", ("brand",)),))
    pipeline.sync(bench.workspace)
    plan = bench.plan(properties=(("team", ("brand", "web")),))
    bench.accept(plan)
    bench.run(plan)
    assert (bench.dam.tags["2"], bench.dam.tags["3"]) == (set(), {"öko", "zzqx"})
    named = bench.plan("named", tags=("öko", "night"), least=2)
    assert [entry.tags for _, entry in bench.catalogue.cleanups.entries(named.id)] == [("night",)]
    for scope in ({"connections": ("nowhere",)}, {"least": 99}):
        with pytest.raises(Usage):
            bench.plan("other", **scope)


def test_one_run_at_a_time_and_nothing_is_forgotten_that_could_be_taken_back(bench: Bench):
    plan = bench.plan()
    with pytest.raises(Usage, match="has not run"):
        start_back(bench.workspace, plan)
    bench.accept(plan)
    start(bench.workspace, plan)
    for failing in (start, start_back):
        with pytest.raises(Outdated, match="at work in run"):
            failing(bench.workspace, plan)
    with pytest.raises(Outdated):
        bench.accept(plan)
    with pytest.raises(Outdated, match="keep it"):
        drop(bench.workspace, plan)
    [waiting] = bench.catalogue.runs.open()
    bench.catalogue.runs.finish(waiting.id, RunState.INTERRUPTED, "2026-01-01")
    assert bench.now(plan).state is CleanupState.PARTLY
    bench.run(plan)
    bench.run(plan, back=True)
    with pytest.raises(Outdated, match="taken back"):
        start(bench.workspace, plan)
    drop(bench.workspace, plan)
    assert bench.catalogue.cleanups.all() == []


def test_terms_to_propose_become_proposals_once(bench: Bench):
    plan = bench.plan()
    bench.accept(plan, zzqx=Treatment.PROPOSE)
    bench.run(plan)
    bench.run(plan)
    [proposal] = bench.catalogue.proposals.by_form(["zzqx"]).values()
    assert (proposal.term, proposal.by) == ("zzqx", "mara")
    assert [step.text for step in bench.catalogue.proposals.steps(proposal.id)] == ["clean-up spring"]


def test_an_unreachable_system_leaves_all_for_the_next_run(bench: Bench):
    plan = bench.plan()
    bench.accept(plan)
    bench.dam.reachable = False
    run = bench.run(plan)
    assert (run.state, bench.now(plan).state) == (RunState.FAILED, CleanupState.PARTLY)
    bench.dam.reachable = True
    bench.run(plan)
    assert bench.now(plan).state is CleanupState.DONE
    bench.dam.reachable = False
    assert bench.run(plan, back=True).state is RunState.FAILED
    bench.dam.reachable = True
    bench.run(plan, back=True)
    assert (bench.now(plan).state, bench.dam.tags["3"]) == (CleanupState.REVERTED, {"öko", "zzqx"})


def test_a_connection_without_a_sink_is_left_aside():
    bench = Bench()
    bench.catalogue.records.put_connection(Connection("read only", "fake"))
    plan = bench.plan()
    bench.accept(plan)
    assert bench.run(plan).connections == ("dam",)
    del bench.workspace.dams["dam"]
    with pytest.raises(Usage, match="can be written to"):
        bench.run(plan)


def test_a_concept_stays_where_its_only_witness_was_the_old_tag(bench: Bench):
    """The next sync reads records without their old tags; what was decided holds, and the flow takes nothing away."""
    plan = bench.plan()
    bench.accept(plan)
    bench.run(plan)
    records = bench.workspace.sources["dam"].records
    for id, tags in bench.dam.tags.items():
        records[id] = replace(records[id], etag="2", tags=tuple(sorted(tags)))
    pipeline.sync(bench.workspace)
    assert bench.annotated("2") == {ECO}
    push(bench.workspace, Flow("", ("dam",)), (), 0)
    assert bench.dam.carried("2") == {ECO}
    assert [entry.tags for _, entry in bench.catalogue.cleanups.entries(bench.plan("next").id)] == [
        ("night",),
        ("holiday",),
        ("zzqx",),
    ]


@pytest.mark.parametrize("refused", [False, True])
def test_taking_back_sends_nothing_that_was_left_on_the_way_there(bench: Bench, refused: bool):
    """A run that was cut off leaves old tags that wait to be taken away: none of them is, once the plan is taken back."""

    class Failing(MemoryDam):
        def retag(self, change: Change) -> Answer:
            if not refused:
                raise Unreachable("Gone.")
            return Answer(change.key, Outcome.REFUSED, "Not licensed.")

    bench.workspace.dams["dam"] = Failing(bench.dam.records, bench.dam.tags, bench.dam.applied)
    plan = bench.plan()
    bench.accept(plan)
    bench.run(plan)
    assert (bench.now(plan).state, bench.dam.carried("2")) == (CleanupState.PARTLY, {ECO})
    bench.workspace.dams["dam"] = bench.dam
    bench.run(plan, back=True)
    push(bench.workspace, Flow("", ("dam",), filters=(("scheme", ("urn:none",)),)), (), 0)
    assert bench.dam.tags == {id: set(tags) for id, tags in TAGS.items()}
    assert (bench.now(plan).state, bench.dam.carried("2")) == (CleanupState.REVERTED, set())
    assert bench.catalogue.outbox.count((WriteState.PENDING, WriteState.REFUSED, WriteState.UNCERTAIN)) == 0


def test_a_removal_that_shows_late_is_known_to_the_way_back(bench: Bench):
    late: list[Change] = []

    class Slow(MemoryDam):
        def retag(self, change: Change) -> Answer:
            late.append(change)
            return Answer(change.key, Outcome.UNKNOWN, "It is done some time later.")

    def arrived(done: int) -> None:
        while late:
            bench.dam.apply(late.pop())

    bench.workspace.dams["dam"] = Slow(bench.dam.records, bench.dam.tags, bench.dam.applied)
    plan = bench.plan()
    bench.accept(plan)
    bench.run(plan, between=arrived)
    assert (bench.now(plan).state, bench.dam.tags["1"]) == (CleanupState.DONE, {"night", "holiday"})
    bench.run(plan, back=True, between=arrived)
    assert (bench.now(plan).state, bench.dam.tags) == (
        CleanupState.REVERTED,
        {id: set(tags) for id, tags in TAGS.items()},
    )


class Failing(MemoryDam):
    """Takes concepts, and no tag away: it is gone, or it refuses with a sentence (`no`)."""

    no: str = ""

    def retag(self, change: Change) -> Answer:
        if not self.no:
            raise Unreachable("Gone.")
        return Answer(change.key, Outcome.REFUSED, self.no)


def held_up(bench: Bench, refused: bool) -> Cleanup:
    """A plan whose concepts came and whose old tags are there still; from now on all works again."""
    bench.workspace.dams["dam"] = failing = Failing(bench.dam.records, bench.dam.tags, bench.dam.applied)
    failing.no = "Not licensed." if refused else ""
    plan = bench.plan()
    bench.accept(plan)
    bench.run(plan)
    assert (bench.now(plan).state, bench.dam.carried("2")) == (CleanupState.PARTLY, {ECO})
    bench.workspace.dams["dam"] = bench.dam
    return plan


def rejected(bench: Bench, id: str) -> None:
    bench.catalogue.enrichments.review([Review(bench.asset(id), ECO, Decision.REJECTED, "ana", instant())])


@pytest.mark.parametrize("refused", [False, True])
def test_flows_leave_the_tags_of_clean_ups_alone(bench: Bench, refused: bool):
    plan = held_up(bench, refused)
    rejected(bench, "2")
    flow = Flow("", ("dam",))
    way = WayBack(bench.workspace, flow, Connection("dam", "fake"), 0)
    assert way.again(bench.catalogue.runs.begin(["dam"], instant()).id, "2") is None
    push(bench.workspace, flow, (), 0)
    assert (bench.dam.tags["2"], bench.dam.carried("2")) == ({"Ecofriendly"}, set())
    bench.run(plan)
    assert (bench.dam.tags["2"], bench.dam.tags["1"]) == ({"Ecofriendly"}, {"night", "holiday"})
    bench.run(plan, back=True)
    assert bench.dam.tags == {id: set(tags) for id, tags in TAGS.items()}


@pytest.mark.parametrize("refused", [False, True])
def test_running_again_leaves_what_somebody_rejected_since(bench: Bench, refused: bool):
    plan = held_up(bench, refused)
    rejected(bench, "2")
    for _ in range(2):
        run = bench.run(plan)
        assert bench.states(plan) == {"1": StepState.DONE, "2": StepState.LEFT, "3": StepState.DONE}
        reasons = {failure.item: failure.reason for failure in bench.catalogue.runs.failures(run.id)}
        assert reasons == {"2": "'Ecofriendly' stays: ana said of this asset that 'eco-friendly' is wrong."}
    assert (bench.dam.tags["2"], bench.annotated("2")) == ({"Ecofriendly"}, set())
    push(bench.workspace, Flow("", ("dam",)), (), 0)
    assert (bench.dam.carried("1"), bench.dam.carried("2")) == ({ECO}, set())


def test_going_on_comes_to_records_that_were_touched_already():
    carried = {"1": ("Ecofriendly", "night", "old"), "2": ("Ecofriendly",)}
    bench = Bench(carried)
    plan = bench.plan()
    entries = {entry.tags[0]: entry for _, entry in bench.catalogue.cleanups.entries(plan.id)}
    decide(bench.workspace, plan, [ruling(entries["Ecofriendly"], Treatment.REPLACE, "mara")])
    bench.run(plan)
    assert bench.dam.tags == {"1": {"night", "old"}, "2": set()}
    bench.catalogue.enrichments.review([Review(bench.asset("1"), GLASS, Decision.ACCEPTED, "jo", instant())])
    made = [
        ruling(entries["night"], Treatment.DROP, "mara"),
        ruling(entries["old"], Treatment.REPLACE, "mara", GLASS),
    ]
    decide(bench.workspace, plan, made)
    [planned] = [planned_dict(one) for one in preview(bench.workspace, plan)]
    assert (sorted(planned["clear"]), [tag["iri"] for tag in planned["add"]]) == (["night", "old"], [GLASS])
    bench.run(plan)
    assert (bench.dam.tags["1"], bench.dam.carried("1")) == (set(), {ECO, GLASS})
    assert bench.states(plan) == {"1": StepState.DONE, "2": StepState.DONE}
    assert list(preview(bench.workspace, plan)) == []
    bench.run(plan, back=True)
    assert bench.now(plan).state is CleanupState.REVERTED
    assert bench.dam.tags == {id: set(tags) for id, tags in carried.items()}
    assert (bench.dam.carried("1"), bench.reviewed()) == (set(), {(bench.asset("1"), GLASS): ""})


def test_a_concept_that_was_replaced_since_holds_no_tag_back(bench: Bench):
    plan = bench.plan()
    bench.accept(plan)
    bench.run(plan)
    eco, glass = WORDS.concepts
    gone = replace(eco, deprecated=True, replaced_by=GLASS)
    bench.catalogue.vocabularies.put(replace(WORDS, concepts=(gone, glass)), "", "2026-01-02")
    assert follow_replacements(bench.workspace)
    bench.run(plan, back=True)
    assert bench.dam.tags == {id: set(tags) for id, tags in TAGS.items()}
    assert set(bench.states(plan).values()) == {StepState.REVERTED}
