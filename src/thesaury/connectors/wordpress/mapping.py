"""What the plugin says, as values of ours, and ours as it takes them; nothing is asked here."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from thesaury.connectors.texts import cleaned
from thesaury.model.publication import Held, PageUse, Shown
from thesaury.model.publishing import Topic
from thesaury.ports.publishing_target import Edit, Package

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A concept as a term is to be: `digest` changes with anything of it."""

    iri: str
    name: str
    labels: tuple[tuple[str, str], ...] = ()
    notation: str = ""
    broader: str = ""

    @property
    def digest(self) -> str:
        """Of everything that is written of it."""
        told = json.dumps([self.iri, self.name, self.labels, self.notation, self.broader])
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def told(self) -> Item:
        """As the plugin takes it."""
        return {
            "iri": self.iri,
            "name": self.name,
            "labels": dict(self.labels),
            "notation": self.notation,
            "broader": self.broader,
            "digest": self.digest,
        }


def held_of(item: Item) -> Held:
    """An object as the plugin tells of it; the client has seen to its asset and id. What cannot be read is not there, but what does not say
    that it is withdrawn is live: so nothing stays that has to go."""
    fields = item.get("fields")
    texts = {str(name): str(text) for name, text in fields.items() if text} if isinstance(fields, Mapping) else {}
    iris = item.get("concepts")
    concepts = tuple(iri for iri in iris if isinstance(iri, str) and iri) if isinstance(iris, list) else ()
    return Held(
        asset=str(item.get("asset", "")),
        external_id=str(item.get("id", "")),
        shown=Shown.of(texts, concepts, str(item.get("file") or "")),
        live=item.get("live") is not False,
        version=str(item.get("modified") or ""),
        address=str(item.get("address") or ""),
        withdrawn=item.get("withdrawn") is True,
    )


def use_of(item: Item) -> PageUse:
    """A use as the plugin tells of it."""
    text = {name: str(item.get(name) or "") for name in ("page", "address", "title", "language", "place", "since")}
    return PageUse(str(item.get("asset", "")), str(item.get("id", "")), **text, live=item.get("live") is True)


def made(package: Package) -> Item:
    """A whole object as the plugin takes it."""
    shown = package.shown
    return {"fields": _fields(shown.fields), "add": list(shown.concepts), "file": shown.file}


def edited(edit: Edit) -> Item:
    """An edit as the plugin takes it."""
    told: dict[str, Any] = {"fields": _fields(edit.fields), "add": list(edit.add), "remove": list(edit.remove)}
    if edit.file:
        told["file"] = edit.file.shown.file
    return told | ({"revive": True} if edit.revive else {})


def rows(topics: Sequence[Topic], language: str, there: Mapping[str, str]) -> list[Row]:
    """The concepts as terms, called in this language, what is broader first. What is broader and neither among them nor there already is
    left out, and so is the step that would lead in a circle."""
    given = {topic.iri: topic for topic in topics}
    placed: dict[str, Row] = {}
    for topic in given.values():
        for one, broader in reversed(list(_upwards(topic, given))):
            if one.iri not in placed:
                above = broader if broader in given or broader in there else ""
                placed[one.iri] = _row(one, language, above)
    return list(placed.values())


def _upwards(topic: Topic, given: Mapping[str, Topic]) -> Iterator[tuple[Topic, str]]:
    """A concept and those above it, each with the one next above, as far as no circle closes."""
    seen: set[str] = set()
    now: Topic | None = topic
    while now is not None:
        seen.add(now.iri)
        closes = now.broader in seen
        yield now, "" if closes else now.broader
        now = None if closes else given.get(now.broader)


def _row(topic: Topic, language: str, broader: str) -> Row:
    labels = tuple(sorted((label.language, cleaned(label.text)) for label in topic.labels))
    return Row(topic.iri, cleaned(topic.label(language)) or topic.iri, labels, cleaned(topic.notation), broader)


def _fields(fields: Sequence[tuple[str, str]]) -> Item:
    return {name: cleaned(text) for name, text in fields}
