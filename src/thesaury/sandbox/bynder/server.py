"""Puts the sandbox together: two portals told apart by host, every call, the control plane's hooks, and where everything is."""

from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury.sandbox.bynder import (
    analytics_calls,
    asset_calls,
    collection_calls,
    dependency_calls,
    download_calls,
    listing,
    metaproperty_calls,
    oauth,
    option_calls,
    portal_calls,
    series,
    tag_calls,
    taxonomy_calls,
    trash_calls,
    upload_calls,
    usage_calls,
    webhook_calls,
)
from thesaury.sandbox.bynder.access import SCOPES
from thesaury.sandbox.bynder.calls import Call, routes
from thesaury.sandbox.bynder.edits import Behind
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.events import Events
from thesaury.sandbox.bynder.files import Files
from thesaury.sandbox.bynder.limit import Limiter
from thesaury.sandbox.bynder.portals import FENNMOOR, PORTALS, Portal
from thesaury.sandbox.bynder.refusal import error_body
from thesaury.sandbox.bynder.setup import SIZES, Setup, Switches
from thesaury.sandbox.bynder.shelf import Shelf
from thesaury.sandbox.bynder.tokens import Tokens
from thesaury.sandbox.bynder.vocabulary import Vocabulary
from thesaury.sandbox.bynder.webhooks import Webhooks
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.store import Store

__all__ = ["Setup", "Switches", "create", "front"]

VENDOR = "bynder"
_FRONT = "thesaury.bynder.portal"
_GROUPS = (  # calls whose paths name things come before those whose paths take any id
    *(oauth, listing, tag_calls, upload_calls, download_calls, asset_calls, option_calls, dependency_calls),
    *(metaproperty_calls, taxonomy_calls, usage_calls, analytics_calls, collection_calls, trash_calls),
    *(webhook_calls, portal_calls),
)
CALLS: tuple[Call, ...] = tuple(call for group in _GROUPS for call in group.CALLS)


@dataclass
class _House:
    """Both portals and what they share: the switches, and the budgets of addresses."""

    sandbox: Sandbox
    setup: Setup
    limiter: Limiter = field(init=False)
    switches: Switches = field(init=False)
    estates: dict[str, Estate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Opens every portal."""
        self.switches = self.setup.switches
        self.limiter = Limiter(self.sandbox, lambda: self.switches.limit)
        self.estates = {portal.name: self._opened(portal) for portal in PORTALS}

    def chosen(self, request: Request) -> Estate:
        """The portal of a request: by the front it came through, else by its host, else the first."""
        host = (request.url.hostname or "").removesuffix(".localhost")
        return self.estates[request.scope.get(_FRONT) or (host if host in self.estates else FENNMOOR.name)]

    def turn(self, asked: dict[str, Any]) -> Switches:
        """Turns some switches."""
        self.switches = self.switches.changed(asked)
        return self.switches

    def reset(self) -> None:
        """After the store was emptied: everything as at the start."""
        self.switches = self.setup.switches
        self.limiter.clear()
        for estate in self.estates.values():
            estate.reload()

    def edit(self, payload: dict[str, Any]) -> dict[str, Any]:
        """A person's edit of one portal, the first where none is named."""
        name = payload.get("portal", FENNMOOR.name)
        if name not in self.estates:
            raise ValueError(f"There is no portal {name}. Known: {', '.join(self.estates)}.")
        estate = self.estates[name]
        estate.settle()
        return Behind(estate, self.turn).edit({key: value for key, value in payload.items() if key != "portal"})

    def counters(self) -> dict[str, Any]:
        """How much each portal holds, and what was delivered."""
        portals = {name: _counted(estate) for name, estate in self.estates.items()}
        return {**portals, "blocked": self.limiter.blocked()}

    def where(self, url: str) -> dict[str, Any]:
        """Addresses and credentials; those of the first portal also by themselves."""
        told = {name: _where(estate, url) for name, estate in self.estates.items()}
        return {"vendor": VENDOR, "url": url, **told[FENNMOOR.name], "portals": told}

    def _opened(self, portal: Portal) -> Estate:
        sandbox, size = self.sandbox, self.setup.size
        assets = series.series(portal, size, self.setup.assets)
        return Estate(
            sandbox,
            portal,
            Tokens(sandbox, portal),
            Shelf(portal, sandbox.store, assets),
            Vocabulary(portal, sandbox.store, size),
            Events(portal, sandbox, assets, size),
            Webhooks(portal, sandbox, lambda: self.switches),
            lambda: self.switches,
        )


def create(setup: Setup | None = None) -> Sandbox:
    """The sandbox as an ASGI application. Raises ValueError for a size that does not exist."""
    setup = setup or Setup()
    if setup.size not in SIZES:
        raise ValueError(f"The size is one of {', '.join(SIZES)}.")
    sandbox = Sandbox(VENDOR, Store(setup.state), error=error_body)
    house = _House(sandbox, setup)
    made: list[BaseRoute] = [
        *routes(CALLS, sandbox, house.chosen, house.limiter),
        *Files(house.estates, setup.size == "demo", setup.pack).routes(),
        *webhook_calls.service(house.estates),
        upload_calls.storage(sandbox),
    ]
    return sandbox.serves(made, Hooks(house.reset, house.edit, house.counters, house.where))


def front(sandbox: Sandbox, portal: str) -> ASGIApp:
    """The same sandbox as one portal alone answers, whatever the host: serve it on a port of its own."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await sandbox({**scope, _FRONT: portal}, receive, send)

    return answer


def _counted(estate: Estate) -> dict[str, Any]:
    pending = estate.store.count(estate.named("pending"))
    trash, options = len(estate.shelf.trash()), len(estate.vocabulary.options)
    counts = {"assets": estate.shelf.count, "trash": trash, "options": options, "pending": pending}
    return {**counts, "delivered": list(estate.webhooks.sent)}


def _where(estate: Estate, url: str) -> dict[str, Any]:
    portal = estate.portal
    return {
        "portal": portal.name,
        "host": f"{portal.name}.localhost",
        "canary": portal.canary,
        "permanent_token": portal.permanent_token,
        "visitor_token": portal.visitor_token,
        "client_id": portal.client_id,
        "client_secret": portal.client_secret,
        "scopes": list(SCOPES),
        "authorize": f"{url}/v6/authentication/oauth2/auth",
        "token": f"{url}/v6/authentication/oauth2/token",
        "integration_id": portal.integration,
        "brand_id": portal.brand,
        "metaproperties": {entry["name"]: key for key, entry in estate.vocabulary.properties.items()},
    }
