"""How concepts, types, properties and signs are named in answers: with `lang` where a version of the protocol has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.governance.reconciling.matching import ANY_CONCEPT
from thesaury.governance.reconciling.properties import LINKING, Property
from thesaury.model.concept import Concept, Label
from thesaury.web.reconciliation.offered import Offered
from thesaury.web.texts import phrase, speaking

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Primary tags of languages written from right to left."""


@dataclass(frozen=True, slots=True)
class Namer:
    """Names things of one service before a reader of these languages, best first; `tells_language` is true for the draft."""

    offered: Offered
    languages: tuple[str, ...]
    tells_language: bool

    def concept(self, iri: str) -> dict[str, Any] | None:
        """Id, name and description of a concept; None where the service has none of this IRI."""
        if (found := self.offered.thesaurus.concept(iri)) is None:
            return None
        label = self.offered.label(found, self.languages)
        said = self.offered.described(found, (label.language, *self.languages) if label.language else self.languages)
        return {"id": iri, **self.named(label), **({"description": said.text} if said.text else {})}

    def types(self, concept: Concept) -> list[dict[str, Any]]:
        """The schemes a concept is in, else that it is a concept."""
        return [self.type(iri) for iri in concept.schemes] or [self.type(ANY_CONCEPT)]

    def type(self, iri: str) -> dict[str, Any]:
        """Id and name of a type."""
        if (scheme := self.offered.schemes.get(iri)) is not None:
            return {"id": iri} | self.named(self.offered.title(scheme, self.languages))
        said = phrase("reconcile.type.concept") if iri == ANY_CONCEPT else self.offered.thesaurus.label(iri)
        return {"id": iri} | self.named(Label(said, speaking.get() if iri == ANY_CONCEPT else ""))

    def all_types(self) -> Iterator[dict[str, Any]]:
        """Concept first, then the schemes by name, each below it."""
        every = self.type(ANY_CONCEPT)
        yield every
        schemes = [self.type(iri) | {"broader": [every]} for iri in self.offered.schemes]
        yield from sorted(schemes, key=lambda one: (one["name"].casefold(), one["id"]))

    def property(self, property: Property) -> dict[str, Any]:
        """Id and name of a property."""
        said = phrase(f"reconcile.property.{property.name.rpartition(':')[2]}")
        if property.language:
            said = phrase("reconcile.property.in", name=said, language=property.language)
        return {"id": property.id} | self.named(Label(said, speaking.get()))

    def described_property(self, property: Property) -> dict[str, Any]:
        """The same with what its values are."""
        key = "concepts" if property.name in LINKING else "texts"
        return self.property(property) | {"description": phrase(f"reconcile.property.{key}")}

    def named(self, label: Label, field: str = "name") -> dict[str, str]:
        """The label, with its language and direction where they are told and known."""
        told = {field: label.text}
        if self.tells_language and label.language:
            told["lang"] = label.language
            if label.language.split("-")[0].lower() in _RIGHT_TO_LEFT:
                told["dir"] = "rtl"
        return told


def wished(accept_language: str, workspace: Sequence[str]) -> tuple[str, ...]:
    """The languages of a reader, best first (RFC 9110, 12.5.4), then those of the workspace."""
    weighed = []
    for place, part in enumerate(accept_language.split(",")[:20]):
        tag, _, weight = part.partition(";q=")
        tag = tag.strip()
        if tag.replace("-", "").isalnum() and tag.isascii() and _weight(weight) > 0:
            weighed.append((-_weight(weight), place, tag))
    return tuple(dict.fromkeys((*(tag for _, _, tag in sorted(weighed)), *workspace)))


def _weight(written: str) -> float:
    try:
        return float(written) if written else 1.0
    except ValueError:
        return 0.0
