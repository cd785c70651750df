"""Concepts in Contentful's taxonomy, which all clients of an organisation share: ours bear our prefix and lie in one scheme of our own."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thesaury.connectors.contentful.client import Api
from thesaury.connectors.contentful.ids import concept_id
from thesaury.connectors.contentful.mapping import concept_ids, link, version_of
from thesaury.connectors.contentful.settings import Settings
from thesaury.connectors.hierarchy import placed
from thesaury.connectors.texts import cleaned
from thesaury.model.errors import Refused
from thesaury.model.publishing import Topic

_LABEL = 255
Item = Mapping[str, Any]


class Concepts:
    """The concepts of one client; they are read once, when they are first needed."""

    def __init__(self, settings: Settings, api: Api) -> None:
        """Nothing is asked yet."""
        self._settings, self._api = settings, api
        self._read: dict[str, Item] | None = None

    @property
    def iris(self) -> dict[str, str]:
        """The IRI of each concept of ours by its id."""
        return {id: str(one["uri"]) for id, one in self._there().items() if one.get("uri")}

    def ids(self, iris: Iterable[str]) -> list[str]:
        """The ids of those of these concepts that are there."""
        there = self._there()
        return [id for iri in iris if (id := concept_id(self._settings.prefix, iri)) in there]

    def put(self, topics: Sequence[Topic]) -> int:
        """See that these are there and in our scheme, called and placed as here; returns how many writes it took.

        Raises Refused where an id of ours belongs to somebody else.
        """
        writes = 0
        for topic in placed(topics):
            id = concept_id(self._settings.prefix, topic.iri)
            before = self._there().get(id)
            if before is not None and before.get("uri") != topic.iri:
                raise Refused(self._foreign(f"the concept {id} has the IRI {before.get('uri')}"))
            body = self._body(topic, before)
            if before is None or any(before.get(name) != value for name, value in body.items()):
                version = version_of(before) if before is not None else None
                rest = {name: value for name, value in (before or {}).items() if name not in ("sys", "conceptSchemes")}
                self._there()[id] = self._api.put_concept(id, {**rest, **body}, version)
                writes += 1
        return writes + (
            self._gathered([concept_id(self._settings.prefix, one.iri) for one in topics]) if topics else 0
        )

    def _body(self, topic: Topic, before: Item | None) -> dict[str, Any]:
        """Labels are those of our locales; what people wrote in others stays."""
        labels = _labels(before or {})
        default = self._settings.locales[0]
        for locale in self._settings.locales:
            if text := _spoken(topic, locale) or (topic.label() if locale == default else ""):
                labels[locale] = cleaned(text)[:_LABEL] or topic.iri[:_LABEL]
        above = [link("TaxonomyConcept", concept_id(self._settings.prefix, topic.broader))] if topic.broader else []
        notations = [topic.notation] if topic.notation else []
        return {"uri": topic.iri, "prefLabel": labels, "broader": above, "notations": notations}

    def _gathered(self, ids: Sequence[str]) -> int:
        """One scheme for all concepts of this client. Raises Refused where concepts of another prefix lie in it."""
        id = self._settings.prefix
        scheme = self._api.scheme(id)
        if scheme is None:
            links = [link("TaxonomyConcept", one) for one in dict.fromkeys(ids)]
            label = {self._settings.locales[0]: self._settings.prefix}
            self._api.put_scheme(id, {"prefLabel": label, "topConcepts": [], "concepts": links})
            return 1
        there = set(concept_ids({"metadata": scheme}))
        if strange := sorted(one for one in there if not self._settings.owns(one)):
            raise Refused(self._foreign(f"the scheme {id} holds the concept {strange[0]}"))
        missing = [one for one in dict.fromkeys(ids) if one not in there]
        if not missing:
            return 0
        changes: list[Item] = [] if "concepts" in scheme else [{"op": "add", "path": "/concepts", "value": []}]
        changes += [{"op": "add", "path": "/concepts/-", "value": link("TaxonomyConcept", one)} for one in missing]
        self._api.patch_scheme(id, changes, version_of(scheme))
        return 1

    def _there(self) -> dict[str, Item]:
        if self._read is None:
            every = ((str(one["sys"].get("id")), one) for one in self._api.concepts())
            self._read = {id: one for id, one in every if self._settings.owns(id)}
        return self._read

    def _foreign(self, what: str) -> str:
        return (
            f"{self._settings.connection}: {what}, so the prefix '{self._settings.prefix}' belongs to somebody else in this organisation. "
            "Give this connection a prefix of its own."
        )


def _labels(concept: Item) -> dict[str, Any]:
    labels = concept.get("prefLabel")
    return dict(labels) if isinstance(labels, Mapping) else {}


def _spoken(topic: Topic, locale: str) -> str:
    """The label in this locale, or in its language: de-AT takes what is said in de."""
    by_language = {label.language.casefold(): label.text for label in reversed(topic.labels)}
    return by_language.get(locale.casefold()) or by_language.get(locale.partition("-")[0].casefold(), "")
