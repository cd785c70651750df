"""Which assets of the brandfolder a connection keeps to: those of some sections and collections."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.search_syntax import any_of, both
from thesaury.connectors.brandfolder.shapes import Item, key, named, text
from thesaury.model.errors import Usage


@dataclass(frozen=True, slots=True)
class Scope:
    """The keys of sections and collections; no sections (or collections) means every one."""

    sections: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()

    @property
    def search(self) -> str:
        """The same as a search, empty for everything."""
        return both(any_of("section_key", self.sections), any_of("collection_key", self.collections))

    def holds(self, asset: Item, included: Sequence[Item]) -> bool:
        """Whether an asset read alone belongs to it."""
        near = {other for _, other in named(asset)} | {key(other) for other in included}
        return all(not wanted or near & set(wanted) for wanted in (self.sections, self.collections))


def scope_of(api: Api) -> Scope:
    """The scope the settings name. Raises Usage for a section or collection that is not there."""
    settings = api.settings
    return Scope(
        _keys(settings.connection, "sections", settings.sections, api.listed("sections") if settings.sections else ()),
        _keys(
            settings.connection,
            "collections",
            settings.collections,
            api.listed("collections") if settings.collections else (),
        ),
    )


def _keys(connection: str, what: str, wanted: Iterable[str], there: Sequence[Item]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in wanted:
        fits = [key(one) for one in there if name in (key(one), text(one, "name"))]
        if not fits:
            names = ", ".join(text(one, "name") for one in there) or "none"
            raise Usage(f"{connection}: there is no '{name}' among the {what}; there are: {names}.")
        found |= dict.fromkeys(fits)
    return tuple(found)
