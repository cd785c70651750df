"""Concepts in Strapi: entries that are told apart by their IRI, each with its labels and what is next above it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thesaury.connectors.hierarchy import placed
from thesaury.connectors.strapi.client import CONCEPTS, Api, among
from thesaury.connectors.strapi.mapping import label_of
from thesaury.connectors.texts import cleaned
from thesaury.model.publishing import Topic

_AT_ONCE = 40
_SHOWN = (("populate[labels]", "true"), ("populate[broader]", "true"))
Item = Mapping[str, Any]


class Concepts:
    """The concepts of one site; ids that were seen are remembered."""

    def __init__(self, api: Api, language: str) -> None:
        """Nothing is asked yet."""
        self._api, self._language = api, language
        self._ids: dict[str, str] = {}

    def ids(self, iris: Iterable[str]) -> dict[str, str]:
        """The id of each of these concepts that is there."""
        wanted = list(dict.fromkeys(iris))
        self._found([iri for iri in wanted if iri not in self._ids])
        return {iri: self._ids[iri] for iri in wanted if iri in self._ids}

    def put(self, topics: Sequence[Topic]) -> int:
        """See that these are there, called and placed as here; returns how many writes it took."""
        wanted = placed(topics)
        there = self._found([topic.iri for topic in wanted])
        writes = 0
        for topic in wanted:
            told, before = self._data(topic), there.get(topic.iri)
            data = {**told, "broader": self._ids.get(topic.broader)}
            if before is None:
                made = self._api.create(CONCEPTS, {"uri": topic.iri, **data}, "published")
                self._ids[topic.iri] = str(made["documentId"])
            elif (_told(before), _above(before)) != (told, topic.broader):
                self._api.update(CONCEPTS, self._ids[topic.iri], data, "published")
            else:
                continue
            writes += 1
        return writes

    def _data(self, topic: Topic) -> dict[str, Any]:
        labels = {label.language: text for label in reversed(topic.labels) if (text := cleaned(label.text))}
        rows = [{"language": language, "text": text} for language, text in sorted(labels.items())]
        told = {"prefLabel": label_of(labels, self._language, topic.iri), "labels": rows}
        return told | {"scheme": topic.scheme or None, "notation": cleaned(topic.notation) or None}

    def _found(self, iris: Sequence[str]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for start in range(0, len(iris), _AT_ONCE):
            asked = (*_SHOWN, *among("uri", iris[start : start + _AT_ONCE]))
            found |= {str(one.get("uri")): one for one in self._api.all(CONCEPTS, asked)}
        self._ids |= {iri: str(one["documentId"]) for iri, one in found.items()}
        return found


def _above(entry: Item) -> str:
    above = entry.get("broader")
    return str(above.get("uri") or "") if isinstance(above, Mapping) else ""


def _told(entry: Item) -> dict[str, Any]:
    labels = entry.get("labels")
    told_of = [one for one in labels if isinstance(one, Mapping)] if isinstance(labels, list) else []
    rows = [{"language": one.get("language"), "text": one.get("text")} for one in told_of]
    told = {"prefLabel": entry.get("prefLabel"), "labels": sorted(rows, key=lambda row: str(row["language"]))}
    return told | {name: entry.get(name) or None for name in ("scheme", "notation")}
