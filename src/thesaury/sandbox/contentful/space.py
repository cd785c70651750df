"""What the space and the organisation hold: assets and entries in versions, concepts and schemes, uploads and files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thesaury.sandbox.contentful.refusal import Refusal

Json = dict[str, Any]
ASSETS, ENTRIES = "assets", "entries"
LOCALES = ("en", "de", "fr")
SYMBOL = 256
"""So many characters a short text may have."""

_RIGHTS = ("name", "asset", "caption", "credit", "copyright", "licence", "usage", "allowedUntil")
CONTENT_TYPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "article": ("title", ("title", "slug", "cover", "gallery", "body")),
    "thesauryAsset": ("name", _RIGHTS),
}
"""Each with its display field and its fields."""


@dataclass
class Thing:
    """An asset, an entry, a concept or a scheme; `published` is the body that visitors get."""

    id: str
    kind: str
    body: Json
    version: int = 1
    content_type: str = ""
    published: Json | None = None
    published_version: int = 0
    archived_version: int = 0
    created: str = ""
    updated: str = ""


@dataclass
class Space:
    """Everything there is. `polls` is how often a file is looked for before it is processed."""

    now: Callable[[], str]
    things: dict[str, dict[str, Thing]] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)
    base: str = ""
    polls: int = 1
    number: int = 0

    def clear(self) -> None:
        """Everything as at first: nothing."""
        self.things = {kind: {} for kind in (ASSETS, ENTRIES, "concepts", "concept-schemes")}
        self.uploads, self.files, self.waiting, self.polls = {}, {}, {}, 1

    def next(self) -> str:
        """An id nobody has."""
        self.number += 1
        return f"sandbox{self.number:013d}"

    def find(self, kind: str, id: str) -> Thing:
        """One thing. Raises Refusal (404)."""
        if id not in self.things[kind]:
            raise Refusal(404, "The resource could not be found.")
        return self.things[kind][id]

    def put(self, kind: str, id: str, body: Json, version: int | None, content_type: str = "") -> tuple[Thing, bool]:
        """Make a thing (no version), or put another body in its place (its version). Raises Refusal (404, 409, 422)."""
        there = self.things[kind].get(id)
        if there is None and version is not None:
            raise Refusal(404, "The resource could not be found.")
        if there is not None and there.version != version:
            raise Refusal(409)
        if there is not None and there.archived_version:
            raise Refusal(400, "Cannot edit archived")
        self._checked(kind, body, content_type or (there.content_type if there else ""))
        if there is None:
            there = self.things[kind][id] = Thing(id, kind, body, 0, content_type, created=self.now())
        before, there.body = there.body, body
        there.version, there.updated = there.version + 1, self.now()
        if kind == ASSETS:
            self._settle_files(there, before)
        return there, there.version == 1

    def publish(self, thing: Thing) -> None:
        """What is edited becomes what visitors get. Raises Refusal (422) for an asset without a file."""
        if thing.kind == ASSETS and not any("url" in one for one in thing.body["fields"].get("file", {}).values()):
            raise Refusal(422, "The file has not been processed.")
        thing.published, thing.published_version = thing.body, thing.version
        thing.version += 1
        self._sweep()

    def unpublish(self, thing: Thing) -> None:
        """Visitors get nothing of it any more; its file is served on."""
        if thing.published is None:
            raise Refusal(400, "Not published")
        thing.published, thing.published_version = None, 0
        thing.version += 1

    def delete(self, thing: Thing) -> None:
        """Remove a thing. Raises Refusal (400) while it is published."""
        if thing.published is not None:
            raise Refusal(400, "Cannot delete published")
        del self.things[thing.kind][thing.id]
        self._sweep()

    def process(self, thing: Thing, locale: str) -> None:
        """Have a file made; it is there after some looks at the asset."""
        file = thing.body["fields"].get("file", {}).get(locale)
        if not file or "uploadFrom" not in file:
            raise Refusal(400, "File not found or already processed", "BadRequest")
        self.waiting[thing.id] = self.polls

    def looked(self, thing: Thing) -> None:
        """Somebody looked at an asset: it may be processed now."""
        if thing.id not in self.waiting:
            return
        self.waiting[thing.id] -= 1
        if self.waiting[thing.id] > 0:
            return
        del self.waiting[thing.id]
        fields = dict(thing.body["fields"])
        fields["file"] = {locale: self._made(thing, file) for locale, file in fields["file"].items()}
        thing.body = {**thing.body, "fields": fields}
        thing.version += 1
        self._sweep()

    def shown(self, thing: Thing, published: bool = False) -> Json:
        """A thing as it is answered."""
        kinds = {
            ASSETS: "Asset",
            ENTRIES: "Entry",
            "concepts": "TaxonomyConcept",
            "concept-schemes": "TaxonomyConceptScheme",
        }
        sys: Json = {"id": thing.id, "type": kinds[thing.kind], "version": thing.version}
        sys |= {"createdAt": thing.created, "updatedAt": thing.updated}
        if thing.published is not None:
            sys |= {"publishedVersion": thing.published_version, "publishedAt": thing.updated}
        if thing.archived_version:
            sys["archivedVersion"] = thing.archived_version
        if thing.content_type:
            sys["contentType"] = {"sys": {"type": "Link", "linkType": "ContentType", "id": thing.content_type}}
        body = thing.published if published and thing.published is not None else thing.body
        more = {"totalConcepts": len(body.get("concepts", []))} if thing.kind == "concept-schemes" else {}
        return {**body, **more, "sys": sys}

    def _made(self, thing: Thing, file: Json) -> Json:
        if "uploadFrom" not in file:
            return file
        upload = file["uploadFrom"]["sys"]["id"]
        content = self.uploads.get(upload)
        if content is None:
            raise Refusal(422, "The upload is gone.")
        url = f"/files/{thing.id}/{upload}/{file['fileName']}"
        self.files[url] = (content, file["contentType"])
        told = {name: value for name, value in file.items() if name != "uploadFrom"}
        return {**told, "url": f"{self.base}{url}", "details": {"size": len(content)}}

    def _settle_files(self, thing: Thing, before: Mapping[str, Any]) -> None:
        """A file that goes on keeps its address; others are dropped once nothing shows them."""
        for locale, file in thing.body["fields"].get("file", {}).items():
            if "uploadFrom" not in file and file != before.get("fields", {}).get("file", {}).get(locale):
                raise Refusal(422, "A file is given by upload or uploadFrom.")
        self._sweep()

    def _sweep(self) -> None:
        """Files are served as long as an asset has them, published or not: that is our own choice, and the worse one."""
        bodies = [body for one in self.things[ASSETS].values() for body in (one.body, one.published) if body]
        files = (file for body in bodies for file in body["fields"].get("file", {}).values())
        kept = {str(file.get("url", "")).removeprefix(self.base) for file in files}
        self.files = {url: content for url, content in self.files.items() if url in kept}

    def _checked(self, kind: str, body: Json, content_type: str) -> None:
        if kind in (ASSETS, ENTRIES):
            fields = body.get("fields", {})
            known = ("title", "description", "file") if kind == ASSETS else CONTENT_TYPES[content_type][1]
            if strange := [name for name in fields if name not in known]:
                raise Refusal(422, "Validation error", errors=[{"name": "unknown", "path": ["fields", strange[0]]}])
            if wrong := [one for values in fields.values() for one in values if one not in LOCALES]:
                raise Refusal(422, "Validation error", errors=[{"name": "unknown", "path": ["fields", wrong[0]]}])
            if any(len(text) > SYMBOL for text in fields.get("title", {}).values()):
                raise Refusal(
                    422, "Validation error", errors=[{"name": "size", "max": SYMBOL, "path": ["fields", "title"]}]
                )
        elif "prefLabel" not in body or not body["prefLabel"]:
            raise Refusal(422, "Validation error", errors=[{"name": "required", "path": ["prefLabel"]}])
        links = [*body.get("metadata", {}).get("concepts", ()), *body.get("broader", ()), *body.get("concepts", ())]
        if lost := [one["sys"]["id"] for one in links if one["sys"]["id"] not in self.things["concepts"]]:
            raise Refusal(422, "The concept does not exist", errors=[{"name": "notResolvable", "id": lost[0]}])
