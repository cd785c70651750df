"""Why an asset is recommended: by which concepts of the brief and over which steps, by which words, by likeness."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from thesaury.model.asset import Asset
from thesaury.model.brief import BriefConcept
from thesaury.ports.index import SearchIndex
from thesaury.recommendation.expanding import Expansion
from thesaury.recommendation.pool import Scored
from thesaury.recommendation.recommended import Because
from thesaury.recommendation.scoring.coverage import Reach, shares
from thesaury.search.linking.sense_kin import light_words
from thesaury.vocabulary.words.stems import forms, primary

_CONCEPTS, _WORDS = 6, 6
"""So many of each are named, the strongest."""
_WAYS = 3
"""So many concepts near one of the brief are named."""
_COMMON = 0.2
"""A word that more than this part of the assets has is no reason."""
_SHORT = 4
"""Words of fewer letters are mostly articles and the like in the languages we read."""
_WORD = re.compile(r"[^\W\d_]+")


class Words:
    """The telling words of a brief, and where an asset has them."""

    def __init__(self, text: str, language: str, index: SearchIndex) -> None:
        """`text` as it was asked, in this language (empty: unknown)."""
        self._words = tuple(dict.fromkeys(word for word in _WORD.findall(text.casefold()) if _tells(word, language)))
        self._language, self._index = language, index

    def of(self, asset: Asset) -> tuple[str, ...]:
        """Words of the asset that are those of the brief, as the asset writes them."""
        found: dict[str, str] = {}
        for value, language in (*((text.value, text.language) for text in asset.texts()), *_tags(asset)):
            for word in _WORD.findall(value):
                if len(word) >= _SHORT and not self._sought.isdisjoint(
                    forms(word, (language or self._language or "en",))
                ):
                    found.setdefault(word.casefold(), word)
        return tuple(found.values())[:_WORDS]

    @cached_property
    def _sought(self) -> frozenset[str]:
        total = self._index.count()
        counts = self._index.frequencies(self._words)
        telling = [
            word for word, count in zip(self._words, counts, strict=True) if 0 < count <= max(1, _COMMON * total)
        ]
        return frozenset(form for word in telling for form in forms(word, (self._language or "en",)))


def because(
    one: Scored, brief: Mapping[str, BriefConcept], expansion: Expansion, weights: Mapping[str, float], words: Words
) -> tuple[Because, ...]:
    """The reasons, the strongest first; each says which part of the score it makes."""
    if one.score <= 0:
        return ()
    made = weights["coverage"] * one.parts["coverage"] / one.score
    by_root = sorted(shares(one.filled).items(), key=lambda item: (-item[1], item[0]))[:_CONCEPTS]
    found = [
        Because(min(1.0, made * share * part), expansion.path(root, concept), brief[root].wanting, brief[root].quotes)
        for root, share in by_root
        for part, concept in _parts(one.candidate.reached[root])
    ]
    said = weights["words"] * one.parts["words"] / one.score
    if said > 0 and (quoted := words.of(one.candidate.asset)):
        found.append(Because(min(1.0, said), words=quoted))
    near = weights["likeness"] * one.parts["likeness"] / one.score
    if near > 0:
        found.append(Because(min(1.0, near), likeness=one.cosine))
    return tuple(sorted(found, key=lambda reason: -reason.share))


def _tells(word: str, language: str) -> bool:
    return len(word) >= _SHORT and word not in light_words(primary(language or "en"))


def _parts(reach: Reach) -> list[tuple[float, str]]:
    """The ways to one concept of the brief with the part each has in it: the concept itself makes all of it, else what is near it does."""
    if reach.ways[0][0] >= reach.sure:
        return [(1.0, reach.ways[0][1])]
    ways = reach.ways[:_WAYS]
    whole = sum(weight for weight, _ in ways)
    return [(weight / whole, concept) for weight, concept in ways]


def _tags(asset: Asset) -> Sequence[tuple[str, str]]:
    return [(tag, "") for tag in asset.tags()]
