"""What was decided of a client's words, read in its assets: they speak for what they are mapped to, and for nothing else."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

from thesaury.enrichment.client_word_rules import (
    VERSION,
    Spoken,
    accepted,
    as_written,
    merged,
    mistaken,
    rejected,
    settled,
    speaks,
    spoken,
    values_of,
)
from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset, Record
from thesaury.model.client_word import TAGS, ClientWord
from thesaury.model.onboarding import Meaning

Living = Callable[[str], tuple[str, str] | None]
"""The concept that stands for one now, which may be another one, with the version of its vocabulary; None where there is none."""

_Unread = Callable[[ClientWord], bool]


class ClientWords:
    """The words that are decided on, by where they stand. Without any it is false and free."""

    def __init__(self, words: Iterable[ClientWord] = ()) -> None:
        """Take the words in force; of one place one word."""
        self.words = tuple(sorted(words, key=lambda word: word.key))
        self._of: dict[str, dict[str, dict[str, ClientWord]]] = {}
        self._concepts: dict[str, ClientWord] = {}
        for one in self.words:
            if one.connection:
                self._of.setdefault(one.connection, {}).setdefault(one.field, {})[as_written(one.word)] = one
            else:
                self._concepts[one.word] = one

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.words)

    @cached_property
    def mark(self) -> str:
        """What tells these words, and how they are read, from others, of eight characters; empty where there are none."""
        told = "\n".join((VERSION, *(repr(one) for one in self.words)))
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8] if self.words else ""

    @property
    def concepts(self) -> Collection[str]:
        """The concepts of the client's own that are decided on, by IRI."""
        return self._concepts.keys()

    def of(self, asset: Asset) -> tuple[ClientWord, ...]:
        """The words of an asset that are decided on, each once."""
        if not self._of:
            return ()
        return tuple(dict.fromkeys(word for record in asset.records for word in self._in(record)))

    def undecided(self, record: Record, field: str) -> Iterator[str]:
        """The words of one field of a record that nothing was decided on."""
        decided = self._of.get(record.connection, {}).get(field, {})
        return (value for value in values_of(record, field) if as_written(value) not in decided)

    def read(self, asset: Asset) -> Asset:
        """The asset without the tags that are the client's own, or nothing: no annotator is to read them."""
        return self._without(asset, lambda word: accepted(word) and word.said.meaning is not Meaning.CONCEPT)

    def labelled(self, asset: Asset) -> Asset:
        """The asset without the tags whose labels do not count: a person said what they are, or they are none of the vocabulary."""
        return self._without(asset, settled)

    def refused(self, asset: Asset, tag: str, concept: str) -> bool:
        """Whether somebody said that this tag does not mean this concept, of every record of the asset that has the tag."""
        words = [self._tag(record, tag) for record in asset.records if tag in record.tags]
        return bool(words) and all(word and rejected(word) and word.said.target == concept for word in words)

    def said_of(self, asset: Asset, living: Living) -> list[Spoken]:
        """What the words of an asset say, of concepts that are there."""
        return _said(self.of(asset), living)

    def follow(self, carried: Iterable[str], living: Living) -> list[Spoken]:
        """What the concepts of the client's own say that an asset carries: one step, not further."""
        return _said((self._concepts[iri] for iri in carried if iri in self._concepts), living)

    def lead_to(self, asset: Asset, carried: Iterable[str], changed: Collection[str]) -> bool:
        """Whether a word of the asset, or a concept of the client's own that it carries, is said to be one of these concepts, however."""
        own = (self._concepts[iri] for iri in carried if iri in self._concepts)
        return any(word.said.target in changed for word in (*self.of(asset), *own))

    def unexplained(self, asset: Asset, tags: Sequence[str]) -> tuple[str, ...]:
        """Those of these tags that are no words that mean anything by a decision."""
        explained = {as_written(word.word) for word in self.of(asset) if word.field == TAGS and accepted(word)}
        return tuple(tag for tag in tags if as_written(tag) not in explained)

    def kept(self, asset: Asset, suggested: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
        """What annotators suggest, without what only the client's own names speak for, or words that the concept was rejected for."""
        words = self.of(asset)
        own = [word.word for word in words if accepted(word) and word.said.meaning is Meaning.OWN]
        refused = [word for word in words if rejected(word)]
        if not own and not refused:
            return tuple(suggested)
        found: list[Suggestion] = []
        for one in suggested:
            left = tuple(each for each in one.evidence if not mistaken(asset, one.concept, each, own, refused))
            if left or not one.evidence:
                found.append(one if len(left) == len(one.evidence) else replace(one, evidence=left))
        return tuple(found)

    def _in(self, record: Record) -> Iterator[ClientWord]:
        for field, decided in self._of.get(record.connection, {}).items():
            for value in values_of(record, field):
                if word := decided.get(as_written(value)):
                    yield word

    def _without(self, asset: Asset, unread: _Unread) -> Asset:
        if not any(word.field == TAGS and unread(word) for word in self.of(asset)):
            return asset
        return replace(asset, records=tuple(self._left(record, unread) for record in asset.records))

    def _tag(self, record: Record, tag: str) -> ClientWord | None:
        return self._of.get(record.connection, {}).get(TAGS, {}).get(as_written(tag))

    def _left(self, record: Record, unread: _Unread) -> Record:
        tags = ((tag, self._tag(record, tag)) for tag in record.tags)
        return replace(record, tags=tuple(tag for tag, word in tags if word is None or not unread(word)))


NO_WORDS = ClientWords()
"""Where nothing is mapped."""


def with_spoken(suggested: Sequence[Suggestion], said: Iterable[Spoken]) -> tuple[Suggestion, ...]:
    """What annotators and words suggest, the likeliest first."""
    found = {one.concept: one for one in suggested}
    for one in (each.suggestion for each in said):
        if one:
            found[one.concept] = merged(found[one.concept], one) if one.concept in found else one
    return tuple(sorted(found.values(), key=lambda one: (-one.score, one.concept)))


def _said(words: Iterable[ClientWord], living: Living) -> list[Spoken]:
    return [spoken(word, *found) for word in words if speaks(word) and (found := living(word.said.target))]
