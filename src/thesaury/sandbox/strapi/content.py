"""What the site holds: documents with a draft and a live row, and files; how a body changes a row, and how rows become answers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thesaury.sandbox.strapi.refusal import Refusal, not_unique
from thesaury.sandbox.strapi.types import TYPES, Attribute, ContentType

Row = dict[str, Any]
DRAFT, PUBLISHED = "draft", "published"


@dataclass
class Document:
    """One document with its rows: `draft` and `published`; a type without drafts has the live row alone."""

    id: str
    rows: dict[str, Row] = field(default_factory=dict)


@dataclass
class Site:
    """All content. Numbers are given out once."""

    now: Callable[[], str]
    documents: dict[str, dict[str, Document]] = field(default_factory=dict)
    files: dict[int, Row] = field(default_factory=dict)
    contents: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    number: int = 0

    def clear(self) -> None:
        """Everything as at first: no content."""
        self.documents, self.files, self.contents = {name: {} for name in TYPES}, {}, {}

    def next(self) -> int:
        """The next number."""
        self.number += 1
        return self.number

    def find(self, kind: ContentType, document: str) -> Document:
        """One document. Raises Refusal (404)."""
        if document not in self.documents[kind.plural]:
            raise Refusal(404)
        return self.documents[kind.plural][document]

    def create(self, kind: ContentType, data: Mapping[str, Any], status: str) -> Document:
        """A new document; it is live at once unless the status says draft."""
        made = Document(f"d{self.next():023d}")
        blank = {name: _blank(attribute) for name, attribute in kind.attributes}
        row = {"id": self.next(), **blank, "createdAt": self.now()}
        self._change(kind, row, data)
        self._settle(kind, made, row, status)
        self.documents[kind.plural][made.id] = made
        return made

    def update(self, kind: ContentType, document: Document, data: Mapping[str, Any], status: str) -> None:
        """Change a document; the live row follows unless the status says draft."""
        row = {**document.rows[DRAFT if kind.drafts else PUBLISHED]}
        self._change(kind, row, data)
        self._settle(kind, document, row, status)

    def unpublish(self, document: Document) -> None:
        """Take the live row away. Live rows of others lose their relation to it for good; their drafts keep it."""
        document.rows.pop(PUBLISHED, None)
        for kind in TYPES.values():
            related = [name for name, attribute in kind.attributes if attribute.kind == "relation"]
            for other in self.documents[kind.plural].values() if kind.drafts else ():
                row = other.rows.get(PUBLISHED, {})
                row |= {name: [one for one in row[name] if one != document.id] for name in related if name in row}

    def delete(self, kind: ContentType, document: str) -> None:
        """Remove a document with its rows."""
        self.documents[kind.plural].pop(document, None)

    def shown(self, kind: ContentType, document: Document, status: str, populate: Mapping[str, Any]) -> Row:
        """A row as it is answered: media, relations and components only where they are populated."""
        row = document.rows[status]
        flat = {name: value for name, value in row.items() if _plain(kind, name)}
        told = {"id": flat.pop("id"), "documentId": document.id, **flat}
        told["publishedAt"] = row["updatedAt"] if status == PUBLISHED else None
        return told | self._populated(dict(kind.attributes), row, populate, status)

    def _populated(
        self, attributes: Mapping[str, Attribute], row: Row, populate: Mapping[str, Any], status: str
    ) -> Row:
        chosen = {name: populate.get(name, populate.get("*")) for name in attributes}
        return {
            name: self._value(attribute, row[name], chosen[name], status)
            for name, attribute in attributes.items()
            if attribute.kind != "value" and chosen[name] is not None
        }

    def _value(self, attribute: Attribute, value: Any, populate: Mapping[str, Any], status: str) -> Any:
        if attribute.kind == "media":
            found = [self.files[one] for one in value or () if one in self.files]
            return found if attribute.many else next(iter(found), None)
        if attribute.kind == "relation":
            kind = TYPES[attribute.target]
            documents = [self.documents[kind.plural].get(one) for one in value]
            live = status if kind.drafts else PUBLISHED
            told = [self.shown(kind, one, live, populate) for one in documents if one and live in one.rows]
            return told if attribute.many else next(iter(told), None)
        inside = dict(attribute.inside)
        return [
            {key: text for key, text in part.items() if key == "id" or inside[key].kind == "value"}
            | self._populated(inside, part, populate, status)
            for part in value
        ]

    def _settle(self, kind: ContentType, document: Document, row: Row, status: str) -> None:
        """Keep a changed row; going live has to be unique, and makes the live row anew."""
        row["updatedAt"] = self.now()
        if not kind.drafts or status == PUBLISHED:
            self._unique(kind, document, row)
            document.rows[PUBLISHED] = {**row, "id": row["id"] if not kind.drafts else self.next()}
        if kind.drafts:
            document.rows[DRAFT] = row

    def _unique(self, kind: ContentType, document: Document, row: Row) -> None:
        others = (one for key, one in self.documents[kind.plural].items() if key != document.id)
        if kind.unique and any(one.rows.get(PUBLISHED, {}).get(kind.unique) == row[kind.unique] for one in others):
            raise not_unique(kind.unique, row[kind.unique])

    def _change(self, kind: ContentType, row: Row, data: Mapping[str, Any]) -> None:
        attributes = dict(kind.attributes)
        for name, value in data.items():
            if name not in attributes:
                raise Refusal(400, f"Invalid key {name}", key=name, path=None, source="body")
            row[name] = self._taken(attributes[name], row[name], value)

    def _taken(self, attribute: Attribute, before: Any, value: Any) -> Any:
        if attribute.kind == "media":
            return [int(one) for one in _listed(value)]
        if attribute.kind == "relation":
            return self._related(attribute, before, value)
        if attribute.kind == "component":
            inside = dict(attribute.inside)
            return [self._part(inside, one) for one in value]
        return value

    def _part(self, inside: Mapping[str, Attribute], told: Mapping[str, Any]) -> Row:
        blank = {name: _blank(attribute) for name, attribute in inside.items()}
        given = {name: self._taken(inside[name], None, value) for name, value in told.items() if name in inside}
        return {"id": self.next(), **blank, **given}

    def _related(self, attribute: Attribute, before: list[str], value: Any) -> list[str]:
        if isinstance(value, Mapping):
            kept = [one for one in before if one not in _listed(value.get("disconnect"))]
            wanted = _listed(value["set"]) if "set" in value else [*kept, *_listed(value.get("connect"))]
        else:
            wanted = _listed(value)
        there = self.documents[attribute.target]
        if lost := [one for one in wanted if one not in there]:
            raise Refusal(
                400,
                f"1 relation(s) of type {TYPES[attribute.target].uid} associated with this entity do not exist",
                errors=lost,
            )
        found = list(dict.fromkeys(wanted))
        return found if attribute.many else found[-1:]

    def keep_file(self, content: bytes, name: str, mime: str, info: Mapping[str, Any], id: int = 0) -> Row:
        """Keep a file, or put it in the place of one that is there: its addresses stay then, whatever it is called."""
        before = self.files.get(id, {})
        stem, _, ending = name.rpartition(".")
        hash = before.get("hash") or f"{re.sub('[^A-Za-z0-9]+', '_', stem or name)}_{self.next():010x}"
        ext = before.get("ext") or f".{ending}"
        told = {key: before.get(key) for key in ("alternativeText", "caption")} | {"name": name} | dict(info)
        thumbnail = {"name": f"thumbnail_{name}", "hash": f"thumbnail_{hash}", "url": f"/uploads/thumbnail_{hash}{ext}"}
        file = {"id": id or self.next(), "documentId": before.get("documentId") or f"f{self.next():023d}"}
        file |= {
            **told,
            "hash": hash,
            "ext": ext,
            "mime": mime,
            "size": round(len(content) / 1000, 2),
            "url": f"/uploads/{hash}{ext}",
        }
        file |= {"formats": {"thumbnail": {**thumbnail, "ext": ext, "mime": mime}}, "provider": "local"}
        file |= {"createdAt": before.get("createdAt", self.now()), "updatedAt": self.now()}
        self.files[int(file["id"])] = file
        self.contents |= dict.fromkeys((str(file["url"]), thumbnail["url"]), (content, mime))
        return file

    def delete_file(self, id: int) -> Row:
        """Remove a file with its formats. Raises Refusal (404)."""
        if id not in self.files:
            raise Refusal(404, "file.notFound")
        file = self.files.pop(id)
        for url in (file["url"], file["formats"]["thumbnail"]["url"]):
            self.contents.pop(url, None)
        return file


def _plain(kind: ContentType, name: str) -> bool:
    attribute = dict(kind.attributes).get(name)
    return attribute is None or attribute.kind == "value"


def _blank(attribute: Attribute) -> Any:
    return attribute.default if attribute.kind == "value" else []


def _listed(value: Any) -> list[Any]:
    found = value if isinstance(value, list) else [] if value is None else [value]
    return [one.get("documentId", one.get("id")) if isinstance(one, Mapping) else one for one in found]
