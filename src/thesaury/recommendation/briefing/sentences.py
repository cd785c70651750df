"""The sentences of the parts of a brief, each with the language it is in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from thesaury.ports.language import LanguageDetector
from thesaury.recommendation.briefing.parts import Part
from thesaury.recommendation.briefing.words import tokens_in
from thesaury.rights.parsing.calendar_days import MONTHS
from thesaury.rights.parsing.folding import Token

_TELLING = 24
"""So many letters tell their language by themselves; fewer are in that of the part they stand in, or of the brief."""
_LONGEST = 150
"""Tokens of a sentence: what goes on longer is cut, for it is none."""
_SHORT = frozenset(
    "z b bzw ca usw evtl ggf inkl nr max min etc e g i approx incl no vs dr mr mrs st ex env p d h u a tel resp str".split()  # noqa: SIM905
)
"""Words that end in a full stop without ending a sentence."""

_ORDINAL = re.compile(r"\d\d?(?:\.\d\d?)?")
"""A number that a full stop makes an ordinal, or a day without its year: "1. März", "01.05. bis 31.08."."""
_COUNTED = frozenset(("quartal", "quartals", "halbjahr", "halbjahres", "jahreshalfte", "trimester"))
"""What stands with a number and a full stop before it: "2. Quartal"."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a part, in code points of the brief; places of its tokens count in the brief, too. `language` is empty where nobody
    can tell it."""

    part: Part
    start: int
    end: int
    tokens: tuple[Token, ...]
    language: str = ""


class Tongues:
    """Tells the languages of stretches of one brief."""

    def __init__(self, text: str, detector: LanguageDetector, among: Sequence[str]) -> None:
        """The languages that are asked for are those of the labels and of the tables of words."""
        self._text = text
        self._detector = detector
        self._among = tuple(among)
        self._known: dict[tuple[int, int], str] = {}

    @cached_property
    def main(self) -> str:
        """The language of the brief as a whole, empty where nobody can tell."""
        return self._detector.detect(self._text[:20_000], self._among)

    def of(self, start: int, end: int, around: Part | None = None) -> str:
        """The language of a stretch: by its own words if they are enough, else that of the part around it, else that of the brief."""
        if (found := self._told(start, end)) or around is None:
            return found or self.main
        return self._told(around.start, around.end) or self.main

    def _told(self, start: int, end: int) -> str:
        if (start, end) not in self._known:
            said = self._text[start:end]
            enough = sum(map(str.isalpha, said)) >= _TELLING
            self._known[start, end] = self._detector.detect(said, self._among) if enough else ""
        return self._known[start, end]


def sentences(text: str, part: Part, tongues: Tongues) -> Iterator[Sentence]:
    """The sentences of a part in order."""
    tokens = [_moved(token, part.start) for token in tokens_in(text[part.start : part.end])]
    first = 0
    for place in range(len(tokens)):
        if _ends(tokens, place) or place == len(tokens) - 1 or place - first >= _LONGEST:
            said = tuple(tokens[first : place + 1])
            first = place + 1
            if any(one.kind != "mark" for one in said):
                start, end = said[0].start, said[-1].end
                yield Sentence(part, start, end, said, tongues.of(start, end, part))


def _moved(token: Token, by: int) -> Token:
    return token._replace(start=token.start + by, end=token.end + by)


def _ends(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sentence ends with this token: a mark that ends one, or a full stop that belongs to no number, month or short form."""
    token = tokens[place]
    if token.text in ("!", "?", ";"):
        return True
    if token.text != "." or place == 0:
        return False
    before, after = tokens[place - 1], tokens[place + 1] if place + 1 < len(tokens) else None
    if after is None:
        return True
    if not after.spaced and after.text != "\n":
        return False
    if (
        before.kind == "number"
        and _ORDINAL.fullmatch(before.text)
        and (after.kind == "number" or after.text in MONTHS or after.text in _COUNTED or not after.capital)
    ):
        return False
    return before.text not in _SHORT
