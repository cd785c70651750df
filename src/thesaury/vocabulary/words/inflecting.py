"""From the inflected form of a word to the form it may be listed under: plurals and cases that nobody takes for another word.

This is narrower than a stem on purpose. Snowball takes `Reisen` to `Reis` and `universe` to `univers`; here a form counts only where
one of two written words is the other's plural, so that it is safe to say that both are the same term.
"""

import re
from collections.abc import Callable, Iterator

_SHORTEST = 3
"""A listed form has no fewer letters."""

_Rule = tuple[str, str]
"""An ending and what stands in its place in the listed form."""

_RULES: dict[str, tuple[_Rule, ...]] = {
    "en": (
        ("ies", "y"),
        ("ves", "f"),
        ("ves", "fe"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("sses", "ss"),
        ("xes", "x"),
        ("zes", "z"),
        ("oes", "o"),
        ("men", "man"),
        ("s", ""),
    ),
    "de": (
        ("ien", "ium"),
        ("een", "eum"),
        ("ren", "rum"),
        ("men", "ma"),
        ("llen", "lla"),
        ("en", ""),
        ("en", "e"),
        ("ern", "er"),
        ("eln", "el"),
        ("es", ""),
        ("e", ""),
        ("s", ""),
    ),
    "fr": (("eaux", "eau"), ("aux", "al"), ("x", ""), ("s", "")),
    "es": (("ces", "z"), ("es", ""), ("s", "")),
    "it": (
        ("chi", "co"),
        ("ghi", "go"),
        ("che", "ca"),
        ("ghe", "ga"),
        ("i", "o"),
        ("i", "e"),
        ("i", "io"),
        ("e", "a"),
    ),
    "pt": (("ões", "ão"), ("ães", "ão"), ("ais", "al"), ("eis", "el"), ("ns", "m"), ("es", ""), ("s", "")),
    "nl": (("'s", ""), ("en", ""), ("s", "")),
}

_NO_PLURALS = {
    "en": "arms blues briefs contents customs glasses goods lens means minutes news pants series shorts species spectacles "
    "spirits sports tights woods works",
    "de": "busse essen garten greifen hafen kanone karte kohle kuchen kurs laden leben leiter liste masse mode morgen nähen "
    "rahmen rasen reifen reise schale schulden tanke wagen winde wollen",
    "fr": "bas bois bras corps cours fils fois lettres lunettes mars mois os pays sens souris temps vacances vers",
    "es": "esposas gafas lunes martes mes tres",
    "it": "",
    "pt": "lunes mês óculos",
    "nl": "",
}
"""Words that look like the plural of another and mean something else."""

_NO_PLURAL_ENDINGS = {"en": ("ss", "us", "is", "ics")}

_IRREGULAR = {
    "en": {"children": "child", "feet": "foot", "teeth": "tooth", "geese": "goose", "mice": "mouse", "people": "person"}
}

# The German nouns with a plural in -er are a closed class; `Käufer` and `Lehrer` are not plurals.
_ER_PLURALS = (
    "amt bad band bild blatt brett buch dach dorf ei fach fass feld geist gesicht gewand glas glied grab gras haus "
    "holz horn huhn kalb kind kleid korn kraut lamm land licht lied loch mann maul mund nest pfand rad rand rind "
    "schild schloss schwert strauch tal tuch volk wald wort wurm denkmal"
)
_ER_ENDS = tuple(_ER_PLURALS.split())
_SHORT_PLURALS = "arm ast bad bus gas hof hut kuh ohr rad see tag tal tor typ uhr weg zoo zug"
_LIGHT_VOWEL = re.compile("[ei][^aeiou]*$")
"""Where the last vowel of a noun is none of these, its plural in -er has an umlaut: `Bader` are no `Bäder`."""
_STATES = re.compile("(?:^|[a-zäöü]{3}s)länder$")
"""`Bundesländer` are states, `Engländer` and `Ausländer` are people."""
_WITHOUT_UMLAUTS = str.maketrans("äöü", "aou")
_UMLAUT_PLURALS = ("e", "el", "en", "er")
_FEMALE = 8
"""`Köchinnen` is the shortest plural in -innen; `Spinnen` and `Finnen` are none."""
_VOWELS = "aeiou"


def listed_forms(words: str, language: str) -> frozenset[str]:
    """What a folded text (small letters, accents kept) in this language may be listed under beside itself; nothing where it seems to be
    no plural, or the language is none of those known here.

    In Romance languages the first word alone may be inflected, or all are; in the others it is the last.
    """
    if language not in _RULES or not words:
        return frozenset()
    *before, last = words.split(" ")
    found = {" ".join((*before, form)) for form in _forms(last, language)}
    if before and language in ("fr", "es", "it", "pt"):
        found |= set(_romance([*before, last], language))
    return frozenset(found - {words})


def _romance(words: list[str], language: str) -> Iterator[str]:
    first, *rest = words
    for form in _forms(first, language):
        yield " ".join((form, *rest))
        if len(rest) == 1:
            yield from (f"{form} {other}" for other in _forms(rest[0], language))


def _forms(word: str, language: str) -> set[str]:
    if word in _NO_PLURALS[language].split() or word.endswith(_NO_PLURAL_ENDINGS.get(language, ())):
        return set()
    if irregular := _IRREGULAR.get(language, {}).get(word):
        return {irregular}
    if language == "de" and word.endswith("n") and word[:-1] in _NO_PLURALS["de"].split():
        return {word[:-1]}
    found = {word[: -len(end)] + other for end, other in _RULES[language] if word.endswith(end)}
    if more := _MORE.get(language):
        found |= set(more(word, found))
    return {form for form in found if _may_be_listed(form, language) and form.isalpha()}


def _may_be_listed(form: str, language: str) -> bool:
    """Many German words of three letters become another by an ending (Eis, Eisen), and few are nouns that have a plural."""
    return len(form) > _SHORTEST or (len(form) == _SHORTEST and (language != "de" or form in _SHORT_PLURALS.split()))


def _german(word: str, found: set[str]) -> Iterator[str]:
    """With the vowel of the singular: `Bäume` is listed under `Baum`, `Häuser` under `Haus`, `Äpfel` under `Apfel`."""
    plain = word.translate(_WITHOUT_UMLAUTS)
    if word.endswith("länder") and not _STATES.search(word):
        return
    if word.endswith("er") and plain[:-2].endswith(_ER_ENDS) and (plain != word or _LIGHT_VOWEL.search(word[:-2])):
        yield plain[:-2]
    if word.endswith("innen") and len(word) >= _FEMALE:
        yield word[:-3]
    if plain != word and word.endswith(_UMLAUT_PLURALS):
        yield plain[:-1] if word.endswith("e") else plain


def _dutch(word: str, found: set[str]) -> Iterator[str]:
    """With the spelling of the closed syllable: `bomen` is listed under `boom`, `bussen` under `bus`, `huizen` under `huis`."""
    if not word.endswith("en") or len(word) < 5:
        return
    stem = word[:-2]
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    elif stem[-2] in _VOWELS and stem[-3] not in _VOWELS:
        yield f"{stem[:-1]}{stem[-2]}{stem[-1]}"
    if stem[-1] in "zv":
        yield stem[:-1] + {"z": "s", "v": "f"}[stem[-1]]


_MORE: dict[str, Callable[[str, set[str]], Iterator[str]]] = {"de": _german, "nl": _dutch}
