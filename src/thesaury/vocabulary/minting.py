"""IRIs for what has none: concepts of tables, and schemes nobody described."""

from collections.abc import Sequence
from urllib.parse import quote

_ROOT = "urn:thesaury:vocabulary"


def scheme_iri(vocabulary: str, name: str = "") -> str:
    """The IRI of the vocabulary's own scheme, or of one of several that have names."""
    return f"{_ROOT}:{quote(vocabulary, safe='')}" + (f":scheme:{quote(name, safe='')}" if name else "")


def concept_iri(vocabulary: str, *path: str) -> str:
    """The IRI of a concept known by its id, or by the labels on the way down to it."""
    return f"{_ROOT}:{quote(vocabulary, safe='')}:{escaped(path)}"


def new_iri(vocabulary: str, id: str, base: str = "") -> str:
    """The IRI of a concept or scheme made here: below the workspace's own address, where it has one (ending with a slash)."""
    return f"{base}{quote(vocabulary, safe='')}/{id}" if base else f"{_ROOT}:{quote(vocabulary, safe='')}:{id}"


def escaped(path: Sequence[str]) -> str:
    """The parts joined by slashes, each safe within an IRI."""
    return "/".join(quote(part, safe="") for part in path)
