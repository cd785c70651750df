"""Publishes a concept scheme as the options of a metaproperty: parents first, nothing deleted, options of people left alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.bynder.catalog import Metaproperty, Option
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.finding import Finding, created, locales_of, spelled_labels
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.bynder.locales import best, localised, spoken
from thesaury.connectors.bynder.naming import option_name
from thesaury.connectors.bynder.settings import settings_of
from thesaury.connectors.texts import is_iri
from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.forms import Published
from thesaury.ports.source import Tools

Members = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _There:
    """The options of a metaproperty, and their references by id."""

    metaproperty: Metaproperty
    references: Mapping[str, str]

    def of(self, iri: str) -> Option | None:
        """The option of a concept: by reference, else by the name made of its IRI."""
        options = self.metaproperty.options.values()
        told = (one for one in options if self.reference(one) == iri)
        named = (one for one in options if one.name == option_name(iri) and not is_iri(self.reference(one)))
        return next(told, None) or next(named, None)

    def reference(self, option: Option) -> str:
        return self.references.get(asset_shape(option.id), "") or option.reference


class BynderForms:
    """The metaproperties of one portal: `ports.forms.Forms`."""

    def __init__(self, api: BynderApi) -> None:
        """Nothing is read yet."""
        self._api = api

    def publish(self, vocabulary: Vocabulary, scheme: str, form: str, item: str, dry_run: bool = False) -> Published:
        """Make the scheme's concepts options of the metaproperty `item` (without one: the one the setting fields names).

        Bynder has no forms. Ours that left the scheme are deactivated. Raises Usage, NeedsLogin, Refused, LostReply or Unreachable;
        what was published before a failure stays, and publishing again goes on from there.
        """
        concepts = _concepts(vocabulary, scheme)
        there = self._there(item or self._api.settings.fields.get(scheme, ""), scheme)
        wanted = {concept.iri for concept in concepts}
        left = [one for one in self._ours(there, vocabulary, scheme) if there.reference(one) not in wanted]
        made, changed, cut = 0, 0, 0
        placed: dict[str, str] = {}
        for concept in concepts:
            option = there.of(concept.iri)
            members = self._members(there, concept, placed)
            cut += sum(iri in wanted for iri in concept.broader) > 1
            made += option is None
            differs = option is not None and _differs(there, option, members)
            changed += differs
            placed[concept.iri] = option.id if option else self._made(there, concept, members, dry_run)
            if option and differs and not dry_run:
                told = {**members, "labels": {**spelled_labels(option), **members["labels"]}}
                self._api.modify_option(there.metaproperty.id, option.id, told)
        off = [one for one in left if one.active]
        for option in off if not dry_run else ():
            self._api.modify_option(there.metaproperty.id, option.id, {"active": False})
        kept = len(there.metaproperty.options) - (len(concepts) - made) - len(left)
        notes = _notes(made, changed, len(off), cut, there.metaproperty)
        return Published("", there.metaproperty.name, len(concepts), kept, notes)

    def _there(self, item: str, scheme: str) -> _There:
        if not item:
            raise Usage(f"Name the metaproperty for {scheme}, or say it in the setting fields of {self._api.name}.")
        finding = Finding(self._api, Knowledge(self._api, self._api.settings.language))
        metaproperty = finding.metaproperty(item)
        return _There(metaproperty, finding.knowledge.learn(metaproperty.id))

    def _members(self, there: _There, concept: Concept, placed: Mapping[str, str]) -> Members:
        """What an option of this concept says; the first broader concept that has an option is its parent."""
        locales = self._api.settings.locales or locales_of(there.metaproperty)
        labels = localised(concept.preferred, locales)
        label = best(concept.preferred, self._api.settings.language) or option_name(concept.iri)
        parent = next((placed[iri] for iri in concept.broader if iri in placed), "")
        below = {"parentId": parent} if parent else {}
        told = {"label": label, "labels": labels, "externalReference": concept.iri, "active": True}
        return {**told, "isSelectable": True, **below}

    def _made(self, there: _There, concept: Concept, members: Members, dry_run: bool) -> str:
        if dry_run:
            return option_name(concept.iri)
        return created(self._api, there.metaproperty.id, {"name": option_name(concept.iri), **members})

    @staticmethod
    def _ours(there: _There, vocabulary: Vocabulary, scheme: str) -> Iterator[Option]:
        """Options that stand for concepts of this vocabulary or scheme, or that we made once."""
        known, prefix = {concept.iri for concept in vocabulary.concepts}, scheme.rstrip("/#:")
        for option in there.metaproperty.options.values():
            iri = there.reference(option)
            below = iri.startswith((f"{prefix}/", f"{prefix}#", f"{prefix}:"))
            if iri in known or (is_iri(iri) and (below or option.name == option_name(iri))):
                yield option


def _concepts(vocabulary: Vocabulary, scheme: str) -> list[Concept]:
    """The scheme's concepts in use, each after the broader ones of them; a circle is entered at its first concept."""
    if scheme not in {known.iri for known in vocabulary.schemes}:
        names = ", ".join(known.iri for known in vocabulary.schemes)
        raise Usage(f"{vocabulary.name} has no scheme {scheme}; it has {names}.")
    wanted = {one.iri: one for one in vocabulary.concepts if scheme in one.schemes and not one.deprecated}
    ordered: dict[str, Concept] = {}
    for iri in wanted:
        chain, above = [], wanted.get(iri)
        while above is not None and above.iri not in ordered and above not in chain:
            chain.append(above)
            above = next((wanted[broader] for broader in above.broader if broader in wanted), None)
        ordered |= {one.iri: one for one in reversed(chain)}
    return list(ordered.values())


def _differs(there: _There, option: Option, members: Members) -> bool:
    """Whether an option says something else; where the portal does not tell the parent, that is taken to be right."""
    labels = spoken(members["labels"]) or spoken({"": members["label"]})
    moved = option.parent is not None and asset_shape(option.parent) != asset_shape(members.get("parentId", ""))
    same = there.reference(option) == members["externalReference"] and option.active and option.selectable
    return moved or not same or not set(labels) <= {*option.labels, *spoken({"": option.label("")})}


def _notes(made: int, changed: int, off: int, cut: int, metaproperty: Metaproperty) -> tuple[str, ...]:
    notes = [f"{made} options new, {changed} changed, {off} no longer in the scheme and deactivated."]
    if cut:
        notes.append(f"{cut} concepts have several broader ones; an option has one parent, so only the first is kept.")
    if changed and all(option.parent is None for option in metaproperty.options.values()):
        notes.append("The portal does not tell where options lie, so a concept that was moved keeps its old place.")
    return tuple(notes)


def open_forms(connection: Connection, tools: Tools) -> BynderForms:
    """The metaproperties of a connection. Raises Usage for a wrong setting."""
    settings = settings_of(connection)
    return BynderForms(BynderApi(connection, settings, tools))
