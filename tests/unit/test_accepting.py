"""Accept rules over fakes: evidence by scheme, what the line accepts by them, and what happens to them when the annotator changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury import dispatch, pipeline
from thesaury.enrichment.review import accept_all, unseen
from thesaury.model.acceptance import AcceptRule
from thesaury.model.annotation import Annotation, Decision, Evidence, Origin, Reason, Review, Suggestion, Voice
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import RunState
from thesaury.model.flow import Flow, Step
from thesaury.model.time import now
from thesaury.pipeline import accepting
from thesaury.ports.enrichments import Findings

PLACES, TIMES = "urn:places", "urn:times"
WHY = (Reason(Voice.NEIGHBOUR, "a1", 0.5),)


def concept(name: str, *schemes: str) -> Concept:
    return Concept(f"urn:{name}", schemes=schemes, preferred=(Label(name, "en"),))


VOCABULARY = Vocabulary(
    "v", (), (concept("harvest", PLACES, TIMES), concept("lake", PLACES), concept("mood"), concept("winter", TIMES))
)


@dataclass
class Scoring:
    """An annotator that takes the scores from the title: `lake 0.9 mood 0.4`."""

    version: str = "scoring/1"
    vocabulary: str = "v@1"

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        return [self._read(asset.title(("en",)).split()) for asset in assets]

    def _read(self, said: list[str]) -> tuple[Suggestion, ...]:
        found = [self.suggestion(name, float(score)) for name, score in zip(said[::2], said[1::2], strict=True)]
        return tuple(sorted(found, key=lambda one: -one.score))

    def suggestion(self, name: str, score: float) -> Suggestion:
        evidence = Evidence("title", 0, len(name), name, name, "en")
        return Suggestion(f"urn:{name}", score, (evidence,), self.version, self.vocabulary, WHY)


def record(external_id: str, title: str, *tags: str, etag: str = "1") -> Record:
    return Record("dam", external_id, etag, texts=(Text("title", title, "en"),), tags=tags)


def asset(external_id: str) -> str:
    return record(external_id, "").asset_id


@pytest.fixture
def annotator() -> Scoring:
    return Scoring()


@pytest.fixture
def workspace(annotator: Scoring) -> FakeWorkspace:
    made = FakeWorkspace(dam=FakeSource([]))
    made.chosen = lambda vocabularies: annotator
    pipeline.keep_vocabulary(made, VOCABULARY, "v.ttl")
    return made


def synced(workspace: FakeWorkspace, *records: Record) -> None:
    workspace.sources["dam"].records.update({one.external_id: one for one in records})
    pipeline.sync(workspace)


def decide(workspace: FakeWorkspace, external_id: str, name: str, accept: bool = True, who: str = "ana") -> None:
    decision = Decision.ACCEPTED if accept else Decision.REJECTED
    assert workspace.catalogue.enrichments.review([Review(asset(external_id), f"urn:{name}", decision, who, now())])


def many(workspace: FakeWorkspace, name: str, score: float, right: int, wrong: int = 0, prefix: str = "old") -> None:
    """So many assets with a suggestion of this score, decided on by a person."""
    ids = [f"{prefix} {name} {score} {number}" for number in range(right + wrong)]
    synced(workspace, *(record(id, f"{name} {score}") for id in ids))
    for number, id in enumerate(ids):
        decide(workspace, id, name, accept=number < right)


def rule(workspace: FakeWorkspace, scheme: str, precision: float = 0.9) -> AcceptRule:
    [made] = accepting.worked_out(workspace, [(scheme, precision, "ana")], accepting.in_force(workspace))
    return made


def ruled(workspace: FakeWorkspace, scheme: str, precision: float = 0.9) -> AcceptRule:
    made = rule(workspace, scheme, precision)
    workspace.catalogue.accept_rules.put(made)
    return made


def findings(workspace: FakeWorkspace, external_id: str) -> Findings:
    return workspace.catalogue.enrichments.findings([asset(external_id)])[asset(external_id)]


def concepts(workspace: FakeWorkspace, external_id: str) -> tuple[list[str], list[str]]:
    """What is annotated and what waits."""
    known = findings(workspace, external_id)
    return [a.concept for a in known.annotations], [s.concept for s in known.suggestions]


def test_decisions_count_for_every_scheme_of_their_concept(workspace: FakeWorkspace):
    synced(workspace, record("1", "lake 0.8 harvest 0.6 mood 0.4 winter 0.2"))
    for name, accept in (("lake", True), ("harvest", False), ("mood", True)):
        decide(workspace, "1", name, accept)
    assert accepting.judged(workspace) == {
        PLACES: [(0.6, False), (0.8, True)],
        TIMES: [(0.6, False)],
        "": [(0.4, True)],
    }
    assert accepting.undecided(workspace, accepting.in_force(workspace)) == {TIMES: [0.2]}


def test_what_nobody_looked_at_is_no_evidence(workspace: FakeWorkspace):
    synced(workspace, record("1", "lake 0.9"), record("2", "lake 0.8", "winter"), record("3", "lake 0.7"))
    decide(workspace, "1", "lake", who="rule:nightly")
    waiting = workspace.catalogue.enrichments.queue(1)
    workspace.catalogue.enrichments.review(accept_all(waiting, unseen(0.8, "ana")))
    assert findings(workspace, "2").annotations[0].attributed_to == "rule:ana@0.8"
    decide(workspace, "2", "winter", accept=False)  # a tag: nobody suggested it, so it says nothing about scores
    decide(workspace, "3", "mood")  # added by a person
    assert accepting.judged(workspace) == {}


def test_too_few_decisions_give_a_rule_that_accepts_nothing(workspace: FakeWorkspace):
    many(workspace, "lake", 0.8, right=9)
    made = rule(workspace, PLACES)
    assert (made.threshold, made.pairs, made.annotator) == (None, 9, "scoring/1")
    assert "About 20 more decisions like these would do." in made.reason
    assert rule(workspace, TIMES).reason.startswith("Nobody has decided on its suggestions yet. It takes 29 ")
    synced(workspace, record("new", "lake 0.8"))
    assert accepting.waiting_for(workspace, made, accepting.in_force(workspace)) == []


def test_the_line_accepts_what_reaches_the_threshold_of_its_scheme(workspace: FakeWorkspace):
    many(workspace, "lake", 0.8, right=40)
    many(workspace, "lake", 0.3, right=5, wrong=35)
    made = ruled(workspace, PLACES)
    assert (made.threshold, made.pairs, made.coverage) == (0.8, 80, 0.5)
    assert made.reason.startswith(
        "Of 80 decisions 40 are on suggestions with at least 0.8, and 40 of these accepted them."
    )
    synced(workspace, record("new", "lake 0.8 harvest 0.79 winter 0.95"))
    taken = Scoring().suggestion("lake", 0.8)
    reviewer = "rule:urn:places@0.9"
    assert findings(workspace, "new").annotations == (
        Annotation(taken.concept, Origin.RULE, reviewer, 0.8, taken.evidence, "v@1", WHY, "scoring/1"),
    )
    assert concepts(workspace, "new") == (["urn:lake"], ["urn:winter", "urn:harvest"])


def test_a_concept_of_several_schemes_is_accepted_by_any_of_their_rules(workspace: FakeWorkspace):
    many(workspace, "winter", 0.6, right=40)
    ruled(workspace, TIMES)
    ruled(workspace, PLACES)  # no evidence
    synced(workspace, record("new", "harvest 0.7 lake 0.7"))
    assert concepts(workspace, "new") == (["urn:harvest"], ["urn:lake"])


def test_concepts_of_no_scheme_have_a_rule_of_their_own(workspace: FakeWorkspace):
    many(workspace, "mood", 0.6, right=40)
    ruled(workspace, "")
    synced(workspace, record("new", "mood 0.7 lake 0.9"))
    assert concepts(workspace, "new") == (["urn:mood"], ["urn:lake"])


def test_a_tag_or_a_person_comes_before_a_rule(workspace: FakeWorkspace):
    many(workspace, "lake", 0.8, right=40)
    ruled(workspace, PLACES)
    synced(workspace, record("tagged", "lake 0.9", "lake"))
    assert [a.origin for a in findings(workspace, "tagged").annotations] == [Origin.TAG]
    synced(workspace, record("new", "lake 0.9"))
    decide(workspace, "new", "lake", accept=False)
    synced(workspace, record("new", "lake 0.95", etag="2"))
    assert concepts(workspace, "new") == ([], [])


def test_who_rejects_what_a_rule_accepted_gives_evidence_against_it(workspace: FakeWorkspace):
    many(workspace, "lake", 0.8, right=40)
    ruled(workspace, PLACES)
    synced(workspace, *(record(f"new {number}", "lake 0.8") for number in range(20)))
    for number in range(20):
        decide(workspace, f"new {number}", "lake", accept=False)
    [renewed] = accepting.renew_rules(workspace)
    assert (renewed.threshold, renewed.pairs) == (None, 60)
    assert workspace.catalogue.accept_rules.all() == [renewed]


def test_what_waits_is_accepted_as_decisions_of_the_rule(workspace: FakeWorkspace):
    many(workspace, "lake", 0.8, right=40)
    synced(workspace, record("high", "lake 0.8 winter 0.9"), record("low", "lake 0.4"))
    made = rule(workspace, PLACES)
    decisions = accepting.waiting_for(workspace, made, accepting.in_force(workspace))
    assert [(one.asset, one.concept, one.decision, one.reviewer) for one in decisions] == [
        (asset("high"), "urn:lake", Decision.ACCEPTED, "rule:urn:places@0.9")
    ]
    assert accepting.judged(workspace)[PLACES] == [(0.8, True)] * 40


def test_another_annotator_is_not_believed_until_decisions_support_it(workspace: FakeWorkspace, annotator: Scoring):
    many(workspace, "lake", 0.8, right=40)
    before = ruled(workspace, PLACES)
    annotator.version = "scoring/2"
    synced(workspace, record("new", "lake 0.99"))
    [kept] = workspace.catalogue.accept_rules.all()
    assert (kept.threshold, kept.annotator, kept.precision, kept.by) == (None, "scoring/2", 0.9, "ana")
    assert kept.reason.startswith("Nobody has decided on its suggestions yet.")
    assert concepts(workspace, "new") == ([], ["urn:lake"])
    many(workspace, "lake", 0.7, right=40, prefix="again")
    [renewed] = accepting.renew_rules(workspace)
    assert (renewed.threshold, renewed.pairs) == (0.7, 40)
    synced(workspace, record("newer", "lake 0.75"))
    assert concepts(workspace, "newer") == (["urn:lake"], [])
    assert not before.takes(annotator.suggestion("lake", 0.99))


def test_a_run_of_a_flow_accepts_by_the_rules_and_renews_them(workspace: FakeWorkspace, annotator: Scoring):
    many(workspace, "lake", 0.8, right=40)
    ruled(workspace, PLACES)
    workspace.catalogue.flows.put(Flow("f", ("dam",), (Step.PULL, Step.ENRICH)), "")
    for version, expected in (("scoring/1", (["urn:lake"], [])), ("scoring/2", ([], ["urn:lake"]))):
        annotator.version = version
        workspace.sources["dam"].records["new"] = record("new", "lake 0.9", etag=version)
        assert dispatch.run_now(workspace, "f", patience=0).state is RunState.FINISHED
        assert concepts(workspace, "new") == expected
        assert [one.annotator for one in workspace.catalogue.accept_rules.all()] == [version]


def test_renewing_without_rules_does_nothing(workspace: FakeWorkspace):
    assert accepting.renew_rules(workspace) == []


def test_a_rule_takes_from_its_threshold_on(annotator: Scoring):
    made = AcceptRule(PLACES, 0.9, 0.5, 40, 1.0, annotator.version, "", "ana", "")
    scores = (0.4999, 0.5, 1.0)
    assert [made.takes(annotator.suggestion("lake", score)) for score in scores] == [False, True, True]
    assert not replace(made, threshold=None).takes(annotator.suggestion("lake", 1.0))
