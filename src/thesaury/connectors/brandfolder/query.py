"""Queries for the search bar of Brandfolder, and for the parameter `search` of its interface."""

from collections.abc import Sequence

from thesaury.connectors.brandfolder.search_syntax import MOST_CHARACTERS, MOST_LABELS, quoted
from thesaury.model.connection import Connection
from thesaury.ports.query_writer import Request, Term, Written
from thesaury.ports.source import Tools

_PARAMETER = "search"


class BrandfolderQueries:
    """`("a" OR "b") AND NOT "c"`: one request, of at most 20 terms and 1,500 characters; implements `ports.query_writer.QueryWriter`."""

    def write(self, terms: Sequence[Term], excluded: Sequence[str] = ()) -> Written:
        """As many terms as fit, best first."""
        without = "".join(f" AND NOT {quoted(text)}" for text in excluded if text.strip())
        kept: list[str] = []
        left: list[Term] = []
        for term in terms:
            told = quoted(" ".join(term.text.split())) if term.concept else _typed(term.text)
            if told in kept:
                continue
            text = _any([*kept, told], without)
            if told and len(kept) < MOST_LABELS and len(text) <= MOST_CHARACTERS:
                kept.append(told)
            else:
                left.append(term)
        return Written((Request(_any(kept, without), _PARAMETER),) if kept else (), tuple(left))


def _any(told: Sequence[str], without: str) -> str:
    return f"({' OR '.join(told)}){without}" if without and len(told) > 1 else f"{' OR '.join(told)}{without}"


def _typed(text: str) -> str:
    """What was typed: an asset has all of its words, wherever they stand."""
    words = [quoted(word) for word in text.split()]
    return words[0] if len(words) == 1 else f"({' AND '.join(words)})" if words else ""


def open_queries(connection: Connection | None, tools: Tools | None) -> BrandfolderQueries:
    """The search language; nothing has to be asked for it."""
    return BrandfolderQueries()
