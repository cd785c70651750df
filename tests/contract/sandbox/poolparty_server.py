"""The PoolParty sandbox for tests: one server a module, fresh before each test, asked by plain requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from thesaury.sandbox.poolparty.server import create
from thesaury.sandbox.serving.server import running

FM = "https://vocabulary.fennmoor.example/concept/"
SCHEME = "https://vocabulary.fennmoor.example/scheme/"
P = "https://words.pigmentary.example/colours/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
REPLACED = "http://purl.org/dc/terms/isReplacedBy"


class House:
    """One running sandbox and ways to ask it."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30)
        self.where: dict[str, Any] = self.http.get("/__sandbox__/where").json()
        self.user = (self.where["username"], self.where["password"])
        named = {each["username"]: (each["username"], each["password"]) for each in self.where["users"]}
        self.both, self.reader, self.admin = (
            named[name] for name in ("northlight-api", "fennmoor-reader", "house-admin")
        )
        self.uuid: str = self.where["project"]

    def get(self, path: str, auth: Any = None, **params: Any) -> httpx.Response:
        return self.http.get(path, params=params, auth=auth or self.user)

    def post(self, path: str, auth: Any = None, **further: Any) -> httpx.Response:
        return self.http.post(path, auth=auth or self.user, **further)

    def read(self, call: str, project: str = "fennmoor", auth: Any = None, **params: Any) -> Any:
        answer = self.get(f"/PoolParty/api/thesaurus/{project}/{call}", auth or self.both, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def write(self, call: str, project: str = "fennmoor", auth: Any = None, **form: Any) -> httpx.Response:
        return self.post(f"/PoolParty/api/thesaurus/{project}/{call}", auth or self.both, data=form)

    def suggest(self, *labels: str, project: str = "fennmoor", **further: Any) -> httpx.Response:
        requests = [
            {"prefLabels": [{"label": label, "language": "en"}], "checkForDuplicates": True, **further}
            for label in labels
        ]
        path = f"/PoolParty/api/thesaurus/{project}/suggestConcepts"
        return self.post(path, json={"conceptSuggestRequests": requests})

    def extract(self, text: str, project: str = "fennmoor", auth: Any = None, **form: Any) -> dict[str, Any]:
        data = {"projectId": project, "text": text, "numberOfConcepts": "1000", "numberOfTerms": "0", **form}
        answer = self.post("/extractor/api/extract", auth or self.both, data=data)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def history(self, **params: Any) -> list[dict[str, Any]]:
        answer = self.get(f"/PoolParty/api/history/{self.uuid}", **params)
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()
        return found

    def select(self, query: str, project: str = "fennmoor") -> list[dict[str, Any]]:
        answer = self.get(f"/PoolParty/sparql/{project}", self.both, query=query, format="application/json")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["results"]["bindings"]
        return found

    def edit(self, do: str, **further: Any) -> Any:
        answer = self.http.post("/__sandbox__/data", json={"do": do, **further})
        assert answer.status_code == 200, answer.text
        return answer.json()["done"]

    def options(self, **options: Any) -> None:
        self.edit("options", set=options)

    def clock(self, **asked: Any) -> None:
        self.http.post("/__sandbox__/clock", json=asked).raise_for_status()

    def effects(self) -> dict[str, Any]:
        found: dict[str, Any] = self.http.get("/__sandbox__/effects").json()
        return found

    def violations(self) -> list[str]:
        return [each["rule"] for each in self.http.get("/__sandbox__/violations").json()["violations"]]

    def token(self, realm: str = "poolparty", **form: str) -> httpx.Response:
        client = {"client_id": "ppt", "client_secret": self.where["clients"]["ppt"]}
        path = f"/auth/realms/{realm}/protocol/openid-connect/token"
        return self.http.post(path, data={**client, **form})

    def reset(self) -> None:
        self.http.post("/__sandbox__/reset").raise_for_status()


@contextmanager
def house(dialect: str = "10", state: Path | None = None, vocabulary: Path | None = None) -> Iterator[House]:
    """A server of a dialect for the time of the block."""
    sandbox = create(state, dialect, vocabulary)
    with running(sandbox) as server:
        found = House(server.url)
        try:
            yield found
        finally:
            found.http.close()
    sandbox.store.close()
