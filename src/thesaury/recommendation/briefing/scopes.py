"""What a sentence of a brief denies, requires or only wishes, word by word; what it says of rights and of wordings speaks of no picture.

A "no" reaches to the end of its clause and over the list it begins, never further: "no cars, planes or ships", but "told without the big
word, by families". A condition within a denial ("no pictures without consent", "before Legal has cleared it") denies nothing itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.topics import Topic
from thesaury.recommendation.briefing.words import Cue, said_in, spoken
from thesaury.rights.parsing.folding import Token


class Force(IntEnum):
    """How strongly something is asked for in its sentence."""

    ASIDE = -2
    WISHED = -1
    PLAIN = 0
    REQUIRED = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence between marks, or begun by a word that turns it or says when it holds; tokens `first` up to `after`."""

    first: int
    after: int
    opener: str = ""


@dataclass(slots=True)
class Scopes:
    """By token of a sentence: whether it is denied, whether it says nothing of pictures, how strongly it is asked for."""

    denied: list[bool]
    silent: list[bool]
    force: list[Force]
    segments: list[Segment] = field(default_factory=list)
    about_rights: bool = False
    wording: tuple[int, ...] = ()
    """Tokens with which something said of a wording begins."""


_MARKS = frozenset(",:()[]|")
_OR = frozenset(("or", "nor", "oder", "noch", "ou", "ni", "and", "und", "et"))
_IN_LIST = 4
_IN_SUBJECT = 2
_NEAR = 3
_EXPLAINS = frozenset(
    (
        "those",
        "that",
        "they",
        "these",
        "this",
        "it",
        "die",
        "das",
        "diese",
        "sie",
        "es",
        "ils",
        "elles",
        "cela",
        "ce",
        "c",
    )
)
"""What a clause behind a colon begins with that says why something is denied."""
_TIMES = frozenset(("after", "before", "nach", "vor", "apres", "avant"))
"""What is named behind one of these says when, and is not what is looked for."""
_WITHOUT = frozenset(("without", "ohne", "sans"))
_WHEN_DENIED = _WITHOUT | {"ausser", "sauf"}


def scopes(sentence: Sentence, mentions: Iterable[tuple[int, int]]) -> Scopes:
    """The scopes of a sentence in which these tokens (first, after) are mentions of concepts."""
    tokens, languages, named = sentence.tokens, spoken(sentence.language), list(mentions)
    count = len(tokens)
    cues = _polar(said_in(tokens, "cues", languages, "no", "no_before", "harmless"), named)
    found = Scopes([False] * count, [False] * count, [Force.PLAIN] * count)
    turns = {cue.first for cue in said_in(tokens, "cues", languages, "turn")}
    conditions = {cue.first for cue in said_in(tokens, "cues", languages, "condition")}
    found.segments = list(_segments(tokens, turns, conditions))
    found.wording = tuple(cue.first for cue in said_in(tokens, "cues", languages, "wording"))
    always = sentence.part.topic is Topic.EXCLUDED
    _deny(found, tokens, cues, named, always, bool(said_in(tokens, "cues", languages, "show")))
    _silence(found, said_in(tokens, "cues", languages, "rights"))
    _strengthen(found, said_in(tokens, "cues", languages, "must", "wished", "aside", "no", "harmless"), named)
    _times(found, tokens, named)
    return found


def _polar(cues: Sequence[Cue], mentions: Iterable[tuple[int, int]]) -> list[Cue]:
    """The cues that deny; one within a label ("sans gluten") is a part of the name."""
    named = list(mentions)
    return [
        cue
        for cue in cues
        if cue.kind != "harmless" and not any(first <= cue.first and cue.after <= after for first, after in named)
    ]


def _segments(tokens: Sequence[Token], turns: set[int], conditions: set[int]) -> Iterable[Segment]:
    first, opener = 0, ""
    for place, token in enumerate(tokens):
        dash = token.text == "-" and token.spaced
        if token.text in _MARKS or dash:
            if place > first:
                yield Segment(first, place, opener)
            first, opener = place + 1, "," if dash else token.text
        elif place == first and opener == "," and token.text in _WITHOUT:
            # "Sans bébé, sans cadeau": one more of a list, and no condition of what is denied before.
            continue
        elif place in turns or place in conditions:
            if place > first:
                yield Segment(first, place, opener)
            first, opener = place, "turn" if place in turns else "when"
    if first < len(tokens):
        yield Segment(first, len(tokens), opener)


def _deny(
    found: Scopes,
    tokens: Sequence[Token],
    cues: Sequence[Cue],
    mentions: list[tuple[int, int]],
    always: bool,
    shows: bool,
) -> None:
    """Mark what is denied. `always`: the whole part says what is not wanted, but for what turns away from that."""
    denying, turned, listed, opened = always, False, False, False
    for place, segment in enumerate(found.segments):
        own = [cue for cue in cues if segment.first <= cue.first < segment.after]
        if segment.opener == "turn":
            turned, denying, listed, opened = denying or turned, False, False, False
        if segment.opener == ":" and denying and not opened and _explains(tokens, segment):
            _mark(found.silent, segment.first, segment.after)
            continue
        if segment.opener == "when" and denying and (not own or tokens[segment.first].text in _WHEN_DENIED):
            _mark(found.silent, segment.first, segment.after)
            continue
        if own:
            for cue in own:
                listed, opened = _apply(found, cue, place, mentions, shows, tokens)
        else:
            opened = opened and segment.opener in (":", "(", ",")
            listed = listed and segment.opener == "," and _in_list(found.segments, place, tokens)
            if listed or opened:
                _mark(found.denied, segment.first, segment.after)
        if always and not turned:
            _mark(found.denied, segment.first, segment.after)
        denying = any(found.denied[segment.first : segment.after])


def _explains(tokens: Sequence[Token], segment: Segment) -> bool:
    """Whether a segment says why: it begins with "those" and the like; a German article, which looks the same, has a noun behind it."""
    behind = tokens[segment.first + 1] if segment.first + 1 < segment.after else None
    return tokens[segment.first].text in _EXPLAINS and behind is not None and not behind.capital


def _apply(
    found: Scopes, cue: Cue, place: int, mentions: list[tuple[int, int]], shows: bool, tokens: Sequence[Token]
) -> tuple[bool, bool]:
    """Mark what one cue denies; whether a list may go on behind it, and whether it waits for what comes behind a colon."""
    segment = found.segments[place]
    behind = [one for one in mentions if cue.after <= one[0] < segment.after]
    words_behind = any(token.kind == "word" for token in tokens[cue.after : segment.after])
    if cue.kind == "no_before":
        begun = _begun(found.segments, place, tokens)
        if not words_behind and not any(begun <= first < cue.first for first, _ in mentions):
            return False, True
        _mark(found.denied, begun, cue.first)
        return False, False
    _mark(found.denied, cue.first, segment.after)
    if not behind and shows:
        _mark(found.denied, segment.first, cue.first)
    return cue.first - segment.first < _NEAR, not words_behind


def _begun(segments: Sequence[Segment], place: int, tokens: Sequence[Token]) -> int:
    """Where the list begins that ends in this segment: "globes, seedlings and leaves are taboo"."""
    while place and segments[place].opener == ",":
        before = segments[place - 1]
        if sum(token.kind == "word" for token in tokens[before.first : before.after]) > _IN_SUBJECT:
            break
        place -= 1
    return segments[place].first


def _in_list(segments: Sequence[Segment], place: int, tokens: Sequence[Token]) -> bool:
    """Whether a short segment belongs to a list that ends with an "or" or an "and"."""
    for segment in segments[place:]:
        words = [token.text for token in tokens[segment.first : segment.after] if token.kind == "word"]
        if segment.opener != "," or len([word for word in words if word not in _OR]) > _IN_LIST:
            return False
        if not _OR.isdisjoint(words):
            return True
    return False


def _silence(found: Scopes, rights: Sequence[Cue]) -> None:
    """What speaks of rights: its clause and those behind it; where it only says when a denial ends, that condition alone."""
    on = False
    for segment in found.segments:
        if segment.opener == "turn":
            on = False
        if any(segment.first <= cue.first < segment.after for cue in rights):
            found.about_rights = True
            on = on or not (segment.opener == "when" and any(found.denied))
            _mark(found.silent, segment.first, segment.after)
        elif on:
            _mark(found.silent, segment.first, segment.after)


def _strengthen(found: Scopes, cues: Sequence[Cue], mentions: Sequence[tuple[int, int]]) -> None:
    """What is required or only wished: what the segment of the word that says so names, and where that names nothing, the sentence."""
    kinds = {"must": Force.REQUIRED, "wished": Force.WISHED, "aside": Force.ASIDE}
    for cue in (cue for cue in cues if cue.kind in kinds):
        segment = next((one for one in found.segments if one.first <= cue.first < one.after), None)
        named = segment and any(segment.first <= first < segment.after for first, _ in mentions)
        if segment and (named or cue.kind == "aside"):
            found.force[segment.first : segment.after] = [kinds[cue.kind]] * (segment.after - segment.first)
        else:
            found.force[:] = [kinds[cue.kind] if one is Force.PLAIN else one for one in found.force]


def _times(found: Scopes, tokens: Sequence[Token], mentions: Sequence[tuple[int, int]]) -> None:
    """What is named right behind "after" or "before" counts as an aside."""
    for first, after in mentions:
        if any(tokens[at].text in _TIMES for at in range(max(0, first - _NEAR + 1), first)):
            found.force[first:after] = [Force.ASIDE] * (after - first)


def _mark(flags: list[bool], first: int, after: int) -> None:
    flags[first:after] = [True] * (after - first)
