"""An expansion as a query for a search box that nobody knows much of: words and quoted phrases, joined with OR."""

from collections.abc import Sequence

from thesaury.ports.query_writer import Request, Term, Written

MOST_CHARACTERS = 1_500
"""So long a query most search boxes take; a choice of ours."""

_OPERATORS = ("and", "or", "not", "near")


class PlainWriter:
    """`(word OR "two words") NOT "other words"`, as search engines of the Lucene family read it; implements `QueryWriter`."""

    def __init__(self, most_characters: int = MOST_CHARACTERS) -> None:
        """A query is no longer than this."""
        self._most = most_characters

    def write(self, terms: Sequence[Term], excluded: Sequence[str] = ()) -> Written:
        """As many terms as fit, best first. Quotes and backslashes in them are left out, for how to write them differs."""
        without = "".join(f" NOT {told}" for text in excluded if (told := _quoted(text)))
        kept: list[str] = []
        left: list[Term] = []
        for term in terms:
            told = _quoted(term.text) if term.concept else _typed(term.text)
            fits = len(" OR ".join([*kept, told])) + len(without) + 2 <= self._most
            if told and fits and told not in kept:
                kept.append(told)
            elif not told or not fits:
                left.append(term)
        if not kept:
            return Written((), tuple(left))
        any_ = " OR ".join(kept)
        return Written(
            (Request(f"({any_}){without}" if without and len(kept) > 1 else f"{any_}{without}"),), tuple(left)
        )


def _typed(text: str) -> str:
    """What was typed: all of its words, as one term."""
    words = [told for word in text.split() if (told := _quoted(word))]
    return words[0] if len(words) == 1 else f"({' AND '.join(words)})" if words else ""


def _quoted(text: str) -> str:
    """A single word as it is, anything else in quotes; empty without a letter or digit."""
    plain = " ".join(text.replace('"', " ").replace("\\", " ").split())
    if not any(c.isalnum() for c in plain):
        return ""
    return plain if plain.isalnum() and plain.casefold() not in _OPERATORS else f'"{plain}"'
