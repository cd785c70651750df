"""The table of words that values of fields are read by, beside those of the parser."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from thesaury.rights.parsing.folding import fold


@cache
def table() -> Mapping[str, Any]:
    """The table beside this code."""
    return loads((files("thesaury.rights.fields") / "words.toml").read_text(encoding="utf-8"))


def said(value: str, *keys: str) -> bool:
    """Whether a value is one of the words in a list of the table, whatever its case and accents."""
    found: Any = table()
    for key in keys:
        found = found[key]
    return folded(value) in _folded(tuple(found))


def folded(value: str) -> str:
    """The form in which values are compared."""
    return " ".join(fold(value).split())


@cache
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(folded, words))
