"""Codes of countries and of their parts. Those that are small words too (NO, IN, BE) are read in a list of codes only."""

from collections.abc import Sequence
from functools import cache

from thesaury.model.remembering import remembered
from thesaury.rights.parsing.folding import Token
from thesaury.rights.parsing.lexicon import table
from thesaury.rights.parsing.meanings import Kind, Meaning

# What may stand between two codes or names of one list.
LIST = frozenset(
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
BY_CODE = "by code"
"""How the rule that read a code ends; every rule that read a place begins with the code of the place."""
_DOUBTFUL = "a country or an area"
_FAR = 40
"""So many tokens of a list are looked at for another code, on each side."""
_OF_PLACE = frozenset(("in", "for", "within", "only", "nur", "fur"))
NOT_PLACES = frozenset({"TV", "PR", "EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "003", "001", "GE"})


@cache
def _codes() -> dict[str, bool]:
    """Codes of countries and of their parts, and whether each is an ordinary word as well."""
    from babel import Locale

    words = set(table("regions")["codes"]["words"])
    known = {
        code
        for code in map(str, Locale.parse("en").territories)
        if len(code) == 2 and code.isalpha() and code not in NOT_PLACES
    }
    return {code: code in words for code in (known | {"UK", "GE"})}


def code_at(tokens: Sequence[Token], at: int, original: str) -> tuple[Meaning, int] | None:
    """The place whose code stands at a token, and the token after it; None where it may be another word."""
    token = tokens[at]
    if token.kind != "word" or len(token.text) != 2:
        return None
    code = original[token.start : token.end]
    ordinary = _codes().get(code)
    if ordinary is None or (at + 1 < len(tokens) and tokens[at + 1].text == "-"):
        return None
    if (part := _part_code(tokens, at, original)) is not None:
        return part
    area = doubtful(code) and code != "NO" and not _shouted(original)
    if area and at and tokens[at - 1].text in LIST and _beside_groups(tokens, at, original):
        return Meaning(Kind.OPEN, ("region",), reason="undefined_region", rule=_DOUBTFUL), at + 1
    if (ordinary or _shouted(original)) and not _between_codes(tokens, at, original):
        return None
    if code == "NO" and not _between_marks(tokens, at):
        return None
    if code in table("regions")["codes"]["marked"] and not (
        _between_marks(tokens, at) or _between_codes(tokens, at, original)
    ):
        return (
            (Meaning(Kind.OPEN, ("region",), reason="undefined_region", rule=_DOUBTFUL), at + 1)
            if _in_place(tokens, at)
            else None
        )
    if code != "NO" and doubtful(code) and _beside_groups(tokens, at, original):
        return Meaning(Kind.OPEN, ("region",), reason="undefined_region", rule=_DOUBTFUL), at + 1
    code = "GB" if code == "UK" else code
    return Meaning(Kind.REGION, (code,), (code,), rule=f"{code} {BY_CODE}"), at + 1


def _in_place(tokens: Sequence[Token], at: int) -> bool:
    """ "TV in DE": behind a word of place, and with nothing behind that a small word would belong to."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return at > 0 and tokens[at - 1].text in _OF_PLACE and (after is None or after.kind == "mark")


def doubtful(code: str) -> bool:
    """Whether people write it for something else as well, such as NA for North America."""
    return code in table("regions")["codes"]["doubtful"]


def _part_code(tokens: Sequence[Token], at: int, original: str) -> tuple[Meaning, int] | None:
    """A code such as DE-BY, which is two tokens without a space between them."""
    if at + 1 >= len(tokens):
        return None
    code = original[tokens[at].start : tokens[at + 1].end]
    if code not in table_of_parts():
        return None
    return Meaning(Kind.REGION, (code,), (code,), rule=f"{code} {BY_CODE}"), at + 2


@cache
def table_of_parts() -> frozenset[str]:
    """The codes of parts of countries that are known."""
    return frozenset(table("regions")["parts"])


@remembered(4)
def _shouted(original: str) -> bool:
    """Whether a text is all capitals; asked for each code of it, and worked out once."""
    return not any(letter.islower() for letter in original)


def _between_marks(tokens: Sequence[Token], at: int) -> bool:
    """Norway in a list, "SE, NO, DK"; anything else is a no."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    return (before is None or before.text in LIST) and (after is None or after.text in LIST)


def _between_codes(tokens: Sequence[Token], at: int, original: str) -> bool:
    """Whether a code stands in a list of codes: another one beside it that is no ordinary word, and nothing else on the other side."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is not None and after.kind == "word" and after.text not in LIST and not _is_code(after, original):
        return False
    return any(_listed(tokens, at, original, step) for step in (-1, 1))


def _listed(tokens: Sequence[Token], at: int, original: str, step: int) -> bool:
    """Whether a code that is no ordinary word stands in the same list, on one side."""
    index = at + step
    while (
        0 <= index < len(tokens)
        and abs(index - at) <= _FAR
        and (tokens[index].text in LIST or _is_code(tokens[index], original))
    ):
        if _is_code(tokens[index], original) and not _codes().get(_written(tokens[index], original), False):
            return True
        index += step
    return False


def _beside_groups(tokens: Sequence[Token], at: int, original: str) -> bool:
    """Whether the list a code stands in names groups of regions as well: then it may be the name of an area."""
    for step in (-1, 1):
        index = at + step
        while 0 <= index < len(tokens) and abs(index - at) <= _FAR:
            if _written(tokens[index], original) in _groups():
                return True
            if tokens[index].text not in LIST and not _is_code(tokens[index], original):
                break
            index += step
    return False


@cache
def _groups() -> frozenset[str]:
    """The abbreviations of groups of regions (EU, APAC): all of the table that are not those of one country."""
    entries = table("regions")["entry"]
    return frozenset(
        words
        for entry in entries
        for language in ("en", "de", "fr")
        for words in entry.get(language, ())
        if words.isalpha() and words.isupper() and not (len(entry["names"]) == 1 and entry["names"][0] in _codes())
    )


def _written(token: Token, original: str) -> str:
    return original[token.start : token.end]


def _is_code(token: Token, original: str) -> bool:
    return _written(token, original) in _codes() or _written(token, original) in ("EU", "EEA", "USA", "DACH")
