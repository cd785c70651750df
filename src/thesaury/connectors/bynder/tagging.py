"""Plain tags: one concept is one tag, in the connection's language, and only this one tag is ever touched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.locales import best
from thesaury.model.errors import Refused
from thesaury.model.outbox import ConceptTag


@dataclass
class Tagging:
    """The tags of one portal; `learned` are the IRIs of the labels that were written from here."""

    api: BynderApi
    language: str
    learned: dict[str, str] = field(default_factory=dict)
    _ids: dict[str, str] | None = None

    def steps(self, asset: str, add: Sequence[ConceptTag], remove: Sequence[ConceptTag]) -> Iterator[Callable[[], int]]:
        """One call for each tag, those that come first. Raises Refused for a label that can be no tag, or that the portal does not know as
        one. Capitals make no other tag."""
        gone, wanted = ({self.label(tag).casefold(): self.label(tag) for tag in tags} for tags in (remove, add))
        for key in (key for key in wanted if key not in gone):
            if key not in self._known():
                raise Refused(
                    f"{self.api.name}: the portal knows no tag '{wanted[key]}', and only tags it knows can be added without touching those "
                    "of people. Tag one asset with it by hand, or write this scheme to a metaproperty."
                )
            yield self._call("POST", self._known()[key], asset)
        for key in (key for key in gone if key not in wanted):
            if id_ := self._known().get(key):
                yield self._call("DELETE", id_, asset)

    def iris(self, tags: Sequence[str]) -> list[str]:
        """The concepts of tags as far as they are known; an empty text for any other."""
        return [self.learned.get(tag.casefold(), "") for tag in tags]

    def only(self, among: Sequence[ConceptTag]) -> None:
        """Forget how these concepts were called before: they are told by the labels given next."""
        iris = {tag.iri for tag in among}
        self.learned = {label: iri for label, iri in self.learned.items() if iri not in iris}

    def label(self, tag: ConceptTag) -> str:
        """The tag of a concept, which is remembered. Raises Refused where it can be none."""
        label = best(tag.labels, self.language).strip()
        if "," in label:
            raise Refused(
                f"{self.api.name}: '{label}' holds a comma, which no tag of Bynder can. Choose another label, or write this scheme to a "
                "metaproperty."
            )
        if not label:
            raise Refused(f"{self.api.name}: {tag.iri} has no label to tag with. Give it one.")
        self.learned[label.casefold()] = tag.iri
        return label

    def _known(self) -> dict[str, str]:
        """The tags of the portal by label, asked for once."""
        if self._ids is None:
            self._ids = {label.casefold(): id_ for label, id_ in self.api.tags() if label and id_}
        return self._ids

    def _call(self, method: str, tag: str, asset: str) -> Callable[[], int]:
        return lambda: self.api.set_tag(method, tag, asset)
