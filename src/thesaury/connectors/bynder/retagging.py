"""Plain tags by their words, whoever set them: taken away and given back one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from thesaury.connectors.bynder.client import BynderApi, Document
from thesaury.connectors.bynder.locales import best
from thesaury.connectors.bynder.reading import many, text
from thesaury.model.errors import Refused
from thesaury.model.outbox import Change, ConceptTag


@dataclass
class Retagging:
    """The tags of one portal as they are spelled."""

    api: BynderApi
    language: str
    _ids: dict[str, str] = field(default_factory=dict)

    def steps(self, asset: str, found: Document, change: Change) -> Iterator[Callable[[], int]]:
        """The calls that carry a change out on this asset, as it was just read. Raises Refused for a tag that can be none.

        The portal forgets a tag nobody uses: such a one comes back with the whole list of tags, read just before.
        """
        there = many(found.get("tags"))
        gone = [
            tag for tag in dict.fromkeys(change.clear) if not any(self.stands_for(tag, one) for one in change.wanted)
        ]
        for tag in (tag for tag in gone if tag in there):
            if id_ := self._known().get(tag):
                yield self._call("DELETE", id_, asset)
        missing = [tag for tag in dict.fromkeys(change.restore) if tag not in there]
        if parted := next((tag for tag in missing if "," in tag), ""):
            raise Refused(
                f"{self.api.name}: '{parted}' holds a comma, which no tag of Bynder can. Write it another way."
            )
        yield from (self._call("POST", self._known()[tag], asset) for tag in missing if tag in self._known())
        if forgotten := [tag for tag in missing if tag not in self._known()]:
            yield self._anew(asset, forgotten)

    def stands_for(self, tag: str, concept: ConceptTag) -> bool:
        """Whether this is the tag by which the concept is written, whatever its capitals."""
        return tag.casefold() == best(concept.labels, self.language).strip().casefold()

    def _anew(self, asset: str, forgotten: Sequence[str]) -> Callable[[], int]:
        def step() -> int:
            there = self.api.asset(asset) or {}
            tags = dict.fromkeys([*many(there.get("tags")), *forgotten])
            self._ids.clear()  # from here on the portal knows them again
            return self.api.replace_tags(asset, list(tags))

        return step

    def _known(self) -> dict[str, str]:
        """The ids of the portal's tags, asked for once."""
        if not self._ids:
            self._ids = {text(tag): id_ for tag, id_ in self.api.tags() if tag and id_}
        return self._ids

    def _call(self, method: str, tag: str, asset: str) -> Callable[[], int]:
        return lambda: self.api.set_tag(method, tag, asset)
