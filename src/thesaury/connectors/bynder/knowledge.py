"""What a run learns of the portal's metaproperties: asked once, and only when an asset needs it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from thesaury.connectors.bynder.catalog import Metaproperty, metaproperties, named
from thesaury.connectors.bynder.client import BynderApi, Document
from thesaury.connectors.bynder.cursor import References
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.reading import many
from thesaury.connectors.licence_roles import complaint
from thesaury.model.errors import Refused


@dataclass
class Knowledge:
    """Metaproperties and external references of one portal; `complaints` are sentences on what it would not tell."""

    api: BynderApi
    language: str
    references: dict[str, dict[str, str]] = field(default_factory=dict)
    complaints: list[tuple[str, str]] = field(default_factory=list)
    _complained: set[str] = field(default_factory=set, repr=False)

    @classmethod
    def from_cursor(cls, api: BynderApi, language: str, references: References) -> "Knowledge":
        """Begin with what is remembered."""
        return cls(api, language, {name: dict(found) for name, found in references.items()})

    @cached_property
    def metaproperties(self) -> Mapping[str, Metaproperty]:
        """By name; none where the portal refuses to tell."""
        try:
            return metaproperties(self.api.metaproperties())
        except Refused as error:
            self.complaints.append(("metaproperties", error.message))
            return {}

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The labels of options by metaproperty and option name."""
        return {
            one.name: {option.name: option.label(self.language) for option in one.options.values()}
            for one in self.metaproperties.values()
        }

    def iris(self, items: Iterable[Document]) -> dict[str, str]:
        """The external references of every option these assets carry, by option id."""
        wanted = {asset_shape(id_) for item in items for id_ in many(item.get("propertyOptions"))} - {""}
        for id_, owner in self._owners.items() if wanted - self._known() else ():
            if id_ in wanted and id_ not in self.references.get(owner, {}):
                self.learn(owner)
        found = {id_: iri for told in self.references.values() for id_, iri in told.items() if iri}
        return {id_: found[id_] for id_ in wanted & found.keys()}

    def concepts(self, names: Iterable[str]) -> dict[str, frozenset[str]]:
        """The names of those options of these metaproperties that stand for concepts."""
        found = (named(self.metaproperties, name) for name in names)
        return {
            one.name: frozenset(option.name for option in one.options.values() if self._iri(one, option.id))
            for one in found
            if one is not None
        }

    def rights(self, names: Iterable[str]) -> tuple[dict[str, str], list[str]]:
        """The names of these metaproperties with what they are called in the setting `rights`, and those there are not; complained of
        once."""
        found = {name: named(self.metaproperties, name) for name in names}
        missing = [name for name, one in found.items() if one is None]
        self.complaints.extend(complaint([name for name in missing if name not in self._complained]))
        self._complained.update(missing)
        return {one.name: name for name, one in found.items() if one is not None}, missing

    def _iri(self, owner: Metaproperty, option: str) -> str:
        return self.references.get(owner.id, {}).get(asset_shape(option), "")

    def learn(self, metaproperty: str) -> Mapping[str, str]:
        """Read the references of one metaproperty anew."""
        listed = {id_: "" for id_, owner in self._owners.items() if owner == metaproperty}
        try:
            told = {id_: reference for id_, reference in self.api.references(metaproperty) if id_}
        except Refused as error:
            told = {}
            if error.status != 404 and not any(name == "options" for name, _ in self.complaints):
                self.complaints.append(("options", error.message))
        self.references[metaproperty] = {**listed, **told}
        return self.references[metaproperty]

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """Which metaproperty an option belongs to."""
        return {
            asset_shape(option.id): one.id for one in self.metaproperties.values() for option in one.options.values()
        }

    def _known(self) -> set[str]:
        return {id_ for told in self.references.values() for id_ in told}
