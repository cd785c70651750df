"""What a search address asks: the address holds everything, so that Back, reload and sharing work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from thesaury.search.documents import FACETS
from thesaury.search.finding import Question
from thesaury.web.lexicon import Lexicon

PAGE = 36
"""Hits on a page: divides into rows of two, three, four and six."""

_LONGEST = 400
_FARTHEST = 10_000
_WIDEST = 2_000
"""So many narrower concepts are looked for at once; below a broader one only itself counts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, chosen facet values, a concept whose narrower ones count too (`within`), and the page from 1."""

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    within: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, pairs: Iterable[tuple[str, str]]) -> "Asked":
        """Read a query string leniently: unknown names are left out, a page that is no number is the first."""
        given = list(pairs)
        last = dict(given)
        filters = dict.fromkeys((name, value) for name, value in given if name in FACETS and value)
        page = last.get("page", "")
        number = int(page) if page.isdecimal() and len(page) < 7 else 1
        words = " ".join(last.get("q", "")[:_LONGEST].split())
        return cls(words, tuple(filters), last.get("within", ""), min(max(number, 1), _FARTHEST))

    @property
    def url(self) -> str:
        """The address that asks this."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [("within", self.within)] if self.within else []
        pairs += self.filters
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return f"/?{urlencode(pairs)}" if pairs else "/"

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The chosen values of one facet."""
        return tuple(value for name, value in self.filters if name == facet)

    def toggled(self, facet: str, value: str) -> "Asked":
        """The same with this value chosen, or no longer chosen, on the first page."""
        pair = (facet, value)
        kept = tuple(f for f in self.filters if f != pair)
        return replace(self, filters=kept if pair in self.filters else (*kept, pair), page=1)

    def without(self, facet: str) -> "Asked":
        """The same without any choice in one facet."""
        return replace(self, filters=tuple(f for f in self.filters if f[0] != facet), page=1)

    def on_page(self, number: int) -> "Asked":
        """The same on another page."""
        return replace(self, page=number)

    def free(self) -> "Asked":
        """The words alone."""
        return Asked(self.words)

    def question(self, lexicon: Lexicon) -> Question:
        """The search that answers this page: any value within a facet, and every facet."""
        facets = dict.fromkeys(name for name, _ in self.filters)
        filters = [(name, self.chosen(name)) for name in facets]
        if self.within:
            filters.append(("concept", searched_within(self.within, lexicon)))
        return Question(self.words, tuple(filters), PAGE, (self.page - 1) * PAGE)


def searched_within(iri: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The concepts that count when this one is asked with everything narrower."""
    concepts = lexicon.within(iri)
    return concepts if len(concepts) <= _WIDEST else (iri,)
