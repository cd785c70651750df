"""The demo brand in Bynder, in Brandfolder and in the studio's folder at once: read, enriched, written back into each one's own field."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.dams import BrandfolderDam, BynderDam, brandfolder, bynder
from tests.journeys.quick import Quick
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.connectors.budget import VARIABLE
from thesaury.connectors.folder.sidecar import opened
from thesaury.connectors.folder.walk import sidecars
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.annotation import Decision, Review
from thesaury.model.asset import Record
from thesaury.model.connection import Connection, Run, RunState
from thesaury.model.flow import Flow
from thesaury.model.likeness import Verdict
from thesaury.model.time import now
from thesaury.pipeline import keep_vocabulary
from thesaury.sandbox.brand import portal as table
from thesaury.sandbox.brand.pack import BrandPack, write_brand
from thesaury.sandbox.brand.shoots import pictures
from thesaury.sync import likening
from thesaury.vocabulary.importing import import_vocabulary

NEW = "Bamboo toothbrushes in a glass jar beside a lunch box; lavender fields and a wind turbine behind the greenhouse."
SHARED = ("fm-001", "fm-009", "fm-016", "fm-020", "fm-022", "fm-027", "fm-032", "fm-038")
"""Pictures that stand in the portal and in the studio."""


@dataclass
class House:
    """All three, and the workspace over them."""

    root: Path
    portal: BynderDam
    studio: BrandfolderDam
    pack: BrandPack

    def run(self) -> Run:
        forget_circuits()
        workspace = Quick(self.root.absolute())
        try:
            run = dispatch.run_now(workspace, "all", 0.0)
        finally:
            workspace.close()
        assert (run.state, run.message) == (RunState.FINISHED, "")
        return run

    def accepted(self, connection: str) -> dict[str, list[str]]:
        """What is accepted, by external id."""
        workspace = open_workspace(self.root)
        try:
            found = {
                record.external_id: asset for asset, record in workspace.catalogue.records.records(connection, "", 1000)
            }
            findings = workspace.catalogue.enrichments.findings(list(found.values()))
            return {id: sorted(a.concept for a in findings[asset].annotations) for id, asset in found.items()}
        finally:
            workspace.close()

    def in_folder(self, path: str) -> list[str]:
        return sorted({iri for sidecar in sidecars(self.pack.studio / path) for iri in opened(sidecar).concepts()})

    def reject(self, connection: str, external_id: str, concept: str) -> None:
        workspace = open_workspace(self.root)
        try:
            [(asset, _)] = workspace.catalogue.records.named(connection, [external_id])
            workspace.catalogue.enrichments.review([Review(asset, concept, Decision.REJECTED, "ana", now())])
        finally:
            workspace.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("three")
    pack = write_brand(folder / "brand", assets=SHARED)
    with pytest.MonkeyPatch.context() as patch, bynder("demo") as portal, brandfolder("demo") as studio:
        patch.setenv(VARIABLE, str(folder / "state"))
        patch.setattr(likening, "LOOKS", 0)  # the pictures of both are looked at in a test of their own
        _connected(init_workspace(folder / "work"), portal, studio, pack).close()
        yield House(folder / "work", portal, studio, pack)


def _connected(
    made: EmbeddedWorkspace, portal: BynderDam, studio: BrandfolderDam, pack: BrandPack
) -> EmbeddedWorkspace:
    kept, _ = import_vocabulary(pack.vocabulary, "fennmoor", made.rdf, made.tables)
    keep_vocabulary(made, kept, "vocabulary.ttl")
    for name, (connection, secrets) in (("portal", portal.connection()), ("studio", studio.connection())):
        made.catalogue.records.put_connection(Connection(name, connection.connector, connection.settings))
        made.catalogue.secrets.put(name, secrets)
    made.catalogue.records.put_connection(Connection("photos", "folder", (("path", str(pack.studio)),)))
    made.catalogue.flows.put(Flow("all", ("portal", "studio", "photos"), accept_above=0.1), "")
    return made


def test_concepts_land_in_the_metaproperty_the_custom_field_and_the_xmp_of_each(house: House):
    run = house.run()
    assert dict(run.counts)["new"] == 109 + 90 + len(SHARED)
    for id, wanted in list(house.accepted("portal").items())[::4]:
        assert sorted(house.portal.held(id)) == wanted
    for id, wanted in list(house.accepted("studio").items())[::4]:
        assert house.studio.noted(id) == wanted
    photos = house.accepted("photos")
    assert len(photos) == len(SHARED)
    assert {id: house.in_folder(id) for id in photos} == photos
    assert all(sum(map(bool, house.accepted(name).values())) > 4 for name in ("portal", "studio", "photos"))


def test_a_second_run_writes_nothing(house: House):
    assert "pushed" not in dict(house.run().counts)


def test_a_persons_edit_made_in_between_survives_in_each(house: House):
    ours = house.accepted("portal")
    portal, studio = with_concepts(ours)[0], with_concepts(house.accepted("studio"))[0]
    value, before = house.studio.value(studio), set(house.studio.values(studio))
    house.portal.drop(portal, ours[portal][0], "")
    house.portal.describe(portal, NEW)
    house.studio.drop(studio, "", value)
    house.studio.describe(studio, NEW)
    house.run()
    held = set(house.portal.held(portal))
    assert ours[portal][0] not in held
    assert held - set(ours[portal]), "what is new was written all the same"
    assert value not in house.studio.values(studio)
    assert set(house.studio.values(studio)) - before, "what is new was written all the same"


def test_a_rejected_concept_leaves_only_where_we_had_written_it(house: House):
    rejected = []
    for name, held in (("portal", house.portal.held), ("studio", house.studio.noted), ("photos", house.in_folder)):
        accepted = house.accepted(name)
        one = with_concepts(accepted)[1]
        concept = accepted[one][-1]
        others = [id for id in accepted if id != one and concept in accepted[id]][:5]
        rejected.append((held, one, concept, [id for id in others if concept in held(id)]))
        house.reject(name, one, concept)
    house.run()
    assert any(elsewhere for *_, elsewhere in rejected)
    for held, one, concept, elsewhere in rejected:
        assert concept not in held(one)
        assert all(concept in held(id) for id in elsewhere)


def test_nothing_was_done_that_a_system_would_punish(house: House):
    for dam in (house.portal, house.studio):
        assert dam.system.control("violations")["violations"] == []


def test_one_picture_in_the_portal_and_in_the_folder_is_found_and_joined_by_a_person(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    workspace = open_workspace(house.root)
    try:
        likening.compare(workspace)
        connection = workspace.connection("portal")
        album = workspace.pictures(connection)
        wanted = shared_records(workspace)
        looks = [(record.external_id, workspace.look_of(album.preview(record))) for record in wanted]
        workspace.catalogue.identities.note_looks("portal", looks)
        assert likening.compare(workspace) >= len(SHARED)
        pairs = workspace.catalogue.identities.likenesses()
        closest = pairs[0]
        workspace.catalogue.identities.decide(closest.left, closest.right, Verdict.SAME, "ana", now())
        [asset] = workspace.catalogue.records.assets([closest.left])
        assert {record.connection for record in asset.records} == {"portal", "photos"}
        assert len(asset.records[0].licences) + len(asset.records[1].licences) > 0
    finally:
        workspace.close()


def shared_records(workspace: EmbeddedWorkspace) -> list[Record]:
    """Bynder's records of the pictures that stand in the folder too."""
    ids = [table.identifier(picture) for picture in pictures() if picture.asset in SHARED]
    return [record for _, record in workspace.catalogue.records.named("portal", ids)]


def with_concepts(accepted: dict[str, list[str]]) -> list[str]:
    """Those with more than one, by id."""
    return [id for id in sorted(accepted) if len(accepted[id]) > 1]
