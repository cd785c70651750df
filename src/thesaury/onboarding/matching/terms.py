"""Labels as sequences of terms: folded, spelled one way, without function words, stemmed."""

import re
from collections.abc import Callable, Collection, Iterator

from thesaury.enrichment.stopwords import STOP_WORDS
from thesaury.vocabulary.words.folding import folded, split
from thesaury.vocabulary.words.stems import primary, stems

Terms = tuple[str, ...]
Reading = Callable[[str, str], Terms]
"""The terms of a text in a language."""

# What joins the words of a label without changing what they say: conjunctions, articles and `of`.
_JOINS = """and or the a an of und oder der die das des dem den ein eine von et ou le la les l un une de du d y o el los las del e di
della dei il lo i gli en het een van och eller av os as do da dos das"""
_JOINING = frozenset(_JOINS.split())

_POSSESSIVE = re.compile(r"(?<=\w)['\u2019](?=s?\b)")
# Where one word ends and the next begins without a space: `assignReviewer`, `T12`, `3D`.
_SEAMS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
# British spellings and the American ones, by the part of a word that differs; both sides are read alike, so a rare word that only looks
# British comes to no harm.
_BRITISH = (
    (re.compile(r"(?<=\w\w)our(?=s?$|ed|ing|ist|able|ful|less)"), "or"),
    (re.compile(r"(?<=\w\w)is(?=e[ds]?$|ing$|ation|er)"), "iz"),
    (re.compile(r"(?<=\w\w)ys(?=e[ds]?$|ing$)"), "yz"),
    (re.compile(r"tre(?=s?$)"), "ter"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"[ao]e(?=\w\w)"), "e"),
    (re.compile(r"ll(?=ed$|ing$|er$)"), "l"),
    (re.compile(r"^grey"), "gray"),
)


def words_of(text: str, language: str) -> list[str]:
    """The words of a label as they are compared, before they are stemmed; function words are left out unless there is nothing else."""
    apart = _SEAMS.sub(" ", _POSSESSIVE.sub("", text))
    found = split(folded(apart))
    stop = STOP_WORDS.get(primary(language), frozenset())
    kept = [word for word in found if word not in stop] or found
    return [_american(word) for word in kept] if primary(language) == "en" else kept


def frame_of(text: str, language: str) -> frozenset[str]:
    """The function words that change what a label says: `has a name` is not what `name` is."""
    stop = STOP_WORDS.get(primary(language), frozenset())
    return frozenset(word for word in split(folded(text)) if word in stop and word not in _JOINING)


def reading(known: Collection[str]) -> Reading:
    """How labels are read where these words occur: two words of which one is known when written together are that one."""

    def read(text: str, language: str) -> Terms:
        return tuple(stems(" ".join(_joined(words_of(text, language), known)), language))

    return read


def _joined(words: list[str], known: Collection[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        pair = "".join(words[at : at + 2])
        if at + 1 < len(words) and not pair.isdigit() and pair in known:
            yield pair
            at += 2
        else:
            yield words[at]
            at += 1


def _american(word: str) -> str:
    for pattern, spelled in _BRITISH:
        word = pattern.sub(spelled, word)
    return word
