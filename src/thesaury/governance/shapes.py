"""A profile as SHACL shapes over the graph that assets and vocabularies are exported to, so that other tools can check what we check.

The shapes see the accepted concepts of an asset (`thy:annotation` with status accepted, `oa:hasBody` the concept) and what the
vocabularies say of them. Tags that are no concepts, and the conditions by which a profile is chosen, are not in the graph.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from urllib.parse import quote

from thesaury.model.profile import Profile, SchemeRule
from thesaury.model.statement import DCAT, DCTERMS, OA, OWL, RDF, SHACL, SKOS, THY, XSD, Iri, Literal, Statement
from thesaury.vocabulary.words.stems import primary

Value = Iri | Literal
Pairs = Iterable[tuple[str, Value]]
_TRUE = Literal("true", datatype=f"{XSD}boolean")
_ANNOTATION = Iri(f"{THY}annotation")


def shape_iri(name: str) -> str:
    """The IRI of the shape of the profile with this name."""
    return f"urn:thesaury:profile:{quote(name, safe='')}"


def shapes(profile: Profile) -> tuple[Statement, ...]:
    """The profile as one node shape, aimed at every `dcat:Resource`."""
    return tuple(_Writer(profile).written())


class _Writer:
    """Writes the statements of one shape; blank nodes are numbered in the order they come."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._numbers = count(1)
        self._said: list[Statement] = []

    def written(self) -> list[Statement]:
        shape = shape_iri(self._profile.name)
        self._say(
            shape,
            [
                (f"{RDF}type", Iri(f"{SHACL}NodeShape")),
                (f"{DCTERMS}title", Literal(self._profile.name)),
                (f"{SHACL}targetClass", Iri(f"{DCAT}Resource")),
            ],
        )
        for property_shape in self._properties():
            self._say(shape, [(f"{SHACL}property", property_shape)])
        return self._said

    def _properties(self) -> Iterator[Iri]:
        for rule in self._profile.schemes:
            yield from self._counts(rule)
        yield self._every("A concept is in no vocabulary.", self._has("type", Iri(f"{SKOS}Concept"), RDF))
        yield self._every("A concept is deprecated.", self._not(self._has("deprecated", _TRUE, OWL)))
        if self._profile.closed:
            within = [self._has("inScheme", Iri(rule.scheme), SKOS) for rule in self._profile.schemes]
            yield self._every("A concept is of a scheme that is not allowed.", *([self._any(within)] if within else []))
        if self._profile.languages:
            yield self._every("A concept has no preferred label in a language of the profile.", self._spoken())

    def _counts(self, rule: SchemeRule) -> Iterator[Iri]:
        shape = self._node(
            (
                f"{SHACL}and",
                self._list((self._accepted(), self._living(), self._has("inScheme", Iri(rule.scheme), SKOS))),
            )
        )
        if rule.least:
            yield self._counted(f"Fewer than {rule.least} of {rule.scheme}.", shape, "qualifiedMinCount", rule.least)
        if rule.most is not None:
            yield self._counted(f"More than {rule.most} of {rule.scheme}.", shape, "qualifiedMaxCount", rule.most)

    def _counted(self, message: str, shape: Iri, limit: str, number: int) -> Iri:
        return self._node(
            (f"{SHACL}path", _ANNOTATION),
            (f"{SHACL}qualifiedValueShape", shape),
            (f"{SHACL}{limit}", Literal(str(number), datatype=f"{XSD}integer")),
            (f"{SHACL}message", Literal(message, "en")),
        )

    def _every(self, message: str, *required: Iri) -> Iri:
        """Every accepted annotation has to meet this; without anything to meet there may be none."""
        return self._node(
            (f"{SHACL}path", _ANNOTATION),
            (f"{SHACL}or", self._list((self._not(self._accepted()), *required))),
            (f"{SHACL}message", Literal(message, "en")),
        )

    def _accepted(self) -> Iri:
        return self._holds((f"{SHACL}path", Iri(f"{THY}status")), (f"{SHACL}hasValue", Literal("accepted")))

    def _living(self) -> Iri:
        return self._not(self._has("deprecated", _TRUE, OWL))

    def _has(self, predicate: str, value: Value, namespace: str) -> Iri:
        return self._holds(self._of_concept(f"{namespace}{predicate}"), (f"{SHACL}hasValue", value))

    def _spoken(self) -> Iri:
        tags = dict.fromkeys(primary(language) for language in self._profile.languages)
        spoken = self._node((f"{SHACL}languageIn", self._list(map(Literal, tags))))
        return self._holds(
            self._of_concept(f"{SKOS}prefLabel"),
            (f"{SHACL}qualifiedValueShape", spoken),
            (f"{SHACL}qualifiedMinCount", Literal("1", datatype=f"{XSD}integer")),
        )

    def _of_concept(self, predicate: str) -> tuple[str, Value]:
        return f"{SHACL}path", self._list((Iri(f"{OA}hasBody"), Iri(predicate)))

    def _any(self, shapes: Sequence[Iri]) -> Iri:
        return self._node((f"{SHACL}or", self._list(shapes)))

    def _not(self, shape: Iri) -> Iri:
        return self._node((f"{SHACL}not", shape))

    def _holds(self, *pairs: tuple[str, Value]) -> Iri:
        return self._node((f"{SHACL}property", self._node(*pairs)))

    def _list(self, values: Iterable[Value]) -> Iri:
        rest = Iri(f"{RDF}nil")
        for value in reversed(tuple(values)):
            rest = self._node((f"{RDF}first", value), (f"{RDF}rest", rest))
        return rest

    def _node(self, *pairs: tuple[str, Value]) -> Iri:
        name = f"_:b{next(self._numbers)}"
        self._say(name, pairs)
        return Iri(name)

    def _say(self, subject: str, pairs: Pairs) -> None:
        self._said += (Statement(subject, predicate, value) for predicate, value in pairs)
