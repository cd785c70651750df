"""Concepts in Strapi: entries that are told apart by their IRI, each with its labels and what is next above it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

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
        wanted = {topic.iri: topic for topic in topics}
        there = self._found(list(wanted))
        writes = 0
        for iri, topic in wanted.items():
            data = self._data(topic)
            if iri not in there:
                self._ids[iri] = str(self._api.create(CONCEPTS, {"uri": iri, **data}, "published")["documentId"])
                writes += 1
            elif _told(there[iri]) != data:
                self._api.update(CONCEPTS, self._ids[iri], data, "published")
                writes += 1
        return writes + sum(self._placed(topic, there.get(iri, {}), wanted) for iri, topic in wanted.items())

    def _placed(self, topic: Topic, there: Item, wanted: Mapping[str, Topic]) -> int:
        """Put a concept below another one, which may have been made just now."""
        broader = topic.broader if topic.broader in wanted and topic.broader != topic.iri else ""
        above = there.get("broader")
        if (str(above.get("uri")) if isinstance(above, Mapping) else "") == broader:
            return 0
        self._api.update(CONCEPTS, self._ids[topic.iri], {"broader": self._ids.get(broader)}, "published")
        return 1

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


def _told(entry: Item) -> dict[str, Any]:
    rows = [{"language": one.get("language"), "text": one.get("text")} for one in entry.get("labels") or ()]
    told = {"prefLabel": entry.get("prefLabel"), "labels": sorted(rows, key=lambda row: str(row["language"]))}
    return told | {name: entry.get(name) or None for name in ("scheme", "notation")}
