"""Markets named by adjectives: "in German and Belgian shops" says where pictures are used, "a German kitchen" what they show."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from thesaury.model.brief import Quote
from thesaury.recommendation.briefing.sentences import Sentence
from thesaury.recommendation.briefing.words import Cue, Phrases, said_in, spoken
from thesaury.rights.parsing.folding import Token

_BETWEEN = frozenset((",", "and", "und", "et", "or", "oder", "ou", "/", "&", "sowie", "-"))
_BEHIND = ("fr",)
"""Languages in which an adjective follows its noun; in others one word may stand between ("Canadian travel magazines")."""


def peoples(text: str, sentence: Sentence) -> Iterator[tuple[str, Quote]]:
    """The countries whose adjectives stand with a word of trade or of media, as ISO 3166 codes, each with its word; none behind a "no"."""
    if sentence.language and sentence.language not in _table():
        return
    denied = any(cue.kind for cue in said_in(sentence.tokens, "cues", spoken(sentence.language), "no", "no_before"))
    if denied:
        return
    for language in spoken(sentence.language):
        nouns = {at for cue in _nouns(language).found(sentence.tokens) for at in range(cue.first, cue.after)}
        for run in _runs(_countries(language).found(sentence.tokens), sentence.tokens):
            beside = (run[0].first - 1,) if language in _BEHIND else (run[-1].after, run[-1].after + 1)
            if any(at in nouns for at in beside):
                for cue in run:
                    start, end = sentence.tokens[cue.first].start, sentence.tokens[cue.after - 1].end
                    yield cue.kind, Quote(start, end, text[start:end])


def _runs(cues: Sequence[Cue], tokens: Sequence[Token]) -> Iterator[list[Cue]]:
    """Adjectives that nothing but "and", "or" and commas stands between."""
    run: list[Cue] = []
    for cue in cues:
        if run and not all(token.text in _BETWEEN for token in tokens[run[-1].after : cue.first]):
            yield run
            run = []
        run.append(cue)
    if run:
        yield run


@cache
def _table() -> dict[str, Any]:
    folder = files("thesaury.recommendation.briefing") / "words"
    return tomllib.loads((folder / "peoples.toml").read_text("utf-8"))


@cache
def _nouns(language: str) -> Phrases:
    return Phrases({"noun": _table()[language]["nouns"]})


@cache
def _countries(language: str) -> Phrases:
    return Phrases(_table()[language]["countries"])
