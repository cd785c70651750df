"""Base forms of English words: the exceptions of the dictionary, and the endings its manual lists (morphy(7WN))."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

_ENDINGS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "n": (
        ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y"),
    ),
    "v": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "a": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "r": (),
}  # fmt: skip

Exceptions = Mapping[str, Sequence[str]]


def read_exceptions(path: Path) -> Exceptions:
    """The irregular forms of a file such as noun.exc, each with its base forms; none where the file is not there."""
    if not path.is_file():
        return {}
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return {words[0]: words[1:] for words in lines if len(words) > 1}


def bases(term: str, part: str, exceptions: Exceptions, known: Callable[[str], bool]) -> list[str]:
    """The lemmas a term may be a form of, likeliest first; in a phrase its first or last word may be inflected: `houses of worship`."""
    found = [lemma for lemma in _candidates(term, part, exceptions) if known(lemma)]
    if part == "n" and "_" in term:
        first, _, rest = term.partition("_")
        found += [lemma for base in _candidates(first, part, exceptions) if known(lemma := f"{base}_{rest}")]
    return list(dict.fromkeys(found))


def _candidates(term: str, part: str, exceptions: Exceptions) -> Iterator[str]:
    yield from exceptions.get(term, ())
    yield term
    for ending, instead in _ENDINGS[part]:
        if term.endswith(ending) and len(term) > len(ending):
            yield term[: -len(ending)] + instead
