"""Plain requests to the Bynder sandbox with the tokens of one portal, every answer judged: what its tests share."""

from functools import cache
from pathlib import Path
from typing import Any

import httpx

from tests.contract.sandbox.openapi_judge import Judge

HERE = Path(__file__).parent
DEFINITIONS = HERE.parents[3] / "shared" / "contracts" / "openapi" / "bynder"


@cache
def own() -> Judge:
    return Judge.of(HERE / "schemas" / "bynder.json", partial=True)


@cache
def vendor() -> Judge | None:
    """The judge by Bynder's own definitions; None where ../shared is absent."""
    return Judge.of(DEFINITIONS, HERE / "overlays" / "bynder.json") if DEFINITIONS.is_dir() else None


class Caller:
    """Requests with a token of one portal. Every answer is judged by both judges before a test sees it."""

    def __init__(self, http: httpx.Client, portal: str = "fennmoor", token: str = "") -> None:
        self.http = http
        self.portal = portal
        self.where = http.get("/__sandbox__/where").json()["portals"][portal]
        self.token = token or self.where["permanent_token"]

    def ask(self, method: str, path: str, **further: Any) -> httpx.Response:
        headers = {"Host": f"{self.portal}.localhost", **further.pop("headers", {})}
        if self.token:
            headers = {"Authorization": f"Bearer {self.token}", **headers}
        answer = self.http.request(method, path, headers=headers, **further)
        for judge in (own(), vendor()):
            complaints = judge.answer(answer) if judge else []
            assert not complaints, "\n".join(complaints)
        return answer

    def get(self, path: str, **params: Any) -> httpx.Response:
        return self.ask("GET", path, params=params)

    def post(self, path: str, **fields: Any) -> httpx.Response:
        return self.ask("POST", path, data=fields)

    def media(self, **params: Any) -> list[dict[str, Any]]:
        return list(self.get("/api/v4/media/", **params).json())

    def asset(self, identifier: str) -> dict[str, Any]:
        return dict(self.get(f"/api/v4/media/{identifier}/").json())

    def first(self) -> str:
        return str(self.media(orderBy="dateModified asc", limit=1)[0]["id"])

    def property(self, name: str) -> dict[str, Any]:
        return dict(self.get("/api/v4/metaproperties/").json()[name])

    def option(self, name: str, option: str) -> str:
        return next(str(entry["id"]) for entry in self.property(name)["options"] if entry["name"] == option)

    def options(self, method: str, asset: str, name: str, *options: str) -> httpx.Response:
        ids = [self.option(name, option) for option in options]
        body = {"asset_id": asset, "metaproperty_id": self.property(name)["id"], "metaproperty_option_ids": ids}
        return self.ask(method, "/api/media/options", json=body)

    def edit(self, **payload: Any) -> Any:
        answer = self.http.post("/__sandbox__/data", json={"portal": self.portal, **payload})
        assert answer.status_code == 200, answer.text
        return answer.json()["done"]

    def clock(self, **asked: Any) -> None:
        assert self.http.post("/__sandbox__/clock", json=asked).status_code == 200

    def violations(self) -> list[str]:
        return [entry["rule"] for entry in self.http.get("/__sandbox__/violations").json()["violations"]]

    def delivered(self) -> list[dict[str, Any]]:
        return list(self.http.get("/__sandbox__/state").json()[self.portal]["delivered"])
