"""Names of places: countries and continents by CLDR, parts of countries, codes. Names that are ordinary words are read with care."""

from collections.abc import Sequence
from functools import cache

from thesaury.model.remembering import remembered
from thesaury.rights.parsing.codes import LIST, NOT_PLACES, code_at
from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import Lexicon, table
from thesaury.rights.parsing.meanings import Kind, Meaning

LANGUAGES = ("en", "de", "fr")
"""Whose names of countries are always known; the language of the context's locale is read as well."""

_PLACE_WORDS = frozenset(table("names")["place_words"])


@cache
def places(language: str) -> Lexicon:
    """The names of countries and continents in one language of CLDR; empty where CLDR has none. Babel is loaded here, and only here."""
    from babel import Locale, UnknownLocaleError

    made = Lexicon()
    try:
        names = Locale.parse(language.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return made
    never = set(table("regions")["careful"]["never"])
    for code, name in names.items():
        words = words_of(name)
        if code in NOT_PLACES or " ".join(words) in never or not words:
            continue
        meaning = Meaning(Kind.REGION, (code,), (code,), rule=f"{code} by name ({language})")
        for spelling in {name, _typed(name)}:
            made.add(words_of(spelling), meaning)
    for code, other in table("regions")["also_called"].items():
        made.add(words_of(other), Meaning(Kind.REGION, (code,), (code,), rule=f"{code} by name"))
    return made


def _typed(name: str) -> str:
    """As it is written where a keyboard has no umlauts."""
    return name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


@cache
def parts() -> Lexicon:
    """Parts of countries by their names."""
    made = Lexicon()
    for code, names in table("regions")["parts"].items():
        for name in names:
            for spelling in {name, _typed(name)}:
                made.add(words_of(spelling), Meaning(Kind.REGION, (code,), (code,), rule=f"{code} by name"))
    return made


@cache
def towns() -> Lexicon:
    """Towns, as the countries they lie in."""
    made = Lexicon()
    for code, names in table("regions")["towns"].items():
        for name in names:
            made.add(words_of(name), Meaning(Kind.REGION, (code,), rule=f"{code} by the town of an event"))
    return made


@cache
def _careful() -> frozenset[str]:
    return frozenset(" ".join(words_of(name)) for name in table("regions")["careful"]["names"])


@remembered(4096)
def own_places(regions: tuple[tuple[str, str], ...]) -> Lexicon:
    """A client's words for groups of regions."""
    made = Lexicon()
    for called, name in regions:
        if words := words_of(called):
            made.add(words, Meaning(Kind.REGION, (name,), (name,), rule=f"{name} (a group of the client)"))
    return made


@cache
def _beginnings(languages: tuple[str, ...]) -> frozenset[str]:
    """The first words of all places: most words of a text are none, and are looked up once."""
    return frozenset(word for source in (*map(places, languages), parts()) for word in source.root)


def place_at(tokens: Sequence[Token], at: int, original: str, languages: Sequence[str]) -> tuple[Meaning, int] | None:
    """The place whose name begins at a token, and the token after it; None where there is none, or where it may be another word."""
    best: tuple[Meaning, int] | None = None
    if tokens[at].text not in _beginnings(tuple(languages)):
        return code_at(tokens, at, original)
    for source in (*(places(language) for language in languages), parts()):
        found = source.longest(tokens, at)
        if found and (best is None or found[1] > best[1]):
            best = found
    if best and not tokens[at].capital and (at + 1 == best[1] and len(tokens[at].text) < 5):
        best = None
    if (
        best
        and " ".join(token.text for token in tokens[at : best[1]]) in _careful()
        and not _placed(tokens, at, best[1])
    ):
        return None
    return best or code_at(tokens, at, original)


def _placed(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a name stands where places stand: capital, behind a word of place or a comma, and no other name beside it."""
    before = tokens[at - 1] if at else None
    following = tokens[after] if after < len(tokens) else None
    if not tokens[at].capital or (
        following and following.kind == "word" and following.capital and not _is_all_caps(following)
    ):
        return False
    return before is None or before.text in _PLACE_WORDS or before.text in LIST


def _is_all_caps(token: Token) -> bool:
    return token.end - token.start > 1 and token.capital and token.text in _PLACE_WORDS
