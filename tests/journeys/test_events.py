"""Events over real HTTP: a change in the DAM is delivered to the page server, becomes a hint, and the next run reads that asset."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tests.journeys.dams import BrandfolderDam, BynderDam, brandfolder, bynder, workspace
from tests.journeys.quick import Quick
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.connectors.budget import VARIABLE
from thesaury.connectors.bynder import listener
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.settings import settings_of
from thesaury.connectors.pacing import forget_circuits
from thesaury.dispatch import subscribing
from thesaury.model.connection import RunState
from thesaury.model.flow import Flow, Schedule, ScheduleKind
from thesaury.sandbox.serving.server import Running, running
from thesaury.web.app import create_app


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "state"))
    forget_circuits()


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[BynderDam]:
    """A Bynder whose certificates lie at the sandbox: only here is another host than Amazon's trusted."""
    with bynder() as dam:
        pattern = re.compile(re.escape(dam.system.url) + r"/[^\s]*")
        monkeypatch.setattr(
            listener,
            "open_listener",
            lambda c, tools: listener.BynderListener(BynderApi(c, settings_of(c), tools), tools, pattern),
        )
        yield dam


@pytest.fixture
def studio() -> Iterator[BrandfolderDam]:
    with brandfolder(https_only=False) as dam:
        yield dam


@pytest.fixture
def house(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[EmbeddedWorkspace, Running]]:
    workspace(request.getfixturevalue(request.param), tmp_path / "work").close()
    made = Quick(tmp_path / "work")
    made.catalogue.flows.put(Flow("all", ("dam",), schedule=Schedule(ScheduleKind.CHANGES), accept_above=0.05), "")
    dispatch.run_now(made, "all", 0)
    with running(create_app(made)) as server:
        yield made, server
    made.close()


def subscribed(made: EmbeddedWorkspace, server: Running) -> str:
    """As `thesaury listen dam ADDRESS` does it."""
    connection = made.connection("dam")
    address = subscribing.address_of(made, connection, server.url)
    assert subscribing.subscribe(made, connection, address)
    return address


def until(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def changed_and_read(made: EmbeddedWorkspace, dam: BynderDam | BrandfolderDam) -> None:
    """One asset is described anew; only its event tells of it, and the run it starts reads it."""
    id = sorted(made.source(made.connection("dam")).keys())[0]
    dam.describe(id, "A paper cup in a meadow.")
    until(lambda: made.catalogue.hints.waiting("dam"))
    until(made.catalogue.runs.open)
    [run] = made.catalogue.runs.open()
    assert (run.flow, run.state) == ("all", RunState.WAITING)
    ended = dispatch.run_now(made, "all", 0)
    assert ended.id == run.id
    [(_, record)] = made.catalogue.records.named("dam", [id])
    assert "A paper cup in a meadow." in [text.value for text in record.texts]
    quiet(made)


def quiet(made: EmbeddedWorkspace) -> None:
    """What we write is an event as well: it is looked at once more, and that is the end of it."""
    for _ in range(3):
        time.sleep(0.2)
        if not made.catalogue.hints.waiting("dam"):
            return
        assert "pushed" not in dict(dispatch.run_now(made, "all", 0).counts)
    raise AssertionError("every run brings another one about")


@pytest.mark.parametrize("house", ["portal"], indirect=True)
def test_bynder_confirms_delivers_signed_and_the_change_is_read(
    house: tuple[EmbeddedWorkspace, Running], portal: BynderDam
):
    made, server = house
    subscribed(made, server)
    until(lambda: {"type": "SubscriptionConfirmation"}.items() <= delivered(portal)[0].items() and confirmed(portal))
    changed_and_read(made, portal)


@pytest.mark.parametrize("house", ["portal"], indirect=True)
def test_what_bynder_did_not_sign_is_refused_and_leaves_nothing(
    house: tuple[EmbeddedWorkspace, Running], portal: BynderDam
):
    made, server = house
    address = subscribed(made, server)
    until(lambda: confirmed(portal))
    id = sorted(made.source(made.connection("dam")).keys())[0]
    portal.system.edit(event={"event": "asset_bank.media.updated", "id": id, "forged": True})
    until(lambda: len(delivered(portal)) >= 2)
    until(lambda: delivered(portal)[-1]["status"] not in (0, None))
    assert delivered(portal)[-1]["status"] in (401, 403)
    reply = httpx.post(
        address, json={"Type": "Notification", "Message": "{}", "SigningCertURL": "https://evil.example/x"}
    )
    assert reply.status_code in (400, 401, 403, 422)
    assert reply.headers["content-type"].startswith("application/problem+json")
    assert address.rpartition("/")[2] not in reply.text
    assert httpx.post(f"{server.url}/hooks/somebody-elses-token", json={}).status_code == 404
    assert httpx.post(address, content=b"x" * 300_000).status_code == 413
    assert made.catalogue.hints.waiting("dam") == []
    assert made.catalogue.runs.open() == []


@pytest.mark.parametrize("house", ["studio"], indirect=True)
def test_brandfolders_unsigned_events_are_hints_of_our_own_brandfolder_only(
    house: tuple[EmbeddedWorkspace, Running], studio: BrandfolderDam
):
    made, server = house
    address = subscribed(made, server)
    where = studio.system.where
    for wrong in ({"brandfolder_key": "another"}, {"organization_key": "another"}):
        event = {
            "key": "x",
            "event_type": "asset.update",
            "event_time": "2026-11-24 10:00:00.000000",
            "brandfolder_key": where["brandfolder"],
            "organization_key": where["organization_key"],
            **wrong,
        }
        reply = httpx.post(address, json={"data": {"attributes": event, "webhook_id": "w"}})
        assert reply.status_code in (401, 403)
    assert made.catalogue.hints.waiting("dam") == []
    changed_and_read(made, studio)


def delivered(portal: BynderDam) -> list[dict[str, object]]:
    return portal.system.control("state")["fennmoor"]["delivered"] or [{}]


def confirmed(portal: BynderDam) -> bool:
    found = portal._call("/v7/webhooks/public/api/subscriptions")
    return any(one["confirmed"] for one in (found if isinstance(found, list) else next(iter(found.values()))))


@pytest.mark.parametrize("house", ["studio"], indirect=True)
def test_a_subscription_that_lapsed_is_made_anew(house: tuple[EmbeddedWorkspace, Running], studio: BrandfolderDam):
    made, server = house
    address = subscribed(made, server)
    hooks, headers = studio.system.where["webhooks"], studio._headers
    for one in httpx.get(hooks, headers=headers).json()["data"]:
        httpx.delete(f"{hooks}/{one['id']}", headers=headers)
    assert httpx.get(hooks, headers=headers).json()["data"] == []
    subscribing.renew(made)
    there = [one["attributes"]["callback_url"] for one in httpx.get(hooks, headers=headers).json()["data"]]
    assert set(there) == {address}
    changed_and_read(made, studio)
