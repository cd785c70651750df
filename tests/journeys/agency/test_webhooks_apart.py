"""Webhooks of two clients to real receivers: what happens with one is told to nobody of the other, nor under a secret of the other's."""

from pathlib import Path

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tests.fakes.hook_receiver import Receiver, receiving
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import init_agency
from thesaury.model.publishing import Channel, Entry, Item
from thesaury.model.webhook import EventKind
from thesaury.pipeline.announcing import endpoints
from thesaury.pipeline.announcing.rounds import announce

AT = "2026-03-01T10:00:00+00:00"


def test_events_of_a_client_arrive_at_its_own_receiver_alone_under_its_own_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Both call their channel and an asset alike, one more is of each alone, and both are open in one process."""
    monkeypatch.setenv("THESAURY_WEBHOOK_PRIVATE_HOSTS", '["127.0.0.1"]')
    agency = init_agency(tmp_path / "agency", ("en",))
    names = ("alder", "birch")
    with receiving() as alder, receiving() as birch:
        receivers, secrets, ids = {"alder": alder, "birch": birch}, {}, {}
        opened = {name: agency.create(name) for name in names}
        for name, workspace in opened.items():
            workspace.catalogue.channels.put(Channel("web", "Web"))
            _, secrets[name] = endpoints.add(workspace, receivers[name].address, [EventKind.ASSET_PUBLISHED], ["web"])
            settle(workspace, "a1", f"of-{name}")
            ids[name] = workspace.id
        for name in (*names, *names):
            announce(opened[name])
        for workspace in opened.values():
            workspace.close()
    assert secrets["alder"] != secrets["birch"]
    assert told(alder, secrets["alder"], secrets["birch"]) == {("a1", ids["alder"]), ("of-alder", ids["alder"])}
    assert told(birch, secrets["birch"], secrets["alder"]) == {("a1", ids["birch"]), ("of-birch", ids["birch"])}
    assert not {got.id for got in alder.got} & {got.id for got in birch.got}
    for name, other in (names, names[::-1]):
        said = repr([(got.body, got.headers) for got in receivers[name].got])
        assert ids[other] not in said
        assert other not in said


def settle(workspace: EmbeddedWorkspace, *assets: str) -> None:
    entries = [Entry("web", one, Item(one, one), published_at=AT, changed_at=AT) for one in assets]
    workspace.catalogue.feeds.settle("web", entries)


def told(receiver: Receiver, secret: str, of_other: str) -> set[tuple[str, str]]:
    """The assets with the workspace that is named, as the library of others verifies them; the other's secret verifies none."""
    for got in receiver.got:
        with pytest.raises(WebhookVerificationError):
            Webhook(of_other).verify(got.body, got.headers)
    read = [Webhook(secret).verify(got.body, got.headers)["data"] for got in receiver.got]
    return {(one["asset"], one["tenant"]) for one in read}
