"""Two vocabularies with no language in common teach each other which word stands for which.

What they do share, names, loanwords and the way one concept lies below another, pairs some concepts rightly. Their labels, put side by
side, are a small bilingual text, and a lexicon comes of it as in translating by machine: word by word, by expectation and maximisation
(Brown et al., 1993, model 1), once in each direction. What it knows pairs more concepts, which teach the next lexicon.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from thesaury.onboarding.matching.pairs import Numbers, Pairs
from thesaury.onboarding.matching.ranking import confidence
from thesaury.onboarding.matching.side import Side
from thesaury.onboarding.matching.terms import Terms

LESSONS = 3
"""So often a lexicon is learned; a fourth one would teach little that the third did not."""

_ROUNDS = 8
"""Of expectation and maximisation; from here on the shares hardly move."""
_NOTHING = 0.02
"""How likely a word is no translation of any beside it, as the share of one that is."""
_UNSEEN = 0.2
"""Added to how often a word was seen, so that what stood together once is not sure."""
_BEATEN = 0.3
"""What a pair says whose target another source fits better, as a share of what it would say otherwise."""
_FAINT = 0.2
"""Words that translate each other less surely than this are left apart."""
_SUREST = 0.95
"""A word that was learned is never as sure as one that is the same."""

Likely = Mapping[tuple[str, str], float]
"""How likely the second of two words stands where the first does (0 to 1)."""


@dataclass(frozen=True, slots=True)
class _Beside:
    """The words of two labels that may mean the same, and how surely they do."""

    source: Terms
    target: Terms
    weight: float

    def turned(self) -> "_Beside":
        return _Beside(self.target, self.source, self.weight)


def lexicon(source: Side, target: Side, pairs: Pairs, scores: Numbers) -> dict[tuple[str, str], float]:
    """How alike words of both sides are (0 to 1, both ways round), as the best pair of each source teaches it."""
    text = tuple(_text(source, target, pairs, scores))
    there, back = _likely(text), _likely([one.turned() for one in text])
    found: dict[tuple[str, str], float] = {}
    for (one, other), likely in there.items():
        alike = sqrt(likely * back.get((other, one), 0.0))
        if one != other and alike >= _FAINT:
            found[one, other] = found[other, one] = max(found.get((one, other), 0.0), min(alike, _SUREST))
    return found


def _text(source: Side, target: Side, pairs: Pairs, scores: Numbers) -> Iterable[_Beside]:
    """The first labels of each source and of its best target. Even a faint hint says something where many agree: hence the root."""
    beaten = pairs.below_best(scores, by_target=True)
    for at, pair in pairs.best(scores).items():
        mine, theirs = source.wordings[at][:1], target.wordings[int(pairs.targets[pair])][:1]
        if mine and theirs:
            weight = sqrt(confidence(float(scores[pair]))) * (_BEATEN if beaten[pair] else 1.0)
            yield _Beside(_once(mine[0].terms), _once(theirs[0].terms), weight)


def _once(terms: Terms) -> Terms:
    return tuple(dict.fromkeys(terms))


def _likely(text: Sequence[_Beside]) -> Likely:
    likely: Likely | None = None
    for _ in range(_ROUNDS):
        likely = _maximised(text, likely)
    return likely or {}


def _maximised(text: Sequence[_Beside], likely: Likely | None) -> Likely:
    """The shares that explain the text best if the words stand for each other as likely as this; None is all alike."""
    shared: defaultdict[tuple[str, str], float] = defaultdict(float)
    seen: defaultdict[str, float] = defaultdict(float)
    for beside in text:
        for word in beside.target:
            says = [1.0 if likely is None else likely.get((own, word), 0.0) for own in beside.source]
            whole = sum(says) + _NOTHING
            for own, said in zip(beside.source, says, strict=True):
                share = beside.weight * said / whole
                shared[own, word] += share
                seen[own] += share
    return {pair: share / (seen[pair[0]] + _UNSEEN) for pair, share in shared.items() if share}
