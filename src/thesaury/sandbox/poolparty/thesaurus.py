"""One project's SKOS data: an RDF store with a graph per state of a concept, read and changed by plain strings."""

from collections.abc import Iterable, Iterator
from typing import Any

from thesaury.sandbox.poolparty.names import (
    BROADER,
    COLLECTIONS,
    CONCEPT,
    DEPRECATED,
    HAS_TOP,
    IN_SCHEME,
    INVERSES,
    NARROWER,
    PREF,
    REPLACED_BY,
    SCHEME,
    SUGGESTED,
    TITLE,
    TOP_OF,
    TYPE,
)

APPROVED, OUTDATED, PROPOSED = "concepts", "deprecatedConcepts", "suggestedConcepts"
"""Graphs a concept can live in; they are export modules, too."""
HISTORY, WORKFLOW, LISTS = "history", "workflow", "lists"

_SUFFIX = {APPROVED: ""}


class Thesaurus:
    """The graphs of one project. Changes are remembered by subject, so that only what changed needs to be kept on disk."""

    def __init__(self, uri: str, supplement: str) -> None:
        from pyoxigraph import Store

        self.uri = uri
        self.supplement = supplement
        self.store: Any = Store()
        self.touched: set[tuple[str, str]] = set()

    def graph_iri(self, module: str) -> str:
        """The name of a module's graph."""
        suffix = _SUFFIX.get(module, "/" + module)
        return f"{self.uri}/{self.supplement}/thesaurus{suffix}"

    # Plain statements

    def add(self, module: str, subject: str, predicate: str, value: Any) -> bool:
        """Adds a statement; a value that is a str is an IRI, others are RDF terms. Returns whether it is new."""
        quad = self._quad(module, subject, predicate, value)
        if quad in self.store:
            return False
        self.store.add(quad)
        self.touched.add((module, subject))
        return True

    def remove(self, module: str, subject: str, predicate: str, value: Any) -> bool:
        """Removes a statement. Returns whether it was there."""
        quad = self._quad(module, subject, predicate, value)
        if quad not in self.store:
            return False
        self.store.remove(quad)
        self.touched.add((module, subject))
        return True

    def _quad(self, module: str, subject: str, predicate: str, value: Any) -> Any:
        from pyoxigraph import NamedNode, Quad

        term = NamedNode(value) if isinstance(value, str) else value
        return Quad(NamedNode(subject), NamedNode(predicate), term, NamedNode(self.graph_iri(module)))

    def statements(self, subject: str) -> Iterator[tuple[str, Any]]:
        """Predicates and terms of a subject, from the graph it lives in."""
        from pyoxigraph import NamedNode

        module = self.home(subject)
        if module:
            graph = NamedNode(self.graph_iri(module))
            for quad in self.store.quads_for_pattern(NamedNode(subject), None, None, graph):
                yield quad.predicate.value, quad.object

    def terms(self, subject: str, predicate: str, module: str = "") -> list[Any]:
        """The values of one property."""
        from pyoxigraph import NamedNode

        graph = NamedNode(self.graph_iri(module or self.home(subject) or APPROVED))
        pattern = self.store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, graph)
        return [quad.object for quad in pattern]

    def links(self, subject: str, predicate: str) -> list[str]:
        """The IRIs a property leads to, sorted."""
        from pyoxigraph import NamedNode

        return sorted(term.value for term in self.terms(subject, predicate) if isinstance(term, NamedNode))

    def literals(self, subject: str, predicate: str) -> list[tuple[str, str]]:
        """The texts of a property with their languages, sorted."""
        from pyoxigraph import Literal

        found = [term for term in self.terms(subject, predicate) if isinstance(term, Literal)]
        return sorted((term.value, term.language or "") for term in found)

    def texts(self, subject: str, predicate: str, language: str) -> list[str]:
        """The texts of a property in one language, and those without any."""
        return [text for text, tag in self.literals(subject, predicate) if tag.lower() in ("", language.lower())]

    def label(self, subject: str, language: str) -> str:
        """The preferred label (of a scheme: the title) in one language, else the empty string."""
        predicate = TITLE if self.is_scheme(subject) else PREF
        return next(iter(self.texts(subject, predicate, language)), "")

    # What lives where

    def typed(self, iri: str, module: str) -> list[str]:
        """Subjects of a type in one graph, sorted."""
        from pyoxigraph import NamedNode

        graph = NamedNode(self.graph_iri(module))
        found = self.store.quads_for_pattern(None, NamedNode(TYPE), NamedNode(iri), graph)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)})

    def concepts(self) -> list[str]:
        """The approved concepts."""
        return self.typed(CONCEPT, APPROVED)

    def schemes(self) -> list[str]:
        """The concept schemes."""
        return self.typed(SCHEME, APPROVED)

    def suggestions(self) -> list[str]:
        """The suggested concepts."""
        return self.typed(SUGGESTED, PROPOSED)

    def collections(self) -> list[tuple[str, str]]:
        """Collections with their types."""
        return sorted((subject, kind) for kind in COLLECTIONS for subject in self.typed(kind, APPROVED))

    def home(self, subject: str) -> str:
        """The graph a subject lives in, or the empty string."""
        from pyoxigraph import NamedNode

        node = NamedNode(subject)
        for module in (APPROVED, OUTDATED, PROPOSED):
            graph = NamedNode(self.graph_iri(module))
            if next(iter(self.store.quads_for_pattern(node, NamedNode(TYPE), None, graph)), None):
                return module
        return ""

    def is_scheme(self, subject: str) -> bool:
        """Whether it is a concept scheme."""
        return self._is(subject, SCHEME)

    def is_concept(self, subject: str) -> bool:
        """Whether it is an approved or a deprecated concept."""
        return self._is(subject, CONCEPT) and self.home(subject) != PROPOSED

    def _is(self, subject: str, kind: str) -> bool:
        return any(term.value == kind for term in self.terms(subject, TYPE))

    # Hierarchy

    def below(self, parent: str) -> list[str]:
        """The children of a concept or the top concepts of a scheme, deprecated ones left out."""
        found = self.links(parent, HAS_TOP if self.is_scheme(parent) else NARROWER)
        return [child for child in found if self.home(child) == APPROVED]

    def reach(self, start: str, predicate: str) -> set[str]:
        """Everything that a relation leads to over any number of steps, without the start."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            for following in self.links(waiting.pop(), predicate):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
        return seen - {start}

    def paths(self, concept: str) -> list[tuple[str, list[str]]]:
        """Every way from a scheme down to the concept: scheme and concepts from the top concept on."""
        found: list[tuple[str, list[str]]] = []
        waiting = [[concept]]
        while waiting:
            path = waiting.pop(0)
            found.extend((scheme, path) for scheme in self.links(path[0], TOP_OF))
            waiting.extend([parent, *path] for parent in self.links(path[0], BROADER) if parent not in path)
        return found

    def schemes_of(self, concept: str) -> list[str]:
        """The schemes a concept belongs to: by its top concepts, and as stated."""
        derived = {scheme for top in self.tops(concept) for scheme in self.links(top, TOP_OF)}
        return sorted(derived | set(self.links(concept, IN_SCHEME)))

    def tops(self, concept: str) -> list[str]:
        """The top concepts at or above a concept."""
        above = self.reach(concept, BROADER) | {concept}
        return sorted(each for each in above if self.links(each, TOP_OF))

    # Relations, kept in both directions

    def relate(self, source: str, predicate: str, target: str) -> bool:
        """Adds a relation and its inverse. Returns whether it is new."""
        new = self.add(self.home(source) or APPROVED, source, predicate, target)
        if predicate in INVERSES and (home := self.home(target)):
            self.add(home, target, INVERSES[predicate], source)
        return new

    def unrelate(self, source: str, predicate: str, target: str) -> bool:
        """Removes a relation and its inverse. Returns whether it was there."""
        there = self.remove(self.home(source) or APPROVED, source, predicate, target)
        if predicate in INVERSES and (home := self.home(target)):
            self.remove(home, target, INVERSES[predicate], source)
        return there

    def move(self, subject: str, origin: str, goal: str) -> None:
        """Carries every statement of a subject from one graph to another."""
        from pyoxigraph import NamedNode

        graph = NamedNode(self.graph_iri(origin))
        for quad in list(self.store.quads_for_pattern(NamedNode(subject), None, None, graph)):
            self.remove(origin, subject, quad.predicate.value, quad.object)
            self.add(goal, subject, quad.predicate.value, quad.object)

    def forget(self, subject: str) -> None:
        """Removes a subject and every statement about it."""
        from pyoxigraph import NamedNode

        node = NamedNode(subject)
        quads = [*self.store.quads_for_pattern(node, None, None), *self.store.quads_for_pattern(None, None, node)]
        modules = {self.graph_iri(module): module for module in (APPROVED, OUTDATED, PROPOSED, WORKFLOW, LISTS)}
        for quad in quads:
            if module := modules.get(quad.graph_name.value):
                self.remove(module, quad.subject.value, quad.predicate.value, quad.object)

    def forget_graph_subject(self, module: str, subject: str) -> None:
        """Removes what one graph says of a subject."""
        from pyoxigraph import NamedNode

        graph = NamedNode(self.graph_iri(module))
        for quad in list(self.store.quads_for_pattern(NamedNode(subject), None, None, graph)):
            self.remove(module, subject, quad.predicate.value, quad.object)

    # Whole content

    def load(self, triples: Iterable[Any]) -> int:
        """Takes in triples of a SKOS file: deprecated concepts go to their own graph, relations get their inverses. Returns how many."""
        from pyoxigraph import NamedNode

        triples = [triple for triple in triples if isinstance(triple.subject, NamedNode)]
        old = {t.subject.value for t in triples if t.predicate.value == DEPRECATED and t.object.value != "false"}
        old |= {t.subject.value for t in triples if t.predicate.value == REPLACED_BY}
        for triple in triples:
            module = OUTDATED if triple.subject.value in old else APPROVED
            self.add(module, triple.subject.value, triple.predicate.value, _plain(triple.object))
        for triple in triples:
            inverse = INVERSES.get(triple.predicate.value)
            if inverse and isinstance(triple.object, NamedNode) and (home := self.home(triple.object.value)):
                self.add(home, triple.object.value, inverse, triple.subject.value)
        return len(triples)

    def orphans(self) -> list[str]:
        """Approved concepts from which no way leads up to a scheme."""
        anchored: set[str] = set()
        waiting = [top for scheme in self.schemes() for top in self.links(scheme, HAS_TOP)]
        while waiting:
            concept = waiting.pop()
            if concept not in anchored:
                anchored.add(concept)
                waiting.extend(self.links(concept, NARROWER))
        return [concept for concept in self.concepts() if concept not in anchored]


def _plain(term: Any) -> Any:
    from pyoxigraph import NamedNode

    return term.value if isinstance(term, NamedNode) else term


def text_term(text: str, language: str = "", datatype: str = "") -> Any:
    """A literal, with a language or a datatype or neither."""
    from pyoxigraph import Literal, NamedNode

    if language:
        return Literal(text, language=language)
    return Literal(text, datatype=NamedNode(datatype)) if datatype else Literal(text)
