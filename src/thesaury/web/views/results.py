"""The search page as values: hits, facets, chips, pages, and what to do when nothing was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from thesaury.model.concept import Label
from thesaury.ports.workspace import Workspace
from thesaury.search.finding import Answer, Question, find
from thesaury.web.lexicon import Lexicon
from thesaury.web.texts import phrase
from thesaury.web.views.asked import PAGE, Asked
from thesaury.web.views.cards import Card, card
from thesaury.web.views.facet_names import value_name

_SHOWN = (
    *("source", "campaign", "market", "brand", "product", "concept", "type"),
    *("licensed_use", "licensed_channel", "licensed_region", "licensed_purpose", "rights"),
)
_OPEN_VALUES = 6
_MOST_VALUES = 60
_TRIED_BROADER = 12
_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: choosing it leads to `url`; `count` is how many assets have it, None when it is not known."""

    value: Label
    count: int | None
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with the values to show at once and those behind a fold."""

    name: str
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, and the address without it."""

    facet: str
    value: Label
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A concept that would find something, with how much."""

    name: Label
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the search page shows."""

    asked: Asked
    total: int
    cards: tuple[Card, ...]
    understood: tuple[tuple[str, Label], ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    last_page: int
    broader: tuple[Offer, ...] = ()
    freed: int = 0


class Searcher:
    """Answers search pages over one workspace and the lexicon of this moment."""

    def __init__(self, workspace: Workspace, lexicon: Lexicon) -> None:
        """Nothing is searched yet."""
        self._workspace = workspace
        self._lexicon = lexicon

    def answer(self, question: Question) -> Answer:
        """The plain answer of the search."""
        lexicon = self._lexicon
        catalogue, index = self._workspace.catalogue, self._workspace.index
        with lexicon.turn:
            return find(question, catalogue, index, lexicon.annotator, lexicon.thesaurus)

    def stretch(self, asked: Asked, limit: int, offset: int) -> Answer:
        """The answer to what is asked, any stretch of it instead of a page."""
        return self.answer(replace(asked.question(self._lexicon), limit=limit, offset=offset))

    def results(self, asked: Asked) -> Results:
        """The page asked for; one beyond the last becomes the last."""
        answer = self.answer(asked.question(self._lexicon))
        last = max(1, -(-answer.total // PAGE))
        if asked.page > last:
            asked = replace(asked, page=last)
            answer = self.answer(asked.question(self._lexicon))
        results = Results(
            asked=asked,
            total=answer.total,
            cards=tuple(card(hit, self._lexicon) for hit in answer.hits),
            understood=tuple((iri, self._lexicon.name(iri)) for iri in answer.concepts),
            facets=self._facets(asked, answer),
            chips=self._chips(asked),
            last_page=last,
        )
        return results if answer.total else self._with_ways_out(results, answer)

    def _with_ways_out(self, results: Results, answer: Answer) -> Results:
        asked = results.asked
        freed = self._total(asked.free()) if asked.filters or asked.within else 0
        return replace(results, broader=() if freed else tuple(self._broader(answer.concepts)), freed=freed)

    def _broader(self, concepts: Sequence[str]) -> list[Offer]:
        """The nearest broader concepts whose names find something."""
        above = [self._lexicon.thesaurus.ancestors(concept) for concept in concepts]
        steps = {iri: min(way[iri] for way in above if iri in way) for iri in set().union(*above)}
        nearest = sorted(steps, key=lambda iri: (steps[iri], iri))[:_TRIED_BROADER]
        offers = (self._offer(iri) for iri in nearest)
        return [offer for offer in offers if offer.count][:_OFFERED]

    def _offer(self, iri: str) -> Offer:
        name = self._lexicon.name(iri)
        asked = Asked(words=name.text)
        return Offer(name, self._total(asked), asked.url)

    def _total(self, asked: Asked) -> int:
        return self.stretch(asked, 1, 0).total

    def _facets(self, asked: Asked, answer: Answer) -> tuple[Facet, ...]:
        return tuple(facet for name in _SHOWN if (facet := self._facet(name, asked, answer)))

    def _facet(self, name: str, asked: Asked, answer: Answer) -> Facet | None:
        """A facet with a choice counts as if nothing were chosen in it, for its values widen the answer."""
        chosen = asked.chosen(name)
        if chosen:
            answer = self.stretch(asked.without(name), 1, 0)
        counts = dict(answer.facets).get(name, ())
        if not chosen and not _tells_apart(counts, answer.total):
            return None
        missing = [(value, None) for value in chosen if value not in dict(counts)]
        choices = [self._choice(name, value, count, asked) for value, count in (*missing, *counts[:_MOST_VALUES])]
        first = [c for i, c in enumerate(choices) if i < _OPEN_VALUES or c.chosen]
        return Facet(name, tuple(first), tuple(c for c in choices if c not in first))

    def _choice(self, facet: str, value: str, count: int | None, asked: Asked) -> Choice:
        return Choice(self._shown(facet, value), count, asked.toggled(facet, value).url, value in asked.chosen(facet))

    def _chips(self, asked: Asked) -> tuple[Chip, ...]:
        chips = [Chip(f, self._shown(f, value), asked.toggled(f, value).url) for f, value in asked.filters]
        if asked.within:
            name = self._lexicon.name(asked.within)
            whole = Label(phrase("search.within", concept=name.text), name.language)
            chips.insert(0, Chip("within", whole, replace(asked, within="", page=1).url))
        return tuple(chips)

    def _shown(self, facet: str, value: str) -> Label:
        return value_name(facet, value, self._lexicon, self._workspace.root)


def pages(number: int, last: int) -> list[int]:
    """The numbers a pager shows: first, last, and those around the current one; 0 stands for a gap."""
    near = sorted({1, last, *(n for n in range(number - 1, number + 2) if 1 <= n <= last)})
    shown: list[int] = []
    for page in near:
        if shown and page - shown[-1] > 1:
            shown.append(0 if page - shown[-1] > 2 else page - 1)
        shown.append(page)
    return shown


def _tells_apart(counts: Iterable[tuple[str, int]], total: int) -> bool:
    given = list(counts)
    return len(given) > 1 or any(count < total for _, count in given)
