"""Platforms and social media that a brief says to be organic, or to be paid: "Instagram ads", "LinkedIn posts (organic)"."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from thesaury.recommendation.briefing.stretches import Stretches
from thesaury.recommendation.briefing.words import Cue, Phrases, tokens_in
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.meanings import Found, Kind, Meaning

JOINERS = frozenset((",", "/", "+", "&", "and", "und", "et", "or", "oder", "ou", "sowie", "plus"))
ASIDE = Meaning(Kind.PLAIN, rule="said of a channel beside it")
"""What is left of words that say something of another channel and name none."""
_KNOWN = frozenset(("social_organic", "social_paid"))
_ADS = frozenset((("paid_media",), ("print_ad",), ("display_ads",)))
"""What "ads" and its like are where they stand alone."""
_LISTS = frozenset(("(", ")", ":", "-"))
"""What lies between social media and the platforms that are listed behind them: "Social (organic): Instagram, Facebook"."""
_REACH = 5
"""So many tokens lie at most between a platform and what stands before it and says what it is."""


class Placed(NamedTuple):
    """A channel by its tokens `first` up to `after`."""

    first: int
    after: int
    found: Found


@dataclass(frozen=True, slots=True)
class _Said:
    """The tokens of a text, the words in it that say paid or organic by their first and by their last token, the tokens of channels that
    are no advertisements, the advertisements by their first token, and what channels are by the token behind them."""

    tokens: Sequence[Token]
    begun: Mapping[int, Cue]
    ended: Mapping[int, Cue]
    other: frozenset[int]
    ads: Mapping[int, Found]
    before: Mapping[int, Meaning]


def told_apart(tokens: Sequence[Token], found: Stretches[Found]) -> Stretches[Found]:
    """What is said to be organic, or to be paid, is that alone; the words that say so name no channel then."""
    channels = list(placed(tokens, found))
    said = _said(tokens, channels)
    meanings: dict[int, Meaning] = {}
    before, end = "", 0
    for chain in _chains(tokens, channels):
        beside = [*_in_front(said, chain[0].first), *_behind(said, chain[-1].after)]
        listed = before if {token.text for token in tokens[end : chain[0].first]} <= _LISTS else ""
        kind = _of_bracket(said, chain[0].first) or _kind(beside) or listed
        before, end = kind, max((chain[-1].after, *(cue.after for cue in beside)))
        if kind:
            meanings.update((id(one.found), replace(one.found.meaning, names=(kind,))) for one in chain)
        for cue in beside:
            meanings.update((id(said.ads[at]), ASIDE) for at in range(cue.first, cue.after) if at in said.ads)
    return changed(found, meanings)


def placed(tokens: Sequence[Token], found: Stretches[Found]) -> Iterator[Placed]:
    """The channels among the findings, by their tokens."""
    at = 0
    for one in found.all:
        if one.kind is not Kind.CHANNEL or not one.meaning.names:
            continue
        while at < len(tokens) and tokens[at].end <= one.start:
            at += 1
        after = at
        while after < len(tokens) and tokens[after].start < one.end:
            after += 1
        yield Placed(at, after, one)


def changed(found: Stretches[Found], meanings: Mapping[int, Meaning]) -> Stretches[Found]:
    """The findings with other meanings, by the identity of each."""
    return Stretches(one.as_(meanings[id(one)]) if id(one) in meanings else one for one in found.all)


@cache
def uses_table() -> Mapping[str, Any]:
    """What people in marketing call channels, and how they say that social media are paid or organic."""
    return tomllib.loads((files("thesaury.recommendation.briefing") / "words" / "uses.toml").read_text("utf-8"))


@cache
def _qualities() -> Phrases:
    return Phrases({kind: said for kind, said in uses_table()["social"].items() if kind != "between"})


@cache
def _between() -> frozenset[str]:
    return frozenset(token.text for said in uses_table()["social"]["between"] for token in tokens_in(said))


def _said(tokens: Sequence[Token], channels: Sequence[Placed]) -> _Said:
    other = frozenset(
        at for one in channels if one.found.meaning.names not in _ADS for at in range(one.first, one.after)
    )
    cues = [cue for cue in _qualities().found(tokens) if cue.first not in other]
    return _Said(
        tokens,
        {cue.first: cue for cue in cues},
        {cue.after: cue for cue in cues},
        other,
        {one.first: one.found for one in channels if one.found.meaning.names in _ADS},
        {one.after: one.found.meaning for one in channels},
    )


def _kind(beside: Sequence[Cue]) -> str:
    """Paid or organic, if it is one of them; "ads" count where no other word says it."""
    told = {cue.kind for cue in beside if cue.kind != "ads"} or {"paid" for _ in beside}
    return f"social_{told.pop()}" if len(told) == 1 else ""


def _chains(tokens: Sequence[Token], channels: Sequence[Placed]) -> Iterator[list[Placed]]:
    """Names of social media that nothing but joining words lies between, where they say neither paid nor organic."""
    chain: list[Placed] = []
    for one in channels:
        if one.found.meaning.names != ("social",):
            continue
        if chain and not all(_joins(token.text) for token in tokens[chain[-1].after : one.first]):
            yield chain
            chain = []
        chain.append(one)
    if chain:
        yield chain


def _joins(word: str) -> bool:
    return word in JOINERS or word in _between()


def _of_bracket(said: _Said, first: int) -> str:
    """What stands before the bracket that lists platforms: "paid social (Instagram, Pinterest)"."""
    before = said.before.get(first - 1) if first and said.tokens[first - 1].text == "(" else None
    return before.names[0] if before and before.names[0] in _KNOWN else ""


def _in_front(said: _Said, first: int) -> Iterator[Cue]:
    """What says it right before the names, with small words between: "ads on Instagram"."""
    for at in range(first, max(0, first - _REACH), -1):
        if at in said.ended:
            yield said.ended[at]
            return
        if said.tokens[at - 1].text not in _between():
            return


def _behind(said: _Said, at: int) -> Iterator[Cue]:
    """What says it right behind them, in the bracket that follows, or behind one comma, where "ads" are something else."""
    bracket = comma = False
    while at < len(said.tokens) and at not in said.other:
        word, cue = said.tokens[at].text, said.begun.get(at)
        if cue and not (comma and cue.kind == "ads"):
            yield cue
            at, comma = cue.after, False
            continue
        if bracket and word in ")\n":
            return
        if not bracket and not _goes_on(said, at, comma):
            return
        bracket, comma = bracket or word == "(", word == ","
        at += 1


def _goes_on(said: _Said, at: int, comma: bool) -> bool:
    """Whether what is said of the names may come behind this word."""
    word = said.tokens[at].text
    if word == ",":
        return not comma
    return word == "(" or word in _between() or (word in JOINERS and at + 1 in said.begun)
