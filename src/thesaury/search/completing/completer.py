"""Suggestions as somebody types: labels of all languages and names the workspace holds, what it holds most of first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from thesaury.model.concept import Label
from thesaury.search.completing.wordings import CONCEPT, Match, Typed, Wording, Wordings, labels_of, marked
from thesaury.search.reading.open_word import OpenWord, open_words
from thesaury.search.text.spelling import Speller, allowed
from thesaury.vocabulary.languages import best
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.folding import folded, split, ways

NAMED = ("campaign", "market", "brand", "product", "tag")
"""Kinds of names beside concepts."""

_TRIED = 8
"""So many matches are looked at for each suggestion, for several labels may lead to one concept."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One suggestion.

    `text` is what the box holds once it is chosen. `label` is what matched, never a hidden label; `spans` are the parts of it that
    were typed, as (start, end). `kind` is `concept` or one of `NAMED`, `concept` the IRI or empty. `preferred` is the term to use, in
    the reader's language, where it is another than the label. `parent` is what stands above, to tell homonyms apart. `count`: how
    many assets hold it or something narrower. `corrected`: nothing begins with what was typed, this is the nearest spelling.
    """

    text: str
    label: Label
    kind: str
    count: int
    spans: tuple[tuple[int, int], ...] = ()
    concept: str = ""
    preferred: Label | None = None
    parent: Label | None = None
    corrected: bool = False


class Completer:
    """Completes for one workspace: its vocabularies and its names, nothing else."""

    def __init__(
        self,
        thesaurus: Thesaurus,
        counts: Mapping[str, int] | None = None,
        names: Iterable[tuple[str, str, int]] = (),
        labels: Wordings | None = None,
    ) -> None:
        """Counts by concept, something narrower among them; names as (kind, text, count). `labels` are those of `renewed`."""
        self._thesaurus = thesaurus
        held = {(kind, text): count for kind, text, count in names if split(folded(text))}
        self._labels = labels or Wordings(labels_of(thesaurus))
        self._names = Wordings(Wording(text, "", kind, text) for kind, text in held)
        self._of_labels = self._labels.counted({(CONCEPT, iri): count for iri, count in (counts or {}).items()})
        self._of_names = self._names.counted(held)

    def renewed(self, counts: Mapping[str, int], names: Iterable[tuple[str, str, int]]) -> "Completer":
        """The same vocabularies with the counts and names of now; fast, for no label is read again."""
        return Completer(self._thesaurus, counts, names, self._labels)

    def complete(self, prefix: str, languages: Sequence[str] = (), limit: int = 8) -> tuple[Completion, ...]:
        """The best suggestions for what was typed so far, without doubles; none is an empty tuple. Never raises."""
        opened = open_words(prefix)
        for part in (opened[:1], opened[1:]):
            for tail in part:
                if found := self._completed(tail, [ways(word) for word in tail.words], languages, limit):
                    return found
            for tail in part:
                typed = [self._respelled(word) for word in tail.words]
                if all(typed) and (found := self._completed(tail, typed, languages, limit)):
                    return tuple(replace(one, corrected=True) for one in found)
        return ()

    def named(self, kind: str, text: str) -> tuple[str, ...]:
        """What is called exactly this, capitals and accents aside: IRIs for the kind `concept`, names as they are held else."""
        given = (self._labels if kind == CONCEPT else self._names).named(text)
        return tuple(dict.fromkeys(wording.target for wording in given if wording.kind == kind))

    @cached_property
    def speller(self) -> Speller:
        """Corrects by the words of these labels and names; made when first asked for."""
        uses = Counter(self._labels.word_uses(self._of_labels))
        uses.update(self._names.word_uses(self._of_names))
        return Speller(uses, lambda word: self._labels.written(word) or self._names.written(word))

    def _respelled(self, word: str) -> tuple[str, ...]:
        """The word as it is where something begins with it, else what is nearest to it."""
        kept = tuple(way for way in ways(word) if self._labels.has(way) or self._names.has(way))
        if kept or not allowed(folded(word)):
            return kept
        return self.speller.nearest(word) or self.speller.nearest_starts(word)

    def _completed(self, tail: OpenWord, typed: Typed, languages: Sequence[str], limit: int) -> tuple[Completion, ...]:
        matches: list[Match] = []
        if tail.kind in ("", CONCEPT):
            matches += self._labels.best(typed, self._of_labels, languages, limit * _TRIED)
        if tail.kind != CONCEPT:
            matches += self._names.best(typed, self._of_names, languages, limit * _TRIED)
        fitting = (match for match in matches if tail.kind in ("", match.wording.kind))
        ranked = sorted(fitting, key=lambda match: (-match.score, match.wording))
        found: dict[tuple[str, str], Completion] = {}
        for match in self._shown(ranked):
            if len(found) == limit:
                break
            key = (match.wording.kind, match.wording.target)
            if key not in found:
                made = self._completion(match, tail, typed, languages)
                if not self._forbidden(made.label.text):
                    found[key] = made
        return tuple(found.values())

    def _forbidden(self, text: str) -> bool:
        """Whether it holds a word that the client does not use."""
        return any(True for _ in self._thesaurus.brand.places(text))

    def _shown(self, ranked: Sequence[Match]) -> Iterator[Match]:
        """Without what nobody should use: a deprecated concept that nothing replaces and no asset holds."""
        for match in ranked:
            concept = self._thesaurus.concept(match.wording.target) if match.wording.kind == CONCEPT else None
            if match.count or not (concept and concept.deprecated):
                yield match

    def _completion(self, match: Match, tail: OpenWord, typed: Typed, languages: Sequence[str]) -> Completion:
        wording = match.wording
        label = Label(wording.text, wording.language)
        if wording.kind != CONCEPT:
            return Completion(tail.with_(label.text), label, wording.kind, match.count, marked(label, typed))
        preferred = self._name(wording.target, languages)
        if wording.is_hidden or self._forbidden(label.text):
            label = preferred
        return Completion(
            text=tail.with_(preferred.text),
            label=label,
            kind=CONCEPT,
            count=match.count,
            spans=marked(label, typed),
            concept=wording.target,
            preferred=preferred if folded(preferred.text) != folded(label.text) else None,
            parent=self._parent(wording.target, languages),
        )

    def _name(self, iri: str, languages: Sequence[str]) -> Label:
        concept = self._thesaurus.concept(iri)
        shown = concept and (best(concept.preferred, languages) or best(concept.alternative, languages))
        return shown or Label(iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri)

    def _parent(self, iri: str, languages: Sequence[str]) -> Label | None:
        """The first broader concept, or the concept scheme where nothing is broader."""
        broader = self._thesaurus.broader(iri)
        if broader:
            return self._name(broader[0], languages)
        concept = self._thesaurus.concept(iri)
        titles = {scheme.iri: scheme.titles for scheme in self._thesaurus.schemes()} if concept else {}
        named = [best(titles.get(scheme, ()), languages) for scheme in (concept.schemes if concept else ())]
        return next((title for title in named if title), None)
