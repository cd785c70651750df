"""The whole circle with Smint.io and PoolParty over real HTTP: read, tag, review, write back, change one thing, and again."""

from collections.abc import Iterator

import pytest

from tests.journeys.systems import CONCEPT, Systems, content, served
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import Run, RunState
from thesaury.model.outbox import WriteState

PORTAL_READS = "/IAssetsRead/"


@pytest.fixture(scope="module")
def systems() -> Iterator[Systems]:
    with served() as both:
        yield both


@pytest.fixture(scope="module")
def workspace(systems: Systems, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    """After the first run of everything."""
    forget_circuits()
    made = systems.workspace(tmp_path_factory.mktemp("sync") / "work")
    yield made
    made.close()


def ran(workspace: EmbeddedWorkspace) -> Run:
    run = dispatch.run_now(workspace, "all", patience=0)
    assert run.state is RunState.FINISHED, (run.message, workspace.catalogue.runs.failures(run.id))
    return run


@pytest.fixture(scope="module")
def first(workspace: EmbeddedWorkspace) -> Run:
    return ran(workspace)


def test_one_run_reads_both_systems_tags_reviews_and_writes_back(workspace, systems, first):
    counts = dict(first.counts)
    assert (counts["new"], counts["enriched"], counts["projected"], counts["versions"]) == (269, 269, 269, 1)
    assert counts["accepted"] > 50
    written = systems.smintio.effects("setAssetConcepts")
    assert counts["pushed"] == len(written["effects"]) > 150
    assert written["repeated"] == {}
    assert workspace.catalogue.outbox.count((WriteState.DONE,)) == counts["pushed"]


def test_the_systems_saw_no_violation_of_their_protocols(systems, first):
    assert systems.smintio.control("violations")["violations"] == []
    assert systems.poolparty.control("violations")["violations"] == []


def test_every_licence_term_is_kept(workspace, first):
    (asset,) = [
        a for a in workspace.catalogue.records.assets(all_ids(workspace)) if a.title(("de",)) == "Leitstand bei Nacht"
    ]
    fields = {name for record in asset.records for licence in record.licences for name, _ in licence.fields}
    assert {"state", "licensee_name", "license_type"} <= {name.rpartition(".")[2] for name in fields}


def test_a_second_run_reads_nothing_anew_and_writes_nothing(workspace, systems, first):
    systems.smintio.clear_log()
    systems.poolparty.clear_log()
    counts = dict(ran(workspace).counts)
    assert "pushed" not in counts
    assert "enriched" not in counts
    assert systems.smintio.asked(PORTAL_READS) == []
    assert len(systems.smintio.asked("licensePurchaseTransactions")) == 1
    assert [
        one["path"] for one in systems.poolparty.asked() if "/concept" in one["path"] or "export" in one["path"]
    ] == []


def test_one_label_and_one_description_changed_only_these_are_read_tagged_and_written(workspace, systems, first):
    (one,) = [record for _, record in workspace.catalogue.records.records("portal", "", 1)]
    concept = f"{CONCEPT}wind-power"
    carriers = bearing(workspace, concept)
    before = {id: base.concepts for id, base in ours(workspace).items()}
    description = "A paper bottle at the refill station, with packaging made of grass paper."
    systems.smintio.edit(asset={"id": one.external_id, "description": {"en": description}})
    more = {"property": "skos:altLabel", "label": "energy from moving air", "language": "en"}
    systems.poolparty.edit(do="literal", concept=concept, **more)
    systems.smintio.clear_log()
    systems.poolparty.clear_log()
    counts = dict(ran(workspace).counts)
    assert (counts["changed"], counts["concepts_read"], counts["versions"]) == (1, 1, 1)
    assert counts["enriched"] == len(carriers) + 1
    assert counts["pushed"] == 1
    assert len(systems.smintio.asked(PORTAL_READS)) == 1
    after = {id: base.concepts for id, base in ours(workspace).items()}
    assert {id for id in after if after[id] != before.get(id)} == {one.external_id}
    kept = {c.iri: c for c in workspace.catalogue.vocabularies.get("words").concepts}[concept]
    assert "energy from moving air" in [label.text for label in kept.alternative]


def test_a_persons_edit_at_the_dam_survives(workspace, systems, first):
    (one, other) = [id for id, base in ours(workspace).items() if len(base.concepts) > 1][:2]
    taken = sorted(ours(workspace)[other].concepts)[0]
    systems.smintio.edit(concepts={"asset": one, "add": ["https://person.example/own"], "remove": []})
    systems.smintio.edit(concepts={"asset": other, "add": [], "remove": [taken]})
    for id in (one, other):
        systems.smintio.edit(asset={"id": id, "description": {"en": "Compost, wind turbine, soap bar, sorting waste."}})
    ran(workspace)
    sink = workspace.sink(workspace.connection("portal"))
    records = [record for _, record in workspace.catalogue.records.named("portal", [one, other])]
    held = sink.held(records, "concepts")
    assert "https://person.example/own" in (held[one] or ())
    assert taken not in (held[other] or ())
    assert ours(workspace)[one].revision > 1


def test_a_dry_run_prints_what_would_be_written_and_sends_nothing(workspace, systems, first, capsys):
    from thesaury.cli.app import run

    effects = systems.smintio.effects()["count"]
    (id, base) = next((id, base) for id, base in ours(workspace).items() if base.concepts)
    gone = min(base.concepts)
    reject(workspace, id, gone)
    workspace.close()
    assert run(["push", "--dry-run", "--json", "--workspace", str(workspace.root)]) == 0
    shown = capsys.readouterr().out
    assert gone in shown
    assert id in shown
    assert systems.smintio.effects()["count"] == effects
    counts = dict(ran(workspace).counts)
    assert counts["pushed"] == 1
    assert gone not in ours(workspace)[id].concepts


def test_everything_agrees_in_the_end(workspace, systems, first):
    ran(workspace)
    found = content(workspace.root)
    assert (found["open"], found["projected"], found["cursors"]) == (0, 0, [False, False, False])
    assert found["indexed"] == len(found["assets"])
    assert systems.smintio.effects()["repeated"] == {}


def ours(workspace: EmbeddedWorkspace) -> dict:
    ids = [record.external_id for _, record in workspace.catalogue.records.records("portal", "", 1000)]
    return dict(workspace.catalogue.outbox.base("portal", "concepts", ids))


def bearing(workspace: EmbeddedWorkspace, concept: str) -> set[str]:
    found = workspace.catalogue.enrichments.findings(all_ids(workspace))
    return {
        asset
        for asset, known in found.items()
        if concept in {a.concept for a in known.annotations} | {s.concept for s in known.suggestions}
    }


def all_ids(workspace: EmbeddedWorkspace) -> list[str]:
    return [asset.id for asset in workspace.catalogue.records.asset_page("", 1000)]


def reject(workspace: EmbeddedWorkspace, external_id: str, concept: str) -> None:
    from thesaury.model.annotation import Decision, Review

    ((asset, _),) = workspace.catalogue.records.named("portal", [external_id])
    workspace.catalogue.enrichments.review(
        [Review(asset, concept, Decision.REJECTED, "ann", "2026-11-24T10:00:00+00:00")]
    )
