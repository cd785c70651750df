"""Puts the sandbox together: two tenants, every interface, the control plane's hooks and the document that says where all is."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.store import Store
from thesaury.sandbox.smintio import content
from thesaury.sandbox.smintio.backend import Backend
from thesaury.sandbox.smintio.dialect import Dialect, Paths
from thesaury.sandbox.smintio.edits import Behind
from thesaury.sandbox.smintio.enrichment import GET, INTERFACE, SET, Enrichment
from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.files import Files
from thesaury.sandbox.smintio.licensing import Licensing
from thesaury.sandbox.smintio.oauth import OAuth
from thesaury.sandbox.smintio.payload import SEARCH_PAGE, payload_routes
from thesaury.sandbox.smintio.portals import Portals
from thesaury.sandbox.smintio.pusher import Pusher
from thesaury.sandbox.smintio.refusal import error_body
from thesaury.sandbox.smintio.shelf import Shelf
from thesaury.sandbox.smintio.stream import Stream
from thesaury.sandbox.smintio.tenants import LICENSING_SCOPE, PORTALS_SCOPE, PUSH_EVENT, TENANTS, Tenant
from thesaury.sandbox.smintio.tokens import Tokens

VENDOR = "smintio"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a server is started with. `assets` counts for size large only; `edges` adds the contract's edge cases to the first
    tenant; `pack` is a written demo brand whose pictures are then served; without `state` everything is in memory."""

    size: str = "tiny"
    assets: int = 1_000
    edges: bool = False
    state: Path | None = None
    pack: Path | None = None
    paths: Paths = field(default_factory=Paths)
    dialect: Dialect = field(default_factory=Dialect)


@dataclass(frozen=True, slots=True)
class _Branch:
    estate: Estate
    portals: Portals
    pusher: Pusher
    behind: Behind
    routes: list[BaseRoute]


def create(setup: Setup | None = None) -> Sandbox:
    """The sandbox as an ASGI application. Raises ValueError for a size that does not exist."""
    setup = setup or Setup()
    if setup.size not in content.SIZES:
        raise ValueError(f"The size is one of {', '.join(content.SIZES)}.")
    sandbox = Sandbox(VENDOR, Store(setup.state), error=error_body)
    branches = {tenant.name: _branch(sandbox, tenant, setup) for tenant in TENANTS}
    estates = [branch.estate for branch in branches.values()]
    for estate in estates:
        estate.others = [other for other in estates if other is not estate]
    routes = [route for branch in branches.values() for route in branch.routes]
    return sandbox.serves(routes, _hooks(branches))


def _branch(sandbox: Sandbox, tenant: Tenant, setup: Setup) -> _Branch:
    stream = Stream(tenant, sandbox.store, content.purchases(tenant, setup.size, setup.assets, setup.edges))
    shelf = Shelf(tenant, sandbox.store, content.assets(tenant, setup.size, setup.assets, setup.edges))
    tokens = Tokens(sandbox, tenant)
    estate = Estate(sandbox, tenant, tokens, stream, shelf, setup.dialect, setup.paths, setup.edges)
    pusher, enrichment = Pusher(estate), Enrichment(estate)
    portals = Portals(estate, enrichment)
    routes: list[BaseRoute] = [
        *Licensing(estate).routes(),
        *portals.routes(),
        *OAuth(estate).routes(),
        *payload_routes(estate),
        *Backend(estate).routes(),
        *enrichment.routes(),
        *Files(estate, setup.pack).routes(),
        *pusher.routes(),
    ]
    return _Branch(estate, portals, pusher, Behind(estate, pusher, enrichment), routes)


def _hooks(branches: dict[str, _Branch]) -> Hooks:
    first = next(iter(branches))

    def reset() -> None:
        for branch in branches.values():
            branch.estate.reload()

    def edit(payload: dict[str, Any]) -> dict[str, Any]:
        name = payload.get("tenant", first)
        if name not in branches:
            raise ValueError(f"There is no tenant {name}. Known: {', '.join(branches)}.")
        return branches[name].behind.edit({key: value for key, value in payload.items() if key != "tenant"})

    def counters() -> dict[str, Any]:
        return {name: _counted(branch) for name, branch in branches.items()}

    def where(url: str) -> dict[str, Any]:
        told = {name: _where(branch, url) for name, branch in branches.items()}
        return {"vendor": VENDOR, "url": url, **told[first], "tenants": told}

    return Hooks(reset, edit, counters, where)


def _counted(branch: _Branch) -> dict[str, int]:
    estate = branch.estate
    return {"purchases": estate.stream.count, "assets": estate.shelf.count, "listening": branch.pusher.listening}


def _where(branch: _Branch, url: str) -> dict[str, Any]:
    estate, tenant = branch.estate, branch.estate.tenant
    places = estate.where(url, tenant.portals[0])
    base = {
        "authority": places.authority,
        "licensing": places.licensing,
        "backend": places.backend,
        "frontend": places.frontend,
    }
    group = {"tenant_uuid": tenant.uuid, "user_group_uuid": tenant.identifier("group"), "canary": tenant.canary}
    return {
        "tenant": tenant.name,
        **base,
        **group,
        "portal": places.portal,
        "paths": asdict(estate.paths),
        "client_id": tenant.client_id,
        "client_secret": tenant.client_secret,
        "scopes": {"licensing": LICENSING_SCOPE, "portals": PORTALS_SCOPE},
        "refresh_tokens": {
            "licensing": estate.tokens.ready(LICENSING_SCOPE),
            "portals": estate.tokens.ready(PORTALS_SCOPE),
        },
        "portals": [_portal(estate, url, number) for number in range(len(tenant.portals))],
        "push": _push(tenant, url, places.licensing),
        "custom": {
            "interface": INTERFACE,
            "set": SET,
            "get": GET,
            "url": f"{places.authority}/custom/assets/{{id}}/concepts",
        },
        "methods": branch.portals.methods,
    }


def _portal(estate: Estate, url: str, number: int) -> dict[str, Any]:
    portal = estate.tenant.portals[number]
    return {
        "url": estate.where(url, portal).portal,
        "uuid": portal.uuid,
        "search_page": portal.page,
        "page_type": SEARCH_PAGE,
        "adapters": list(portal.adapters),
    }


def _push(tenant: Tenant, url: str, licensing: str) -> dict[str, Any]:
    socket = f"{url.replace('http', 'ws', 1)}/app/{tenant.push_key}"
    auth = f"{licensing}/notifications/pusher/auth"
    return {"socket": socket, "key": tenant.push_key, "channel": tenant.push_channel, "event": PUSH_EVENT, "auth": auth}
