"""A Contentful space as an editor sees it, by its management interface with plain requests."""

from collections.abc import Iterable, Mapping
from typing import Any

import httpx

from tests.contract.targets.sandboxed import QUICK, Sandboxed
from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.ports.publishing_target import Package, PublishingTarget
from thesaury.sandbox.contentful.server import ORGANIZATION, SPACE, TOKEN

LOCALIZED = {"title": ("assets", "title"), "alt": ("assets", "description"), "caption": ("entries", "caption")}
PLAIN = {
    "credit": "credit",
    "copyright": "copyright",
    "licence": "licence",
    "usage": "usage",
    "allowed_until": "allowedUntil",
}
Json = dict[str, Any]


class ContentfulSite:
    """Implements `publishing_target_suite.Site`."""

    faults, hierarchy, languages, many = True, True, ("en", "de", "fr"), 12

    def __init__(self, server: Sandboxed, beside: bool = True) -> None:
        """With or without entries beside the assets."""
        self.server, self.url = server, server.url
        self._kind = "thesauryAsset" if beside else ""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        self.http = httpx.Client(base_url=self.url, headers=headers, timeout=30, trust_env=False, verify=False)
        self.bare = httpx.Client(timeout=30, trust_env=False, verify=False)
        self.secrets = FakeSecrets()
        self.secrets.put("site", {"token": TOKEN})
        self._seen: dict[str, set[str]] = {}
        self._pages = 0

    def close(self) -> None:
        """Give sockets back, and end the server."""
        self.http.close()
        self.bare.close()
        self.server.stop()

    def connection(self, **settings: str) -> Connection:
        """A connection to it."""
        told = {
            "space": SPACE,
            "organization": ORGANIZATION,
            "prefix": "fennmoor",
            "channel": "web",
            "locales": "en,de,fr",
        }
        told |= {"base_url": self.url, "upload_url": self.url, "content_type": self._kind, "page_size": "5"}
        return Connection("site", "contentful", tuple({**told, **QUICK, **settings}.items()))

    def target(self, **settings: str) -> PublishingTarget:
        """A target opened anew."""
        connection = self.connection(**settings)
        made: PublishingTarget = manifests()["contentful"].factory("target")(connection, lent(self.secrets))
        return made

    def fill(self, target: PublishingTarget, packages: Iterable[Package]) -> None:
        """One by one."""
        for package in packages:
            target.create(package)

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        """The texts of the asset and of the entry beside it."""
        things = {kind: self.thing(kind, external_id) for kind in ("assets", "entries")}
        if things["assets"] is None:
            return None
        fields = {kind: thing["fields"] if thing else {} for kind, thing in things.items()}
        found = {
            f"{name}@{locale}": text
            for name, (kind, field) in LOCALIZED.items()
            for locale, text in fields[kind].get(field, {}).items()
        }
        plain = {name: fields["entries"].get(field, {}).get("en", "") for name, field in PLAIN.items()}
        return found | {name: text for name, text in plain.items() if text}

    def carried(self, external_id: str) -> set[str]:
        """The IRIs of the concepts it links to."""
        links = (self.thing("assets", external_id) or {}).get("metadata", {}).get("concepts", [])
        return {self.concept(link["sys"]["id"])["uri"] for link in links}

    def objects(self, asset: str) -> int:
        """How many assets of ours there are for an asset."""
        items = self.http.get(self.path("assets"), params={"limit": "1000"}).json()["items"]
        return sum(one["sys"]["id"] == f"fennmoor.{asset}" for one in items)

    def served(self, external_id: str) -> list[bytes]:
        """The file without a token."""
        seen = self._seen.setdefault(external_id, set())
        files = (self.thing("assets", external_id) or {"fields": {}})["fields"].get("file", {})
        seen |= {file["url"] for file in files.values() if "url" in file}
        replies = [self.bare.get(url) for url in sorted(seen)]
        return [reply.content for reply in replies if reply.status_code == 200]

    def labels(self, iri: str) -> Mapping[str, str] | None:
        """The labels of a concept."""
        found = self.by_iri(iri)
        return found["prefLabel"] if found else None

    def above(self, iri: str) -> str:
        """What is next above a concept."""
        broader = (self.by_iri(iri) or {}).get("broader", [])
        return str(self.concept(broader[0]["sys"]["id"])["uri"]) if broader else ""

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        """Other texts, saved and not published."""
        for name, text in texts.items():
            plain, _, locale = name.partition("@")
            kind, field = LOCALIZED[plain] if locale else ("entries", PLAIN[plain])
            thing = self.thing(kind, external_id) or {}
            thing["fields"].setdefault(field, {})[locale or "en"] = text
            self.put(kind, external_id, thing)

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        """Other concepts, saved and not published."""
        thing = self.thing("assets", external_id) or {}
        gone = (self.by_iri(remove) or {"sys": {"id": ""}})["sys"]["id"] if remove else ""
        links = [one for one in thing["metadata"]["concepts"] if one["sys"]["id"] != gone]
        if add:
            id = (self.by_iri(add) or {})["sys"]["id"]
            links.append({"sys": {"type": "Link", "linkType": "TaxonomyConcept", "id": id}})
        thing["metadata"]["concepts"] = links
        self.put("assets", external_id, thing)

    def remove_as_editor(self, external_id: str) -> None:
        """Unpublish and delete an asset."""
        self.http.delete(self.path("assets", external_id, "published")).raise_for_status()
        self.http.delete(self.path("assets", external_id)).raise_for_status()

    def page(self, external_id: str, title: str, live: bool = True) -> str:
        """An article whose cover is the asset."""
        link = {"sys": {"type": "Link", "linkType": "Asset", "id": external_id}}
        return self.article({"title": {"en": title}, "cover": {"en": link}}, live)

    def article(self, fields: Json, live: bool = True) -> str:
        """An article, and its id."""
        self._pages += 1
        id = f"page{self._pages}"
        headers = {"X-Contentful-Content-Type": "article"}
        self.http.put(self.path("entries", id), json={"fields": fields}, headers=headers).raise_for_status()
        if live:
            self.publish("entries", id)
        return id

    def clear_page(self, page: str) -> None:
        """An article without a cover."""
        thing = self.thing("entries", page) or {}
        del thing["fields"]["cover"]
        self.put("entries", page, thing)
        self.publish("entries", page)

    def writes(self) -> int:
        """Requests other than GET."""
        return self.server.writes

    def cut(self, after: int) -> None:
        """Lose the reply of a write."""
        self.server.cut(after)

    def answer(self, status: int, times: int) -> None:
        """Answer with a status."""
        self.server.answer(status, times)

    def vanish(self) -> None:
        """Nothing answers any more."""
        self.server.stop()

    def path(self, *parts: str) -> str:
        """The path of a thing."""
        return "/".join((f"/spaces/{SPACE}/environments/master", *parts))

    def thing(self, kind: str, id: str) -> Json | None:
        """An asset or entry."""
        reply = self.http.get(self.path(kind, id))
        return reply.json() if reply.status_code == 200 else None

    def put(self, kind: str, id: str, thing: Json) -> None:
        """Save a thing that was read."""
        headers = {"X-Contentful-Version": str(thing["sys"]["version"])}
        told = {name: thing[name] for name in ("fields", "metadata") if name in thing}
        reply = self.http.put(self.path(kind, id), json=told, headers=headers)
        assert reply.status_code == 200, reply.text

    def publish(self, kind: str, id: str) -> None:
        """Publish a thing."""
        version = (self.thing(kind, id) or {})["sys"]["version"]
        path = self.path(kind, id, "published")
        self.http.put(path, headers={"X-Contentful-Version": str(version)}).raise_for_status()

    def concept(self, id: str) -> Json:
        """A concept by id."""
        found: Json = self.http.get(f"/organizations/{ORGANIZATION}/taxonomy/concepts/{id}").json()
        return found

    def by_iri(self, iri: str) -> Json | None:
        """A concept by IRI."""
        items = self.http.get(f"/organizations/{ORGANIZATION}/taxonomy/concepts?limit=1000").json()["items"]
        return next((one for one in items if one["uri"] == iri), None)
