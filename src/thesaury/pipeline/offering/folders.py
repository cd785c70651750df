"""Folders of a channel: the concept tree, from schemes down, as far as something is published below.

A folder is named as its concept is called in the language of the channel. Its path is made of such names, each the only one among its
siblings, so that a path leads to one folder; a concept with several broader ones lies in several folders.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from thesaury.model.publishing import Channel
from thesaury.ports.feeds import Feeds, WantedEntries
from thesaury.vocabulary.thesaurus import Thesaurus

DEEPEST = 30
"""Parts of a path: no tree that people browse is deeper, and a circle would have no end."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A concept or a scheme (`scheme`), by its IRI; `path` are the names from the root down, its own last."""

    iri: str
    path: tuple[str, ...]
    scheme: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path[-1] if self.path else ""


ROOT = Folder("", ())
"""What all others lie in: it holds everything that is published."""


class Folders:
    """The folders of one channel in one language, as the vocabularies are now."""

    def __init__(self, thesaurus: Thesaurus, feeds: Feeds, channel: Channel, language: str = "") -> None:
        """Nothing is looked for yet."""
        self._thesaurus, self._feeds, self._channel = thesaurus, feeds, channel
        self._languages = tuple(dict.fromkeys(one for one in (language, *channel.languages) if one))

    @property
    def question(self) -> tuple[Hashable, ...]:
        """What answers hang on beside the vocabularies and what is published."""
        return self._channel.name, self._languages

    def below(self, folder: Folder) -> list[Folder]:
        """The folders directly below one in which something is published, by name."""
        return [one for one in self._all_below(folder) if self.holds(one)]

    def at(self, path: Sequence[str]) -> Folder | None:
        """The folder at this path; None where there is none."""
        found = ROOT
        for name in path[:DEEPEST]:
            below = next((one for one in self._all_below(found) if one.name == name), None)
            if below is None:
                return None
            found = below
        return found if len(path) <= DEEPEST else None

    def of(self, iri: str) -> Folder | None:
        """A folder of this concept or scheme, by the shortest way from the top; None where no vocabulary has it."""
        if any(scheme.iri == iri for scheme in self._thesaurus.schemes()):
            return next((one for one in self._all_below(ROOT) if one.iri == iri), None)
        concept = self._thesaurus.concept(iri)
        if concept is None:
            return None
        way = self._thesaurus.path(iri)
        tops = self._all_below(ROOT)
        found = next((one for one in tops if way[0] in self._children(one)), None)
        for step in way if found else ():
            found = next((one for one in self._all_below(found) if one.iri == step), None) if found else None
        return found or Folder(iri, (self._called(iri),))

    def holds(self, folder: Folder) -> bool:
        """Whether anything is published in it or below it."""
        if not folder.iri:
            return True
        topics = self._children(folder) if folder.scheme else (folder.iri,)
        return any(self._feeds.page(WantedEntries(self._channel.name, topic), "", 1) for topic in topics)

    def _all_below(self, folder: Folder) -> list[Folder]:
        """All folders directly below one, by name, each with a name of its own."""
        named = sorted((self._called(iri), iri) for iri in self._children(folder))
        seen: dict[str, int] = {}
        found = []
        for name, iri in named:
            seen[name] = seen.get(name, 0) + 1
            own = f"{name} ({seen[name]})" if seen[name] > 1 else name
            found.append(Folder(iri, (*folder.path, own), not folder.path))
        return found

    def _children(self, folder: Folder) -> tuple[str, ...]:
        if not folder.iri:
            return tuple(scheme.iri for scheme in self._thesaurus.schemes())
        if not folder.scheme:
            return self._thesaurus.narrower(folder.iri)
        return self._thesaurus.top_concepts(folder.iri) or self._tops(folder.iri)

    def _tops(self, scheme: str) -> tuple[str, ...]:
        """The concepts of a scheme with nothing above them, where it names no top concepts itself."""
        inside = (one.iri for one in self._thesaurus if scheme in one.schemes)
        return tuple(iri for iri in inside if not self._thesaurus.broader(iri))

    def _called(self, iri: str) -> str:
        """The label as a part of a path: in one line, without the sign that parts it."""
        label = self._thesaurus.label(iri, self._languages).replace("/", "∕")
        return " ".join("".join(sign if sign.isprintable() else " " for sign in label).split())[:200] or iri
