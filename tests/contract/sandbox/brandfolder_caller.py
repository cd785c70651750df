"""Plain requests to the Brandfolder sandbox with the key of one organisation, each answer judged: what its tests share."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router

from tests.contract.sandbox.openapi_judge import Judge
from tests.patience import PATIENCE
from thesaury.sandbox.serving.server import running

HERE = Path(__file__).parent
VENDORS = Path(__file__).parents[4] / "shared" / "contracts" / "openapi" / "brandfolder"
OVERLAY = HERE / "overlays" / "brandfolder.json"
ALL = "attachments,brandfolder,collections,custom_fields,section,tags"
STAMPS = "created_at,updated_at,cdn_url,availability"


@cache
def judges() -> tuple[Judge, ...]:
    """Our own schema always, the vendor's file where it is there."""
    own = Judge.of(HERE / "schemas" / "brandfolder.json")
    files = sorted(VENDORS.glob("*.yml"))
    return (own, *(Judge.of(file, overlay=OVERLAY) for file in files))


class Caller:
    """Plain requests with the key of one organisation."""

    def __init__(self, http: httpx.Client, organisation: str = "fennmoor") -> None:
        self.http, self.organisation = http, organisation
        self.where = http.get("/__sandbox__/where").json()["organisations"][organisation]
        self.headers = {"Authorization": f"Bearer {self.where['api_key']}", "Content-Type": "application/json"}
        self.brandfolder = self.where["brandfolder"]

    def __call__(self, method: str, path: str, **further: Any) -> httpx.Response:
        base = "/api/v1" if path.startswith("/webhooks") else "/api/v4"
        headers = {**self.headers, **further.pop("headers", {})}
        answer = self.http.request(method, base + path, headers=headers, **further)
        assert answer.headers["x-thesaury-sandbox"] == "brandfolder"
        for judge in judges():
            assert judge.answer(answer) == []
        return answer

    def get(self, path: str, **query: Any) -> Any:
        return good(self("GET", path, params=query))

    def post(self, path: str, data: Any, **further: Any) -> Any:
        return good(self("POST", path, json={"data": data, **further}))

    def put(self, path: str, **attributes: Any) -> Any:
        return good(self("PUT", path, json={"data": {"attributes": attributes}}))

    def delete(self, path: str, **further: Any) -> Any:
        return good(self("DELETE", path, **further))

    def assets(self, **query: Any) -> list[dict[str, Any]]:
        return list(self.get(f"/brandfolders/{self.brandfolder}/assets", **query)["data"])

    def asset(self, place: int = 0) -> str:
        return str(self.assets()[place]["id"])

    def names(self, asset: str) -> list[str]:
        return [tag["attributes"]["name"] for tag in self.get(f"/assets/{asset}/tags")["data"]]

    def key(self, name: str) -> str:
        return str(self.where["custom_field_keys"][name])

    def values(self, asset: str, key: str) -> list[str]:
        told = [value["attributes"] for value in self.get(f"/assets/{asset}/custom_field_values")["data"]]
        return [value["value"] for value in told if value["key"] == key]

    def set_value(self, asset: str, key: str, value: Any) -> httpx.Response:
        pointer = {"asset": {"data": {"type": "assets", "id": asset}}}
        body = {"data": [{"attributes": {"value": value}, "relationships": pointer}]}
        return self("POST", f"/custom_field_keys/{self.key(key)}/custom_field_values", json=body)

    def edit(self, **payload: Any) -> Any:
        answer = self.http.post("/__sandbox__/data", json={"organisation": self.organisation, **payload})
        assert answer.status_code == 200, answer.text
        return answer.json()["done"]

    def clock(self, **asked: Any) -> None:
        self.http.post("/__sandbox__/clock", json=asked)

    def violations(self) -> list[str]:
        return [entry["rule"] for entry in self.http.get("/__sandbox__/violations").json()["violations"]]

    def state(self) -> dict[str, int]:
        return dict(self.http.get("/__sandbox__/state").json()[self.organisation])


def good(answer: httpx.Response) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(answer: httpx.Response) -> int:
    """The status of a refusal, whose body is one string."""
    assert isinstance(answer.json(), str)
    return answer.status_code


@dataclass
class Callback:
    """A receiver of events that answers with a status of our choice."""

    url: str = ""
    status: int = 200
    heard: list[dict[str, Any]] = field(default_factory=list)

    async def answer(self, request: Request) -> Response:
        self.heard.append((await request.json())["data"])
        return JSONResponse({}, self.status)

    def kinds(self) -> list[str]:
        return [event["attributes"]["event_type"] for event in self.heard]


@contextmanager
def callback() -> Iterator[Callback]:
    made = Callback()
    with running(Router([Route("/hook/{token}", made.answer, methods=["POST"])])) as server:
        made.url = f"{server.url}/hook/token"
        yield made


def until(holds: Any) -> None:
    """Waits for what happens in the server's own time; a test that waits in vain fails."""
    deadline = monotonic() + PATIENCE
    while not holds():
        assert monotonic() < deadline, "It never happened."
        sleep(0.005)
