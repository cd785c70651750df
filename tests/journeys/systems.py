"""Both sandbox systems over real HTTP, and a workspace connected to them: what journeys and drills of durable sync stand on."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.connection import Connection
from thesaury.model.flow import Flow
from thesaury.sandbox.serving.server import running

QUICK = {
    "retry_attempts": "3",
    "retry_first_seconds": "0.02",
    "retry_longest_seconds": "0.05",
    "requests_per_second": "2000",
}
QUICK_WORDS = {"attempts": "3", "first_wait": "0.02", "per_second": "2000"}
CONCEPT = "https://vocabulary.fennmoor.example/concept/"
VERSIONED = re.compile(r"\bwords@\d+")


class System:
    """One sandbox server and its control plane."""

    def __init__(self, url: str) -> None:
        self.url = url

    def control(self, call: str, body: Any = None, method: str = "") -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/__sandbox__/{call}", data, method=method or ("GET" if data is None else "POST"))
        request.add_header("Content-Type", "application/json")
        with urlopen(request, timeout=60) as reply:
            return json.load(reply)

    @property
    def where(self) -> dict[str, Any]:
        return self.control("where")

    def edit(self, **members: Any) -> Any:
        return self.control("data", members)

    def fault(self, fault: str, route: str = "", times: int | None = 1, **further: Any) -> None:
        self.control("faults", {"fault": fault, "route": route, "times": times, **further})

    def calm(self) -> None:
        self.control("faults", method="DELETE")

    def clear_log(self) -> None:
        self.control("log", method="DELETE")

    def asked(self, part: str = "") -> list[dict[str, Any]]:
        return [one for one in self.control("log?newest=100000")["requests"] if part in one["path"]]

    def effects(self, route: str = "") -> dict[str, Any]:
        found = self.control("effects")
        return {**found, "effects": [one for one in found["effects"] if route in one["route"]]}


class Systems:
    """A pretend Smint.io and a pretend PoolParty."""

    def __init__(self, smintio: System, poolparty: System) -> None:
        self.smintio, self.poolparty = smintio, poolparty

    def connections(self, **settings: str) -> list[tuple[Connection, Mapping[str, str]]]:
        """Words, bought content and the portal, each with its secrets; settings are added to both Smint.io ones."""
        there, words = self.smintio.where, self.poolparty.where
        common = {
            "tenant": there["tenant"],
            "client_id": there["client_id"],
            "poll_seconds": "1",
            "batch_size": "100",
            **QUICK,
            **settings,
        }
        bought = {"authority_url": there["authority"], "licensed_url": there["licensing"], "roles": "source"}
        portal = {"content": "portal", "portal_url": there["portal"], "write": "adapter", "roles": "source,sink"}
        server = {"url": words["url"], "project": words["project"], "user": words["username"], **QUICK_WORDS}
        return [
            (connection("words", "poolparty", server), {"password": words["password"]}),
            (connection("bought", "smintio", {**common, **bought}), self._login(there, "licensing")),
            (connection("portal", "smintio", {**common, **portal}), self._login(there, "portals")),
        ]

    def workspace(self, root: Path, *, only: Sequence[str] = (), **settings: str) -> EmbeddedWorkspace:
        """A workspace connected to both, with a flow named `all` over all of it; nothing is read yet."""
        made = init_workspace(root)
        for one, secrets in self.connections(**settings):
            if not only or one.name in only:
                made.catalogue.records.put_connection(one)
                made.catalogue.secrets.put(one.name, secrets)
        names = tuple(one.name for one in made.catalogue.records.connections())
        made.catalogue.flows.put(Flow("all", names, accept_above=0.3), "")
        return made

    def log_in(self, root: Path) -> None:
        """Give a workspace tokens nobody used yet."""
        opened = open_workspace(root)
        try:
            for one, secrets in self.connections():
                opened.catalogue.secrets.put(one.name, secrets)
        finally:
            opened.close()

    def _login(self, there: Mapping[str, Any], kind: str) -> dict[str, str]:
        return {"client_secret": there["client_secret"], "refresh_token": there["refresh_tokens"][kind]}


def connection(name: str, connector: str, settings: Mapping[str, str]) -> Connection:
    return Connection(name, connector, tuple(sorted(settings.items())))


@contextmanager
def served(size: str = "demo", assets: int = 100, vocabulary: Path | None = None, **dialect: Any) -> Iterator[Systems]:
    """Both systems in this process; PoolParty with the demo's words or those of a file."""
    from thesaury.sandbox.poolparty.server import create as poolparty
    from thesaury.sandbox.smintio.server import Setup
    from thesaury.sandbox.smintio.server import create as smintio

    with running(smintio(Setup(size, assets))) as shop, running(poolparty(vocabulary=vocabulary)) as words:
        systems = Systems(System(shop.url), System(words.url))
        systems.smintio.edit(dialect={"polls": 0, **dialect})
        yield systems


@contextmanager
def served_apart(size: str = "demo", assets: int = 100) -> Iterator[Systems]:
    """Both systems in processes of their own, so that their work is not measured as ours."""
    commands = (
        ["thesaury.sandbox.smintio", "--size", size, "--assets", str(assets), "--polls", "0"],
        ["thesaury.sandbox.poolparty"],
    )
    processes = [
        subprocess.Popen([sys.executable, "-m", *command, "--port", "0"], stdout=subprocess.PIPE, text=True)
        for command in commands
    ]
    try:
        urls = [json.loads(process.stdout.readline())["url"] for process in processes if process.stdout]
        yield Systems(*(System(url) for url in urls))
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.communicate()


def started(root: Path, *command: str, **env: str) -> subprocess.Popen[str]:
    """`thesaury COMMAND` on this workspace, in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "thesaury", *command, "--workspace", str(root)],
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def content(root: Path) -> dict[str, Any]:
    """Everything that has to be the same however a run went: assets with what is known of them, ours at the systems, open writes."""
    from thesaury.model.outbox import WriteState
    from thesaury.pipeline import thesaurus_of
    from thesaury.sync.exporting import description, each_asset

    workspace = open_workspace(root)
    try:
        thesaurus = thesaurus_of(workspace)
        assets = [description(asset, findings, thesaurus) for asset, findings in each_asset(workspace)]
        for record in (record for asset in assets for record in asset["records"]):
            record["file"] = record["file"].partition("?")[0]  # signed anew every hour
        for found in (found for asset in assets for found in (*asset["concepts"], *asset["suggestions"])):
            # What a change of words does not touch keeps the version it was found with; what was still to do has the newest.
            found["vocabulary"] = VERSIONED.sub("words", found["vocabulary"])
        records = {r["external_id"] for asset in assets for r in asset["records"] if r["connection"] == "portal"}
        bases = workspace.catalogue.outbox.base("portal", "concepts", sorted(records))
        return {
            "assets": assets,
            "ours": {id: sorted(base.concepts) for id, base in bases.items()},
            "open": workspace.catalogue.outbox.count((WriteState.PENDING, WriteState.SENDING, WriteState.UNCERTAIN)),
            "projected": workspace.catalogue.enrichments.count_unprojected(),
            "cursors": [workspace.catalogue.records.passing(c.name) for c in workspace.catalogue.records.connections()],
            "indexed": workspace.index.count(),
        }
    finally:
        workspace.close()
