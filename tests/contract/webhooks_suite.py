"""What every store of outgoing webhooks promises."""

from dataclasses import replace

import pytest

from tests.contract.catalogue_values import AT
from thesaury.model.errors import Usage
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState, EventKind
from thesaury.ports.catalogue import Catalogue

SOON, LATER = "2026-01-03T03:04:05+00:00", "2026-02-03T03:04:05+00:00"
CMS = Endpoint(
    "cms",
    "https://cms.example/hooks?a=ü",
    (EventKind.ASSET_WITHDRAWN, EventKind.RIGHTS_CHANGED),
    ("website", "🌍"),
    made_at=AT,
    by="ana@example.org",
    note="<b>قناة</b>",
)
SHOP = Endpoint("ahead", "https://shop.example/", made_at=AT)


def message(id: str, endpoint: str = "cms", made_at: str = AT, next_at: str = AT) -> Delivery:
    return Delivery(id, endpoint, EventKind.ASSET_PUBLISHED, '{"a":1}', made_at, next_at=next_at)


def delivered(one: Delivery, at: str = SOON) -> Delivery:
    return replace(one, state=DeliveryState.DELIVERED, attempts=1, done_at=at, status=204, next_at="")


class WebhooksSuite:
    def test_endpoints_come_in_the_order_they_were_made_and_keep_their_place(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        assert webhooks.endpoints() == []
        webhooks.put(CMS)
        webhooks.put(SHOP)
        failing = replace(CMS, state=EndpointState.FAILING, message="It took nothing for a day.")
        webhooks.put(failing)
        assert webhooks.endpoints() == [failing, SHOP]

    def test_an_endpoint_turns_to_another_state_from_those_that_are_named(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        webhooks.put(CMS)
        assert not webhooks.turn("cms", EndpointState.ACTIVE, of=[EndpointState.FAILING])
        assert webhooks.turn("cms", EndpointState.FAILING, "It took nothing.", [EndpointState.ACTIVE])
        assert webhooks.endpoints() == [replace(CMS, state=EndpointState.FAILING, message="It took nothing.")]
        assert webhooks.turn("cms", EndpointState.PAUSED)
        assert webhooks.endpoints() == [replace(CMS, state=EndpointState.PAUSED)]
        assert not webhooks.turn("gone", EndpointState.ACTIVE)
        assert [one.id for one in webhooks.endpoints()] == ["cms"]

    def test_a_dropped_endpoint_takes_its_messages_and_cursors_along(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        for one in (CMS, SHOP):
            webhooks.put(one)
            webhooks.enqueue(one.id, "feed:web", "7", [message("m", one.id)])
        webhooks.drop("cms")
        assert webhooks.endpoints() == [SHOP]
        assert (webhooks.cursor("cms", "feed:web"), webhooks.cursor("ahead", "feed:web")) == ("", "7")
        assert [one.endpoint for one in webhooks.deliveries()] == ["ahead"]
        with pytest.raises(Usage, match="cms"):
            webhooks.drop("cms")

    def test_messages_and_cursor_are_kept_together_and_each_message_once(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        webhooks.put(CMS)
        assert webhooks.cursor("cms", "feed:web") == ""
        assert webhooks.enqueue("cms", "feed:web", "2", [message("1"), message("2")]) == 2
        webhooks.note(delivered(message("1")))
        assert webhooks.enqueue("cms", "feed:web", "3", [message("1"), message("3"), message("3")]) == 1
        assert webhooks.enqueue("cms", "feed:shop", "9", []) == 0
        assert webhooks.enqueue("cms", "", "", [message("4")]) == 1
        assert (webhooks.cursor("cms", "feed:web"), webhooks.cursor("cms", "feed:shop")) == ("3", "9")
        assert webhooks.get("1", "cms") == delivered(message("1"))
        assert webhooks.get("1", "ahead") is None
        assert webhooks.counts() == {("cms", DeliveryState.WAITING): 3, ("cms", DeliveryState.DELIVERED): 1}

    def test_what_is_due_comes_earliest_first_and_nothing_of_paused_endpoints(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        for one in (CMS, SHOP, replace(SHOP, id="rest", state=EndpointState.PAUSED)):
            webhooks.put(one)
        webhooks.put(replace(CMS, state=EndpointState.FAILING))
        late, other = message("c", next_at=LATER), message("a", "ahead")
        soon, first = message("b", next_at=SOON), message("d")
        webhooks.enqueue("cms", "s", "1", [late, soon, first])
        webhooks.enqueue("ahead", "s", "1", [other])
        webhooks.enqueue("rest", "s", "1", [message("r", "rest")])
        assert {one.id for one in webhooks.due(AT)} == {"a", "d"}
        assert [one.id for one in webhooks.due(LATER)][2:] == ["b", "c"]
        assert len(webhooks.due(LATER, 3)) == 3
        assert webhooks.due(LATER, without=["cms"]) == [other]
        webhooks.note(delivered(first))
        webhooks.note(replace(soon, attempts=1, next_at=LATER, status=503, message="busy"))
        assert webhooks.due(SOON) == [other]

    def test_dead_messages_are_sent_again_as_if_never_tried(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        webhooks.put(CMS)
        webhooks.enqueue("cms", "s", "1", [message("1"), message("2"), message("3")])
        dead = replace(message("1"), state=DeliveryState.DEAD, attempts=10, status=500, message="no", done_at=SOON)
        webhooks.note(dead)
        webhooks.note(delivered(message("2")))
        assert webhooks.due(AT) == [message("3")]
        assert webhooks.again("cms", DeliveryState.DEAD, SOON) == 1
        again = replace(dead, state=DeliveryState.WAITING, attempts=0, next_at=SOON, done_at="")
        assert webhooks.due(SOON) == [message("3"), again]
        assert webhooks.again("other", DeliveryState.WAITING, AT) == 0

    def test_the_log_is_read_newest_first_page_by_page(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        for one in (CMS, SHOP):
            webhooks.put(one)
        webhooks.enqueue("cms", "s", "1", [message("1"), message("2"), message("3", made_at=SOON)])
        webhooks.enqueue("ahead", "s", "1", [message("0", "ahead", made_at=LATER)])
        assert [one.id for one in webhooks.deliveries()] == ["0", "3", "2", "1"]
        assert [one.id for one in webhooks.deliveries("cms", limit=2)] == ["3", "2"]
        assert [one.id for one in webhooks.deliveries("cms", before=f"{AT}/2")] == ["1"]
        webhooks.note(delivered(message("2")))
        assert [one.id for one in webhooks.deliveries(states=[DeliveryState.DELIVERED])] == ["2"]

    def test_only_what_was_delivered_is_forgotten(self, catalogue: Catalogue):
        webhooks = catalogue.webhooks
        webhooks.put(CMS)
        webhooks.enqueue("cms", "s", "1", [message("1"), message("2"), message("3"), message("4")])
        webhooks.note(delivered(message("1"), AT))
        webhooks.note(delivered(message("2"), LATER))
        webhooks.note(replace(message("3"), state=DeliveryState.DEAD, done_at=AT))
        assert webhooks.forget(SOON) == 1
        assert {one.id for one in webhooks.deliveries()} == {"2", "3", "4"}
        webhooks.note(delivered(message("1")))
        assert webhooks.get("1", "cms") is None
