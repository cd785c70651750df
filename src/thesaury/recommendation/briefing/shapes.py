"""Which shapes of pictures a brief asks for: upright, wide, square, panorama, video."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thesaury.model.brief import Format, Quote, Said
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.topics import Topic
from thesaury.recommendation.briefing.words import Cue, phrases, said_in, spoken
from thesaury.rights.parsing.folding import Token

_MUTE = frozenset((Topic.EXCLUDED, Topic.RIGHTS, Topic.AUDIENCE, Topic.MARKETS, Topic.PERIOD))
_PIXELS = re.compile(r"(?<![\w.,])(\d{3,5})[ ]?(?:px)?[ ]?[x×][ ]?(\d{3,5})(?![\w])")
_SQUARE, _WIDE = 1.05, 2.0
"""Up to which ratio of its sides a picture is a square, and from which it is a panorama."""
_ALONE = "_alone"
_APART = frozenset(",:;()|")
_JOINING = frozenset(
    ("and", "or", "und", "oder", "et", "ou", "/", "+", "&", ",", "sowie", "as", "well", "both", "to", "also")
)


@dataclass(frozen=True, slots=True)
class Shaped:
    """A stretch that names a shape."""

    format: Format
    start: int
    end: int


def shapes(text: str, sentences: Sequence[Sentence]) -> list[Shaped]:
    """All that is asked for, by place; what is to be left out is not."""
    found: list[Shaped] = []
    for sentence in sentences:
        if sentence.part.topic not in _MUTE:
            found += _in_sentence(sentence)
            found += _by_pixels(text, sentence)
    return sorted(found, key=lambda one: one.start)


def as_said(text: str, found: Sequence[Shaped]) -> tuple[Said, ...]:
    """Each shape once, with the words that name it."""
    quotes: dict[str, list[Quote]] = {}
    for one in found:
        quotes.setdefault(one.format.value, []).append(Quote(one.start, one.end, text[one.start : one.end]))
    return tuple(Said(value, tuple(said)) for value, said in quotes.items())


def _in_sentence(sentence: Sentence) -> Iterator[Shaped]:
    languages = spoken(sentence.language)
    tokens = sentence.tokens
    cues = phrases("shapes", languages).found(tokens)
    named = [cue for cue in cues if cue.kind != "light"]
    sure = {cue for cue in named if not cue.kind.endswith(_ALONE)}
    everything = sentence.part.topic is Topic.FORMATS
    light = {place for cue in cues for place in range(cue.first, cue.after)}
    light |= {place for place, token in enumerate(tokens) if token.kind == "number"}
    for place, cue in enumerate(named):
        asked = cue in sure or everything or _by_itself(tokens, cue, light) or _beside_another(tokens, named, place)
        if asked and not _denied(sentence, cue):
            yield Shaped(Format(cue.kind.removesuffix(_ALONE)), tokens[cue.first].start, tokens[cue.after - 1].end)


def _by_itself(tokens: Sequence[Token], cue: Cue, light: set[int]) -> bool:
    """Whether the stretch between marks, in which a shape is named, says nothing else."""
    first, after = cue.first, cue.after
    while first and tokens[first - 1].text not in _APART:
        first -= 1
    while after < len(tokens) and tokens[after].text not in _APART:
        after += 1
    others = [at for at in range(first, after) if tokens[at].kind == "word" and at not in light]
    return not others and (after - first > 1 or len(tokens) > 2)


def _beside_another(tokens: Sequence[Token], named: Sequence[Cue], place: int) -> bool:
    """Whether another shape is joined to it: "wide and upright"."""
    cue = named[place]
    for other in (*named[max(0, place - 1) : place], *named[place + 1 : place + 2]):
        low, high = min(cue.after, other.after), max(cue.first, other.first)
        between = [token.text for token in tokens[low:high]]
        if (
            other.kind.removesuffix(_ALONE) != cue.kind.removesuffix(_ALONE)
            and between
            and all(word in _JOINING for word in between)
        ):
            return True
    return False


def _denied(sentence: Sentence, cue: Cue) -> bool:
    """Whether a "no" stands in the same clause before it: "no square crops"."""
    for no in said_in(sentence.tokens, "cues", spoken(sentence.language), "no"):
        if no.after <= cue.first and all(token.text not in _APART for token in sentence.tokens[no.after : cue.first]):
            return True
    return False


def _by_pixels(text: str, sentence: Sentence) -> Iterator[Shaped]:
    for found in _PIXELS.finditer(text, sentence.start, sentence.end):
        width, height = int(found[1]), int(found[2])
        long, short = max(width, height), min(width, height)
        if short:
            shape = (
                Format.PORTRAIT if height > width else Format.PANORAMA if long / short >= _WIDE else Format.LANDSCAPE
            )
            yield Shaped(Format.SQUARE if long / short <= _SQUARE else shape, found.start(), found.end())
