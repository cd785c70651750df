"""Who is told: added with a secret that is shown once, tried out, paused, given another secret, and removed."""

import json
from datetime import timedelta

import pytest

from tests.unit.announcing.told import ADDRESS, Told, entry
from thesaury.model.errors import BadInput, Usage
from thesaury.model.webhook import DeliveryState, EndpointState, EventKind
from thesaury.pipeline.announcing import endpoints
from thesaury.pipeline.announcing.keys import new_secret, secrets_of
from thesaury.ports.webhooks import Answered


def test_an_endpoint_is_added_with_a_secret_of_its_own_and_the_log_holds_no_secret():
    made = Told()
    one, secret = endpoints.add(
        made.workspace, f"{ADDRESS}/T00/hidden?key=hidden", [EventKind.ASSET_WITHDRAWN], ["web"], "CMS"
    )
    assert (one.state, one.kinds, one.channels, one.note) == (
        EndpointState.ACTIVE,
        (EventKind.ASSET_WITHDRAWN,),
        ("web",),
        "CMS",
    )
    assert secret.startswith("whsec_")
    kept = made.workspace.catalogue.secrets
    assert secrets_of(kept, one.id, made.now()) == (secret,) != secrets_of(kept, made.endpoint.id, made.now())
    deeds = " ".join(f"{kept.deed}" for kept in made.workspace.catalogue.audit.deeds())
    assert "webhook.add" in deeds
    assert "hidden" not in deeds
    assert "https://cms.example" in deeds
    assert secret not in deeds


@pytest.mark.parametrize(
    ("given", "error", "why"),
    [
        ({"address": "http://cms.example/"}, Usage, "https"),
        ({"channels": ["print"]}, Usage, "print"),
        ({"kinds": [EventKind.TEST]}, Usage, "tests"),
        ({"said": "x" * 501}, BadInput, "500"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(given: dict[str, object], error: type[Exception], why: str):
    made = Told()
    with pytest.raises(error, match=why):
        endpoints.add(made.workspace, **({"address": ADDRESS} | given))  # type: ignore[arg-type]
    assert made.workspace.catalogue.webhooks.endpoints() == [made.endpoint]


def test_no_more_endpoints_than_may():
    made = Told()
    for _ in range(endpoints.MOST - 1):
        made.another()
    with pytest.raises(Usage, match="already"):
        made.another()


def test_the_former_secret_holds_for_another_day():
    made = Told((EventKind.ASSET_PUBLISHED,))
    kept, id = made.workspace.catalogue.secrets, made.endpoint.id
    first = secrets_of(kept, id, made.now())[0]
    second = new_secret(kept, id, made.clock)
    made.clock += timedelta(hours=23)
    assert secrets_of(kept, id, made.now()) == (second, first)
    made.clock += timedelta(hours=1)
    assert secrets_of(kept, id, made.now()) == (second,)
    third = new_secret(kept, id, made.clock, at_once=True)
    assert secrets_of(kept, id, made.now()) == (third,)


def test_messages_are_signed_with_both_while_secrets_change():
    made = Told((EventKind.ASSET_PUBLISHED,))
    secret = endpoints.rotate(made.workspace.catalogue, made.endpoint.id)
    made.settle(entry("a"))
    made.round()
    [(_, _, signed)] = made.workspace.webhook_sender.sent
    assert (len(signed), signed[0]) == (2, secret)


def test_a_test_is_sent_once_and_shown():
    made = Told((EventKind.ASSET_PUBLISHED,))
    endpoints.pause(made.workspace.catalogue, made.endpoint.id)
    taken = endpoints.try_out(made.workspace, made.endpoint.id)
    assert (taken.kind, taken.state, taken.status) == (EventKind.TEST, DeliveryState.DELIVERED, 204)
    assert json.loads(taken.body)["data"] == {"tenant": "w1"}
    made.workspace.webhook_sender.answer = lambda endpoint, delivery: Answered(500, "no")
    refused = endpoints.try_out(made.workspace, made.endpoint.id)
    assert (refused.state, refused.message) == (DeliveryState.DEAD, "no")
    assert {one.id for one in made.kept()} == {taken.id, refused.id}
    made.round(timedelta(days=1))
    assert len(made.workspace.webhook_sender.sent) == 2
    assert made.held().state is EndpointState.PAUSED


def test_one_message_is_replayed_under_its_id_whatever_became_of_it():
    made = Told((EventKind.ASSET_PUBLISHED,))
    made.settle(entry("a"), entry("b"))
    made.round()
    [first, _] = made.sent()
    assert endpoints.replay(made.workspace.catalogue, made.endpoint.id, first.id) == 1
    made.clock += timedelta(days=999)
    made.round()
    assert [one.id for one in made.sent()] == [first.id]
    with pytest.raises(Usage, match="msg_x"):
        endpoints.replay(made.workspace.catalogue, made.endpoint.id, "msg_x")


def test_a_removed_endpoint_leaves_no_secret_behind():
    made = Told()
    endpoints.drop(made.workspace.catalogue, made.endpoint.id)
    assert made.workspace.catalogue.secrets.names(f"webhook/{made.endpoint.id}") == ()
    for asked in (endpoints.drop, endpoints.pause, endpoints.resume, endpoints.rotate, endpoints.replay):
        with pytest.raises(Usage, match="There is no webhook"):
            asked(made.workspace.catalogue, made.endpoint.id)
