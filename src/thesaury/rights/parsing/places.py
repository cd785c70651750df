"""Names of places: countries and continents by CLDR, parts of countries, codes. Names that are ordinary words are read with care."""

from collections.abc import Sequence
from functools import cache

from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import Lexicon, table
from thesaury.rights.parsing.meanings import Kind, Meaning

LANGUAGES = ("en", "de", "fr")
"""Whose names of countries are always known; the language of the context's locale is read as well."""

# What may stand between two codes or names of one list.
_LIST = frozenset(
    {
        ".",
        "\n",
        "only",
        "market",
        "nur",
        ")",
        ",",
        "/",
        "+",
        "&",
        ";",
        "|",
        "and",
        "und",
        "et",
        "or",
        "oder",
        "ou",
        "(",
        ":",
    }
)
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
        if code in _NOT_PLACES or " ".join(words) in never or not words:
            continue
        meaning = Meaning(Kind.REGION, (code,), (code,), rule=f"name of a place ({language})")
        for spelling in {name, _typed(name)}:
            made.add(words_of(spelling), meaning)
    for code, other in table("regions")["also_called"].items():
        made.add(words_of(other), Meaning(Kind.REGION, (code,), (code,), rule="name of a place"))
    return made


def _typed(name: str) -> str:
    """As it is written where a keyboard has no umlauts."""
    return name.lower().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")


_FAR = 40
"""So many tokens of a list are looked at for another code, on each side."""
_NOT_PLACES = frozenset({"TV", "PR", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "003", "001", "GE"})


@cache
def parts() -> Lexicon:
    """Parts of countries by their names."""
    made = Lexicon()
    for code, names in table("regions")["parts"].items():
        for name in names:
            for spelling in {name, _typed(name)}:
                made.add(words_of(spelling), Meaning(Kind.REGION, (code,), (code,), rule="part of a country"))
    return made


@cache
def towns() -> Lexicon:
    """Towns, as the countries they lie in."""
    made = Lexicon()
    for code, names in table("regions")["towns"].items():
        for name in names:
            made.add(words_of(name), Meaning(Kind.REGION, (code,), rule="town of an event"))
    return made


@cache
def _careful() -> frozenset[str]:
    return frozenset(" ".join(words_of(name)) for name in table("regions")["careful"]["names"])


@cache
def _codes() -> dict[str, bool]:
    """Codes of countries and of their parts, and whether each is an ordinary word as well."""
    from babel import Locale

    words = set(table("regions")["codes"]["words"])
    known = {
        code
        for code in map(str, Locale.parse("en").territories)
        if len(code) == 2 and code.isalpha() and code not in _NOT_PLACES
    }
    return {code: code in words for code in (known | {"UK", "GE"})}


def place_at(tokens: Sequence[Token], at: int, original: str, languages: Sequence[str]) -> tuple[Meaning, int] | None:
    """The place whose name begins at a token, and the token after it; None where there is none, or where it may be another word."""
    best: tuple[Meaning, int] | None = None
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
    return best or _code_at(tokens, at, original)


def _placed(tokens: Sequence[Token], at: int, after: int) -> bool:
    """Whether a name stands where places stand: capital, behind a word of place or a comma, and no other name beside it."""
    before = tokens[at - 1] if at else None
    following = tokens[after] if after < len(tokens) else None
    if not tokens[at].capital or (
        following and following.kind == "word" and following.capital and not _is_all_caps(following)
    ):
        return False
    return before is None or before.text in _PLACE_WORDS or before.text in _LIST


def _is_all_caps(token: Token) -> bool:
    return token.end - token.start > 1 and token.capital and token.text in _PLACE_WORDS


def _code_at(tokens: Sequence[Token], at: int, original: str) -> tuple[Meaning, int] | None:
    token = tokens[at]
    if token.kind != "word" or len(token.text) != 2:
        return None
    code = original[token.start : token.end]
    ordinary = _codes().get(code)
    if ordinary is None or (at + 1 < len(tokens) and tokens[at + 1].text == "-"):
        return None
    if (part := _part_code(tokens, at, original)) is not None:
        return part
    if (ordinary or _shouted(original)) and not _between_codes(tokens, at, original):
        return None
    if code == "NO" and not _between_marks(tokens, at):
        return None
    if code in table("regions")["codes"]["marked"] and not (
        _between_marks(tokens, at) or _between_codes(tokens, at, original)
    ):
        return None
    code = "GB" if code == "UK" else code
    return Meaning(Kind.REGION, (code,), (code,), rule="country code"), at + 1


def _part_code(tokens: Sequence[Token], at: int, original: str) -> tuple[Meaning, int] | None:
    """A code such as DE-BY, which is two tokens without a space between them."""
    if at + 1 >= len(tokens):
        return None
    code = original[tokens[at].start : tokens[at + 1].end]
    if code not in table_of_parts():
        return None
    return Meaning(Kind.REGION, (code,), (code,), rule="code of a part of a country"), at + 2


@cache
def table_of_parts() -> frozenset[str]:
    """The codes of parts of countries that are known."""
    return frozenset(table("regions")["parts"])


def _shouted(original: str) -> bool:
    return not any(letter.islower() for letter in original)


def _between_marks(tokens: Sequence[Token], at: int) -> bool:
    """Norway in a list, "SE, NO, DK"; anything else is a no."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    return (before is None or before.text in _LIST) and (after is None or after.text in _LIST)


def _between_codes(tokens: Sequence[Token], at: int, original: str) -> bool:
    """Whether a code stands in a list of codes: another one beside it that is no ordinary word, and nothing else on the other side."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.kind == "word" and after.text not in _LIST and not _is_code(after, original):
        return False
    return any(_listed(tokens, at, original, step) for step in (-1, 1))


def _listed(tokens: Sequence[Token], at: int, original: str, step: int) -> bool:
    """Whether a code that is no ordinary word stands in the same list, on one side."""
    index = at + step
    while (
        0 <= index < len(tokens)
        and abs(index - at) <= _FAR
        and (tokens[index].text in _LIST or _is_code(tokens[index], original))
    ):
        if _is_code(tokens[index], original) and not _codes().get(_written(tokens[index], original), False):
            return True
        index += step
    return False


def _written(token: Token, original: str) -> str:
    return original[token.start : token.end]


def _is_code(token: Token, original: str) -> bool:
    return _written(token, original) in _codes() or _written(token, original) in ("EU", "EEA", "USA", "DACH")
