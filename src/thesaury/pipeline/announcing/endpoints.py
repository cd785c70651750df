"""Who is told by a webhook: endpoints that people add, pause, let go on, try out and remove."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from thesaury.model.audit import acting
from thesaury.model.errors import BadInput, Usage
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EndpointState, EventKind
from thesaury.pipeline.announcing.events import Event, message, moment_of
from thesaury.pipeline.announcing.gathering import begin
from thesaury.pipeline.announcing.keys import forget_secrets, new_secret, secrets_of
from thesaury.pipeline.announcing.sending import utc
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.webhooks import Answered
from thesaury.ports.workspace import Workspace

MOST = 100
"""Endpoints of a workspace."""
LONGEST_NOTE = 500

_ASKED_FOR = (EventKind.REPORT_READY, EventKind.TEST)
KINDS = tuple(kind for kind in EventKind if kind not in _ASKED_FOR)
"""What endpoints may be told of; a report is told to the one that its schedule names, a test to whoever asks for it."""


def add(
    workspace: Workspace, address: str, kinds: Sequence[EventKind] = (), channels: Sequence[str] = (), said: str = ""
) -> tuple[Endpoint, str]:
    """Let an address be told of these kinds (all without any) in these channels (all without any), from now on; returns the endpoint and
    its secret, which is shown once.

    Raises Usage for an address that must not be reached and for channels there are not, BadInput for a note that is too long.
    """
    catalogue = workspace.catalogue
    workspace.webhook_sender.check(address)
    if any(kind in kinds for kind in _ASKED_FOR):
        raise Usage("Nobody can ask to be told of reports or tests here. Choose among: " + ", ".join(KINDS))
    for name in channels:
        if catalogue.channels.get(name) is None:
            raise Usage(f"There is no channel {name!r}. All of them are listed by: thesaury channel list")
    if len(said) > LONGEST_NOTE:
        raise BadInput(f"A note has {LONGEST_NOTE} signs at most.")
    if len(catalogue.webhooks.endpoints()) >= MOST:
        raise Usage(f"There are {MOST} webhooks already. Remove one that nobody needs.")
    clock = utc()
    chosen = tuple(dict.fromkeys(kinds)), tuple(dict.fromkeys(channels))
    made = Endpoint(secrets.token_hex(6), address, *chosen, made_at=moment_of(clock), by=acting.get(), note=said)
    secret = new_secret(catalogue.secrets, made.id, clock)
    begin(workspace, made)
    catalogue.webhooks.put(made)
    note(catalogue.audit, "webhook.add", _subject(made.id), None, _told(made))
    return made, secret


def known(catalogue: Catalogue, id: str) -> Endpoint:
    """The endpoint with this id. Raises Usage where there is none."""
    found = next((one for one in catalogue.webhooks.endpoints() if one.id == id), None)
    if found is None:
        raise Usage(f"There is no webhook {id!r}. All of them are listed by: thesaury webhook list")
    return found


def pause(catalogue: Catalogue, id: str) -> Endpoint:
    """Send nothing more to an endpoint; what happens meanwhile is told once it goes on. Raises Usage where there is none."""
    known(catalogue, id)
    catalogue.webhooks.turn(id, EndpointState.PAUSED)
    note(catalogue.audit, "webhook.pause", _subject(id))
    return known(catalogue, id)


def resume(catalogue: Catalogue, id: str) -> Endpoint:
    """Go on with an endpoint, and try what waits at once. Raises Usage where there is none."""
    known(catalogue, id)
    catalogue.webhooks.turn(id, EndpointState.ACTIVE)
    catalogue.webhooks.again(id, DeliveryState.WAITING, moment_of(utc()))
    note(catalogue.audit, "webhook.resume", _subject(id))
    return known(catalogue, id)


def rotate(catalogue: Catalogue, id: str, at_once: bool = False) -> str:
    """Another secret, shown once; messages are signed with the former one, too, for a day, with `at_once` no more. Raises Usage where
    there is no such endpoint."""
    secret = new_secret(catalogue.secrets, known(catalogue, id).id, utc(), at_once)
    note(catalogue.audit, "webhook.rotate", _subject(id), None, {"at_once": at_once})
    return secret


def drop(catalogue: Catalogue, id: str) -> None:
    """Forget an endpoint, its messages and its secrets. Raises Usage where there is none."""
    before = known(catalogue, id)
    catalogue.webhooks.drop(id)
    forget_secrets(catalogue.secrets, id)
    note(catalogue.audit, "webhook.drop", _subject(id), _told(before))


def try_out(workspace: Workspace, id: str) -> Delivery:
    """Send a message that says that it is a test, once and at once, also to an endpoint that is paused; returns what became of it.

    Raises Usage where there is no such endpoint, or where its address must not be reached.
    """
    webhooks, moment = workspace.catalogue.webhooks, moment_of(utc())
    endpoint = known(workspace.catalogue, id)
    event = Event(EventKind.TEST, (secrets.token_hex(16),), moment, {})
    made = replace(message(event, workspace.id, id, moment), state=DeliveryState.DEAD, attempts=1, done_at=moment)
    signed = secrets_of(workspace.catalogue.secrets, id, moment)
    answered = workspace.webhook_sender.send(endpoint, made, signed)
    told = replace(made, status=answered.status, message=answered.message, state=_state(answered))
    webhooks.enqueue(id, "", "", [told])
    note(workspace.catalogue.audit, "webhook.test", _subject(id), None, {"status": answered.status})
    return told


def replay(catalogue: Catalogue, id: str, delivery: str = "") -> int:
    """Let one message be sent anew under its id, whatever became of it, or all dead ones of an endpoint; returns how many.

    Raises Usage where there is no such endpoint or message.
    """
    webhooks, moment = catalogue.webhooks, moment_of(utc())
    known(catalogue, id)
    if delivery:
        found = webhooks.get(delivery, id)
        if found is None:
            raise Usage(f"The webhook {id} has no message {delivery!r}. See: thesaury webhook deliveries {id}")
        webhooks.note(replace(found, state=DeliveryState.WAITING, attempts=0, next_at=moment, done_at=""))
        count = 1
    else:
        count = webhooks.again(id, DeliveryState.DEAD, moment)
    note(catalogue.audit, "webhook.replay", _subject(id), None, {"messages": count})
    return count


def _state(answered: Answered) -> DeliveryState:
    return DeliveryState.DELIVERED if 200 <= answered.status < 300 else DeliveryState.DEAD


def _subject(id: str) -> str:
    return f"webhook:{id}"


def _told(endpoint: Endpoint) -> dict[str, object]:
    """For the audit log, without what may be a secret in the address: many receivers know their callers by the path."""
    parts = urlsplit(endpoint.address)
    place = f"{parts.scheme}://{parts.netloc}"
    return {"address": place, "kinds": list(endpoint.kinds), "channels": list(endpoint.channels)}
