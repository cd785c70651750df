"""Why an asset was found: the words it shares with the query, and the way from its concepts up to the query's."""

import re
from dataclasses import dataclass
from math import isnan, nan

from thesaury.model.asset import Asset
from thesaury.model.remembering import remembered
from thesaury.ports.enrichments import Findings
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.stems import forms

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `words` quoted from a field, or a `path` of concept IRIs from the asset's concept up to the query's, or how alike the
    texts are (`likeness`, a cosine, 0 for the other kinds). `related`: the concept of the query that the end of the path is related to."""

    field: str = ""
    words: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    accepted: bool = False
    likeness: float = 0.0
    related: str = ""


def reasons(
    words: str,
    concepts: tuple[str, ...],
    asset: Asset,
    findings: Findings,
    thesaurus: Thesaurus,
    cosine: float = nan,
) -> tuple[Reason, ...]:
    """Concept paths first (accepted before suggested, those to the surest concept before others, short before long), then the words
    field by field, then the likeness where there is one."""
    surest = {concept: place for place, concept in enumerate(concepts)}
    paths = sorted(
        _paths(concepts, findings, thesaurus), key=lambda r: (not r.accepted, surest[r.path[-1]], len(r.path), r.path)
    )
    alike = () if isnan(cosine) or cosine <= 0 else (Reason(likeness=cosine),)
    return (*paths, *_quotes(words, asset), *alike)


def _paths(concepts: tuple[str, ...], findings: Findings, thesaurus: Thesaurus) -> list[Reason]:
    held = {s.concept: False for s in findings.suggestions} | {a.concept: True for a in findings.annotations}
    found = []
    for concept, accepted in held.items():
        above = thesaurus.ancestors(concept)
        found += [
            Reason(path=way_up(concept, wanted, thesaurus), accepted=accepted)
            for wanted in concepts
            if wanted == concept or wanted in above
        ]
    return found


def way_up(concept: str, wanted: str, thesaurus: Thesaurus) -> tuple[str, ...]:
    """The shortest way by broader; at each step the parent that is nearest to the wanted concept."""
    path = [concept]
    while path[-1] != wanted:
        parents = [p for p in thesaurus.broader(path[-1]) if p == wanted or wanted in thesaurus.ancestors(p)]
        path.append(min(parents, key=lambda p: (thesaurus.ancestors(p).get(wanted, 0), p)))
    return tuple(path)


def _quotes(words: str, asset: Asset) -> list[Reason]:
    wanted = _WORD.findall(words.casefold())
    if not wanted:
        return []
    fields = [(text.field, text.value, text.language) for text in asset.texts()]
    fields += [("tag", tag, "") for tag in asset.tags()]
    quoted: dict[str, dict[str, None]] = {}
    sought = tuple(dict.fromkeys(wanted))
    for field, value, language in fields:
        for word in _WORD.findall(value):
            if _means(word, sought, language or "en"):
                quoted.setdefault(field, {})[word] = None
    return [Reason(field=field, words=tuple(found)) for field, found in quoted.items()]


@remembered(50_000)
def _means(word: str, sought: tuple[str, ...], language: str) -> bool:
    """Whether a word of a text has a form in common with one that is sought. The texts of a page share most of their words."""
    spoken = (language,)
    own = forms(word, spoken)
    return any(not own.isdisjoint(forms(one, spoken)) for one in sought)
