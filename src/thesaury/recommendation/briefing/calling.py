"""What briefs call channels: names of the trade that licences do not use, and what stands within another channel."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from thesaury.recommendation.briefing.paying import ASIDE, JOINERS, changed, placed, told_apart, uses_table
from thesaury.recommendation.briefing.stretches import Stretches
from thesaury.recommendation.briefing.words import Phrases, tokens_in
from thesaury.rights.parsing.folding import Token, fold
from thesaury.rights.parsing.meanings import Found, Kind, Meaning

OF_TRADE = "name of the trade"
"""The rule of what names a channel and nothing else."""
_ENDS = frozenset(",;:.!?|)\n")
_WITHIN = frozenset(("in", "im", "dans", "en", "for", "fur", "pour"))
_CONTAINED = {
    ("print_ad", "periodical"): "print_ad",
    ("paid_media", "periodical"): "print_ad",
    ("display_ads", "app"): "app",
    ("display_ads", "intranet"): "intranet",
    ("display_ads", "email"): "email",
}
"""An advertisement in a magazine is one, and a banner in an app, in a newsletter or in the intranet is that."""
_OWN = frozenset(("our", "unserer", "unseren", "unserem", "nos", "notre"))
_ON = frozenset(("on", "auf", "sur", "de"))
_REACH = 5
"""So many tokens lie at most between what contains and what is contained."""


def as_briefs_call(text: str, read: Iterable[Found]) -> Stretches[Found]:
    """What the parser of licences reads, with the names of channels that briefs use in the place of what they are made of."""
    tokens = tokens_in(text)
    found = Stretches(one for one in read if one.end > one.start)
    return told_apart(tokens, _contained(tokens, _with_compounds(tokens, _with_names(tokens, found))))


@cache
def _names() -> Phrases:
    return Phrases(uses_table()["channels"])


def _with_names(tokens: Sequence[Token], found: Stretches[Found]) -> Stretches[Found]:
    """A name of a table takes the place of what lies within it, unless something longer than it, or a day, stands there."""
    kept = {id(one): one for one in found.all}
    added = []
    for cue in _names().found(tokens):
        start, end = tokens[cue.first].start, tokens[cue.after - 1].end
        within = found.touching(start, end)
        if not any(_stays(one, start, end) for one in within):
            for one in within:
                kept.pop(id(one), None)
            added.append(Found(Meaning(Kind.CHANNEL, (cue.kind,), rule=OF_TRADE), 0, 0, start, end))
    return Stretches((*kept.values(), *added))


def _with_compounds(tokens: Sequence[Token], found: Stretches[Found]) -> Stretches[Found]:
    """German compounds whose last part is a channel, where nothing knows the whole."""
    unknown = {one.start: one for one in found.all if one.kind is Kind.UNKNOWN}
    read = {
        id(one): Meaning(Kind.CHANNEL, (name,), rule="compound")
        for token in tokens
        if (one := unknown.get(token.start)) and token.capital and (name := _ending(token.text))
    }
    return changed(found, read)


def _ending(word: str) -> str:
    match = _endings().fullmatch(word)
    return next((name for name, said in match.groupdict().items() if said), "") if match else ""


@cache
def _endings() -> re.Pattern[str]:
    named = (f"(?P<{name}>{'|'.join(map(fold, said))})" for name, said in uses_table()["compounds"].items())
    return re.compile(rf"\w{{3,}}(?:{'|'.join(named)})(?:e[ns]?|n|s)?")


def _stays(one: Found, start: int, end: int) -> bool:
    """Whether what was read before is a day, a country, or a channel with a longer name."""
    longer = one.start < start or end < one.end
    return one.kind in (Kind.DATE, Kind.REGION) or (one.kind is Kind.CHANNEL and longer)


def _contained(tokens: Sequence[Token], found: Stretches[Found]) -> Stretches[Found]:
    """Of "an advertisement in a magazine" and "a banner in the app" one is left."""
    meanings: dict[int, Meaning] = {}
    for outer, inner in pairwise(placed(tokens, found)):
        names = (outer.found.meaning.names[0], inner.found.meaning.names[0])
        between = [token.text for token in tokens[outer.after : inner.first + 1]]
        if name := _one_of(names, between):
            kept, lost = (outer, inner) if name == names[0] else (inner, outer)
            meanings[id(kept.found)] = Meaning(Kind.CHANNEL, (name,), rule=OF_TRADE)
            meanings[id(lost.found)] = ASIDE
    return changed(found, meanings)


def _one_of(names: tuple[str, str], between: Sequence[str]) -> str:
    """What is left of two channels with "in" and a few words between them, and the first word of the second. A banner on a website of one's
    own is that."""
    if not 1 < len(between) <= _REACH + 1 or not _ENDS.isdisjoint(between):
        return ""
    if names == ("display_ads", "website"):
        return "website" if between[0] in _ON and not _OWN.isdisjoint(between) else ""
    return _CONTAINED.get(names, "") if between[0] in _WITHIN and JOINERS.isdisjoint(between) else ""
