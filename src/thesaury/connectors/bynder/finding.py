"""Finds the option a concept is, and makes it where the settings say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thesaury.connectors.bynder.catalog import Metaproperty, Option, named
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.ids import asset_shape, normalised
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.bynder.locales import best, localised
from thesaury.connectors.bynder.naming import option_name
from thesaury.connectors.texts import is_iri
from thesaury.model.errors import LostReply, Refused
from thesaury.model.outbox import ConceptTag


@dataclass
class Finding:
    """Options by concept; `learned` are the IRIs of options without a reference of their own that were found by name or label."""

    api: BynderApi
    knowledge: Knowledge
    learned: dict[str, str] = field(default_factory=dict)

    def metaproperty(self, name: str) -> Metaproperty:
        """The metaproperty of this name. Raises Refused when there is none, or when it has no options."""
        found = named(self.knowledge.metaproperties, name)
        if found is None:
            complaint = next((words for _, words in self.knowledge.complaints), "")
            raise Refused(
                complaint or f"{self.api.name}: the portal has no metaproperty '{name}'. Set fields to one it has."
            )
        if not found.has_options:
            raise Refused(
                f"{self.api.name}: the metaproperty '{found.name}' is of type {found.kind} and takes no options. Set fields to another."
            )
        return found

    def iris(self, metaproperty: Metaproperty) -> Mapping[str, str]:
        """The concept IRI of each option of a metaproperty (or an empty text), by option id."""
        if metaproperty.id not in self.knowledge.references:
            self.knowledge.learn(metaproperty.id)
        told = self.knowledge.references[metaproperty.id]
        return {id_: iri if is_iri(iri) else self._otherwise(id_) for id_, iri in told.items()}

    def option(self, metaproperty: Metaproperty, tag: ConceptTag) -> str:
        """The id of the option this concept is: by reference, by the name made of its IRI, by its label; empty when there is none."""
        for id_, iri in self.iris(metaproperty).items():
            if iri == tag.iri:
                return id_
        own = self.api.settings.iri("option", "")
        if tag.iri.startswith(own) and (id_ := asset_shape(tag.iri.removeprefix(own))) in self._ids(metaproperty):
            return id_
        taken = {id_ for id_, iri in self.iris(metaproperty).items() if iri}
        free = [one for one in metaproperty.options.values() if asset_shape(one.id) not in taken]
        found = next((one for one in free if one.name == option_name(tag.iri)), None) or _by_label(
            free, best(tag.labels, self.api.settings.language)
        )
        if found is None:
            return ""
        self.learned[asset_shape(found.id)] = tag.iri
        return asset_shape(found.id)

    def made(self, metaproperty: Metaproperty, tag: ConceptTag) -> str:
        """The id of a new option for this concept; a lost reply is followed by asking once more, for a name is taken only once."""
        locales = self.api.settings.locales or locales_of(metaproperty)
        name = option_name(tag.iri)
        label = best(tag.labels, self.api.settings.language) or name
        labels = localised(tag.labels, locales)
        option = {"name": name, "label": label, "labels": labels, "externalReference": tag.iri, "isSelectable": True}
        id_ = asset_shape(created(self.api, metaproperty.id, option))
        self.learned[id_] = tag.iri
        self.knowledge.references.setdefault(metaproperty.id, {})[id_] = tag.iri
        return id_

    def _otherwise(self, id_: str) -> str:
        """The IRI of an option without a reference: learned, or its own where options are concepts of a vocabulary."""
        usual = self.api.settings.iri("option", id_) if self.api.settings.vocabulary else ""
        return self.learned.get(id_, usual)

    @staticmethod
    def _ids(metaproperty: Metaproperty) -> set[str]:
        return {asset_shape(id_) for id_ in metaproperty.options}


def created(api: BynderApi, metaproperty: str, option: Mapping[str, object]) -> str:
    """Make an option, once however often its reply is lost. Raises LostReply when that of the second try is lost too."""
    try:
        id_ = api.create_option(metaproperty, option)
    except LostReply:
        id_ = api.create_option(metaproperty, option)  # what the first try made is found by its name
    if not normalised(id_):
        raise LostReply(
            f"{api.name}: an option was made without its id being told; whether it is there is not known yet."
        )
    return id_


def locales_of(metaproperty: Metaproperty) -> tuple[str, ...]:
    """The locales the options of a metaproperty have labels in."""
    return tuple(sorted({name for one in metaproperty.options.values() for name in one.locales}))


def _by_label(options: list[Option], label: str) -> Option | None:
    wanted = label.casefold()
    alike = [one for one in options if wanted and wanted in {said.text.casefold() for said in one.labels}]
    return alike[0] if len(alike) == 1 else None
