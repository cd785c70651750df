"""Candidate terms: frequent, specific phrases of a collection that no concept covers, with examples."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from thesaury.enrichment.known_words import KnownWords, primary
from thesaury.enrichment.passages import Passage, PassageReader
from thesaury.enrichment.phrase_sieve import PhraseSieve
from thesaury.enrichment.phrase_tally import PhraseTally
from thesaury.enrichment.phrases import Phrase, stable
from thesaury.enrichment.termhood import Ranked, distinct, ranked
from thesaury.enrichment.tokens import fold, words
from thesaury.model.asset import Asset
from thesaury.model.candidate import CandidateTerm, Example
from thesaury.ports.progress import Progress, unheard

_CHUNK = 500
_AROUND = 40
"""Code points of an example's text to show on either side of the phrase, at the most."""


class Assets(Protocol):
    """A collection of assets that can be read several times, in pages and by id (see `ports.catalogue.Records`)."""

    def asset_page(self, after: str, limit: int) -> Sequence[Asset]:
        """The next assets after the one with this id (empty: from the start)."""

    def assets(self, ids: Sequence[str]) -> Sequence[Asset]:
        """These assets, in the order asked; unknown ids left out."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many candidate terms are wanted, in how many assets they have to stand, and in which language (empty: any)."""

    limit: int = 50
    minimum: int = 3
    language: str = ""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidate terms, best first, and how many assets there are words of in each language."""

    terms: tuple[CandidateTerm, ...]
    assets: dict[str, int]


def candidate_terms(
    collection: Assets, known: KnownWords, wanted: Wanted, total: int | None = None, progress: Progress = unheard
) -> Candidates:
    """Read a collection twice and give its best candidate terms; the order of the assets does not matter.

    Memory is bounded however many assets there are (some 300 MB beside the known words): the first reading counts phrases by
    hash, the second counts exactly about 65,536 that most assets have, so of large collections the rarest phrases are left out.
    """
    reader = PassageReader(known)
    sieve = PhraseSieve(reader, total)
    for asset in _all(collection, "count phrases", total, progress):
        sieve.add(asset)
    tally = PhraseTally(reader, sieve, wanted.minimum)
    for asset in _all(collection, "weigh phrases", total, progress):
        tally.add(asset)
    ranking = ranked(tally.phrases, tally.spread, tally.assets, wanted.minimum)
    chosen = list(islice(_chosen(ranking, known, sieve.creators, primary(wanted.language)), wanted.limit))
    return Candidates(tuple(_terms(chosen, collection, reader)), dict(tally.assets))


def _all(collection: Assets, stage: str, total: int | None, progress: Progress) -> Iterator[Asset]:
    after, done = "", 0
    while page := collection.asset_page(after, _CHUNK):
        yield from page
        after, done = page[-1].id, done + len(page)
        progress(stage, done, total)


def _chosen(ranking: Sequence[Ranked], known: KnownWords, names: set[str], language: str) -> Iterator[Ranked]:
    """The ranking without names, labels in another form, and what another language has ranked higher already."""
    shown: set[str] = set()
    for one in distinct(ranking):
        folded = " ".join(words(fold(one.seen.text)))
        if folded not in shown and folded not in names and not known.know(one.seen.text, one.seen.language):
            shown.add(folded)
            if language in ("", one.seen.language):
                yield one


def _terms(chosen: Sequence[Ranked], collection: Assets, reader: PassageReader) -> Iterator[CandidateTerm]:
    """The terms with their examples, for which only the assets of these are read again."""
    wanted = sorted({asset for one in chosen for asset in one.seen.sources.values()})
    phrases = {one.seen.key for one in chosen}
    places: dict[tuple[int, str], list[tuple[int, Example]]] = defaultdict(list)
    for start in range(0, len(wanted), _CHUNK):
        for asset in collection.assets(wanted[start : start + _CHUNK]):
            for passage, phrase in _phrases(asset, reader):
                if (number := passage.key(phrase)) in phrases:
                    source = stable(asset.id) if passage.whole else passage.sentence(phrase)
                    places[number, asset.id].append((source, _example(asset, passage, phrase)))
    for score, seen in chosen:
        found = [
            (asset, _shown(source, there))
            for source, asset in seen.sources.items()
            if (there := places.get((seen.key, asset)))
        ]
        examples = tuple(example for _, example in sorted(found, key=lambda one: one[0]))
        yield CandidateTerm(seen.text, seen.language, seen.assets, score, examples, seen.tagged)


def _shown(source: int, there: Sequence[tuple[int, Example]]) -> Example:
    """The example from this sentence, else the first: a text, which says more than a tag, where there is one."""
    return next((example for one, example in there if one == source and example.field != "tag"), there[0][1])


def _phrases(asset: Asset, reader: PassageReader) -> Iterator[tuple[Passage, Phrase]]:
    for passage in (*reader.texts(asset), *(one for tag in reader.tags(asset) for one in tag)):
        yield from ((passage, phrase) for phrase in passage.phrases)


def _example(asset: Asset, passage: Passage, phrase: Phrase) -> Example:
    """The phrase with the words around it that fit, cut between words."""
    text = passage.text.value
    start, end = max(0, phrase.start - _AROUND), min(len(text), phrase.end + _AROUND)
    while start and start < phrase.start and not text[start - 1].isspace():
        start += 1
    while end < len(text) and end > phrase.end and not text[end].isspace():
        end -= 1
    return Example(asset.id, passage.text.field, start, end, text[start:end])
