"""The clauses around what no rule understood: one word alone tells neither a person nor a model what is meant."""

import re
from collections.abc import Iterable

from thesaury.model.licensing import Unresolved

LONGEST = 4_000
"""Code points of a clause; a longer one is a contract, and for a person alone."""

MOST = 20
"""Clauses of one record that a model is asked about; a licence with more is for a lawyer, not for a model."""

_END = re.compile(r"[;\n\r]|[.!?](?=\s)")


def clauses_of(text: str, unresolved: Iterable[Unresolved]) -> tuple[list[Unresolved], list[Unresolved]]:
    """The clauses a model may be asked about, each once with the first reason it is unresolved for, in the order of the text; and
    what it may not be asked about: what has no words of its own in the text, clauses that are too long, and those that are too many.
    """
    found: dict[tuple[int, int], Unresolved] = {}
    left: list[Unresolved] = []
    for one in sorted(unresolved, key=lambda each: each.start):
        if one.end <= one.start or text[one.start : one.end] != one.words:
            left.append(one)
            continue
        start, end = _around(text, one)
        found.setdefault((start, end), Unresolved(one.reason, start, end, text[start:end]))
    clauses = list(found.values())
    short = [clause for clause in clauses if len(clause.words) <= LONGEST]
    return short[:MOST], [*left, *(clause for clause in clauses if clause not in short[:MOST])]


def _around(text: str, one: Unresolved) -> tuple[int, int]:
    """From the end of the clause before to the end of this one, without the white space."""
    start = max((mark.end() for mark in _END.finditer(text, 0, one.start)), default=0)
    following = _END.search(text, one.end)
    end = following.start() if following else len(text)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return start, start + len(text[start:end].rstrip())
