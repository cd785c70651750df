"""Finds the option a concept is, and makes it where the settings say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from thesaury.connectors.bynder.catalog import Metaproperty, Option, named
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.ids import asset_shape, normalised
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.bynder.locales import best, localised
from thesaury.connectors.bynder.naming import option_name
from thesaury.connectors.texts import is_iri, language_tag
from thesaury.model.errors import LostReply, Refused
from thesaury.model.outbox import ConceptTag, Renaming


@dataclass
class Finding:
    """Options by concept; `learned` are the IRIs of options without a reference of their own that were found by name or label,
    `labelled` the labels that options were given since the portal was read."""

    api: BynderApi
    knowledge: Knowledge
    learned: dict[str, str] = field(default_factory=dict)
    labelled: dict[str, str] = field(default_factory=dict)

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

    def called_otherwise(self, metaproperty: Metaproperty, tag: ConceptTag) -> bool:
        """Whether the option that was made for this concept has another label than the concept has now."""
        option = self._own(metaproperty, tag)
        label = best(tag.labels, self.api.settings.language)
        return (
            option is not None
            and bool(label)
            and self.labelled.get(option.id, option.label(self.api.settings.language)) != label
        )

    def label_anew(self, metaproperty: Metaproperty, tag: ConceptTag) -> None:
        """Give the option that was made for this concept the labels it has now; labels in other locales stay."""
        option = self._own(metaproperty, tag)
        if option is None:
            return
        label = best(tag.labels, self.api.settings.language)
        spelled = spelled_labels(option)
        told = localised(tag.labels, self.api.settings.locales or locales_of(metaproperty))
        self.api.modify_option(metaproperty.id, option.id, {"label": label, "labels": {**spelled, **told}})
        self.labelled[option.id] = label

    def called_by_people(self, metaproperty: Metaproperty, one: Renaming) -> str:
        """The label of the option that this concept is by its label alone, where that is not its new one; else empty."""
        id_ = self.option(metaproperty, one.before)
        if self._own(metaproperty, one.after) or not id_ or id_ not in self.learned:
            return ""
        option = next((each for each in metaproperty.options.values() if asset_shape(each.id) == id_), None)
        said = option.label(self.api.settings.language) if option else ""
        return "" if said.casefold() == best(one.after.labels, self.api.settings.language).casefold() else said

    def _own(self, metaproperty: Metaproperty, tag: ConceptTag) -> Option | None:
        """The option that we made for this concept, or none: those of people are called as people call them."""
        name = option_name(tag.iri)
        return next((one for one in metaproperty.options.values() if one.name == name), None)

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


def spelled_labels(option: Option) -> dict[str, str]:
    """The labels as the portal spells them: what is sent takes the place of all of them, also of those in languages we do not speak."""
    return {
        name: label.text for name in option.locales for label in option.labels if label.language == language_tag(name)
    }


def _by_label(options: list[Option], label: str) -> Option | None:
    wanted = label.casefold()
    alike = [one for one in options if wanted and wanted in {said.text.casefold() for said in one.labels}]
    return alike[0] if len(alike) == 1 else None
