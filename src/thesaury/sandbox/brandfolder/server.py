"""Puts the sandbox together: two organisations, every call, the control plane's hooks and the document that says where all is."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from thesaury.sandbox.brandfolder import (
    asset_calls,
    attachment_calls,
    content,
    field_calls,
    label_calls,
    tag_calls,
    tree_calls,
    uploading,
)
from thesaury.sandbox.brandfolder.deliveries import Deliveries
from thesaury.sandbox.brandfolder.edits import Behind
from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.brandfolder.files import Files
from thesaury.sandbox.brandfolder.gate import API, WEBHOOKS, Gate
from thesaury.sandbox.brandfolder.organisations import ORGANISATIONS, Organisation
from thesaury.sandbox.brandfolder.pictures import Pictures
from thesaury.sandbox.brandfolder.plan import seed
from thesaury.sandbox.brandfolder.refusal import error_body
from thesaury.sandbox.brandfolder.shelf import Shelf
from thesaury.sandbox.brandfolder.switches import Switches
from thesaury.sandbox.brandfolder.tree import Tree
from thesaury.sandbox.brandfolder.webhook_calls import WebhookCalls
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.store import Store

VENDOR = "brandfolder"


@dataclass(frozen=True, slots=True)
class Setup:
    """What a server is started with. `assets` counts for size large only; `pack` is a written demo brand whose pictures are then
    served; without `state` everything is in memory."""

    size: str = "tiny"
    assets: int = 1_000
    state: Path | None = None
    pack: Path | None = None
    switches: Switches = field(default_factory=Switches)


@dataclass(frozen=True, slots=True)
class _Branch:
    estate: Estate
    deliveries: Deliveries
    behind: Behind


def create(setup: Setup | None = None) -> Sandbox:
    """The sandbox as an ASGI application. Raises ValueError for a size that does not exist."""
    setup = setup or Setup()
    if setup.size not in content.SIZES:
        raise ValueError(f"The size is one of {', '.join(content.SIZES)}.")
    sandbox = Sandbox(VENDOR, Store(setup.state), error=error_body)
    branches = {organisation.name: _branch(sandbox, organisation, setup) for organisation in ORGANISATIONS}
    gate = Gate(sandbox, [branch.estate for branch in branches.values()])
    return sandbox.serves(_routes(gate, branches), _hooks(gate, branches))


def exports(setup: Setup, folder: Path) -> list[str]:
    """Writes the nightly tables of the first organisation without serving anything; the names of the files."""
    sandbox = create(setup)
    try:
        return list(sandbox.hooks.edit({"exports": str(folder)})["exports"])
    finally:
        sandbox.store.close()


def _branch(sandbox: Sandbox, organisation: Organisation, setup: Setup) -> _Branch:
    tree = Tree(organisation, sandbox.store, seed(organisation, content.plan(organisation, setup.size)))
    shelf = Shelf(organisation, sandbox.store, content.assets(organisation, setup.size, setup.assets))
    estate = Estate(sandbox, organisation, tree, shelf, Pictures(sandbox.store, setup.pack), setup.switches)
    deliveries = Deliveries(estate)
    return _Branch(estate, deliveries, Behind(estate, deliveries))


def _routes(gate: Gate, branches: dict[str, _Branch]) -> list[BaseRoute]:
    estates = {name: branch.estate for name, branch in branches.items()}
    deliveries = {name: branch.deliveries for name, branch in branches.items()}
    groups = (tree_calls, asset_calls, attachment_calls, tag_calls, field_calls, label_calls, uploading)
    return [
        *gate.routes(API, *(group.table() for group in groups)),
        *gate.routes(WEBHOOKS, WebhookCalls(deliveries).table()),
        *Files(estates).routes(),
        *uploading.Bucket(next(iter(estates.values()))).routes(),
    ]


def _hooks(gate: Gate, branches: dict[str, _Branch]) -> Hooks:
    first = next(iter(branches))

    def reset() -> None:
        gate.recent.clear()
        for branch in branches.values():
            branch.deliveries.clear()
            branch.estate.reload()

    def edit(payload: dict[str, Any]) -> dict[str, Any]:
        name = payload.get("organisation", first)
        if name not in branches:
            raise ValueError(f"There is no organisation {name}. Known: {', '.join(branches)}.")
        return branches[name].behind.edit({key: value for key, value in payload.items() if key != "organisation"})

    def counters() -> dict[str, Any]:
        return {name: {**branch.deliveries.counted} for name, branch in branches.items()}

    def where(url: str) -> dict[str, Any]:
        told = {name: _where(branch.estate, url) for name, branch in branches.items()}
        return {"vendor": VENDOR, "url": url, **told[first], "organisations": told}

    return Hooks(reset, edit, counters, where)


def _where(estate: Estate, url: str) -> dict[str, Any]:
    organisation, tree = estate.organisation, estate.tree
    brandfolders = tree.all("brandfolder")
    return {
        "organisation": organisation.name,
        "canary": organisation.canary,
        "sdk": f"{url}/api/",
        "api": f"{url}{API}",
        "webhooks": f"{url}{WEBHOOKS}/webhooks",
        "api_key": organisation.api_key,
        "organization_key": organisation.key,
        "brandfolder": brandfolders[0]["id"],
        "brandfolders": {one["name"]: one["id"] for one in brandfolders},
        "sections": {one["name"]: one["id"] for one in tree.all("section")},
        "custom_field_keys": {one["name"]: one["id"] for one in tree.all("key")},
        "switches": asdict(estate.switches),
    }
