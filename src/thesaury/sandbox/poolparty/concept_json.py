"""Concepts as the thesaurus service writes them: one language at a time, and only what was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.sandbox.poolparty.names import (
    DESCRIPTION,
    IN_SCHEME,
    LITERAL_KEYS,
    PREF,
    RELATION_KEYS,
    SCHEME,
    SCHEMES_KEY,
    SKOSXL,
    WORKFLOW_STATUS,
    is_custom,
    property_iri,
)
from thesaury.sandbox.poolparty.options import Options
from thesaury.sandbox.poolparty.thesaurus import WORKFLOW, Thesaurus

_XL_LABELS = {SKOSXL + "prefLabel": "skosxlPrefLabels"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller wants to see of concepts: the language, the properties by name, and whether the workflow status."""

    language: str
    properties: tuple[str, ...] = ()
    workflow: bool = False

    @property
    def everything(self) -> bool:
        """Whether `all` stands among the properties."""
        return "all" in self.properties

    def wants(self, iri: str) -> bool:
        """Whether a property was asked for."""
        return self.everything or iri in {property_iri(name) for name in self.properties}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes resources of one thesaurus."""

    thesaurus: Thesaurus
    default_language: str
    options: Options

    def concept(self, uri: str, asked: Asked) -> dict[str, Any]:
        """One concept; empty properties are absent."""
        answer: dict[str, Any] = {"uri": uri}
        if label := self._label(uri, asked):
            answer["prefLabel"] = label
        answer.update(self._texts(uri, asked))
        answer.update(self._relations(uri, asked))
        if custom := self._custom(uri, asked):
            answer["properties"] = custom
        if asked.workflow:
            answer["workflowStatus"] = self.status(uri)
        return answer

    def concepts(self, uris: Iterable[str], asked: Asked) -> list[dict[str, Any]]:
        """Several concepts, in the order given."""
        return [self.concept(uri, asked) for uri in uris]

    def scheme(self, uri: str, asked: Asked) -> dict[str, Any]:
        """One concept scheme."""
        answer: dict[str, Any] = {"uri": uri, "title": self.shown_label(uri, asked.language)}
        if described := self.thesaurus.texts(uri, DESCRIPTION, asked.language):
            answer["descriptions"] = described
        if custom := self._custom(uri, asked):
            answer["properties"] = custom
        return answer

    def subtree(self, uri: str, asked: Asked, above: Sequence[str] = ()) -> dict[str, Any]:
        """A concept with everything below it."""
        trail = (*above, uri)
        below = [child for child in self.thesaurus.below(uri) if child not in trail]
        return {
            "concept": self.concept(uri, asked),
            "narrowers": [self.subtree(child, asked, trail) for child in below],
        }

    def shown_label(self, uri: str, language: str) -> str:
        """A label for people: in the language, else in the project's default language."""
        return self.thesaurus.label(uri, language) or self.thesaurus.label(uri, self.default_language)

    def status(self, uri: str) -> str:
        """The workflow status; what nobody moved is approved."""
        found = self.thesaurus.terms(uri, WORKFLOW_STATUS, WORKFLOW)
        return found[0].value if found else "APPROVED"

    def _label(self, uri: str, asked: Asked) -> str:
        if asked.properties and self.options.drop_pref_label and not asked.wants(PREF):
            return ""
        if self.options.label_fallback:
            return self.shown_label(uri, asked.language)
        return self.thesaurus.label(uri, asked.language)

    def _texts(self, uri: str, asked: Asked) -> dict[str, Any]:
        pairs = ((key, iri) for iri, key in (*LITERAL_KEYS.items(), *_XL_LABELS.items()) if asked.wants(iri))
        found = {key: self.thesaurus.texts(uri, iri, asked.language) for key, iri in pairs}
        return {key: texts for key, texts in found.items() if texts}

    def _relations(self, uri: str, asked: Asked) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for iri, key in RELATION_KEYS.items():
            wanted = asked.everything if iri == IN_SCHEME else asked.wants(iri)
            if wanted and (links := self.thesaurus.links(uri, iri)):
                answer[key] = links if key.endswith("Match") else self._named(links, asked)
        if asked.wants(SCHEME) and (schemes := self.thesaurus.schemes_of(uri)):
            answer[SCHEMES_KEY] = self._named(schemes, asked, "title")
        return answer

    def _named(self, uris: Sequence[str], asked: Asked, label_key: str = "prefLabel") -> list[Any]:
        if not self.options.relation_objects:
            return list(uris)
        return [{"uri": uri, label_key: self.shown_label(uri, asked.language)} for uri in uris]

    def _custom(self, uri: str, asked: Asked) -> dict[str, list[str]]:
        from pyoxigraph import Literal

        found: dict[str, list[str]] = {}
        for predicate, term in self.thesaurus.statements(uri):
            wanted = is_custom(predicate) and predicate not in _XL_LABELS and asked.wants(predicate)
            tag = (term.language or "").lower() if isinstance(term, Literal) else ""
            if wanted and tag in ("", asked.language.lower()):
                found.setdefault(predicate, []).append(term.value)
        return {predicate: sorted(values) for predicate, values in sorted(found.items())}
