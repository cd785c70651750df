"""PoolParty changes (rename, merge, deprecate, move) reach the tags of three DAMs in one run, and only the assets they touch."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.journeys.dams import BrandfolderDam, BynderDam, brandfolder, bynder
from tests.journeys.quick import Quick
from tests.journeys.systems import CONCEPT, QUICK_WORDS, System
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.connectors.folder.sidecar import opened
from thesaury.connectors.folder.walk import sidecars
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.annotation import Decision, Review
from thesaury.model.connection import Connection, Run, RunState
from thesaury.model.flow import Flow
from thesaury.model.time import now
from thesaury.pipeline.following import REPLACED
from thesaury.sandbox.brand.pack import write_brand
from thesaury.sandbox.poolparty.server import create
from thesaury.sandbox.serving.server import running
from thesaury.sync import likening
from thesaury.web.app import create_app

RENAMED, MERGED, SURVIVOR, GONE, MOVED, STILL = (
    f"{CONCEPT}{name}" for name in ("halloween", "st-nicholas", "christmas", "valentines-day", "campsite", "hiking")
)
NAMES = ("portal", "studio", "photos")
CHANGING = (RENAMED, MERGED, GONE, MOVED)


@dataclass
class House:
    """PoolParty, the three DAMs, and the workspace over them; `ids` are the external ids by concept and connection."""

    root: Path
    words: System
    portal: BynderDam
    studio: BrandfolderDam
    photos: Path
    ids: dict[str, dict[str, str]]

    def run(self) -> dict[str, int]:
        forget_circuits()
        workspace = Quick(self.root.absolute())
        try:
            run: Run = dispatch.run_now(workspace, "all", 0.0)
            failures = workspace.catalogue.runs.failures(run.id)
        finally:
            workspace.close()
        assert (run.state, failures) == (RunState.FINISHED, []), run.message
        return dict(run.counts)

    def decided(self, concept: str) -> None:
        """People looked at every asset of this concept and said yes."""
        workspace = open_workspace(self.root)
        try:
            assets = [asset_of(workspace, name, id) for name, id in self.ids[concept].items()]
            workspace.catalogue.enrichments.review(
                [Review(asset, concept, Decision.ACCEPTED, "ana", now()) for asset in assets]
            )
        finally:
            workspace.close()

    def carried(self, name: str, external_id: str) -> dict[str, str]:
        """The concepts of an asset, each with who says so."""
        workspace = open_workspace(self.root)
        try:
            asset = asset_of(workspace, name, external_id)
            found = workspace.catalogue.enrichments.findings([asset])[asset]
            return {a.concept: a.attributed_to for a in found.annotations}
        finally:
            workspace.close()

    def keywords(self, path: str) -> list[str]:
        """The keywords of a picture that we wrote."""
        return sorted({word for sidecar in sidecars(self.photos / path) for word in opened(sidecar).own_keywords()})


def dam_name(house: House, dam: BynderDam | BrandfolderDam) -> str:
    return "portal" if dam is house.portal else "studio"


def everywhere(house: House, concept: str, label: str) -> bool:
    """Whether each DAM says this of its asset on which people accepted the concept."""
    return all(label in told(house, name, concept) for name in NAMES)


def nowhere(house: House, concept: str, label: str) -> bool:
    return not any(label in told(house, name, concept) for name in NAMES)


def told(house: House, name: str, concept: str) -> list[str]:
    """What a DAM says of the asset on which people accepted this concept."""
    id = house.ids[concept][name]
    return {"portal": house.portal.labels, "studio": house.studio.values, "photos": house.keywords}[name](id)


def asset_of(workspace: EmbeddedWorkspace, connection: str, external_id: str) -> str:
    [(asset, _)] = workspace.catalogue.records.named(connection, [external_id])
    return asset


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("changed")
    photos = write_brand(folder / "brand", assets=("fm-001", "fm-009", "fm-016", "fm-020", "fm-022")).studio
    with (
        pytest.MonkeyPatch.context() as patch,
        running(create()) as words,
        bynder() as portal,
        brandfolder() as studio,
    ):
        patch.setattr(likening, "LOOKS", 0)
        made = House(folder / "work", System(words.url), portal, studio, photos, {})
        connect(made)
        yield made


def connect(house: House) -> None:
    """A first run brings everything in; then people accept a concept each on other assets, and the next run writes them back."""
    workspace = init_workspace(house.root)
    there = house.words.where
    server = {"url": there["url"], "project": there["project"], "user": there["username"], **QUICK_WORDS}
    catalogue = workspace.catalogue
    catalogue.records.put_connection(Connection("words", "poolparty", tuple(sorted(server.items()))))
    catalogue.secrets.put("words", {"password": there["password"]})
    for name, dam in (("portal", house.portal), ("studio", house.studio)):
        connection, secrets = dam.connection()
        catalogue.records.put_connection(Connection(name, connection.connector, connection.settings))
        catalogue.secrets.put(name, secrets)
    catalogue.records.put_connection(Connection("photos", "folder", (("path", str(house.photos)),)))
    catalogue.flows.put(Flow("all", ("words", "portal", "studio", "photos")), "")
    workspace.close()
    house.run()
    workspace = open_workspace(house.root)
    for name in NAMES:
        records = [record for _, record in workspace.catalogue.records.records(name, "", 100)]
        for place, concept in enumerate((*CHANGING, STILL)):
            house.ids.setdefault(concept, {})[name] = records[place % len(records)].external_id
    workspace.close()
    for concept in house.ids:
        house.decided(concept)
    house.run()
    house.run()  # the systems tell of what we wrote, and nothing is left to do


def test_before_the_change_each_dam_says_what_people_accepted(house: House):
    for concept, label in (
        (RENAMED, "Halloween"),
        (MERGED, "St Nicholas Day"),
        (GONE, "Valentine's Day"),
        (MOVED, "campsite"),
    ):
        assert everywhere(house, concept, label)


@pytest.fixture(scope="module")
def counts(house: House) -> dict[str, int]:
    """Four changes in PoolParty, and one run of the flow."""
    house.words.edit(do="label", concept=RENAMED, label="Halloween night", language="en")
    house.words.edit(do="merge", concept=MERGED, into=SURVIVOR)
    house.words.edit(do="deprecate", concept=GONE)
    house.words.edit(do="relate", source=MOVED, property="broader", target=f"{CONCEPT}activities")
    for dam in (house.portal, house.studio):
        dam.system.clear_log()
    return house.run()


def test_one_run_brings_every_dam_up_to_date(house: House, counts: dict[str, int]):
    assert everywhere(house, RENAMED, "Halloween night")
    assert everywhere(house, MERGED, "Christmas")
    assert everywhere(house, MOVED, "campsite")
    for concept, label in ((RENAMED, "Halloween"), (MERGED, "St Nicholas Day"), (GONE, "Valentine's Day")):
        assert nowhere(house, concept, label)


def test_only_what_a_change_touches_is_read_and_written(house: House, counts: dict[str, int]):
    assert counts["versions"] == 1
    assert counts["pushed"] == 9, "three DAMs, and a concept that is moved is called as it was"
    assert counts["enriched"] == 12, "the assets of the four concepts, and no other"
    for dam in (house.portal, house.studio):
        written = [one["path"] for one in dam.system.asked() if one["method"] != "GET"]
        assert written
        assert not any(house.ids[still][dam_name(house, dam)] in path for still in (MOVED, STILL) for path in written)
        assert dam.system.control("violations")["violations"] == []


def test_a_decision_on_a_merged_concept_holds_for_the_one_that_took_its_place(house: House, counts: dict[str, int]):
    for name in NAMES:
        carried = house.carried(name, house.ids[MERGED][name])
        assert (MERGED in carried, carried[SURVIVOR]) == (False, REPLACED)


def test_the_next_run_writes_nothing(house: House, counts: dict[str, int]):
    house.run()
    assert "pushed" not in house.run()


def test_while_poolparty_is_down_tags_are_checked_by_the_words_of_here_and_their_age_is_told(
    house: House, counts: dict[str, int]
):
    house.words.fault("status:503", times=None)
    workspace = Quick(house.root.absolute())
    try:
        run = dispatch.run_now(workspace, "all", 0.0)
        assert run.state is RunState.FAILED
        with TestClient(create_app(workspace), base_url="http://127.0.0.1") as client:
            told = client.post(
                "/api/v1/validate", json={"tags": ["Halloween night", "St Nicholas Day", "zzzzz"]}
            ).json()
            page = client.get("/governance/check?tags=Halloween+night").text
    finally:
        workspace.close()
        house.words.calm()
    assert [(one["standing"], [use["concept"] for use in one["use"]]) for one in told["tags"]] == [
        ("approved", [RENAMED]),
        ("deprecated", [SURVIVOR]),
        ("unknown", []),
    ]
    [age] = told["words"]
    assert age["stale"]
    assert age["at"] <= age["failed_at"]
    assert "has not answered since" in age["said"]
    assert "words did not answer at" in page
