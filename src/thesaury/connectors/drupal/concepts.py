"""Concepts in Drupal: terms of one vocabulary that are told apart by their IRI, each below the term of the broader concept."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thesaury.connectors.drupal.client import Api, among
from thesaury.connectors.drupal.mapping import attributes, linked, term_id
from thesaury.connectors.drupal.settings import Settings
from thesaury.connectors.hierarchy import placed
from thesaury.connectors.texts import cleaned
from thesaury.model.publishing import Topic

_AT_ONCE, _NAME = 30, 255
_ROOT = "virtual"
Item = Mapping[str, Any]


class Concepts:
    """The terms of one site; ids that were seen are remembered."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is asked yet."""
        self._settings, self._api = settings, api
        self._ids: dict[str, str] = {}

    def links(self, iris: Iterable[str]) -> list[dict[str, str]]:
        """Links to those of these concepts that are there."""
        wanted = list(dict.fromkeys(iris))
        self._found([iri for iri in wanted if iri not in self._ids])
        return [self._link(self._ids[iri]) for iri in wanted if iri in self._ids]

    def put(self, topics: Sequence[Topic]) -> int:
        """See that these are there, called and placed as here; returns how many writes it took."""
        wanted = placed(topics)
        there = self._found([topic.iri for topic in wanted])
        writes = 0
        for topic in wanted:
            name = cleaned(topic.label(self._settings.language))[:_NAME] or topic.iri[:_NAME]
            above = self._ids.get(topic.broader, _ROOT)
            parent = {"parent": {"data": [self._link(above)]}}
            resource: dict[str, Any] = {"attributes": {"name": name}, "relationships": parent}
            before = there.get(topic.iri)
            if before is None:
                resource["attributes"][self._settings.uri_field] = topic.iri
                kind = {"type": f"taxonomy_term--{self._settings.vocabulary}", "id": term_id(topic.iri)}
                self._ids[topic.iri] = self._api.create(self._settings.terms, {**resource, **kind})
            elif (attributes(before).get("name"), _above(before)) != (name, above):
                self._api.update(self._settings.terms, self._ids[topic.iri], resource)
            else:
                continue
            writes += 1
        return writes

    def _link(self, id: str) -> dict[str, str]:
        return {"type": f"taxonomy_term--{self._settings.vocabulary}", "id": id}

    def _found(self, iris: Sequence[str]) -> dict[str, Item]:
        found: dict[str, Item] = {}
        for start in range(0, len(iris), _AT_ONCE):
            asked = among(self._settings.uri_field, iris[start : start + _AT_ONCE])
            for page in self._api.pages(self._settings.terms, asked):
                found |= {str(attributes(one).get(self._settings.uri_field)): one for one in page.items}
        self._ids |= {iri: str(one["id"]) for iri, one in found.items()}
        return found


def _above(term: Item) -> str:
    return str(next(iter(linked(term, "parent")), {}).get("id", _ROOT))
