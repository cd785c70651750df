"""Messy tags in Bynder, in Brandfolder and in a folder of pictures become approved terms, and come back the day after."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.contract.connectors import brandfolder_server, bynder_server
from tests.contract.connectors.bynder_server import own_budget
from tests.contract.test_asset_sink import EMPTY
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.connectors.folder.xmp import read_xmp
from thesaury.dispatch import FlowWork
from thesaury.dispatch.cleaning.meaning import settled
from thesaury.dispatch.cleaning.previewing import preview
from thesaury.dispatch.cleaning.starting import start, start_back
from thesaury.model.cleanup import Cleanup, CleanupState, Scope, StepState, Treatment
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.model.connection import Connection, Run, RunState
from thesaury.model.outbox import WriteState
from thesaury.pipeline import keep_vocabulary, sync
from thesaury.pipeline.cleaning import by_suggestion, decide, make, ruling
from thesaury.sync.cleaning.planned import planned_dict

__all__ = ["own_budget"]
ECO, GLASS = "https://v.example/eco", "https://v.example/glass"
WORDS = Vocabulary(
    "words",
    (),
    (
        Concept(ECO, preferred=(Label("eco-friendly", "en"),), alternative=(Label("öko", "de"),)),
        Concept(GLASS, preferred=(Label("glass", "en"),), alternative=(Label("Glas", "de"),)),
    ),
)
MESSY = {
    "eco": ["eco friendly", "holiday"],
    "both": ["Ecofriendly", "Glas"],
    "german": ["öko", "Glas", "glass"],
    "approved": ["eco-friendly", "glass"],
}
CLEAN = {
    "eco": ["eco-friendly", "holiday"],
    "both": ["eco-friendly", "glass"],
    "german": ["eco-friendly", "glass"],
    "approved": ["eco-friendly", "glass"],
}


class Shelves:
    """The three systems, with the same four pictures in each, and a workspace over them."""

    def __init__(self, root: Path, bynder: bynder_server.Bench, brandfolder: brandfolder_server.Bench) -> None:
        self.bynder, self.brandfolder, self.folder = bynder, brandfolder, root / "pictures"
        self.ids: dict[str, dict[str, str]] = {"bynder": {}, "brandfolder": {}, "folder": {}}
        for name in MESSY:
            key = brandfolder.do(add_asset={"name": f"C {name}"})["add_asset"]
            self.ids["bynder"][name] = bynder.asset(name=f"B {name}", tags=MESSY[name])
            self.ids["brandfolder"][name] = key
            brandfolder.do(tags={"asset": key, "add": MESSY[name]})
            self.ids["folder"][name] = self._picture(name)
        self.workspace = init_workspace(root / "work")
        keep_vocabulary(self.workspace, WORDS, "words")
        for connection, secrets in self._connections():
            self.workspace.catalogue.records.put_connection(connection)
            self.workspace.catalogue.secrets.put(connection.name, secrets)
        sync(self.workspace)

    def tags(self, system: str) -> dict[str, list[str]]:
        """The tags of every picture as people see them in the system, however the connector would read them."""
        read: dict[str, Callable[[str], list[str]]] = {
            "bynder": lambda id: list(self.bynder.get(f"/api/v4/media/{id}/")["tags"]),
            "brandfolder": lambda id: [tag["attributes"]["name"] for tag in self.brandfolder.api().tags(id)],
            "folder": lambda id: list(read_xmp((self.folder / id).with_suffix(".xmp").read_bytes())["dc:subject"]),
        }
        return {name: sorted(read[system](id)) for name, id in self.ids[system].items()}

    def later(self, seconds: float = 10) -> None:
        """What was answered before it is done is done."""
        for bench in (self.bynder, self.brandfolder):
            bench.control("clock", {"advance": seconds})

    def _picture(self, name: str) -> str:
        path = self.folder / f"{name}.png"
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (4, 4), (len(name) * 9, 20, 30)).save(path)
        words = "".join(f"<rdf:li>{tag}</rdf:li>" for tag in MESSY[name])
        bag = f'<dc:subject xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag>{words}</rdf:Bag></dc:subject>'
        path.with_suffix(".xmp").write_text(EMPTY.replace("</rdf:Description>", f"{bag}</rdf:Description>"), "utf-8")
        return path.name

    def _connections(self) -> Iterator[tuple[Connection, dict[str, str]]]:
        bynder = self.bynder.connection(fields="*=tags", usage="no")
        yield Connection("bynder", "bynder", bynder.settings), {"token": self.bynder.where["permanent_token"]}
        brandfolder = self.brandfolder.connection(write="tags", language="en", dates="no")
        key = {"api_key": self.brandfolder.where["api_key"]}
        yield Connection("brandfolder", "brandfolder", brandfolder.settings), key
        yield Connection("folder", "folder", (("path", str(self.folder)), ("reader", "pillow"))), {}


@pytest.fixture
def shelves(tmp_path: Path, own_budget: Path) -> Iterator[Shelves]:
    with bynder_server.holding(1) as bynder, brandfolder_server.served() as brandfolder:
        made = Shelves(tmp_path, bynder, brandfolder)
        yield made
        made.workspace.close()


def run_of(
    shelves: Shelves, cleanup: Cleanup, back: bool = False, meanwhile: Callable[[int], None] = lambda _: None
) -> Run:
    """The run, chunk by chunk; its worker dies after the third and another one does that chunk once more."""
    workspace = shelves.workspace
    run = (start_back if back else start)(workspace, cleanup)
    work, position, done = FlowWork(workspace, 0), "", 0
    while (batch := work.next(run.id, position)).chunks:
        for chunk in batch.chunks:
            meanwhile(done)
            work.do(run.id, chunk)
            shelves.later()
            done += 1
            if done == 3:
                work = FlowWork(workspace, 0)
                work.do(run.id, chunk)
                shelves.later()
        position = batch.position
    ended = workspace.catalogue.runs.get(run.id)
    assert ended is not None
    return ended


def planned(workspace: EmbeddedWorkspace) -> Cleanup:
    """A plan over the tags that stand for something, and what Mara makes of it."""
    wanted = tuple({tag for tags in MESSY.values() for tag in tags})
    plan = make(workspace, "spring", Scope(tags=wanted), "mara")
    entries = [entry for _, entry in workspace.catalogue.cleanups.entries(plan.id)]
    assert {entry.tags for entry in entries} >= {("öko",), ("Glas",), ("holiday",)}
    decide(workspace, plan, by_suggestion(entries, 0.9, "mara"))
    left = [entry for _, entry in workspace.catalogue.cleanups.entries(plan.id, treatments=[None])]
    assert [entry.tags for entry in left] == [("holiday",)]
    decide(workspace, plan, [ruling(left[0], Treatment.KEEP, "mara")])
    return plan


def test_messy_tags_become_approved_terms_and_come_back(shelves: Shelves):
    workspace, catalogue = shelves.workspace, shelves.workspace.catalogue
    before = {system: shelves.tags(system) for system in shelves.ids}
    plan = planned(workspace)
    dry = [planned_dict(one) for one in preview(workspace, plan)]
    assert {system: shelves.tags(system) for system in shelves.ids} == before
    assert len(dry) == 9

    def meanwhile(done: int) -> None:
        """Replies get lost, and a person works on."""
        if done == 0:
            shelves.bynder.fault("reset_after", "/api/v4/tags/", 2)
            shelves.bynder.do(asset={"id": shelves.ids["bynder"]["eco"], "add_tags": ["by Jo"]})
        if done == 1:
            shelves.brandfolder.fault("reset_after", "/tags", 2)

    run = run_of(shelves, plan, meanwhile=meanwhile)
    assert (run.state, settled(catalogue, plan).state) == (RunState.FINISHED, CleanupState.DONE)
    assert shelves.tags("bynder") == CLEAN | {"eco": ["by Jo", *CLEAN["eco"]]}
    assert shelves.tags("brandfolder") == CLEAN
    assert shelves.tags("folder") == CLEAN
    rows = [row for row in catalogue.outbox.rows((), None, "", 10_000) if not row.change.empty]
    assert {row.state for row in rows} == {WriteState.DONE}
    assert {row.change.key for row in rows} == {key for one in dry for key in one["keys"]}
    assert [entry.tags for _, entry in catalogue.cleanups.entries(make_again(workspace).id)] == [("holiday",)]

    back = run_of(shelves, settled(catalogue, plan), back=True)
    assert (back.state, settled(catalogue, plan).state) == (RunState.FINISHED, CleanupState.REVERTED)
    as_before = {system: {name: sorted(tags) for name, tags in MESSY.items()} for system in shelves.ids}
    as_before["bynder"]["eco"] = sorted([*MESSY["eco"], "by Jo"])
    assert {system: shelves.tags(system) for system in shelves.ids} == as_before
    assert catalogue.enrichments.reviews() == []
    for bench in (shelves.bynder, shelves.brandfolder):
        assert bench.violations() == []


def make_again(workspace: EmbeddedWorkspace) -> Cleanup:
    """Records that were written to were read again, so a new plan sees what is left alone."""
    return make(workspace, "next", Scope(tags=tuple({tag for tags in MESSY.values() for tag in tags})), "mara")


def test_what_people_changed_in_the_meantime_stays(shelves: Shelves):
    workspace, catalogue = shelves.workspace, shelves.workspace.catalogue
    plan, ids = planned(workspace), shelves.ids
    shelves.bynder.do(asset={"id": ids["bynder"]["eco"], "remove_tags": ["eco friendly"]})  # since the last sync
    run_of(shelves, plan)
    assert settled(catalogue, plan).state is CleanupState.PARTLY
    assert shelves.tags("bynder") == CLEAN | {"eco": ["holiday"]}
    shelves.brandfolder.do(tags={"asset": ids["brandfolder"]["both"], "remove": ["eco-friendly"]})
    shelves.brandfolder.do(tags={"asset": ids["brandfolder"]["german"], "add": ["öko"]})
    run_of(shelves, settled(catalogue, plan), back=True)
    assert settled(catalogue, plan).state is CleanupState.REVERTED
    assert shelves.tags("brandfolder") == {
        "eco": sorted(MESSY["eco"]),
        "both": ["Glas"],
        "german": sorted(MESSY["german"]),
        "approved": MESSY["approved"],
    }
    stayed = catalogue.cleanups.steps(plan.id, "brandfolder", states=[StepState.STAYED])
    assert {step.external_id: step.message for step in stayed} == {
        ids["brandfolder"]["both"]: "'eco-friendly' was taken away here since, so 'Ecofriendly' is not put back.",
        ids["brandfolder"]["german"]: "'öko' is there again already.",
    }
    assert shelves.bynder.violations() == shelves.brandfolder.violations() == []
