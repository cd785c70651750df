"""A Drupal site as an editor sees it, by its JSON:API with plain requests."""

from collections.abc import Iterable, Mapping
from typing import Any

import httpx

from tests.contract.targets.sandboxed import QUICK, Sandboxed
from tests.fakes.secrets import FakeSecrets
from tests.fakes.tools import lent
from thesaury.connectors.manifest import manifests
from thesaury.model.connection import Connection
from thesaury.ports.publishing_target import Package, PublishingTarget
from thesaury.sandbox.drupal.server import PASSWORD, USER

FIELDS = {
    "title": "name",
    "caption": "field_caption",
    "credit": "field_credit",
    "copyright": "field_copyright",
    "licence": "field_licence",
    "usage": "field_usage",
    "allowed_until": "field_until",
}
MEDIA, TERMS, ARTICLES = "media/image", "taxonomy_term/thesaury", "node/article"
Json = dict[str, Any]


class DrupalSite:
    """Implements `publishing_target_suite.Site`."""

    faults, hierarchy, languages, many = True, True, (), 12

    def __init__(self, server: Sandboxed) -> None:
        """Over one sandbox."""
        self.server, self.url = server, server.url
        headers = {"Content-Type": "application/vnd.api+json"}
        where = f"{self.url}/jsonapi"
        self.http = httpx.Client(base_url=where, headers=headers, auth=(USER, PASSWORD), trust_env=False, verify=False)
        self.bare = httpx.Client(base_url=self.url, trust_env=False, verify=False)
        self.secrets = FakeSecrets()
        self.secrets.put("site", {"password": PASSWORD})
        self._seen: dict[str, set[str]] = {}

    def close(self) -> None:
        """Give sockets back, and end the server."""
        self.http.close()
        self.bare.close()
        self.server.stop()

    def connection(self, **settings: str) -> Connection:
        """A connection to it."""
        fields = "; ".join(f"{name}={field}" for name, field in FIELDS.items() if name != "title")
        told = {"base_url": self.url, "channel": "web", "username": USER, "fields": fields, "types": "article, page"}
        return Connection("site", "drupal", tuple({**told, "page_size": "5", **QUICK, **settings}.items()))

    def target(self, **settings: str) -> PublishingTarget:
        """A target opened anew."""
        made: PublishingTarget = manifests()["drupal"].factory("target")(
            self.connection(**settings), lent(self.secrets)
        )
        return made

    def fill(self, target: PublishingTarget, packages: Iterable[Package]) -> None:
        """One by one."""
        for package in packages:
            target.create(package)

    def texts(self, external_id: str) -> Mapping[str, str] | None:
        """The texts of media and of the link to their file."""
        media = self.thing(MEDIA, external_id)
        if media is None:
            return None
        found = {name: media["attributes"][field] for name, field in FIELDS.items()}
        found["alt"] = media["relationships"]["field_media_image"]["data"]["meta"]["alt"]
        return {name: text for name, text in found.items() if text}

    def carried(self, external_id: str) -> set[str]:
        """The IRIs of the terms."""
        media = self.thing(MEDIA, external_id) or {}
        terms = {one["id"]: one for one in self.all(TERMS)}
        links = media["relationships"]["field_thesaury_concepts"]["data"]
        return {terms[link["id"]]["attributes"]["field_thesaury_uri"] for link in links}

    def objects(self, asset: str) -> int:
        """How many media bear the reference."""
        return sum(one["attributes"]["field_thesaury_asset"] == asset for one in self.all(MEDIA))

    def served(self, external_id: str) -> list[bytes]:
        """The file without a login."""
        seen = self._seen.setdefault(external_id, set())
        if url := self.file_url(external_id):
            seen.add(url)
        replies = [self.bare.get(url) for url in sorted(seen)]
        return [reply.content for reply in replies if reply.status_code == 200]

    def labels(self, iri: str) -> Mapping[str, str] | None:
        """The one label of a term."""
        term = self._term(iri)
        return {"": term["attributes"]["name"]} if term else None

    def above(self, iri: str) -> str:
        """What is next above a term."""
        parent = (self._term(iri) or {})["relationships"]["parent"]["data"][0]["id"]
        above = self.thing(TERMS, parent) if parent != "virtual" else None
        return str(above["attributes"]["field_thesaury_uri"]) if above else ""

    def write_as_editor(self, external_id: str, texts: Mapping[str, str]) -> None:
        """Other texts."""
        attributes = {FIELDS[name]: text for name, text in texts.items() if name != "alt"}
        resource: Json = {"attributes": attributes}
        if "alt" in texts:
            link = (self.thing(MEDIA, external_id) or {})["relationships"]["field_media_image"]["data"]
            resource["relationships"] = {"field_media_image": {"data": {**link, "meta": {"alt": texts["alt"]}}}}
        self.patch(MEDIA, external_id, resource)

    def tag_as_editor(self, external_id: str, add: str = "", remove: str = "") -> None:
        """Other terms."""
        for method, iri in (("POST", add), ("DELETE", remove)):
            if iri:
                body = {"data": [{"type": "taxonomy_term--thesaury", "id": (self._term(iri) or {})["id"]}]}
                path = f"{MEDIA}/{external_id}/relationships/field_thesaury_concepts"
                self.http.request(method, path, json=body).raise_for_status()

    def remove_as_editor(self, external_id: str) -> None:
        """Delete media; the file stays, as Drupal has it."""
        self.http.delete(f"{MEDIA}/{external_id}").raise_for_status()

    def page(self, external_id: str, title: str, live: bool = True) -> str:
        """An article whose hero are the media."""
        link = {"data": {"type": "media--image", "id": external_id}}
        return self.article({"title": title, "status": live}, {"field_hero": link})

    def article(self, attributes: Json, relationships: Json | None = None) -> str:
        """An article, and its id."""
        data = {"type": "node--article", "attributes": attributes, "relationships": relationships or {}}
        reply = self.http.post(ARTICLES, json={"data": data})
        assert reply.status_code == 201, reply.text
        return str(reply.json()["data"]["id"])

    def clear_page(self, page: str) -> None:
        """An article without a hero."""
        self.patch(ARTICLES, page, {"relationships": {"field_hero": {"data": None}}})

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

    def thing(self, path: str, id: str) -> Json | None:
        """One thing."""
        reply = self.http.get(f"{path}/{id}")
        return reply.json()["data"] if reply.status_code == 200 else None

    def all(self, path: str) -> list[Json]:
        """The first fifty things."""
        return list(self.http.get(path).json()["data"])

    def file_url(self, external_id: str) -> str:
        """Where the file of media is, or an empty text."""
        media = self.thing(MEDIA, external_id)
        file = media["relationships"]["field_media_image"]["data"]["id"] if media else "missing"
        found = self.thing("file/file", file) if file != "missing" else None
        return str(found["attributes"]["uri"]["url"]) if found else ""

    def patch(self, path: str, id: str, resource: Json) -> None:
        """Change a thing."""
        data = {"type": path.replace("/", "--"), "id": id, **resource}
        reply = self.http.patch(f"{path}/{id}", json={"data": data})
        assert reply.status_code == 200, reply.text

    def swap_as_editor(self, external_id: str, content: bytes) -> str:
        """A file of an editor's own in the place of ours, and its address."""
        headers = {"Content-Type": "application/octet-stream", "Content-Disposition": 'file; filename="his.jpg"'}
        file = self.http.post(f"{MEDIA}/field_media_image", content=content, headers=headers).json()["data"]
        link = {"type": "file--file", "id": file["id"], "meta": {"alt": "x"}}
        self.patch(MEDIA, external_id, {"relationships": {"field_media_image": {"data": link}}})
        return str(file["attributes"]["uri"]["url"])

    def _term(self, iri: str) -> Json | None:
        return next((one for one in self.all(TERMS) if one["attributes"]["field_thesaury_uri"] == iri), None)
