"""What the words of a text mean, in order: read, laid out, without what says nothing, with names put together."""

from collections.abc import Sequence

from thesaury.rights.parsing.boilerplate import without_boilerplate
from thesaury.rights.parsing.context import Context
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.headings import without_headings
from thesaury.rights.parsing.layout import laid_out
from thesaury.rights.parsing.letters import without_letters
from thesaury.rights.parsing.meanings import Found, Kind, Meaning
from thesaury.rights.parsing.naming import with_names
from thesaury.rights.parsing.places import towns
from thesaury.rights.parsing.reading import read
from thesaury.rights.parsing.timing import ALSO_PLAIN, ROLES

_PREPOSITION = Meaning(Kind.PLAIN, rule="preposition")


def findings_of(text: str, context: Context) -> tuple[list[Token], list[Found]]:
    """The tokens of a text, and what they mean: every token belongs to one finding."""
    tokens, found = read(text, context.locale, context.regions)
    framed = without_letters(laid_out(found, tokens), tokens)
    said = without_boilerplate(without_headings(framed, tokens), tokens)
    return tokens, _timed(_placed_events(with_names(said, tokens, text), tokens), tokens)


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
    """A town beside an event that has a name says in which country it is."""
    if not any(f.kind is Kind.SCOPE and f.meaning.names[0] == "event" for f in found):
        return found
    placed: list[Found] = []
    for f in found:
        town = towns().longest(tokens, f.first) if f.kind in (Kind.UNKNOWN, Kind.REGION) else None
        placed.append(f.as_(town[0]) if town and town[1] == f.after else f)
    return placed
