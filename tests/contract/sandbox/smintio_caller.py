"""Plain requests to the Smint.io sandbox with the tokens of one tenant: what its tests share."""

import json
from typing import Any

import httpx


class Caller:
    """Plain requests with the tokens of one tenant."""

    def __init__(self, http: httpx.Client, tenant: str = "fennmoor") -> None:
        self.http = http
        self.where = http.get("/__sandbox__/where").json()["tenants"][tenant]
        self.licensing = self.bearer("licensing")
        self.portals = self.bearer("portals")

    def client(self) -> dict[str, str]:
        return {"client_id": self.where["client_id"], "client_secret": self.where["client_secret"]}

    def token(self, **form: str) -> httpx.Response:
        return self.http.post(f"{self.where['authority']}/connect/token", data={**self.client(), **form})

    def refreshed(self, token: str) -> httpx.Response:
        return self.token(grant_type="refresh_token", refresh_token=token)

    def bearer(self, scopes: str) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.refreshed(self.where['refresh_tokens'][scopes]).json()['access_token']}"
        }

    def page(self, cursor: str | None = None, **query: Any) -> httpx.Response:
        params = {**({"continuationUuid": cursor} if cursor else {}), **query}
        address = self.where["licensing"] + self.where["paths"]["purchases"]
        return self.http.get(address, params=params, headers=self.licensing)

    def all(self, limit: int = 50, cursor: str | None = None) -> tuple[list[dict[str, Any]], str]:
        found: list[dict[str, Any]] = []
        while True:
            page = self.page(cursor, limit=limit).json()
            cursor = page["continuation_uuid"]
            if page["count"] == 0:
                return found, str(cursor)
            found += page["license_purchase_transactions"]

    def binaries(self, purchase: dict[str, Any]) -> httpx.Response:
        cart, uuid = purchase["cart_purchase_transaction_uuid"], purchase["uuid"]
        path = self.where["paths"]["binaries"].format(cart=cart, lpt=uuid)
        return self.http.get(self.where["licensing"] + path, headers=self.licensing)

    def execute(self, interface: str, method: str, *arguments: Any, **further: Any) -> httpx.Response:
        portal = further.pop("portal", self.where["portals"][0]["uuid"])
        address = f"{self.where['frontend']}/portals/{portal}/portalsContext/{interface}/execute/{method}"
        body = further.pop("content", json.dumps([json.dumps(argument) for argument in arguments]))
        return self.http.post(address, content=body, headers={**self.portals, **further.pop("headers", {})}, **further)

    def search(self, **argument: Any) -> httpx.Response:
        portal = self.where["portals"][0]
        page = f"{self.where['frontend']}/portals/{portal['uuid']}/pageConfigurations/{portal['search_page']}"
        address, body = f"{page}/assetsSearch/0/execute/searchAssetsAsync", json.dumps([json.dumps(argument)])
        return self.http.post(address, content=body, headers=self.portals)

    def found(self, **argument: Any) -> dict[str, Any]:
        return dict(result(self.search(**argument)))

    def finished(self, begun: httpx.Response) -> dict[str, Any]:
        task = begun.json()
        while task["state"] not in ("completed", "error"):
            self.http.post("/__sandbox__/clock", json={"advance": 1.5})
            task = self.http.get(
                f"{self.where['frontend']}/backgroundTasks/{task['uuid']}", headers=self.portals
            ).json()
        return dict(task)

    def edit(self, **payload: Any) -> Any:
        answer = self.http.post("/__sandbox__/data", json={"tenant": self.where["tenant"], **payload})
        assert answer.status_code == 200, answer.text
        return answer.json()["done"]

    def violations(self) -> list[str]:
        return [entry["rule"] for entry in self.http.get("/__sandbox__/violations").json()["violations"]]


def result(answer: httpx.Response) -> Any:
    assert answer.json()["state"] == "completed"
    return json.loads(answer.json()["result_string"])


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error_code"]


def edge(caller: Caller, name: str) -> dict[str, Any]:
    return next(purchase for purchase in caller.all()[0] if purchase["project_uuid"] == name)
