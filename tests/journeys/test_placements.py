"""Placements told to Bynder: once, also where a reply is lost, and what Bynder then tells back is no second use."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.journeys.dams import BynderDam, bynder, workspace
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.asset import Asset
from thesaury.model.connection import Run
from thesaury.model.flow import Flow, Step
from thesaury.model.placement import Placement
from thesaury.pipeline.placing import past_of, place, report
from thesaury.sync import pulling
from thesaury.sync.tallying import tally

SYNC = "/api/media/usage/sync"
DOCUMENT = "/Users/ana/Winter brochure.indd"


@pytest.fixture(scope="module")
def dam() -> Iterator[BynderDam]:
    forget_circuits()
    with bynder() as dam:
        yield dam


@pytest.fixture(scope="module")
def told(dam: BynderDam, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    """A workspace that read the portal; its connection names no integration yet."""
    made = workspace(dam, tmp_path_factory.mktemp("placements") / "work")
    made.catalogue.flows.put(Flow("quick", ("dam",), steps=(Step.PUSH,)), "")
    pulling.pull(made, made.connection("dam"))
    yield made
    made.close()


def set_up(dam: BynderDam, made: EmbeddedWorkspace) -> None:
    connection = made.connection("dam")
    settings = {**dict(connection.settings), "usage": "yes", "integration_id": dam.system.where["integration_id"]}
    made.catalogue.records.put_connection(replace(connection, settings=tuple(sorted(settings.items()))))


def run(made: EmbeddedWorkspace) -> Run:
    return dispatch.run_now(made, "quick", patience=0)


def known(dam: BynderDam) -> list[tuple[str, str, str]]:
    """What the portal knows of uses: asset, address and note."""
    found = dam._call("/api/media/usage")
    return sorted((one["asset_id"], one["uri"], one["additional"]) for one in found)


def placed(asset: Asset, id: str, document: str = DOCUMENT, campaign: str = "winter-2026") -> Placement:
    return Placement(
        id,
        asset.id,
        "2026-11-29T10:00:00+00:00",
        "indesign",
        document,
        channel="print",
        regions=("DE",),
        campaign=campaign,
    )


def test_placements_are_told_once_and_are_one_use_each(dam: BynderDam, told: EmbeddedWorkspace):
    one, two, *_ = told.catalogue.records.asset_page("", 9)
    made = [placed(one, "1"), placed(one, "2"), placed(two, "3"), placed(two, "4", "https://figma.example/file/7")]
    assert [place(told, each) for each in (*made, made[0])] == [True, True, True, True, False]
    assert run(told).message == ""  # who is not set up to be told is left in peace
    assert dam.system.asked(SYNC) == []
    set_up(dam, told)
    dam.system.fault("reset_after", SYNC, times=None)
    lost = run(told)
    dam.system.calm()
    assert "placements" in {failure.stage for failure in told.catalogue.runs.failures(lost.id)}
    assert len(told.catalogue.placements.unreported("dam")) == 4
    after = dict(run(told).counts)
    assert after["placements"] == 4
    address = "urn:thesaury:document:indesign:Winter%20brochure.indd:"
    shown = known(dam)
    assert len(shown) == 3
    assert sum(uri.startswith(address) for _, uri, _ in shown) == 2
    assert "https://figma.example/file/7#thesaury" in {uri for _, uri, _ in shown}
    assert {note for _, _, note in shown} >= {"indesign: Winter brochure.indd, print in DE, for winter-2026"}
    assert "ana" not in str(shown)
    dam.system.clear_log()
    quiet = run(told)
    assert dam.system.asked(SYNC) == []
    assert "placements" not in dict(quiet.counts)
    assert tally(told, told.connection("dam")).events > 0
    lines = past_of(told).usage([one.id, two.id], "winter-2025")
    assert {name: (line.times, line.alike) for name, line in lines.items()} == {one.id: (2, 2), two.id: (2, 2)}
    # Another picture in a document that was told before: the others there stay.
    place(told, placed(told.catalogue.records.asset_page("", 9)[2], "5"))
    assert report(told, told.connection("dam")).placements == 1
    assert len(known(dam)) == 4


def test_what_the_portal_does_not_take_is_said_and_tried_again_when_asked(dam: BynderDam, told: EmbeddedWorkspace):
    set_up(dam, told)
    *_, last = told.catalogue.records.asset_page("", 99)
    (record,) = last.records
    place(told, placed(last, "gone", "another.indd"))
    dam.system.edit(delete_asset=record.external_id)
    refused = report(told, told.connection("dam"))
    assert (refused.placements, refused.refused) == (0, (("gone", "Asset not found"),))
    assert told.catalogue.placements.refusals("dam") == [("gone", "Asset not found")]
    assert report(told, told.connection("dam")).refused == ()
    assert report(told, told.connection("dam"), again=True).refused == refused.refused
