"""What the words of a text mean, in order: read, laid out, without what says nothing, with names put together."""

from collections.abc import Sequence

from thesaury.rights.parsing.boilerplate import without_boilerplate
from thesaury.rights.parsing.context import Context
from thesaury.rights.parsing.drafts import is_any
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.headings import without_headings
from thesaury.rights.parsing.layout import laid_out
from thesaury.rights.parsing.letters import without_letters
from thesaury.rights.parsing.mail_ends import without_mail_ends
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.naming import with_names
from thesaury.rights.parsing.paperwork import without_paperwork
from thesaury.rights.parsing.place_and_day import without_place_and_day
from thesaury.rights.parsing.places import towns
from thesaury.rights.parsing.reading import read
from thesaury.rights.parsing.roles import without_roles
from thesaury.rights.parsing.semicolon_tables import with_cells
from thesaury.rights.parsing.timing import ALSO_PLAIN, ROLES
from thesaury.rights.parsing.titles import without_titles
from thesaury.rights.parsing.value_lists import with_lists, with_values
from thesaury.rights.parsing.weekdays import without_weekdays

_PREPOSITION = Meaning(Kind.PLAIN, rule="preposition")
_RESERVED = Meaning(Kind.PLAIN, rule="small talk")
_EXCEPTION = Meaning(Kind.EXCEPTION, rule="exception")


def findings_of(text: str, context: Context) -> tuple[list[Token], list[Found]]:
    """The tokens of a text, and what they mean: every token belongs to one finding."""
    tokens, found = read(text, context.locale, context.regions)
    words = {token.text for token in tokens}
    found = _excepted(found)
    if "reserved" in words:
        found = _reserved(found, tokens)
    dated = without_place_and_day(without_weekdays(found, tokens, words), tokens, words)
    tabled = with_lists(laid_out(with_cells(dated, tokens, words), tokens, words), tokens, words)
    framed = without_letters(without_mail_ends(tabled, tokens, words), tokens, words)
    framed = without_headings(without_paperwork(framed, tokens, words), tokens, words)
    said = with_values(without_boilerplate(framed, tokens, words), tokens, words, text)
    named = without_titles(with_names(without_roles(said, tokens, words), tokens, words, text), tokens, text)
    return tokens, _timed(_placed_events(named, tokens), tokens)


def _reserved(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """ "Some rights reserved" beside a Creative Commons licence: those are the rights that its name says."""
    if not any(f.kind is Kind.MODEL and f.meaning.rule.startswith("licence CC") for f in found):
        return found
    return [f.as_(_RESERVED) if f.kind is Kind.OPEN and _some(f, tokens) else f for f in found]


def _some(f: Found, tokens: Sequence[Token]) -> bool:
    return tuple(token.text for token in tokens[f.first : f.after]) == ("some", "rights", "reserved")


def _excepted(found: list[Found]) -> list[Found]:
    """ "All media but TV", "worldwide but China": behind a whole of its kind, a "but" takes something away."""
    return [
        f.as_(_EXCEPTION)
        if f.kind is Kind.BREAK
        and f.meaning.rule == "break"
        and 0 < at < len(found) - 1
        and found[at - 1].kind in (Kind.CHANNEL, Kind.REGION)
        and is_any(found[at - 1])
        and found[at + 1].kind is found[at - 1].kind
        else f
        for at, f in enumerate(found)
    ]


def _timed(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """Small words of time that no date follows are prepositions."""
    timed: list[Found] = []
    for at, f in enumerate(found):
        if f.kind in ROLES and not _dates_follow(found, at):
            word = " ".join(token.text for token in tokens[f.first : f.after])
            f = f.as_(_PREPOSITION) if f.kind in (Kind.FROM, Kind.WITHIN) or word in ALSO_PLAIN else f
        timed.append(f)
    return timed


def _dates_follow(found: Sequence[Found], at: int) -> bool:
    for f in found[at + 1 : at + 6]:
        if f.kind in (Kind.DATE, Kind.DURATION, Kind.ANCHOR):
            return True
        if f.kind not in ROLES and f.kind not in (Kind.PLAIN, Kind.COLON, Kind.JOIN):
            return False
    return False


def _placed_events(found: list[Found], tokens: Sequence[Token]) -> list[Found]:
    """A town beside an event that has a name says in which country it is; where there is an "only", a part of a country stays one."""
    if not any(f.kind is Kind.SCOPE and f.meaning.names[0] == "event" for f in found):
        return found
    bounded = any(f.kind is Kind.ONLY or f.meaning.only for f in found)
    kinds = (Kind.UNKNOWN,) if bounded else (Kind.UNKNOWN, Kind.REGION)
    placed: list[Found] = []
    for f in found:
        town = towns().longest(tokens, f.first) if f.kind in kinds else None
        placed.append(f.as_(town[0]) if town and town[1] == f.after else f)
    return placed
