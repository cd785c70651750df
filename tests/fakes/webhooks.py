"""Outgoing webhooks in memory."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from thesaury.model.errors import Usage
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState
from thesaury.ports.webhooks import Answered


class FakeWebhooks:
    def __init__(self) -> None:
        self._endpoints: dict[str, Endpoint] = {}
        self._cursors: dict[tuple[str, str], str] = {}
        self._messages: dict[tuple[str, str], Delivery] = {}

    def put(self, endpoint: Endpoint) -> None:
        self._endpoints[endpoint.id] = endpoint

    def turn(self, id: str, state: EndpointState, message: str = "", of: Sequence[EndpointState] = ()) -> bool:
        held = self._endpoints.get(id)
        if held is None or (of and held.state not in of):
            return False
        self._endpoints[id] = replace(held, state=state, message=message)
        return True

    def drop(self, id: str) -> None:
        if self._endpoints.pop(id, None) is None:
            raise Usage(f"There is no webhook {id!r}.")
        self._cursors = {key: cursor for key, cursor in self._cursors.items() if key[0] != id}
        self._messages = {key: one for key, one in self._messages.items() if key[0] != id}

    def endpoints(self) -> list[Endpoint]:
        return list(self._endpoints.values())

    def cursor(self, endpoint: str, stream: str) -> str:
        return self._cursors.get((endpoint, stream), "")

    def enqueue(self, endpoint: str, stream: str, cursor: str, deliveries: Sequence[Delivery]) -> int:
        before = len(self._messages)
        for one in deliveries:
            self._messages.setdefault((one.endpoint, one.id), one)
        if stream:
            self._cursors[endpoint, stream] = cursor
        return len(self._messages) - before

    def due(self, moment: str, limit: int = 100, without: Collection[str] = ()) -> list[Delivery]:
        tried = {one.id for one in self._endpoints.values() if one.state is not EndpointState.PAUSED} - set(without)
        waiting = [one for one in self._messages.values() if one.state is DeliveryState.WAITING]
        found = [one for one in waiting if one.next_at <= moment and one.endpoint in tried]
        return sorted(found, key=lambda one: one.next_at)[:limit]

    def note(self, delivery: Delivery) -> None:
        if (delivery.endpoint, delivery.id) in self._messages:
            self._messages[delivery.endpoint, delivery.id] = delivery

    def again(self, endpoint: str, state: DeliveryState, moment: str) -> int:
        found = [one for one in self._messages.values() if one.endpoint == endpoint and one.state is state]
        for one in found:
            self.note(replace(one, state=DeliveryState.WAITING, attempts=0, next_at=moment, done_at=""))
        return len(found)

    def deliveries(
        self, endpoint: str = "", states: Sequence[DeliveryState] = (), before: str = "", limit: int = 50
    ) -> list[Delivery]:
        found = [
            one
            for one in self._messages.values()
            if (not endpoint or one.endpoint == endpoint)
            and (not states or one.state in states)
            and (not before or (one.made_at, one.id) < tuple(before.split("/", 1)))
        ]
        return sorted(sorted(found, key=lambda one: one.endpoint), key=_newest, reverse=True)[:limit]

    def get(self, id: str, endpoint: str) -> Delivery | None:
        return self._messages.get((endpoint, id))

    def counts(self) -> dict[tuple[str, DeliveryState], int]:
        return dict(Counter((one.endpoint, one.state) for one in self._messages.values()))

    def forget(self, before: str) -> int:
        gone = [
            key for key, one in self._messages.items() if one.state is DeliveryState.DELIVERED and one.done_at < before
        ]
        for key in gone:
            del self._messages[key]
        return len(gone)


def _newest(one: Delivery) -> tuple[str, str]:
    return one.made_at, one.id


class FakeWebhookSender:
    """Takes everything, unless `answer` says something else; remembers what it was given."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Delivery, tuple[str, ...]]] = []
        self.answer: Callable[[Endpoint, Delivery], Answered] = lambda endpoint, delivery: Answered(204)

    def send(self, endpoint: Endpoint, delivery: Delivery, secrets: Sequence[str]) -> Answered:
        self.sent.append((endpoint.id, delivery, tuple(secrets)))
        return self.answer(endpoint, delivery)

    def check(self, address: str) -> None:
        if not address.startswith("https://"):
            raise Usage("This cannot be the address of a webhook: it has to begin with https.")
