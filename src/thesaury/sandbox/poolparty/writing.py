"""Writes of the thesaurus service under its rules; each change leaves an event in the history."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from thesaury.sandbox.poolparty.history import Event, Text, statements
from thesaury.sandbox.poolparty.names import (
    BROADER,
    CONCEPT,
    DC,
    DEPRECATED,
    DESCRIPTION,
    HAS_TOP,
    IN_SCHEME,
    LITERAL_KEYS,
    NARROWER,
    PREF,
    RELATED,
    REPLACED_BY,
    SCHEME,
    TITLE,
    TOP_OF,
    TYPE,
    WORKFLOW_STATUS,
    XSD,
    local_name,
    property_iri,
)
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.thesaurus import APPROVED, HISTORY, OUTDATED, WORKFLOW, text_term

RELATIONS = (BROADER, NARROWER, RELATED, HAS_TOP, TOP_OF)
_TEXTS = (PREF, *LITERAL_KEYS)


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who changes a project at a moment. Raises Refused with the vendor's status."""

    project: Project
    user: str
    now: datetime

    # Concepts and schemes

    def create_scheme(self, title: str, further: Mapping[str, str]) -> str:
        """A new concept scheme; returns its IRI."""
        uri = self.project.new_uri(title, "", len(self.project.history.events))
        self._add(uri, TYPE, SCHEME)
        self._add(uri, TITLE, text_term(title, self.project.card.default_language))
        for name, text in further.items():
            predicate = DESCRIPTION if name == "description" else DC + name
            self._add(uri, predicate, text_term(text, self.project.card.default_language))
        self._note("resourceChangeAddition", "ADDITION", uri)
        return uri

    def create_concept(self, label: str, parent: str, suffix: str = "", draft: bool = False) -> str:
        """A new approved concept below a concept or at the top of a scheme; returns its IRI."""
        if suffix and self.project.card.id_generation != "manual":
            raise Refused(400, "A suffix can only be given in projects with manual ids.")
        uri = self.project.new_uri(label, suffix, len(self.project.history.events))
        if self.project.thesaurus.home(uri):
            raise Refused(400, f"The resource {uri} already exists.")
        self._below(parent)
        self._add(uri, TYPE, CONCEPT)
        self._add(uri, PREF, text_term(label, self.project.card.default_language))
        if draft:
            self.project.thesaurus.add(WORKFLOW, uri, WORKFLOW_STATUS, text_term("DRAFT"))
        self._note("resourceChangeAddition", "ADDITION", uri)
        self.hang(uri, parent)
        return uri

    def hang(self, uri: str, parent: str) -> None:
        """Puts a concept below a concept or at the top of a scheme."""
        top = self.project.thesaurus.is_scheme(parent)
        self._relate(uri, TOP_OF if top else BROADER, parent)
        for scheme in [parent] if top else self.project.thesaurus.schemes_of(parent):
            self._add(uri, IN_SCHEME, scheme)

    def delete(self, uri: str) -> None:
        """Removes a concept; what is only below it would be an orphan, so it has to have nothing below it."""
        self._resource(uri)
        if below := [child for child in self.project.thesaurus.below(uri) if self._only_parent(child, uri)]:
            raise Refused(400, f"The concept has narrower concepts that would be orphans: {', '.join(below)}.")
        self._note("resourceChangeRemoval", "REMOVAL", uri)
        self.project.thesaurus.forget(uri)

    def adopt(self, uri: str) -> None:
        """Begins an approved concept under an IRI that exists already."""
        self.project.thesaurus.add(APPROVED, uri, TYPE, CONCEPT)
        self._note("resourceChangeAddition", "ADDITION", uri)

    def deprecate(self, uri: str, successor: str = "") -> None:
        """Takes a concept out of use; with a successor it is merged into that, which inherits what lies below."""
        self._resource(uri)
        thesaurus = self.project.thesaurus
        for child in [child for child in thesaurus.below(uri) if self._only_parent(child, uri)]:
            if not successor:
                raise Refused(400, f"<{child}> lies below the concept and would be an orphan.")
            self.hang(child, self._resource(successor))
        for predicate in RELATIONS:
            for target in thesaurus.links(uri, predicate):
                thesaurus.unrelate(uri, predicate, target)
        thesaurus.move(uri, APPROVED, OUTDATED)
        thesaurus.add(OUTDATED, uri, DEPRECATED, text_term("true", datatype=XSD + "boolean"))
        if successor:
            thesaurus.add(OUTDATED, uri, REPLACED_BY, self._resource(successor))
        self._note("resourceChangeUpdate", "UPDATE", uri, target=successor)

    # Relations

    def add_relation(self, source: str, name: str, target: str) -> bool:
        """Adds a relation; cycles and clashes of hierarchy with `related` are refused. Returns whether it is new."""
        predicate = self._relation(name)
        self._resource(source)
        self._resource(target)
        if predicate in self._relations_of(source).get(target, ()):
            return False
        self._check_kinds(source, predicate, target)
        self._check_cycle(source, predicate, target)
        self._relate(source, predicate, target)
        return True

    def remove_relation(self, source: str, name: str, target: str) -> bool:
        """Removes a relation; refused where a concept would be an orphan. Returns whether it was there."""
        predicate = self._relation(name)
        self._resource(source)
        child = {BROADER: source, TOP_OF: source, NARROWER: target, HAS_TOP: target}.get(predicate)
        parent = target if child == source else source
        if child and self._only_parent(child, parent):
            raise Refused(
                400, f"Removing the relation would leave {child} without a broader concept: it would be an orphan."
            )
        if not self.project.thesaurus.unrelate(source, predicate, target):
            return False
        self._note("removeRelation", "REMOVAL", source, predicate, target=target)
        return True

    # Literals

    def add_literal(self, uri: str, name: str, label: str, language: str) -> bool:
        """Adds a label or note. Returns whether it is new."""
        predicate, term = self._literal(uri, name, label, language)
        if predicate == PREF and self.project.thesaurus.label(uri, language) not in ("", label):
            raise Refused(400, f"{uri} already has a preferred label in {language}; update it instead.")
        if not self._add(uri, predicate, term):
            return False
        self._note("addLiteral", "ADDITION", uri, predicate, literal=Text(label, language))
        return True

    def update_literal(self, uri: str, name: str, label: str, language: str, old: str = "") -> bool:
        """Puts a text in the place of the one there is, or of `old`. Returns whether anything changed."""
        predicate, term = self._literal(uri, name, label, language)
        there = [text for text, tag in self.project.thesaurus.literals(uri, predicate) if tag == (language or tag)]
        there = [text for text in there if text == old] if old else there
        if len(there) != 1:
            raise Refused(400, f"There are {len(there)} values to update; name the old one.")
        if there[0] == label:
            return False
        self._remove(uri, predicate, text_term(there[0], _tag(predicate, language)))
        self._add(uri, predicate, term)
        self._note(
            "updateLiteral", "UPDATE", uri, predicate, literal=Text(label, language), old=Text(there[0], language)
        )
        return True

    def remove_literal(self, uri: str, name: str, label: str, language: str) -> bool:
        """Removes a label or note. Returns whether it was there."""
        predicate, term = self._literal(uri, name, label, language)
        if predicate == PREF and language == self.project.card.default_language:
            raise Refused(400, "The preferred label in the default language cannot be removed.")
        if not self._remove(uri, predicate, term):
            return False
        self._note("removeLiteral", "REMOVAL", uri, predicate, literal=Text(label, language))
        return True

    # Custom schemes

    def add_attribute(self, uri: str, predicate: str, value: str, language: str, datatype: str) -> bool:
        """Adds the value of a custom attribute. Returns whether it is new."""
        self._resource(uri)
        if not self._add(uri, property_iri(predicate), text_term(value, language, datatype and property_iri(datatype))):
            return False
        text = Text(value, language)
        self._note("addCustomAttributeLiteral", "ADDITION", uri, property_iri(predicate), literal=text)
        return True

    def add_custom_relation(self, source: str, predicate: str, target: str) -> bool:
        """Adds a custom relation. Returns whether it is new."""
        self._resource(source)
        if not self._add(source, property_iri(predicate), self._resource(target)):
            return False
        self._note("addCustomRelation", "ADDITION", source, property_iri(predicate), target=target)
        return True

    def apply_type(self, uri: str, kind: str, propagate: bool) -> bool:
        """Gives a class to a concept and, where asked, to everything below it. Returns whether anything is new."""
        below = self.project.thesaurus.reach(self._resource(uri), NARROWER) if propagate else set()
        new = [each for each in (uri, *sorted(below)) if self._add(each, TYPE, kind)]
        for each in new:
            self._note("addCustomClass", "ADDITION", each, TYPE, target=kind)
        return bool(new)

    # Rules

    def _resource(self, uri: str) -> str:
        thesaurus = self.project.thesaurus
        if not (thesaurus.is_concept(uri) or thesaurus.is_scheme(uri)):
            raise Refused(400, f"There is no resource <{uri}> in the project.")
        return uri

    def _below(self, parent: str) -> None:
        if self.project.thesaurus.home(parent) != APPROVED:
            raise Refused(400, f"The parent <{parent}> does not exist; the concept would be an orphan.")

    def _relation(self, name: str) -> str:
        predicate = property_iri(name)
        if predicate not in RELATIONS:
            raise Refused(400, f"'{name}' is no relation of SKOS that can be edited.")
        return predicate

    def _literal(self, uri: str, name: str, label: str, language: str) -> tuple[str, Any]:
        predicate = property_iri(name)
        self._resource(uri)
        if predicate not in _TEXTS:
            raise Refused(400, f"'{name}' is no label or note of SKOS that can be edited.")
        tag = _tag(predicate, language)
        if tag and tag not in self.project.card.languages:
            raise Refused(400, f"The language '{tag}' is not available in the project.")
        return predicate, text_term(label, tag)

    def _check_kinds(self, source: str, predicate: str, target: str) -> None:
        scheme = {HAS_TOP: (True, False), TOP_OF: (False, True)}.get(predicate, (False, False))
        is_scheme = self.project.thesaurus.is_scheme
        if (is_scheme(source), is_scheme(target)) != scheme:
            raise Refused(400, f"{local_name(predicate)} does not lead from <{source}> to <{target}>.")

    def _check_cycle(self, source: str, predicate: str, target: str) -> None:
        reach = self.project.thesaurus.reach
        if predicate in (BROADER, NARROWER):
            child, parent = (source, target) if predicate == BROADER else (target, source)
            if child == parent or child in reach(parent, BROADER):
                raise Refused(400, f"The relation would make a cycle: <{parent}> lies below <{child}>.")
        lines = reach(source, BROADER) | reach(target, BROADER) if predicate == RELATED else set()
        if source == target or source in lines or target in lines:
            raise Refused(400, "A concept cannot be related to itself, nor to what is broader or narrower.")

    def _only_parent(self, child: str, parent: str) -> bool:
        thesaurus = self.project.thesaurus
        parents = [*thesaurus.links(child, BROADER), *thesaurus.links(child, TOP_OF)]
        return parents == [parent]

    def _relations_of(self, source: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for predicate in RELATIONS:
            for target in self.project.thesaurus.links(source, predicate):
                found.setdefault(target, []).append(predicate)
        return found

    # Carrying out

    def _relate(self, source: str, predicate: str, target: str) -> None:
        self.project.thesaurus.relate(source, predicate, target)
        self._note("addRelation", "ADDITION", source, predicate, target=target)

    def _add(self, uri: str, predicate: str, value: Any) -> bool:
        return self.project.thesaurus.add(self.project.thesaurus.home(uri) or APPROVED, uri, predicate, value)

    def _remove(self, uri: str, predicate: str, value: Any) -> bool:
        return self.project.thesaurus.remove(self.project.thesaurus.home(uri) or APPROVED, uri, predicate, value)

    def _note(self, kind: str, change: str, uri: str, predicate: str = "", **further: Any) -> None:
        number = self.project.history.next_number
        event = Event(number, kind, change, uri, self.now, self.user, predicate)
        if target := further.get("target"):
            label = self.project.thesaurus.label(target, self.project.card.default_language)
            further["target_label"] = label
        event = replace(event, **further)
        self.project.history.note(event)
        for name, value in statements(event):
            self.project.thesaurus.add(HISTORY, self.project.history.event_iri(event), name, value)
        self.project.touch(self.now)


def _tag(predicate: str, language: str) -> str:
    return "" if local_name(predicate) == "notation" else language
