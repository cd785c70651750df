"""Two hundred writes whose replies are lost: none takes effect twice, every one is settled or shown as uncertain."""

from pathlib import Path

from tests.journeys.systems import Systems, served
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.outbox import WriteState

WRITE = "/setAssetConceptsAsync"


def test_two_hundred_lost_replies_leave_no_second_effect(tmp_path: Path):
    forget_circuits()
    with served("demo") as systems:
        workspace = systems.workspace(tmp_path / "work", circuit_failures="100000")
        try:
            lost = first_run_loses_every_reply(systems, workspace)
            lost += requests_are_lost_too(systems, workspace)
            assert lost >= 200
            settled(systems, workspace)
        finally:
            workspace.close()


def first_run_loses_every_reply(systems: Systems, workspace: EmbeddedWorkspace) -> int:
    """The work is done, and the connection breaks before the reply."""
    systems.smintio.fault("reset_after", WRITE, times=None)
    run = dispatch.run_now(workspace, "all", patience=0)
    systems.smintio.calm()
    assert run.message == ""
    assert dict(run.counts)["pushed"] > 150  # settled by reading back
    return len(systems.smintio.asked(WRITE))


def requests_are_lost_too(systems: Systems, workspace: EmbeddedWorkspace) -> int:
    """Every other request gets lost before the work: read back, it is sent again."""
    before = len(systems.smintio.asked(WRITE))
    for number, (_, record) in enumerate(workspace.catalogue.records.records("portal", "", 60)):
        words = {"en": ("wind turbine", "lavender", "compost")[number % 3]}
        systems.smintio.edit(asset={"id": record.external_id, "name": words})
    for number in range(20):
        systems.smintio.fault("reset" if number % 2 else "reset_after", WRITE)
    dispatch.run_now(workspace, "all", patience=0)
    systems.smintio.calm()
    dispatch.run_now(workspace, "all", patience=0)
    return len(systems.smintio.asked(WRITE)) - before


def settled(systems: Systems, workspace: EmbeddedWorkspace) -> None:
    rows = workspace.catalogue.outbox.rows((), "portal", "", 100_000)
    assert {row.state for row in rows} <= {WriteState.DONE, WriteState.SUPERSEDED}
    effects = systems.smintio.effects("setAssetConcepts")
    assert effects["repeated"] == {}
    written = [row for row in rows if row.state is WriteState.DONE and row.attempts]
    assert len(effects["effects"]) == len(written)
    assert max(row.attempts for row in written) > 1  # those whose request was lost
