"""Texts to tokens that can be compared: small letters without accents, one kind of dash and of quote, places of the original kept."""

import re
import unicodedata
from typing import NamedTuple

_ODD = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("‘’‚‛`´ʼ", "'"),
    **dict.fromkeys("“”„‟«»〝〞＂", '"'),
    **dict.fromkeys("\t\x0b\x0c\u00a0\u202f\u2009\u2007", " "),
    **dict.fromkeys("\r\u0085\u2028\u2029", "\n"),
    **dict.fromkeys("•·▪◦", ";"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": ".",
    "¦": "|",
    "×": "x",
    "½": "½",
    "¼": "¼",
    "¾": "¾",
}


_STRUCK = "\u0338"
"""The stroke that makes "is" of "is not"; a sign with it is none without."""


class _Folds(dict[int, str]):
    """What each character becomes; worked out once for each that is met."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _fold(chr(point))
        return folded


def _fold(character: str) -> str:
    if character in _ODD:
        return _ODD[character]
    if unicodedata.combining(character):
        return ""
    plain = unicodedata.normalize("NFKD", character.lower())
    if _STRUCK in plain:
        return character
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


_FOLDS = _Folds()
_QUOTED = r"""(?P<quote>"[^"\n]{1,120}"|(?<![^\W_])'[^'\n]{1,80}'(?![^\W_]))"""
_TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+)|(?P<number>\d+(?:[.,]\d{3})+(?![\d])|\d+(?:[.,]\d+)?)|" + _QUOTED + r"|(?P<mark>[^\s]|\n)"
)


class Token(NamedTuple):
    """A word, a number, something in quotes or a mark, as it is compared, and where it stands in the original (code points).

    `capital`: its first letter is a capital; `spaced`: a space or the start of the text stands before it.
    """

    text: str
    kind: str
    start: int
    end: int
    capital: bool
    spaced: bool


def fold(text: str) -> str:
    """The form in which words are compared."""
    return text.translate(_FOLDS)


class Folded(NamedTuple):
    """A text and its folded form; `places` are the code points of the original for each one of the folded, with the end."""

    original: str
    text: str
    places: tuple[int, ...] | None

    def place(self, index: int) -> int:
        """Where a place of the folded text stands in the original."""
        return self.places[index] if self.places else index


def folded(original: str) -> Folded:
    """Fold a text; where that keeps its length, as it nearly always does, no places have to be kept."""
    text = original.translate(_FOLDS)
    if original.isascii() or (
        len(text) == len(original) and all(len(_FOLDS[ord(letter)]) == 1 for letter in set(original))
    ):
        return Folded(original, text, None)
    places = [place for place, letter in enumerate(original) for _ in _FOLDS[ord(letter)]]
    return Folded(original, text, (*places, len(original)))


def tokens_of(source: Folded) -> list[Token]:
    """The tokens in order. A hyphen or an apostrophe inside a word is nothing: e-mail, l'image and rights-managed are two words."""
    found: list[Token] = []
    text, original, places, last = source.text, source.original, source.places, 0
    for match in _TOKEN.finditer(text):
        start, end = place, stop = match.span()
        word, kind = match[0], match.lastgroup or "mark"
        spaced, last = start > last or not start, end
        if kind == "mark" and word in "-'" and _inside(text, start, end):
            continue
        if places:
            place, stop = places[start], places[end - 1] + 1
        found.append(Token(word, kind, place, stop, original[place].isupper(), spaced))
    return found


def _inside(text: str, start: int, end: int) -> bool:
    return start > 0 and end < len(text) and text[start - 1].isalnum() and text[end].isalnum()


def words_of(phrase: str) -> tuple[str, ...]:
    """The tokens of a phrase of the dictionary, compared as those of a text are."""
    return tuple(token.text for token in tokens_of(folded(phrase)))
