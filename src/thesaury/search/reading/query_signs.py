"""The signs of the query language in a text: quotes of three languages, minus signs, colons; and what is left as words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thesaury.search.reading.field_names import FieldNames

LONGEST = 10_000
"""Characters of a query that are read; what follows is left out, with a note."""

OPERATORS = ("AND", "OR", "NOT")

CLOSED_BY = {
    '"': ('"', "”", "“"),
    "„": ("“", "”", '"'),
    "“": ("”", '"', "“"),
    "”": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹", "›"),
}
"""Opening quotes and what closes them: whichever comes first, for keyboards and correction mix them."""

_QUOTES = "".join(CLOSED_BY) + "‟＂"
_DASHES = "−–—‐‑﹣－-"
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Soft hyphens and marks of direction; joiners stay, for emoji and scripts need them."""

_BETWEEN = re.compile(r"[\s(\[{,;+]+")
_MINUS = re.compile(
    rf"(?:-|[−–－](?!\d))(?=[^\s{_DASHES}])"
)  # the plain hyphen stands last in _DASHES, as a class of characters needs it
"""A long dash before a digit is a negative number, as in −20 °C."""
_NAMED = re.compile(r"([^\W\d_]\w+)( ?):( ?)(?!//)")
_FIELD_IN_WORD = re.compile(r"[^\W\d_]\w+:(?!//)")
_BARE = re.compile(r"\S+")
_SPLIT = re.compile(rf"[\s{_QUOTES}]+")
_BEFORE = "()[]{}<>,;:.!?¡¿…+*~^|&/\\='’‘`#" + _DASHES
_AFTER = _BEFORE.replace("+", "").replace("#", "")


@dataclass(frozen=True, slots=True)
class Note:
    """Something was read differently than perhaps meant: a code with what it is about (texts: `query.note.CODE`).

    `cut` (characters read), `unclosed-quote`, `unknown-field` (name), `empty-field` (name), `spaced-field` (name, value), `or`,
    `forbidden-word` (word, what is looked for instead), `forbidden-word-plain` (word).
    """

    code: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A word or a phrase as it stands in the query, perhaps with a field before it."""

    text: str
    quoted: bool = False
    negated: bool = False
    field: str = ""

    @property
    def is_bare(self) -> bool:
        """Nothing but a word."""
        return not (self.quoted or self.negated or self.field)

    def negative(self) -> "Item":
        """The same, excluded."""
        return replace(self, negated=True)

    def values(self) -> Iterator[str]:
        """What a field asks for: commas part values."""
        parts = (part.strip(_QUOTES + "()[]{};: ") for part in self.text.split(","))
        return (part for part in parts if part)


def cleaned(text: str) -> tuple[str, Note | None]:
    """The text composed (NFC), on one line, without controls, marks of direction and halves of characters."""
    note = Note("cut", (str(LONGEST),)) if len(text) > LONGEST else None
    seen = "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text[:LONGEST].translate(_INVISIBLE))
    return " ".join(unicodedata.normalize("NFC", seen).split()), note


def words_in(text: str) -> Iterator[str]:
    """The words without signs: what stands between spaces and quotes, bare of what surrounds it, in the order of the text."""
    waiting = _SPLIT.split(text)[::-1]
    while waiting:
        word = waiting.pop().lstrip(_BEFORE).rstrip(_AFTER)
        if found := _FIELD_IN_WORD.match(word):
            waiting += [word[found.end() :], word[: found.end() - 1]]
        elif any(c.isalnum() or unicodedata.category(c) in ("So", "Sc") for c in word):
            yield word.lower() if word in OPERATORS else word


def items(text: str, names: FieldNames, notes: list[Note]) -> Iterator[Item]:
    """The items of a cleaned text in order; what is odd goes to `notes`."""
    quotes = {sign: text.rfind(sign) for signs in CLOSED_BY.values() for sign in signs}
    place = 0
    while place < len(text):
        if between := _BETWEEN.match(text, place):
            place = between.end()
            continue
        minus = _MINUS.match(text, place)
        start = minus.end() if minus else place
        named = _NAMED.match(text, start)
        field = names.known(named[1]) if named else ""
        if named and field:
            item, place = _field_item(text, named, field, quotes, notes)
        elif named and not named[2] and not named[3] and not minus and _opens_value(text, named.end()):
            notes.append(Note("unknown-field", (named[1],)))
            item, place = Item(named[1]), named.end()
        else:
            item, place = _plain_item(text, start, quotes, notes)
        if item.text:
            yield item.negative() if minus else item


def _opens_value(text: str, place: int) -> bool:
    return place < len(text) and (text[place].isalnum() or text[place] in CLOSED_BY)


def _field_item(
    text: str, named: re.Match[str], field: str, quotes: dict[str, int], notes: list[Note]
) -> tuple[Item, int]:
    """A known name and its value; without a value the name is a word."""
    minus = _MINUS.match(text, named.end())
    if named.end() >= len(text) or (minus and named[3]):
        notes.append(Note("empty-field", (named[1],)))
        return Item(named[1]), named.end()
    value, place = _plain_item(text, minus.end() if minus else named.end(), quotes, notes)
    if not value.text or not (value.quoted or any(value.values())):
        notes.append(Note("empty-field", (named[1],)))
        return Item(named[1]), place
    if named[2] or named[3]:
        notes.append(Note("spaced-field", (field, value.text)))
    return replace(value, field=field, negated=bool(minus)), place


def _plain_item(text: str, place: int, quotes: dict[str, int], notes: list[Note]) -> tuple[Item, int]:
    """A phrase or a word from here on, and where it ends; an opening quote that nothing closes is passed over."""
    while place < len(text) and text[place] in CLOSED_BY:
        ends = [text.find(sign, place + 1) for sign in CLOSED_BY[text[place]] if quotes[sign] > place]
        if ends:
            return Item(_phrase(text[place + 1 : min(ends)]), quoted=True), min(ends) + 1
        notes.append(Note("unclosed-quote"))
        place += 1
    found = _BARE.match(text, place)
    return (Item(found[0]), found.end()) if found else (Item(""), place)


def _phrase(text: str) -> str:
    """A phrase without quotes inside; nothing where no word is in it."""
    plain = " ".join(_SPLIT.sub(" ", text).split())
    return plain if any(words_in(plain)) else ""
