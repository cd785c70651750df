"""Words of a text to findings: every token belongs to exactly one of them, and what no rule knows is found as unknown."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from thesaury.rights.parsing.codes import BY_CODE
from thesaury.rights.parsing.dates import dates_in
from thesaury.rights.parsing.folding import Folded, Token, folded, tokens_of, words_of
from thesaury.rights.parsing.lexicon import lexicon, table
from thesaury.rights.parsing.licences import licence_names, licences_in
from thesaury.rights.parsing.meanings import CONTENT, Found, Kind, Meaning
from thesaury.rights.parsing.misspellings import corrected
from thesaury.rights.parsing.places import LANGUAGES, own_places, place_at
from thesaury.rights.parsing.quantities import quantities_in
from thesaury.rights.parsing.taken import Taken

_UNKNOWN = Meaning(Kind.UNKNOWN, rule="no rule")
_PLAIN = Meaning(Kind.PLAIN, rule="mark")
_NUMBER = Meaning(Kind.NUMBER, rule="number without a unit")
_QUOTE = Meaning(Kind.QUOTE, rule="quoted")
_BREAK = Meaning(Kind.BREAK, rule="end of a clause")
_COMMA = Meaning(Kind.COMMA, rule="comma")
_MARKS = {
    ",": _COMMA,
    ";": _BREAK,
    "\n": _BREAK,
    "|": Meaning(Kind.CELL, rule="cell of a table"),
    "!": _BREAK,
    ":": Meaning(Kind.COLON, rule="colon"),
    "=": Meaning(Kind.COLON, rule="colon"),
    ")": Meaning(Kind.CLOSE, rule="bracket"),
    "]": Meaning(Kind.CLOSE, rule="bracket"),
    **dict.fromkeys("([\"'*_#§®™\\>`", _PLAIN),
}
# Marks that the tables know.
_SAID = frozenset("&+©(")
_JOIN = Meaning(Kind.JOIN, rule="stroke")
_PREPOSITION = Meaning(Kind.PLAIN, rule="preposition")
_IN_FRONT = frozenset(words_of("in on for at by im in auf fur am zur zum en sur dans pour par"))
"""Small words with which a phrase may begin, and that say nothing where it does not go on."""
_KEPT = frozenset({Kind.DATE, Kind.LIMIT, Kind.MODEL, Kind.BREAK, Kind.NEGATION, Kind.EXCEPTION, Kind.DENIED})
# Words that end in a full stop without ending a sentence.
_SHORT = frozenset(table("names")["abbreviations"])


def read(text: str, locale: str, regions: tuple[tuple[str, str], ...] = ()) -> tuple[list[Token], list[Found]]:
    """The tokens of a text, and what they mean, in order and without gaps; `regions` are a client's own words for groups."""
    source = folded(text)
    tokens = corrected(tokens_of(source))
    found = _found(source, tokens, locale)
    return tokens, list(_with_own(found, tokens, regions) if regions else found)


def _with_own(found: Iterator[Found], tokens: Sequence[Token], regions: tuple[tuple[str, str], ...]) -> Iterator[Found]:
    """A client's words for a group, where they cover whole findings and none of them is a date, a cap, a no or a licence with a name."""
    own, waiting = own_places(regions), list(found)
    at = 0
    while at < len(waiting):
        meant = own.longest(tokens, waiting[at].first)
        after = next((i + 1 for i in range(at, len(waiting)) if meant and waiting[i].after == meant[1]), at)
        covered = waiting[at:after]
        if meant is None or not covered or any(one.kind in _KEPT for one in covered):
            yield waiting[at]
            at += 1
        else:
            yield Found(meant[0], covered[0].first, covered[-1].after, covered[0].start, covered[-1].end)
            at = after


def _found(source: Folded, tokens: Sequence[Token], locale: str) -> Iterator[Found]:
    spans = _spans(source, locale)
    language = re.split("[-_]", locale)[0].lower() if locale else ""
    languages = (*LANGUAGES, language) if language and language not in LANGUAGES else LANGUAGES
    begun = [index for index, token in enumerate(tokens) if token.start in spans]
    at = 0
    while at < len(tokens):
        start = tokens[at].start
        if (span := spans.get(start)) is not None:
            meaning, after = _spanned(span, tokens, at)
        else:
            place = bisect_right(begun, at)
            until = begun[place] if place < len(begun) else len(tokens)
            meaning, after = _meant(tokens, at, until, source.original, languages)
        yield Found(meaning, at, after, start, tokens[after - 1].end)
        at = after


def _spans(source: Folded, locale: str) -> dict[int, tuple[int, Meaning]]:
    """Licences, dates and quantities by the code point at which they begin, with the one at which they end; none within another."""
    found: dict[int, tuple[int, Meaning]] = {}
    taken = Taken()
    dates = (
        (each.start, each.end, Meaning(Kind.DATE, period=each.period, rule="date"))
        for each in dates_in(source.text, locale)
    )
    named = ((each.start, each.end, each.meaning) for each in licences_in(source.text))
    counted = ((each.start, each.end, each.meaning) for each in quantities_in(source.text))
    for start, end, meaning in (*named, *dates, *counted):
        while end > start and source.text[end - 1].isspace():
            end -= 1
        if taken.free(start, end):
            taken.take(start, end)
            found[source.place(start)] = (source.place(end - 1) + 1, meaning)
    return found


def _spanned(span: tuple[int, Meaning], tokens: Sequence[Token], at: int) -> tuple[Meaning, int]:
    end, meaning = span
    after = at + 1
    while after < len(tokens) and tokens[after].start < end:
        after += 1
    return meaning, after


def _meant(
    tokens: Sequence[Token], at: int, until: int, original: str, languages: Sequence[str]
) -> tuple[Meaning, int]:
    token = tokens[at]
    if token.kind == "quote":
        return _QUOTE, at + 1
    if token.kind == "mark" and (token.text not in _SAID or token.text == "."):
        return _mark(tokens, at), at + 1
    found = lexicon().longest(tokens, at, until)
    for other in (
        licence_names().longest(tokens, at, until),
        place_at(tokens, at, original, languages) if token.kind == "word" else None,
    ):
        if (
            other
            and other[1] <= until
            and (found is None or other[1] > found[1] or (other[1] == found[1] and _weaker(found[0], other[0])))
        ):
            found = other
    if found is not None:
        return _given_way(tokens, at, until, found)
    if token.kind == "number":
        return _NUMBER, at + 1
    return (_mark(tokens, at) if token.kind == "mark" else _UNKNOWN), at + 1


def _given_way(tokens: Sequence[Token], at: int, until: int, found: tuple[Meaning, int]) -> tuple[Meaning, int]:
    """ "In print" is no match in "in print advertisements": a small word in front gives way where the words behind it reach further."""
    after = found[1]
    if after == at + 1 or tokens[at].text not in _IN_FRONT:
        return found
    further = lexicon().longest(tokens, at + 1, until)
    if further is None or further[1] <= after or further[0].kind not in CONTENT:
        return found
    return _PREPOSITION, at + 1


def _weaker(meant: Meaning, other: Meaning) -> bool:
    """Whether a small word gives way to a name of the same letters; a code in capitals is no preposition."""
    return meant.kind is Kind.PLAIN or (
        (other.rule.endswith(BY_CODE) or other.kind is Kind.OPEN)
        and meant.kind in (Kind.FROM, Kind.UNTIL, Kind.WITHIN, Kind.NEGATION, Kind.INCLUDING)
    )


def _mark(tokens: Sequence[Token], at: int) -> Meaning:
    token, before = tokens[at], tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text in _MARKS:
        return _MARKS[token.text]
    if token.text == ".":
        short = (
            before is not None
            and (len(before.text) == 1 or before.text in _SHORT)
            and not token.spaced
            and before.kind == "word"
        )
        ends = following is None or following.spaced or following.text == "\n"
        return _BREAK if ends and not short else _PLAIN
    if token.text == "/":
        return _BREAK if token.spaced and following is not None and following.spaced else _JOIN
    if token.text == "-":
        return _BREAK if token.spaced or before is None else _JOIN
    return _UNKNOWN
