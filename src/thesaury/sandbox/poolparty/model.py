"""The extraction model: a snapshot of a thesaurus with its labels laid out for matching; stale until it is read anew."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from thesaury.sandbox.poolparty.names import ALT, BROADER, HIDDEN, PREF, RELATED, TITLE
from thesaury.sandbox.poolparty.thesaurus import Thesaurus
from thesaury.sandbox.poolparty.words import Token, folded, key, stop_hits, tokens

PREDICATES = (PREF, ALT, HIDDEN)
"""Where labels stand, the best first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept of the snapshot: labels by language and predicate, schemes, ways up, neighbours."""

    uri: str
    labels: Mapping[str, Mapping[str, Sequence[str]]]
    schemes: Sequence[str]
    broader: Sequence[str]
    related: Sequence[str]
    above: Sequence[str]
    tops: Sequence[str]

    def preferred(self, language: str) -> str:
        """The preferred label in a language, or the empty string."""
        return next(iter(self.texts(language, PREF)), "")

    def texts(self, language: str, predicate: str) -> Sequence[str]:
        """Labels of one kind in a language."""
        return self.labels.get(language, {}).get(predicate, ())


@dataclass(frozen=True, slots=True)
class Match:
    """A label found in a text: first and last word, and the label with its predicate."""

    uri: str
    label: str
    predicate: str
    first: int
    last: int

    def inside(self, other: "Match") -> bool:
        """Whether another match covers more than this one."""
        wider = other.last - other.first > self.last - self.first
        return wider and other.first <= self.first and self.last <= other.last


_Labels = dict[str, list[tuple[tuple[str, ...], str, str, str]]]


@dataclass
class Model:
    """What the extractor knows."""

    read: datetime
    revision: int
    entries: Mapping[str, Entry]
    titles: Mapping[str, Mapping[str, str]]
    _laid_out: dict[tuple[str, bool], _Labels] = field(default_factory=dict, repr=False)

    @property
    def empty(self) -> bool:
        """Whether there is no concept in it."""
        return not self.entries

    def matches(self, words: Sequence[Token], language: str, strip: bool = True) -> list[Match]:
        """Every label found, nested ones too, in the order of the text."""
        labels = self._labels(language, strip)
        texts = [folded(word.text, language, strip) for word in words]
        found: dict[tuple[str, int, int], Match] = {}
        for place, text in enumerate(texts):
            for parts, uri, label, predicate in labels.get(text, ()):
                end = place + len(parts)
                if tuple(texts[place:end]) == parts:
                    found.setdefault((uri, place, end), Match(uri, label, predicate, place, end - 1))
        return list(found.values())

    def language_of(self, text: str, languages: Sequence[str]) -> str:
        """The language whose labels and little words the text shows most."""
        words = tokens(text)
        plain = [word.text for word in words]

        def hits(language: str) -> int:
            covered = {n for match in self.matches(words, language) for n in range(match.first, match.last + 1)}
            return len(covered) + stop_hits(plain, language)

        return max(languages, key=hits)

    def _labels(self, language: str, strip: bool) -> _Labels:
        if (language, strip) not in self._laid_out:
            laid_out: _Labels = defaultdict(list)
            for uri, label, predicate in self._all_labels(language):
                if parts := key(label, language, strip):
                    laid_out[parts[0]].append((parts, uri, label, predicate))
            self._laid_out[language, strip] = dict(laid_out)
        return self._laid_out[language, strip]

    def _all_labels(self, language: str) -> Iterator[tuple[str, str, str]]:
        for entry in self.entries.values():
            for predicate in PREDICATES:
                for label in entry.texts(language, predicate):
                    yield entry.uri, label, predicate

    def kept(self) -> dict[str, Any]:
        """As a JSON document."""
        entries = [asdict(entry) for entry in self.entries.values()]
        return {
            "read": self.read.isoformat(),
            "revision": self.revision,
            "entries": entries,
            "titles": dict(self.titles),
        }

    @classmethod
    def from_kept(cls, document: Mapping[str, Any]) -> "Model":
        """From the document that `kept` gave."""
        entries = [Entry(**entry) for entry in document["entries"]]
        read = datetime.fromisoformat(document["read"])
        return cls(read, document["revision"], {entry.uri: entry for entry in entries}, document["titles"])


def read_model(thesaurus: Thesaurus, now: datetime, revision: int) -> Model:
    """A snapshot of the approved concepts as they are now; suggested and deprecated ones are not in it."""
    schemes = thesaurus.schemes()
    titles = {uri: {tag: text for text, tag in thesaurus.literals(uri, TITLE)} for uri in schemes}
    return Model(now, revision, {uri: _entry(thesaurus, uri) for uri in thesaurus.concepts()}, titles)


def _entry(thesaurus: Thesaurus, uri: str) -> Entry:
    labels: dict[str, dict[str, list[str]]] = {}
    for predicate in PREDICATES:
        for text, language in thesaurus.literals(uri, predicate):
            labels.setdefault(language, {}).setdefault(predicate, []).append(text)
    tops = thesaurus.tops(uri)
    broader, related = thesaurus.links(uri, BROADER), thesaurus.links(uri, RELATED)
    return Entry(uri, labels, thesaurus.schemes_of(uri), broader, related, sorted(thesaurus.reach(uri, BROADER)), tops)
