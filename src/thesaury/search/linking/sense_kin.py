"""What the words of a query may mean by a dictionary: their senses, all that is narrower, and what lies beside them, with weights.

The figures were chosen on paraphrases of our own (docs/decisions/0023-word-senses.md).
"""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from thesaury.ports.word_senses import Relation, WordSenses
from thesaury.vocabulary.words.folding import split

_LONGEST = 4
"""So many words are tried as one phrase, the longest first."""
_SENSES = 6
"""So many senses of a part of speech, the commonest."""
_RARER = 0.75
"""What each sense weighs beside the one that is commoner."""
_NOT_A_NOUN = 0.8
"""Labels are nouns, mostly."""
_NARROWER, _DEEPER = 0.75, 0.85
"""What the first step down weighs, and each further one."""
_LEAST_BELOW, _LEAST = 0.15, 0.1
_BESIDE: Mapping[Relation, float] = {
    Relation.BROADER: 0.7,
    Relation.DERIVED: 0.8,
    Relation.NEAR: 0.6,
    Relation.MEMBER: 0.5,
    Relation.PART: 0.3,
    Relation.FIELD: 0.3,
    Relation.WHOLE: 0.2,
}


def phrases(query: str, senses: WordSenses) -> list[str]:
    """The words of a query, joined where the dictionary has the phrase: `houses of worship` is one; words that say little are left out."""
    words, found, place = split(query.lower()), [], 0
    light = light_words(senses.language)
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 1, -1):
            phrase = " ".join(words[place : place + length])
            if words[place] not in light and senses.senses(phrase):
                found.append(phrase)
                place += length
                break
        else:
            if words[place] not in light:
                found.append(words[place])
            place += 1
    return list(dict.fromkeys(found))


def kin(phrase: str, senses: WordSenses) -> Mapping[str, float]:
    """The senses a word or phrase may stand for, each with a weight in 0 to 1; none for what the dictionary does not have."""
    found: dict[str, float] = {}
    for part in senses.senses(phrase):
        for rank, sense in enumerate(part[:_SENSES]):
            weight = _RARER**rank * (1.0 if sense[0] == "n" else _NOT_A_NOUN)
            _add_below(sense, weight, senses, found)
            for relation, other in senses.related(sense):
                beside = weight * _BESIDE.get(relation, 0.0)
                if beside < _LEAST:
                    continue
                if relation is Relation.DERIVED:
                    _add_below(other, beside, senses, found)
                else:
                    found[other] = max(found.get(other, 0.0), beside)
    return found


def _add_below(sense: str, weight: float, senses: WordSenses, found: dict[str, float]) -> None:
    waiting = [(sense, weight, _NARROWER)]
    while waiting:
        at, so_much, step = waiting.pop()
        if found.get(at, 0.0) >= so_much:
            continue
        found[at] = so_much
        if so_much * step > _LEAST_BELOW:
            waiting += [(below, so_much * step, _DEEPER) for below in _narrower(at, senses)]


def _narrower(sense: str, senses: WordSenses) -> Iterator[str]:
    return (other for relation, other in senses.related(sense) if relation is Relation.NARROWER)


@cache
def light_words(language: str) -> frozenset[str]:
    """Words that say too little by themselves, none for a language that has no such list."""
    table = tomllib.loads(files("thesaury.search.linking").joinpath("light_words.toml").read_text("utf-8"))
    return frozenset(str(table.get(language, "")).split())
