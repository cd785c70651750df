"""Why an asset was found: the words it shares with the query, and the way from its concepts up to the query's."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from thesaury.model.asset import Asset
from thesaury.ports.catalogue import Findings
from thesaury.vocabulary.thesaurus import Thesaurus

if TYPE_CHECKING:
    import Stemmer

_WORD = re.compile(r"\w+")
_STEMMERS = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `words` quoted from a field, or a `path` of concept IRIs from the asset's concept up to the query's."""

    field: str = ""
    words: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    accepted: bool = False


def reasons(
    words: str, concepts: tuple[str, ...], asset: Asset, findings: Findings, thesaurus: Thesaurus
) -> tuple[Reason, ...]:
    """Concept paths first (accepted before suggested, short before long), then the words field by field."""
    paths = sorted(_paths(concepts, findings, thesaurus), key=lambda r: (not r.accepted, len(r.path), r.path))
    return (*paths, *_quotes(words, asset))


def _paths(concepts: tuple[str, ...], findings: Findings, thesaurus: Thesaurus) -> list[Reason]:
    held = {s.concept: False for s in findings.suggestions} | {a.concept: True for a in findings.annotations}
    found = []
    for concept, accepted in held.items():
        above = thesaurus.ancestors(concept)
        found += [
            Reason(path=_way_up(concept, wanted, thesaurus), accepted=accepted)
            for wanted in concepts
            if wanted == concept or wanted in above
        ]
    return found


def _way_up(concept: str, wanted: str, thesaurus: Thesaurus) -> tuple[str, ...]:
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
    for field, value, language in fields:
        stems = {form for word in wanted for form in _forms(word, language)}
        for word in _WORD.findall(value):
            if not stems.isdisjoint(_forms(word.casefold(), language)):
                quoted.setdefault(field, {})[word] = None
    return [Reason(field=field, words=tuple(found)) for field, found in quoted.items()]


def _forms(word: str, language: str) -> tuple[str, ...]:
    """The word and its stem in the text's language; in English too where the language is not known."""
    stemmer = _stemmer(_STEMMERS.get(language.split("-")[0], "english"))
    return (word, str(stemmer.stemWord(word)))


@cache
def _stemmer(name: str) -> "Stemmer.Stemmer":
    import Stemmer

    return Stemmer.Stemmer(name)
