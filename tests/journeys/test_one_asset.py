"""One picture in Smint.io, in Bynder and in a folder: one asset, by external id, by content hash and by a person's word."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.dams import BynderDam, bynder
from tests.journeys.systems import Systems, served
from thesaury import pipeline
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.connectors.budget import VARIABLE
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.annotation import Decision, Review
from thesaury.model.conflict import conflicts
from thesaury.model.connection import Connection
from thesaury.model.likeness import Verdict
from thesaury.model.time import now
from thesaury.sandbox.brand import portal, studio
from thesaury.sandbox.brand.pack import BrandPack, write_brand
from thesaury.sandbox.brand.shoots import Picture, pictures
from thesaury.sync import likening

SHARED = ("fm-001", "fm-009", "fm-016")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> BrandPack:
    return write_brand(tmp_path_factory.mktemp("brand"), assets=SHARED)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, pack: BrandPack) -> Iterator[EmbeddedWorkspace]:
    folder = tmp_path_factory.mktemp("one")
    shutil.copytree(pack.studio, folder / "photos")
    shutil.copytree(pack.studio, folder / "photos" / "copies")
    with pytest.MonkeyPatch.context() as patch, served("demo") as systems, bynder("demo") as dam:
        patch.setenv(VARIABLE, str(folder / "state"))
        patch.setattr(likening, "LOOKS", 0)  # looked at below, for a few
        forget_circuits()
        made = _connected(init_workspace(folder / "work"), systems, dam, folder / "photos")
        pipeline.sync(made)
        yield made
        made.close()


def _connected(made: EmbeddedWorkspace, systems: Systems, dam: BynderDam, photos: Path) -> EmbeddedWorkspace:
    """The portal of Smint.io says of each asset which data adapter it comes from: one is Bynder, the other the folder."""
    [shop] = [pair for pair in systems.connections(dams="12=dam,14=photos") if pair[0].name == "portal"]
    bynder_one = dam.connection()
    for connection, secrets in (bynder_one, (Connection("photos", "folder", (("path", str(photos)),)), {}), shop):
        made.catalogue.records.put_connection(connection)
        if secrets:
            made.catalogue.secrets.put(connection.name, secrets)
    return made


def picture(name: str) -> Picture:
    return next(one for one in pictures() if one.asset == name)


def systems_of(opened: EmbeddedWorkspace, reference: str) -> list[str]:
    asset = opened.catalogue.records.find(reference)
    assert asset is not None
    return sorted(record.connection for record in asset.records)


def test_by_external_id_and_by_content_hash(opened: EmbeddedWorkspace):
    for name in SHARED:
        assert systems_of(opened, f"dam/{portal.identifier(picture(name))}") == ["dam", "portal"]
        path = studio.location(picture(name))
        assert systems_of(opened, f"photos/{path}") == ["photos", "photos", "portal"]  # with its copy
        assert opened.catalogue.records.find(f"photos/copies/{path}") == opened.catalogue.records.find(f"photos/{path}")


def test_every_asset_of_bynder_is_one_with_what_the_portal_shows_of_it(opened: EmbeddedWorkspace):
    ids = [record.external_id for _, record in opened.catalogue.records.records("dam", "", 1000)]
    assert len(ids) == 109
    assert {tuple(systems_of(opened, f"dam/{id}")) for id in ids} == {("dam", "portal")}


def test_concepts_and_licences_are_joined_and_conflicts_are_shown(opened: EmbeddedWorkspace):
    assets = [opened.catalogue.records.find(f"photos/{studio.location(picture(name))}") for name in SHARED]
    for asset in assets:
        assert asset is not None
        connections = {r.connection for r in asset.records if r.licences}
        assert connections == {"photos", "portal"}
        [findings] = opened.catalogue.enrichments.findings([asset.id]).values()
        assert {policy.record.partition("/")[0] for policy in findings.policies} >= connections
        told = conflicts(asset)
        assert all(len({value.casefold() for _, value in conflict.claims}) > 1 for conflict in told)
    assert any(conflicts(asset) for asset in assets if asset)


def test_near_matches_wait_for_a_person_who_joins_with_everything_decided(opened: EmbeddedWorkspace):
    _look_at_bynder(opened)
    assert likening.compare(opened) >= len(SHARED)
    photo = opened.catalogue.records.find(f"photos/{studio.location(picture(SHARED[0]))}")
    there = opened.catalogue.records.find(f"dam/{portal.identifier(picture(SHARED[0]))}")
    assert photo
    assert there
    waiting = opened.catalogue.identities.likenesses()
    assert {photo.id, there.id} in [{one.left, one.right} for one in waiting]
    opened.catalogue.enrichments.review([Review(there.id, "urn:decided", Decision.ACCEPTED, "ana", now())])
    with opened.writing():
        opened.catalogue.identities.decide(photo.id, there.id, Verdict.SAME, "ana", now())
    pipeline.sync(opened, ["photos"])
    assert systems_of(opened, photo.id) == ["dam", "photos", "photos", "portal", "portal"]
    [findings] = opened.catalogue.enrichments.findings([photo.id]).values()
    assert "urn:decided" in [annotation.concept for annotation in findings.annotations]
    assert opened.catalogue.records.assets([there.id]) == []
    with opened.writing():
        parted = opened.catalogue.identities.part(f"dam/{portal.identifier(picture(SHARED[0]))}", "ben", now())
    assert systems_of(opened, parted) == ["dam"]


def _look_at_bynder(opened: EmbeddedWorkspace) -> None:
    """The previews of the shared pictures, over HTTP."""
    ids = [portal.identifier(picture(name)) for name in SHARED]
    album = opened.pictures(opened.connection("dam"))
    records = [record for _, record in opened.catalogue.records.named("dam", ids)]
    looks = [(record.external_id, opened.look_of(album.preview(record))) for record in records]
    opened.catalogue.identities.note_looks("dam", looks)
