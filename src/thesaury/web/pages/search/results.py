"""The search page as values: hits, facets, chips, pages, notes, and what to do when nothing was found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thesaury.model.concept import Label
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.ports.workspace import Workspace
from thesaury.search.by_scheme import CONCEPT, find_by_scheme
from thesaury.search.description import understood_as
from thesaury.search.finding import Answer
from thesaury.search.ranking import Question
from thesaury.search.reading.query import Note
from thesaury.web.completers import CompleterKeeper
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.search.facet_names import value_name
from thesaury.web.pages.search.facets import Facet, facets
from thesaury.web.pages.search.query_notes import corrected, noted
from thesaury.web.pages.search.use_asked import Uses
from thesaury.web.parts.asked import PAGE, Asked
from thesaury.web.parts.cards import Card, card
from thesaury.web.parts.search_use import UseForm

NO_MODEL = "no-model"
_TRIED_BROADER = 12
_OFFERED = 4
_MOST_FREED = 12
_TOLD_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force, and the address without it."""

    facet: str
    value: Label
    url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that would be found: what it is called, how much of it there is, and its address."""

    name: Label
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Freed:
    """A filter that stands in the way: so many assets would be found without it alone."""

    chip: Chip
    count: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Concepts related to those that were understood: whether they are taken in, the address that does otherwise, and the names of the
    first, with whether there are more."""

    taken: bool
    url: str
    names: tuple[Label, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the search page shows. `missing` is a sentence on what the search has to do without, `found` what was asked and the plain
    answer."""

    asked: Asked
    total: int
    cards: tuple[Card, ...]
    understood: tuple[tuple[str, Label], ...]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    last_page: int
    notes: tuple[str, ...] = ()
    missing: str = ""
    corrected: str = ""
    broader: tuple[Offer, ...] = ()
    freed: int = 0
    freed_each: tuple[Freed, ...] = ()
    folded: int = 0
    use: UseForm | None = None
    beside: Beside | None = None
    found: tuple[Question, Answer] | None = None


class Searcher:
    """Answers search pages over one workspace and the lexicon of this moment."""

    def __init__(
        self,
        workspace: Workspace,
        lexicon: Lexicon,
        completers: CompleterKeeper | None = None,
        clearing: Clearing | None = None,
    ) -> None:
        """Nothing is searched yet. `completers` correct typing mistakes, `clearing` knows what may be used."""
        self._workspace = workspace
        self._lexicon = lexicon
        self._completers = completers
        self._uses = Uses(clearing, workspace.root)

    def answer(self, question: Question) -> Answer:
        """The plain answer of the search; a note says where it had to do without the model of the settings."""
        lexicon = self._lexicon
        sources = lexicon.sources(self._workspace)
        if self._completers and question.words:
            sources = replace(sources, speller=self._completers.speller())
        answer = _by_facets(find_by_scheme(question, sources, lexicon.facets.homes), lexicon)
        missing = lexicon.understanding.missing
        return replace(answer, notes=(*answer.notes, Note(NO_MODEL, (missing,)))) if missing else answer

    def stretch(self, asked: Asked, limit: int, offset: int) -> Answer:
        """The answer to what is asked, any stretch of it instead of a page."""
        return self.answer(replace(self._uses.question(asked), limit=limit, offset=offset))

    def results(self, asked: Asked) -> Results:
        """The page asked for; one beyond the last becomes the last."""
        asked = self._uses.readable(asked)
        question = self._uses.question(asked)
        answer = self.answer(question)
        last = max(1, -(-(answer.total - answer.folded) // PAGE))
        if asked.page > last:
            asked = replace(asked, page=last)
            question = self._uses.question(asked)
            answer = self.answer(question)
        results = Results(
            asked=asked,
            total=answer.total,
            cards=tuple(card(hit, self._lexicon) for hit in answer.hits),
            understood=tuple((iri, self._lexicon.name(iri)) for iri in understood_as(answer)),
            facets=facets(asked, answer, self._lexicon, self._workspace.root),
            chips=self._chips(asked),
            last_page=last,
            notes=tuple(noted(note) for note in answer.notes if note.code != NO_MODEL),
            missing=next((noted(note) for note in answer.notes if note.code == NO_MODEL), ""),
            corrected=corrected(answer.corrected),
            folded=answer.folded,
            use=self._uses.form(asked, answer),
            beside=self._beside(asked, understood_as(answer)),
            found=(question, answer),
        )
        return results if answer.total else self._with_ways_out(results, answer)

    def _beside(self, asked: Asked, understood: Sequence[str]) -> Beside | None:
        thesaurus = self._lexicon.thesaurus
        near = dict.fromkeys(iri for concept in understood for iri in thesaurus.related(concept))
        kept = [iri for iri in near if iri not in understood and (one := thesaurus.concept(iri)) and not one.deprecated]
        if not kept and not asked.related:
            return None
        names = tuple(self._lexicon.name(iri) for iri in kept[:_TOLD_BESIDE])
        return Beside(asked.related, asked.beside(not asked.related).url, names, len(kept) > _TOLD_BESIDE)

    def _with_ways_out(self, results: Results, answer: Answer) -> Results:
        asked = results.asked
        freed = self._total(asked.free()) if asked.filters else 0
        each = [Freed(chip, self._total(without)) for chip, without in self._without_each(asked)] if freed else []
        found = tuple(sorted((one for one in each if one.count), key=lambda one: -one.count))
        broader = () if freed else tuple(self._broader(answer.concepts))
        return replace(results, broader=broader, freed=freed, freed_each=found)

    def _without_each(self, asked: Asked) -> list[tuple[Chip, Asked]]:
        withouts = [asked.toggled(*one) for one in asked.filters[:_MOST_FREED]]
        return list(zip(self._chips(asked), withouts, strict=False)) if len(asked.filters) > 1 else []

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
        return self.answer(replace(self._uses.question(asked), limit=1, offset=0, facets=())).total

    def _chips(self, asked: Asked) -> tuple[Chip, ...]:
        return tuple(
            Chip(name, value_name(name, value, self._lexicon, self._workspace.root), asked.toggled(name, value).url)
            for name, value in asked.filters
        )


def _by_facets(answer: Answer, lexicon: Lexicon) -> Answer:
    """The answer with the counts of concepts as the settings have their facets."""
    counted = ((name, lexicon.facets.counts(ranked) if name == CONCEPT else ranked) for name, ranked in answer.facets)
    return replace(answer, facets=tuple((name, ranked) for name, ranked in counted if ranked))


def pages(number: int, last: int) -> list[int]:
    """The numbers a pager shows: first, last, and those around the current one; 0 stands for a gap."""
    near = sorted({1, last, *(n for n in range(number - 1, number + 2) if 1 <= n <= last)})
    shown: list[int] = []
    for page in near:
        if shown and page - shown[-1] > 1:
            shown.append(0 if page - shown[-1] > 2 else page - 1)
        shown.append(page)
    return shown
