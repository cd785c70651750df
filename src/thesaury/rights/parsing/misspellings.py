"""Words that were mistyped by one letter: read as the one word of the tables that they can be, where that can be only one.

A guess could permit what was forbidden, so there is hardly any: only long words of closed kinds are ever meant, never a no, an except, an
only or a condition, and never a word of everything (the world, for ever, all media); first and last letter have to be right; and no
other word of any table may be one letter away.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from thesaury.model.remembering import remembered
from thesaury.rights.parsing.folding import Token, words_of
from thesaury.rights.parsing.lexicon import TABLES, lexicon, table
from thesaury.rights.parsing.licences import licence_names

_SHORTEST = 6
"""Letters of the shortest word that a missing, a doubled or a swapped letter may hide."""
_SHORTEST_OTHER = 8
"""Letters of the shortest word in which another letter may stand: many more words differ by that."""
_LISTS = ("en", "de", "fr")
_TABLES_BESIDE = ("names", "boilerplate", "conditions", "bounds")


def corrected(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with what was mistyped as it was meant; their places stay. A capital beside a word that nobody knows may be a name."""
    known = _known()
    odd = [at for at, token in enumerate(tokens) if token.text not in known and token.kind == "word"]
    made = list(tokens)
    for at in odd:
        token = tokens[at]
        if len(token.text) >= _SHORTEST - 1 and not _may_be_a_name(tokens, at) and (meant := _meant(token.text)):
            made[at] = token._replace(text=meant)
    return made


def _may_be_a_name(tokens: Sequence[Token], at: int) -> bool:
    if not tokens[at].capital:
        return False
    beside = [tokens[index] for index in (at - 1, at + 1) if 0 <= index < len(tokens)]
    return any(one.text in "©.&" or (one.kind == "word" and one.capital and one.text not in _known()) for one in beside)


@remembered(4096)
def _meant(word: str) -> str:
    """The word that a mistyped one must have been; empty where it is none or may be several."""
    near = {known for form in _shortened(word) for known in _by_form().get(form, ()) if _one_off(word, known)}
    if len(near) != 1:
        return ""
    (meant,) = near
    if (meant[0], meant[-1]) != (word[0], word[-1]):
        return ""
    if len(meant) < (_SHORTEST_OTHER if _another_letter(word, meant) else _SHORTEST):
        return ""
    return "" if any(_one_off(word, known) for known in _known() if known != meant) else meant


def _another_letter(word: str, meant: str) -> bool:
    return len(word) == len(meant) and sorted(word) != sorted(meant)


def _one_off(word: str, known: str) -> bool:
    """Whether one letter was left out, put in, exchanged, or changed its place with its neighbour."""
    if abs(len(word) - len(known)) > 1:
        return False
    if len(word) < len(known):
        return word in set(_without_one(known))
    if len(word) > len(known):
        return known in set(_without_one(word))
    differing = [at for at, letter in enumerate(word) if letter != known[at]]
    if len(differing) == 2 and differing[1] == differing[0] + 1:
        one, two = differing
        return word[one] == known[two] and word[two] == known[one]
    return len(differing) == 1


def _without_one(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _shortened(word: str) -> Iterator[str]:
    yield word
    yield from _without_one(word)


@cache
def _known() -> frozenset[str]:
    """Every word of every table."""
    words = {
        word for name in (*TABLES, *_TABLES_BESIDE) for phrase in _strings(table(name)) for word in words_of(phrase)
    }
    return frozenset(words | set(_nodes(lexicon().root)) | set(_nodes(licence_names().root)) | _also())


def _also() -> frozenset[str]:
    return frozenset(word for phrase in table("misspellings")["other_words"] for word in words_of(phrase))


def _nodes(node: dict[str, object]) -> Iterator[str]:
    for word, after in node.items():
        if word and isinstance(after, dict):
            yield word
            yield from _nodes(after)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@cache
def _by_form() -> dict[str, tuple[str, ...]]:
    """The words that may have been meant by every form of them that lacks at most one letter."""
    forms: dict[str, set[str]] = {}
    for word in _may_be_meant():
        for form in _shortened(word):
            forms.setdefault(form, set()).add(word)
    return {form: tuple(sorted(words)) for form, words in forms.items()}


@cache
def _may_be_meant() -> frozenset[str]:
    """The words that a text may have meant: those of the table of misspellings."""
    return frozenset(
        word for language in _LISTS for phrase in table("misspellings")[language] for word in words_of(phrase)
    )
