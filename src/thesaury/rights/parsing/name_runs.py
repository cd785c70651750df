"""Where names end: runs of capitals, initials and small words between them; never past a word that denies, excepts or limits."""

from collections.abc import Sequence

from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Found, Kind, Meaning

LEGAL_FORMS = frozenset(table("names")["legal_forms"])
PEOPLE = frozenset(table("names")["people"])
_IN_NAMES = frozenset(table("names")["inside"])
_ALSO_WORDS = frozenset(("as", "co", "limited", "sa", "se"))
"""Legal forms that are words as well, unless they begin with a capital."""
_HOUSES = frozenset(("agence", "agentur", "agency"))
_NEVER = frozenset(table("names")["never"])
# What may be a part of a name although it has a meaning elsewhere: it grants, or says nothing, so losing it makes an answer stricter
# at most. A purpose, a licence or a reservation is never lost in a name.
_MAY_BE_NAME = frozenset(
    {Kind.UNKNOWN, Kind.CHANNEL, Kind.PLAIN, Kind.PART, Kind.SCOPE, Kind.CREDIT, Kind.ANCHOR, Kind.JOIN}
)
_MOST_WORDS = 5
"""Words of the longest name; what follows is read as any other word."""


def merged(found: Sequence[Found], meaning: Meaning) -> Found:
    """Several findings as one."""
    return Found(meaning, found[0].first, found[-1].after, found[0].start, found[-1].end)


def name_end(found: Sequence[Found], at: int, tokens: Sequence[Token], most: int = 10) -> int:
    """Where the name that begins at a finding ends; the same place where none begins."""
    end, index, words = at, at, 0
    while index < len(found) and index - at < most and words < _MOST_WORDS:
        each = found[index]
        token = tokens[each.first]
        if each.kind is Kind.QUOTE:
            return index + 1 if index == at else end
        if (
            token.text in _IN_NAMES
            and each.after == each.first + 1
            and each.kind in (Kind.PLAIN, Kind.JOIN, Kind.UNKNOWN, Kind.OPEN, Kind.FROM, Kind.BREAK, Kind.UNTIL)
        ):
            if each.kind is Kind.BREAK and not _initial(tokens, each.first) and not (token.text == "/" and index > at):
                break
            index += 1
            continue
        named = each.kind in _MAY_BE_NAME or _begins_a_house(found, index, tokens)
        if not named or not token.capital or each.meaning.only:
            break
        if token.text in _NEVER:
            break
        index += 1
        end = index
        words += token.kind == "word" and token.end - token.start > 1
    return end


def _begins_a_house(found: Sequence[Found], at: int, tokens: Sequence[Token]) -> bool:
    """ "Agence Lumen": a word for a party, and a capital that means nothing elsewhere right behind it."""
    if found[at].kind is not Kind.PARTY or tokens[found[at].first].text not in _HOUSES or at + 1 == len(found):
        return False
    behind = found[at + 1]
    return behind.kind is Kind.UNKNOWN and tokens[behind.first].capital and behind.after == behind.first + 1


def _initial(tokens: Sequence[Token], dot: int) -> bool:
    return dot > 0 and len(tokens[dot - 1].text) == 1


def person_end(found: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """Where the name ends that follows a word such as photographer or dear; the place itself where none does."""
    each = found[at]
    if tokens[each.first].text not in PEOPLE or each.kind not in (Kind.PLAIN, Kind.MODEL):
        return at
    if tokens[each.after - 1].text not in PEOPLE:
        return at
    begin = at + 1 + (at + 1 < len(found) and found[at + 1].kind in (Kind.COLON, Kind.COMMA))
    return max(name_end(found, begin, tokens, 4), at) if name_end(found, begin, tokens, 4) > begin else at


def company_end(found: Sequence[Found], at: int, tokens: Sequence[Token]) -> int:
    """Where a company's name with its legal form ends; 0 where none begins."""
    for index in range(at, min(at + 5, len(found))):
        token = tokens[found[index].first]
        if token.text in LEGAL_FORMS and index > at and (token.capital or token.text not in _ALSO_WORDS):
            return index + 1
        if not token.capital or found[index].kind is not Kind.UNKNOWN:
            return 0
    return 0


def event_end(found: Sequence[Found], at: int, tokens: Sequence[Token], named: Sequence[Found]) -> int:
    """Where the name of an event ends that follows a place of events (at the fair X 2028); 0 where it is none."""
    last = [each for each in named[-4:] if each.kind is not Kind.PLAIN][-1:]
    if not last or "event" not in last[0].meaning.names or not named or named[-1].kind is Kind.COMMA:
        return 0
    end = at + 1
    while end < len(found) and found[end].kind is Kind.UNKNOWN and tokens[found[end].first].capital:
        end += 1
    return end + 1 if end < len(found) and is_year(found[end]) else end


def is_year(found: Found) -> bool:
    """Whether it is a bare year, as names have them."""
    period = found.meaning.period
    return found.kind is Kind.DATE and period is not None and period.whole == "year"
