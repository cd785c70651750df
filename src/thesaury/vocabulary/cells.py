"""How the cells of a vocabulary's table are written: several values in one, IRIs in angle brackets, and nothing a spreadsheet runs."""

import re
from collections.abc import Iterable

_ESCAPED = re.compile(r"\\([\\|;])")
_VALUE = re.compile(r"(?:\\[\\|;]|[^|;])+", re.DOTALL)
_IRIS = re.compile(r"\s*<[^<>]*>(?:\s*[|;,]?\s*<[^<>]*>)*\s*")
_IRI = re.compile(r"<([^<>]*)>")
_RISKY = "\\='+-@\t\r＝＋－＠"
"""Signs that no cell begins with: spreadsheets take them for formulas, or for a mark of their own."""
_GUARDED = re.compile(rf"\A\\(?=[{re.escape(_RISKY)}])")
_TRUE = frozenset({"true", "1", "yes", "x", "ja", "wahr", "oui", "vrai"})


def joined(texts: Iterable[str]) -> str:
    """Several texts as one cell, which `parted` parts again."""
    return guarded(" | ".join(re.sub(r"([\\|;])", r"\\\1", text) for text in texts))


def parted(cell: str) -> list[str]:
    """The texts of a cell, apart by bars or semicolons; one with a backslash before it belongs to a text."""
    texts = (_ESCAPED.sub(r"\1", found).strip() for found in _VALUE.findall(unguarded(cell)))
    return [text for text in texts if text]


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula, whatever form the table has."""
    return f"\\{text}" if text[:1] and text[0] in _RISKY else text


def unguarded(cell: str) -> str:
    """The text of such a cell."""
    return _GUARDED.sub("", cell)


def bracketed(iris: Iterable[str]) -> str:
    """IRIs as one cell."""
    return " | ".join(f"<{iri}>" for iri in iris)


def iris_in(cell: str) -> list[str]:
    """The IRIs of a cell that holds nothing else; none where it holds anything else."""
    return _IRI.findall(cell) if _IRIS.fullmatch(cell) else []


def says_yes(cell: str) -> bool:
    """Whether a cell means yes."""
    return cell.strip().casefold() in _TRUE
