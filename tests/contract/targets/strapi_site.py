"""A Strapi as an editor sees it, by its REST interface with plain requests: the sandbox or a real one alike."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import httpx

from tests.contract.targets.sandboxed import QUICK, Sandboxed
from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.http import Ask, HttpClient, Reply
from thesaury.connectors.manifest import manifests
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import Connection
from thesaury.ports.publishing_target import Package, PublishingTarget

ASSETS, CONCEPTS, ARTICLES = "thesaury-assets", "thesaury-concepts", "articles"
PLAIN = {
    "credit": "credit",
    "copyright": "copyright",
    "licence": "licence",
    "usage": "usage",
    "allowed_until": "allowedUntil",
}
Json = dict[str, Any]


class StrapiSite:
    """Implements `publishing_target_suite.Site`."""

    hierarchy = True
    languages = ("en", "de", "fr", "he")
    many = 12

    def __init__(self, url: str, token: str, server: Sandboxed | None = None) -> None:
        """Without a server of ours it cannot be made to fail, and its writes are counted where they are sent."""
        self.url, self.server, self.faults = url, server, server is not None
        self.http = httpx.Client(
            base_url=f"{url}/api",
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
            trust_env=False,
            verify=False,
        )
        self.bare = httpx.Client(timeout=30, trust_env=False, verify=False)
        self.secrets = FakeSecrets()
        self.secrets.put("site", {"token": token})
        self.sent = 0
        self._seen: dict[str, set[str]] = {}
        forget_circuits()

    def close(self) -> None:
        """Give sockets back, and end the server where it is ours."""
        self.http.close()
        self.bare.close()
        if self.server:
            self.server.stop()

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count what is sent to be changed, for a server that does not."""
        once = HttpClient._once

        def counted(client: HttpClient, ask: Ask, used: Mapping[str, str]) -> Reply:
            self.sent += ask.method != "GET"
            return once(client, ask, used)

        with patch.object(HttpClient, "_once", counted):
            yield

    def connection(self, **settings: str) -> Connection:
        """A connection to it."""
        told = {
            "base_url": self.url,
            "channel": "web",
            "types": "articles=cover,gallery,asset,blocks.*",
            "page_size": "5",
        }
        return Connection("site", "strapi", tuple({**told, **QUICK, **settings}.items()))

    def target(self, **settings: str) -> PublishingTarget:
        """A target opened anew."""
        made: PublishingTarget = manifests()["strapi"].factory("target")(
            self.connection(**settings), lent(self.secrets)
        )
        return made

    def fill(self, target: PublishingTarget, packages: Iterable[Package]) -> None:
        """One by one."""
        for package in packages:
            target.create(package)

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        """The texts of the draft."""
        entry = self.entry(external_id)
        if entry is None:
            return None
        rows = {
            f"{name}@{row['language']}": row[name]
            for row in entry["texts"]
            for name in ("title", "alt", "caption")
            if row[name]
        }
        return rows | {name: entry[told] for name, told in PLAIN.items() if entry[told]}

    def carried(self, external_id: str) -> set[str]:
        """The concepts of the draft."""
        return {one["uri"] for one in (self.entry(external_id) or {})["concepts"]}

    def objects(self, asset: str) -> int:
        """How many entries there are for an asset."""
        return len(self.all(ASSETS, status="draft", **{"filters[asset][$eq]": asset}))

    def served(self, external_id: str) -> list[bytes]:
        """The file and its sizes without a login."""
        seen = self._seen.setdefault(external_id, set())
        if file := (self.entry(external_id) or {}).get("file"):
            seen |= {file["url"], *(size["url"] for size in (file["formats"] or {}).values())}
        replies = [self.bare.get(f"{self.url}{url}") for url in sorted(seen)]
        return [reply.content for reply in replies if reply.status_code == 200]

    def labels(self, iri: str) -> Mapping[str, str] | None:
        """The labels of a concept."""
        found = self.all(CONCEPTS, **{"filters[uri][$eq]": iri, "populate[labels]": "true"})
        return {row["language"]: row["text"] for row in found[0]["labels"]} if found else None

    def above(self, iri: str) -> str:
        """What is next above a concept."""
        [found] = self.all(CONCEPTS, **{"filters[uri][$eq]": iri, "populate[broader]": "true"})
        return found["broader"]["uri"] if found["broader"] else ""

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        """Other texts, in the draft as an editor saves it."""
        entry = self.entry(external_id) or {}
        rows = [{name: value for name, value in row.items() if name != "id"} for row in entry["texts"]]
        data: Json = {}
        for name, text in texts.items():
            plain, _, language = name.partition("@")
            if not language:
                data[PLAIN[plain]] = text
                continue
            row = next((one for one in rows if one["language"] == language), None)
            if row is None:
                rows.append(row := {"language": language})
            row[plain] = text
        self.put(ASSETS, external_id, {**data, "texts": rows}, "draft")

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        """Other concepts, in the draft."""
        told = {"connect": add, "disconnect": remove}
        ids = {way: [self._concept(iri)] for way, iri in told.items() if iri}
        self.put(ASSETS, external_id, {"concepts": ids}, "draft")

    def remove_as_editor(self, external_id: str) -> None:
        """Delete an entry; its file stays in the media library, as Strapi has it."""
        self.http.delete(f"{ASSETS}/{external_id}").raise_for_status()

    def page(self, external_id: str, title: str, live: bool = True) -> str:
        """An article whose cover is the file."""
        file = (self.entry(external_id) or {})["file"]
        return self.article({"title": title, "cover": file["id"]}, live)

    def article(self, data: Json, live: bool = True) -> str:
        """An article, and its id, with its language where the site has several."""
        reply = self.http.post(ARTICLES, params={"status": "published" if live else "draft"}, json={"data": data})
        assert reply.status_code == 201, reply.text
        made = reply.json()["data"]
        return f"{made['documentId']}:{made['locale']}" if made.get("locale") else str(made["documentId"])

    def clear_page(self, page: str) -> None:
        """An article without a cover."""
        self.put(ARTICLES, page.partition(":")[0], {"cover": None}, "published")

    def writes(self) -> int:
        """Requests other than GET."""
        return self.server.writes if self.server else self.sent

    def cut(self, after: int) -> None:
        """Lose the reply of a write."""
        assert self.server
        self.server.cut(after)

    def answer(self, status: int, times: int) -> None:
        """Answer with a status."""
        assert self.server
        self.server.answer(status, times)

    def vanish(self) -> None:
        """Nothing answers any more."""
        assert self.server
        self.server.stop()

    def entry(self, external_id: str) -> Json | None:
        """The draft of an asset."""
        whole = {f"populate[{name}]": "true" for name in ("file", "texts", "concepts")}
        reply = self.http.get(f"{ASSETS}/{external_id}", params={"status": "draft", **whole})
        return reply.json()["data"] if reply.status_code == 200 else None

    def all(self, plural: str, **params: str) -> list[Json]:
        """Entries of a type, at most a hundred."""
        reply = self.http.get(plural, params={"pagination[pageSize]": "100", **params})
        assert reply.status_code == 200, reply.text
        return list(reply.json()["data"])

    def put(self, plural: str, id: str, data: Json, status: str) -> None:
        """Change an entry."""
        reply = self.http.put(f"{plural}/{id}", params={"status": status}, json={"data": data})
        assert reply.status_code == 200, reply.text

    def describe(self, file: int, **words: str) -> None:
        """Other words for a file in the media library."""
        reply = self.http.post("upload", params={"id": str(file)}, data={"fileInfo": json.dumps(words)})
        assert reply.status_code == 200, reply.text

    def upload(self, name: str, content: bytes) -> Json:
        """A file of an editor's own in the media library."""
        reply = self.http.post("upload", files={"files": (name, content, "image/jpeg")})
        assert reply.status_code == 201, reply.text
        return dict(reply.json()[0])

    def clear(self) -> None:
        """Everything away."""
        for plural in (ARTICLES, ASSETS, CONCEPTS):
            while found := self.all(plural, status="draft"):
                for one in found:
                    self.http.delete(f"{plural}/{one['documentId']}").raise_for_status()
        for file in self.http.get("upload/files").json():
            self.http.delete(f"upload/files/{file['id']}").raise_for_status()

    def _concept(self, iri: str) -> str:
        [found] = self.all(CONCEPTS, **{"filters[uri][$eq]": iri})
        return str(found["documentId"])
