"""The client: the operations people use most by name, and every other one by its address."""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import httpx

from thesaury_client.events import Event, events_of
from thesaury_client.wire import Answer, Params, Wire

BASE = "/api/v1"


class Client:
    """The interface of one Thesaury. Every method raises Problem of the kind that was told."""

    def __init__(
        self,
        address: str = "http://127.0.0.1:8520",
        token: str = "",
        attempts: int = 4,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`address` is that of the server, `token` one of its tokens; nothing is asked yet."""
        headers = {"Accept": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        self._http = httpx.Client(
            base_url=address.rstrip("/") + BASE, headers=headers, transport=transport, timeout=30.0
        )
        self._wire = Wire(self._http, attempts)

    def __enter__(self) -> Self:
        """Itself, closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, path: str, params: Params | None = None) -> Answer:
        """Read what is at this address below /api/v1."""
        return self._wire.send("GET", path, params)

    def post(self, path: str, body: Any = None, params: Params | None = None, key: str = "") -> Answer:
        """Send a write; under the same `key` it is done once, however often it is sent within a day."""
        return self._wire.send("POST", path, params, body, {"Idempotency-Key": key} if key else None)

    def put(self, path: str, body: Any, etag: str = "", params: Params | None = None) -> Answer:
        """Change what was read with this ETag."""
        return self._wire.send("PUT", path, params, body, {"If-Match": etag} if etag else None)

    def delete(self, path: str, etag: str = "") -> None:
        """Remove what was read with this ETag."""
        self._wire.send("DELETE", path, headers={"If-Match": etag} if etag else None)

    def pages(self, path: str, params: Params | None = None) -> Iterator[Answer]:
        """Every page of a list, each asked for when it is wanted."""
        cursor: str | None = None
        while True:
            page = self.get(path, {**(params or {}), "cursor": cursor})
            yield page
            if not (cursor := page.get("next")):
                return

    def entries(self, path: str, name: str, params: Params | None = None) -> Iterator[dict[str, Any]]:
        """Every entry of a list; `name` is the member of a page that holds them."""
        for page in self.pages(path, params):
            yield from page[name]

    def search(self, words: str = "", **asked: Any) -> Iterator[dict[str, Any]]:
        """Hits, best first; facets and the use that rights are asked about by name: `market=["DE"]`, `channel="website"`."""
        return self.entries("/search", "hits", {"q": words, **asked})

    def assets(self) -> Iterator[dict[str, Any]]:
        """All assets, by id."""
        return self.entries("/assets", "assets", {"limit": 200})

    def asset(self, asset: str) -> Answer:
        """Everything known of an asset."""
        return self.get(f"/assets/{_part(asset)}")

    def suggestions(self, minimum: float = 0.0) -> Iterator[dict[str, Any]]:
        """Suggestions that wait for a person, best score first."""
        return self.entries("/review/suggestions", "suggestions", {"minimum": minimum})

    def decide(self, decisions: Sequence[Mapping[str, str]], key: str = "") -> Answer:
        """Decide on suggestions, each with `asset`, `concept` and `decision`."""
        return self.post("/review/decisions", {"decisions": [dict(one) for one in decisions]}, key=key)

    def undo(self, at: str) -> Answer:
        """Take back what you decided at one moment: `at` of what `decide` answered. Raises Conflict where nothing is left of it."""
        return self.post("/review/decisions/withdraw", {"at": at})

    def upload(self, file: Path, name: str = "", seconds: float = 600.0) -> Answer:
        """Send a vocabulary and wait until it was read: the import is `ready` to be kept, or `refused`. Raises TimeoutError."""
        sent = self._wire.upload("/imports", {"file": file.name, "name": name}, file.read_bytes())
        return self._until(sent["id"], ("ready", "refused"), seconds)

    def keep(self, id: str, current: int, seconds: float = 600.0) -> Answer:
        """Keep an import as the next version and wait until that is done; `current` is the version it was compared with. Raises Conflict
        where there is a newer one, TimeoutError."""
        self.post(f"/imports/{_part(id)}/keep", {"current": current})
        return self._until(id, ("kept", "ready"), seconds)

    def check_rights(self, asset: str, channel: str, region: str, **more: Any) -> Answer:
        """Whether a use of an asset is permitted. It is not legal advice."""
        return self.post("/rights/check", {"asset": asset, "channel": channel, "region": region, **more})

    def flow(self, name: str) -> Answer:
        """A flow; its `etag` is what a change has to name."""
        return self.get(f"/flows/{_part(name)}")

    def put_flow(self, name: str, flow: Mapping[str, Any], etag: str = "") -> Answer:
        """Make a flow, or change the one that was read with this ETag. Raises Conflict where somebody changed it meanwhile."""
        return self.put(f"/flows/{_part(name)}", dict(flow), etag)

    def start_run(self, flow: str) -> Answer:
        """Let a flow run as soon as a worker is free."""
        return self.post(f"/flows/{_part(flow)}/runs")

    def stop_run(self, run: int) -> Answer:
        """End a run; what it did stays."""
        return self.post(f"/runs/{run}/stop")

    def retry_run(self, run: int, items: Sequence[str] = ()) -> Answer:
        """Do again what failed in a run: these items, or all."""
        return self.post(f"/runs/{run}/retry", {"items": list(items)})

    def plan(self, connection: str, flow: str = "") -> Answer:
        """What would be written back to a system now."""
        return self.get(f"/connections/{_part(connection)}/plan", {"flow": flow})

    def carry_out(self, connection: str, plan: Answer, flow: str = "") -> Answer:
        """Write exactly this plan. Raises Conflict where another one holds by now."""
        return self.post(f"/connections/{_part(connection)}/plan", {"digest": plan["digest"], "flow": flow})

    def watch(self, run: int, seen: str = "") -> Iterator[Event]:
        """The events of a run until it ends; where the stream breaks off, it is taken up again after the last event that was seen."""
        breaks = 0
        while breaks < 5:
            breaks += 1
            try:
                with self._wire.stream(
                    f"/runs/{run}/events", {"Last-Event-ID": seen, "Accept": "text/event-stream"}
                ) as answer:
                    for event in events_of(answer.iter_lines()):
                        yield event
                        seen, breaks = event.id, 0
                        if event.name == "end":
                            return
            except httpx.TransportError:
                continue

    def _until(self, id: str, states: Sequence[str], seconds: float) -> Answer:
        end = time.monotonic() + seconds
        while (told := self.get(f"/imports/{_part(id)}"))["state"] not in states:
            if time.monotonic() > end:
                raise TimeoutError(f"The import {id} is {told['state']} still after {seconds:.0f} s.")
            time.sleep(0.2)
        return told


def _part(name: str) -> str:
    """A name as one part of an address."""
    return quote(name, safe="")
