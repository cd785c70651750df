"""Messages that are due are sent, and what became of each try is kept right after it.

A message is tried ten times: at once, then after the minutes of `WAITS`, all in all for about a day. Where the endpoint asks to be left
alone for longer, it is. Cut off between the try and its note, it is sent again under the same id.
"""

import logging
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from thesaury.model.errors import ThesauryError, Usage
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState
from thesaury.pipeline.announcing.events import moment_of
from thesaury.pipeline.announcing.keys import secrets_of
from thesaury.ports.webhooks import Answered
from thesaury.ports.workspace import Workspace

WAITS = (1, 5, 15, 30, 60, 120, 240, 360, 600)
"""Minutes between a try and the next one; 23 hours and 51 minutes in all."""
TRIES = len(WAITS) + 1
JITTER = 0.1
"""The share by which a wait is longer or shorter, so that not everything comes back at once."""

PAGE = 200
AT_ONCE = 8
"""Endpoints that are sent to at the same time; one endpoint gets one message after the other."""
PATIENCE = 60.0
"""Seconds one endpoint may take of a round; the rest of its messages wait for the next one."""

_log = logging.getLogger(__name__)

_GONE = 410
_STRANGE = "Its answer could not be read. The log of the server says more."
_TRIED = (EndpointState.ACTIVE, EndpointState.FAILING)
_BUSY = frozenset({0, 429, 503})
"""No answer, or one that says that others would be answered the same: the rest of an endpoint's messages is not tried to see that."""

Clock = Callable[[], datetime]


def utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages were taken, not taken, and given up, and which endpoints failed or were stopped, each with a sentence."""

    taken: int = 0
    left: int = 0
    dead: int = 0
    failed: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(
            self.taken + other.taken, self.left + other.left, self.dead + other.dead, (*self.failed, *other.failed)
        )


@dataclass
class Sending:
    """One round of sending: what every endpoint said in it is known to all of it."""

    workspace: Workspace
    stopped: Callable[[], bool]
    clock: Clock = utc
    chance: Callable[[], float] = random.random
    _silent: dict[str, Answered] = field(default_factory=dict)
    _over: set[str] = field(default_factory=set)

    def all(self) -> Sent:
        """Send what is due until nothing is, or until asked to stop."""
        done, webhooks = Sent(), self.workspace.catalogue.webhooks
        begun = self.clock()
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as threads:
            while not self.stopped() and (due := webhooks.due(moment_of(self.clock()), PAGE, self._over)):
                endpoints, grouped = (
                    {one.id: one for one in webhooks.endpoints()},
                    defaultdict[str, list[Delivery]](list),
                )
                for delivery in due:
                    grouped[delivery.endpoint].append(delivery)
                known = [(endpoints[id], some) for id, some in grouped.items() if id in endpoints]
                self._over |= grouped.keys() - endpoints.keys()
                for one in threads.map(lambda pair: self._group(pair[0], pair[1], begun), known):
                    done += one
        return done

    def _group(self, endpoint: Endpoint, deliveries: Sequence[Delivery], begun: datetime) -> Sent:
        done, secrets = Sent(), _Secrets(self.workspace, endpoint)
        for delivery in deliveries:
            if self.stopped() or (self.clock() - begun).total_seconds() > PATIENCE:
                self._over.add(endpoint.id)
                break
            answered = self._silent.get(endpoint.id) or secrets.send(delivery)
            if answered.status in _BUSY:
                self._silent[endpoint.id] = answered
            done += self._noted(endpoint, delivery, answered)
            if answered.status == _GONE:
                break
        return done

    def _noted(self, endpoint: Endpoint, delivery: Delivery, answered: Answered) -> Sent:
        webhooks, after = self.workspace.catalogue.webhooks, self._after(delivery, answered)
        webhooks.note(after)
        if after.state is DeliveryState.DELIVERED:
            webhooks.turn(endpoint.id, EndpointState.ACTIVE, "", [EndpointState.FAILING])
            return Sent(taken=1)
        if answered.status == _GONE:
            webhooks.turn(endpoint.id, EndpointState.PAUSED, answered.message)
        elif after.state is DeliveryState.DEAD and self._took_nothing(delivery):
            webhooks.turn(endpoint.id, EndpointState.FAILING, answered.message, _TRIED)
        said = ((endpoint.id, answered.message),)
        return Sent(dead=1, failed=said) if after.state is DeliveryState.DEAD else Sent(left=1, failed=said)

    def _took_nothing(self, delivery: Delivery) -> bool:
        """Whether the endpoint has taken nothing else since the message was made: else the message is what is wrong."""
        taken = self.workspace.catalogue.webhooks.deliveries(delivery.endpoint, [DeliveryState.DELIVERED], limit=1)
        return not taken or taken[0].done_at < delivery.made_at

    def _after(self, delivery: Delivery, answered: Answered) -> Delivery:
        """The message after a try."""
        now, tried = self.clock(), delivery.attempts + 1
        told = replace(delivery, attempts=tried, status=answered.status, message=answered.message)
        if 200 <= answered.status < 300:
            return replace(told, state=DeliveryState.DELIVERED, done_at=moment_of(now))
        if tried >= TRIES or answered.status == _GONE:
            return replace(told, state=DeliveryState.DEAD, done_at=moment_of(now))
        return replace(told, next_at=moment_of(now + self._wait(tried, answered.wait)))

    def _wait(self, tried: int, asked: float) -> timedelta:
        spread = 1 + JITTER * (2 * self.chance() - 1)
        return timedelta(seconds=max(WAITS[tried - 1] * 60 * spread, asked))


class _Secrets:
    """The secrets of an endpoint, read once, and the sentence where they cannot be."""

    def __init__(self, workspace: Workspace, endpoint: Endpoint) -> None:
        self._workspace, self._endpoint = workspace, endpoint
        self._secrets: Sequence[str] | None = None

    def send(self, delivery: Delivery) -> Answered:
        """Send one message; an address that must not be reached, a secret that nobody has, and an answer that nobody foresaw are no
        answer either: one receiver never ends the round of all."""
        try:
            if self._secrets is None:
                self._secrets = secrets_of(self._workspace.catalogue.secrets, self._endpoint.id, moment_of(utc()))
            return self._workspace.webhook_sender.send(self._endpoint, delivery, self._secrets)
        except Usage as error:
            return Answered(0, error.message)
        except ThesauryError:
            raise
        except Exception:  # noqa: BLE001 - one receiver with a strange answer must not end the round of all
            _log.exception("a message to the webhook %s failed", self._endpoint.id)
            return Answered(0, _STRANGE)
