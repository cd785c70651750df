"""What a search address asks: the address holds everything, so that Back, reload and sharing work."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote_plus

from thesaury.model.remembering import remembered
from thesaury.search.by_scheme import CONCEPT
from thesaury.search.cleared import VERDICT
from thesaury.search.documents import FACETS
from thesaury.search.ranking import Question
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.parts.search_use import Pairs, use_pairs

PAGE = 36
"""Hits on a page: divides into rows of two, three, four and six."""

_LONGEST = 400
_FARTHEST = 10_000
_YES = ("1", "true", "yes")
_WITHIN = "within"
"""What addresses called a concept with everything narrower when a concept alone meant only itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, chosen facet values, the page from 1, and the use that rights are asked about, as pairs of the address.

    A chosen concept takes in everything narrower. Verdicts can be chosen where a use is asked about. `related`: concepts related to those
    of the words are taken in.
    """

    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    page: int = 1
    use: Pairs = ()
    related: bool = False

    @classmethod
    def from_query(cls, pairs: Iterable[tuple[str, str]]) -> "Asked":
        """Read a query string leniently: unknown names are left out, a page that is no number is the first."""
        given = [(CONCEPT if name == _WITHIN else name, value) for name, value in pairs]
        last = dict(given)
        use = use_pairs(given)
        names = (*FACETS, VERDICT) if use else FACETS
        filters = dict.fromkeys((name, value) for name, value in given if name in names and value)
        page = last.get("page", "")
        number = int(page) if page.isdecimal() and len(page) < 7 else 1
        words = " ".join(last.get("q", "")[:_LONGEST].split())
        return cls(words, tuple(filters), min(max(number, 1), _FARTHEST), use, last.get("related") in _YES)

    @property
    def url(self) -> str:
        """The address that asks this."""
        pairs = [("q", self.words)] if self.words else []
        pairs += self.filters
        pairs += self.use
        pairs += [("related", "1")] if self.related else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return f"/search?{'&'.join(map(_written, pairs))}" if pairs else "/search"

    def chosen(self, facet: str) -> tuple[str, ...]:
        """The chosen values of one facet."""
        return tuple(value for name, value in self.filters if name == facet)

    def toggled(self, facet: str, value: str) -> "Asked":
        """The same with this value chosen, or no longer chosen, on the first page."""
        pair = (facet, value)
        kept = tuple(f for f in self.filters if f != pair)
        return replace(self, filters=kept if pair in self.filters else (*kept, pair), page=1)

    def with_concept(self, iri: str, thesaurus: Thesaurus) -> "Asked":
        """The same with this concept chosen, or no longer chosen. It takes the place of what is above it, which would take it in, and of
        what is below it, which it takes in."""
        if iri in self.chosen(CONCEPT):
            return self.toggled(CONCEPT, iri)
        above = thesaurus.ancestors(iri)
        kept = tuple(
            (name, value)
            for name, value in self.filters
            if name != CONCEPT or not (value in above or iri in thesaurus.ancestors(value))
        )
        return replace(self, filters=(*kept, (CONCEPT, iri)), page=1)

    def beside(self, related: bool) -> "Asked":
        """The same with what is related taken in, or not, on the first page."""
        return replace(self, related=related, page=1)

    def reworded(self, words: str) -> "Asked":
        """The same filters with other words, on the first page."""
        return replace(self, words=words, page=1)

    def on_page(self, number: int) -> "Asked":
        """The same on another page."""
        return replace(self, page=number)

    def free(self) -> "Asked":
        """The words alone, with the use that is asked about."""
        return Asked(self.words, use=self.use, related=self.related)

    def unasked(self) -> "Asked":
        """The same without asking about rights."""
        return replace(self, filters=tuple(f for f in self.filters if f[0] != VERDICT), use=(), page=1)

    def only(self, facet: str, value: str) -> "Asked":
        """The same with this value alone chosen in its facet, on the first page."""
        kept = tuple(f for f in self.filters if f[0] != facet)
        return replace(self, filters=(*kept, (facet, value)), page=1)

    def question(self) -> Question:
        """The search that answers this page: any value within a facet, and every facet; without what is asked about rights."""
        facets = dict.fromkeys(name for name, _ in self.filters if name != VERDICT)
        filters = tuple((name, self.chosen(name)) for name in facets)
        return Question(self.words, filters, limit=PAGE, offset=(self.page - 1) * PAGE, related=self.related)


@remembered(8192)
def _written(pair: tuple[str, str]) -> str:
    """A page of results has hundreds of addresses, made of the same few pairs."""
    return f"{quote_plus(pair[0])}={quote_plus(pair[1])}"
