"""Searches in the graph: those that are kept here, and those that other systems report."""

from collections.abc import Iterator, Mapping

from thesaury.analytics.graph.searches import search_statements
from thesaury.model.statement import Statement
from thesaury.pipeline.measuring.reported import Hearing, heard, reported_searches
from thesaury.pipeline.measuring.uses import SEARCHED
from thesaury.pipeline.words import current_versions
from thesaury.ports.workspace import Workspace

_PAGE = 5_000


def searches_state(workspace: Workspace, marks: Mapping[str, str]) -> str:
    """Another text whenever a search was kept, forgotten or reported, or the words of reported ones may be understood otherwise."""
    words = [f"{one.key} {one.digest}" for one in current_versions(workspace)] if marks.get(SEARCHED) else []
    return " ".join([str(workspace.catalogue.search_log.state()), marks.get(SEARCHED, ""), *words])


def all_searches(workspace: Workspace) -> Iterator[Statement]:
    """The statements of every search. The words of reported ones are understood at once, before the first statement is asked for: whoever
    writes them holds the graph meanwhile."""
    return _all(workspace, heard(workspace))


def _all(workspace: Workspace, hearing: Hearing) -> Iterator[Statement]:
    after = ""
    while page := workspace.catalogue.search_log.page(after, _PAGE):
        for search in page:
            yield from search_statements(search)
        after = page[-1].id
    for search, counted in reported_searches(workspace, hearing):
        yield from search_statements(search, counted)
