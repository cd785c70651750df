"""What we ask of the store of outgoing webhooks, and of whoever sends them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState


class Webhooks(Protocol):
    """Endpoints of one workspace and the messages to them. Every method is one transaction."""

    def put(self, endpoint: Endpoint) -> None:
        """Add an endpoint, or replace the one with this id."""

    def turn(self, id: str, state: EndpointState, message: str = "", of: Sequence[EndpointState] = ()) -> bool:
        """Let an endpoint be in this state, with this message, if it is in one of these now (without any: in whichever); false where it
        is not, or where there is none."""

    def drop(self, id: str) -> None:
        """Forget an endpoint and its messages. Raises Usage where there is none."""

    def endpoints(self) -> list[Endpoint]:
        """All endpoints, in the order they were made."""

    def cursor(self, endpoint: str, stream: str) -> str:
        """Up to where a stream of events (a channel's feed, say) was turned into messages for this endpoint; empty: nothing yet."""

    def enqueue(self, endpoint: str, stream: str, cursor: str, deliveries: Sequence[Delivery]) -> int:
        """Keep these messages and the cursor together; a message with an id that is kept already is left as it is. Returns how many are
        new. With an empty stream no cursor is kept."""

    def due(self, moment: str, limit: int = 100, without: Collection[str] = ()) -> list[Delivery]:
        """Waiting messages of active and failing endpoints that are due at this moment, the earliest first; those of the endpoints
        `without` are left out."""

    def note(self, delivery: Delivery) -> None:
        """Keep how a message stands now."""

    def again(self, endpoint: str, state: DeliveryState, moment: str) -> int:
        """Let all messages of an endpoint in this state be sent from this moment, as if they had never been tried; returns how many."""

    def deliveries(
        self, endpoint: str = "", states: Sequence[DeliveryState] = (), before: str = "", limit: int = 50
    ) -> list[Delivery]:
        """The newest messages first; `before` is the `made_at/id` of the last one of the page before."""

    def get(self, id: str, endpoint: str) -> Delivery | None:
        """One message."""

    def counts(self) -> dict[tuple[str, DeliveryState], int]:
        """How many messages there are by endpoint and state."""

    def forget(self, before: str) -> int:
        """Drop what was delivered before this moment; dead messages stay until somebody replays or drops them."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What an endpoint answered: its status, 0 where it did not, a sentence that says why, and the seconds it asks to wait for."""

    status: int
    message: str = ""
    wait: float = 0.0


class WebhookSender(Protocol):
    """Sends one message, signed as Standard Webhooks say."""

    def send(self, endpoint: Endpoint, delivery: Delivery, secrets: Sequence[str]) -> Answered:
        """POST it, signed with each of the secrets, following nothing. Raises Usage for an address that must not be reached."""

    def check(self, address: str) -> None:
        """Raises Usage, with a sentence that says why, for an address that is none, or that must not be reached; a host that nobody knows
        now is let pass."""
