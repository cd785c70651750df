"""Pages of a search: which stretch a cursor means, and whether the index is still the one of the first page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from thesaury.model.saved_search import SavedSearch
from thesaury.pipeline.saved_use import cleared_of
from thesaury.rights.vocabulary.client import tables_of
from thesaury.search.description import described
from thesaury.search.ranking import Filters, Question
from thesaury.search.usable import use_shape
from thesaury.web.api.paging import cursor_of, place_of
from thesaury.web.desk import Desk
from thesaury.web.pages.search.results import Searcher
from thesaury.web.pages.search.use_asked import cleared_by
from thesaury.web.parts.asked import Asked
from thesaury.web.parts.observed import Hearing

DEEPEST = 10_000
"""Hits a search can be followed to; who wants all assets reads the list of assets."""

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a page begins, and in which state of the index its first page was asked."""

    offset: int
    state: str


def searched(
    desk: Desk, given: Pairs, limit: int, cursor: str, firm: Filters = (), hearing: Hearing | None = None
) -> dict[str, Any]:
    """A page of what these pairs of an address ask, with `next` and `moved`; `firm` narrows it and is no choice of the reader's, and
    `hearing` is told of the first page. Raises Usage and BadInput for a use that cannot be asked about, and 400 for a cursor of something
    else."""
    asked = Asked.from_query(given).question()
    question = replace(asked, firm=(*asked.firm, *firm))
    cleared = cleared_by(given, desk.clearing, desk.workspace.root)
    use = [repr(cleared.use), repr(cleared.wanted)] if cleared else []
    named = [question.words, question.related, *question.filters, *firm, *use]
    now = desk.workspace.catalogue.enrichments.projected()
    stretch = _stretch(cursor, named, now)
    lexicon = desk.lexicon()
    page = replace(question, limit=limit, offset=stretch.offset, cleared=cleared)
    answer = Searcher(desk.workspace, lexicon, desk.completers).answer(page)
    if hearing and not cursor:
        hearing(page, answer)
    told = described(answer, lexicon.thesaurus, lexicon.languages)
    end = stretch.offset + len(answer.hits)
    more = answer.hits and end < min(answer.total, DEEPEST)
    following = cursor_of(named, (end, stretch.state)) if more else None
    return {**told, **(use_shape(answer, cleared) if cleared else {}), "moved": stretch.state != now, "next": following}


def found_by(desk: Desk, search: SavedSearch, limit: int, cursor: str) -> dict[str, Any]:
    """A page of what a saved search finds now."""
    cleared = cleared_of(search, desk.clearing, tables_of(desk.workspace.root))
    question = Question(search.words, search.filters, cleared=cleared, related=search.related)
    named = [search.id]
    now = desk.workspace.catalogue.enrichments.projected()
    stretch = _stretch(cursor, named, now)
    lexicon = desk.lexicon()
    answer = Searcher(desk.workspace, lexicon).answer(replace(question, limit=limit, offset=stretch.offset))
    end = stretch.offset + len(answer.hits)
    following = cursor_of(named, (end, stretch.state)) if answer.hits and end < min(answer.total, DEEPEST) else None
    told = described(answer, lexicon.thesaurus, lexicon.languages)
    return {**told, "moved": stretch.state != now, "next": following}


def _stretch(cursor: str, named: Sequence[Any], now: str) -> Stretch:
    place = place_of(cursor, named, int, str)
    return Stretch(min(int(place[0]), DEEPEST), str(place[1])) if place else Stretch(0, now)
