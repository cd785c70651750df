"""One portal's whole estate in the sandbox: assets, vocabulary, tokens, events, webhooks, and writes that are still to be applied."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from starlette.requests import Request

from thesaury.sandbox.bynder import times
from thesaury.sandbox.bynder.access import ROLES
from thesaury.sandbox.bynder.events import Events
from thesaury.sandbox.bynder.portals import INTEGRATION_USER, Portal
from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.bynder.setup import Switches
from thesaury.sandbox.bynder.shelf import Shelf
from thesaury.sandbox.bynder.tokens import Caller, Tokens
from thesaury.sandbox.bynder.vocabulary import Vocabulary
from thesaury.sandbox.bynder.webhooks import Webhooks
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.store import Store

CREATED, UPDATED, META_UPDATED = "asset_bank.media.create", "asset_bank.media.updated", "asset_bank.media.meta_updated"
DELETED, ARCHIVED = "asset_bank.media.deleted", "asset_bank.media.archived"


@dataclass
class Estate:
    """Everything of one portal. `read` are the assets somebody read since their tags were last replaced, `lists` the last list
    that was asked for with what it was asked by."""

    sandbox: Sandbox
    portal: Portal
    tokens: Tokens
    shelf: Shelf
    vocabulary: Vocabulary
    events: Events
    webhooks: Webhooks
    turned: Callable[[], Switches]
    read: set[str] = field(default_factory=set)
    lists: dict[str, Any] = field(default_factory=dict)

    @property
    def switches(self) -> Switches:
        """How the portal behaves now."""
        return self.turned()

    @property
    def store(self) -> Store:
        """Where everything is kept."""
        return self.sandbox.store

    def named(self, collection: str) -> str:
        """The collection of the store that belongs to this portal alone."""
        return f"{self.portal.name}.{collection}"

    def now(self) -> str:
        """The sandbox's time as assets carry it."""
        return times.iso(self.sandbox.clock.now())

    def reload(self) -> None:
        """After the store was emptied: everything as at the start."""
        self.vocabulary.load()
        self.shelf.load()
        self.events.load()
        self.read.clear()
        self.lists.clear()

    def caller(self, request: Request) -> Caller:
        """Who asks. Raises Refusal (401) without a good token of this portal."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        found = self.tokens.caller(token) if kind.lower() == "bearer" else None
        if found is None:
            raise Refusal(401)
        return found

    def roles(self, user: str) -> set[str]:
        """The security roles of a user."""
        kept = self.store.get(self.named("roles"), user)
        return set(kept if kept is not None else ROLES if user == INTEGRATION_USER else ())

    def need(self, request: Request, *roles: str, number: bool = False) -> None:
        """Lets pass whoever has one of the roles. Raises Refusal (403)."""
        if not self.roles(request.state.caller.user) & set(roles):
            raise Refusal(403, number=number)

    def asset(self, identifier: str, message: str = "", number: bool = False, before: bool = False) -> dict[str, Any]:
        """An asset that is there. Raises Refusal (404)."""
        found = self.shelf.get(identifier, before)
        if found is None:
            raise Refusal(404, message, number=number)
        return found

    def later(self, identifier: str, changes: dict[str, Any], user: str) -> None:
        """Takes a change that is applied when the portal comes to it. `changes` are members; those of `values` are single properties."""
        due = self.sandbox.clock.now() + timedelta(seconds=self.switches.delay)
        document = {"due": due.isoformat(), "asset": identifier, "changes": changes, "user": user}
        self.store.put(self.named("pending"), secrets.token_hex(8), document)
        self.settle()

    def settle(self) -> None:
        """Applies every change whose time has come."""
        for key, entry in self.store.all(self.named("pending")):
            due = times.parsed(entry["due"])
            if due <= self.sandbox.clock.now():
                self.store.delete(self.named("pending"), key)
                if self.shelf.get(entry["asset"]) is not None:
                    self.change(entry["asset"], entry["changes"], entry["user"], times.iso(due))

    def change(self, identifier: str, changes: dict[str, Any], user: str, moment: str = "") -> dict[str, Any]:
        """Changes an asset at once and tells the webhooks. Raises KeyError when there is none."""
        known = self.shelf.get(identifier)
        if known is None:
            raise KeyError(f"There is no asset {identifier}.")
        values = {**known.get("values", {}), **changes.get("values", {})}
        kept = {name: value for name, value in values.items() if value not in ([], "")}
        public = known.get("isPublic") or changes.get("isPublic", False)  # once public, always public
        moment = moment or self.now()
        made = {**known, **changes, "values": kept, "isPublic": bool(public), "dateModified": moment}
        self.shelf.put(made)
        if made.get("archive") and not known.get("archive"):
            self.events.record("archive", identifier, user, moment)
            self.tell(ARCHIVED, identifier)
        self.tell(META_UPDATED if changes.keys() & {"values", "tags"} else UPDATED, identifier)
        return made

    def add(self, document: dict[str, Any], user: str) -> None:
        """A new asset."""
        self.shelf.put(document)
        self.events.record("create", document["id"], user, document["dateCreated"])
        self.tell(CREATED, document["id"])

    def remove(self, identifier: str, user: str) -> None:
        """An asset goes into the trash. Raises KeyError when there is none."""
        self.shelf.remove(identifier, self.now(), user)
        self.events.record("remove", identifier, user, self.now())
        self.tell(DELETED, identifier)

    def tell(self, event: str, identifier: str) -> None:
        """Tells every confirmed subscription of an event."""
        self.webhooks.publish(event, {"media_id": identifier, "user_id": self.portal.identifier(INTEGRATION_USER)})


def root(request: Request) -> str:
    """The URL the caller used for this server."""
    return str(request.base_url).rstrip("/")


def truth(text: Any) -> bool:
    """A flag as forms and queries write it."""
    return str(text).strip().lower() in ("1", "true", "yes", "on")
