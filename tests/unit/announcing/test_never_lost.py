"""Whatever a receiver does and whenever the sender is killed: each asset is told in its last state, each event under one id."""

import json
import random
from datetime import timedelta

import pytest

from tests.unit.announcing.told import Told, entry
from thesaury.model.publishing import Reason
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState, EventKind
from thesaury.pipeline.announcing import endpoints
from thesaury.ports.webhooks import Answered
from thesaury.publishing.cursors import read_of

KINDS = (EventKind.ASSET_PUBLISHED, EventKind.ASSET_UPDATED, EventKind.ASSET_WITHDRAWN)
ASSETS = [f"a{number}" for number in range(12)]


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("seed", range(12))
def test_every_asset_is_told_in_its_last_state(seed: int, monkeypatch: pytest.MonkeyPatch):
    chance, made = random.Random(seed), Told(KINDS)
    arrived: list[Delivery] = []
    webhooks = made.workspace.catalogue.webhooks
    plain = {name: getattr(webhooks, name) for name in ("enqueue", "note")}
    calm = [False]

    def answer(endpoint: Endpoint, delivery: Delivery) -> Answered:
        kind = "taken" if calm[0] else chance.choice(["taken"] * 5 + ["lost", "refused", "killed", "away", "busy"])
        if kind in ("taken", "lost", "killed"):
            arrived.append(delivery)
        if kind == "killed":
            raise Killed
        return {"taken": Answered(204), "refused": Answered(500, "no"), "busy": Answered(429, "wait", 30.0)}.get(
            kind, Answered(0, "It did not answer.")
        )

    def cut(name: str) -> None:
        def write(*given: object) -> object:
            where = "" if calm[0] else chance.choice(["", "", "", "", "before", "after"])
            if where == "before":
                raise Killed
            done = plain[name](*given)
            if where == "after":
                raise Killed
            return done

        monkeypatch.setattr(webhooks, name, write)

    made.workspace.webhook_sender.answer = answer
    for name in plain:
        cut(name)
    for step in range(60):
        made.clock += timedelta(minutes=chance.choice([0, 1, 5, 30]))
        for asset in chance.sample(ASSETS, chance.randrange(4)):
            reason = chance.choice([None, None, Reason.LICENCE_EXPIRED])
            made.settle(entry(asset, made.now(), reason=reason, title=str(step)))
        try:
            if not chance.randrange(12):
                webhooks.turn(made.endpoint.id, EndpointState.PAUSED)
            elif not chance.randrange(4):
                webhooks.turn(made.endpoint.id, EndpointState.ACTIVE)
                webhooks.again(made.endpoint.id, DeliveryState.WAITING, made.now())
            made.round()
        except Killed:
            made.workspace.catalogue.leases.release("webhooks", holder(made))
    calm[0] = True
    made.clock = made.clock.replace(year=2099)
    endpoints.resume(made.workspace.catalogue, made.endpoint.id)
    endpoints.replay(made.workspace.catalogue, made.endpoint.id)
    made.round()
    assert set(made.states()) <= {DeliveryState.DELIVERED}
    assert made.held().state is EndpointState.ACTIVE
    events = {one.id: json.loads(one.body)["data"] for one in arrived}
    entries = made.workspace.catalogue.feeds.changes("web", 0, 999)
    newest = {one.asset: max((e for e in arrived if f'"{one.asset}"' in e.body), key=place).id for one in entries}
    for one in entries:
        told = events[newest[one.asset]]
        assert told.get("reason", "") == (one.reason.value if one.reason else ""), one
    assert len({(data["asset"], data["cursor"]) for data in events.values()}) == len(events)


def place(delivery: Delivery) -> int:
    """The number of the change a message is about."""
    return read_of("web", json.loads(delivery.body)["data"]["cursor"]).number


def holder(made: Told) -> str:
    held = made.workspace.catalogue.leases.held("webhooks")
    return held[0].holder if held else ""
