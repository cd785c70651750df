"""Searches and requests for recommendations, by what they were about and what came of them; never by their words, nor by who asked:
whoever may read the graph may not join what somebody sought, today or on two days."""

from collections.abc import Iterator

from thesaury.analytics.naming import search_iri
from thesaury.analytics.statements import concept_iri
from thesaury.analytics.terms import integer, moment, text, typed
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.model.statement import PROV, SCHEMA, THY, Iri, Statement
from thesaury.vocabulary.languages import canonical

_CLASSES = {SearchKind.SEARCH: f"{THY}Search", SearchKind.RECOMMENDATION: f"{THY}RecommendationRequest"}


def search_statements(search: KeptSearch, counted: bool = True) -> Iterator[Statement]:
    """A kept search; not `counted`: nobody said how many results it had."""
    node = search_iri(search.id)
    yield from typed(node, _CLASSES[search.kind])
    yield Statement(node, f"{PROV}startedAtTime", moment(search.at))
    for name, value in (
        ("language", canonical(search.language)),
        ("channel", search.channel),
        ("team", search.team),
        ("where", search.where),
    ):
        if value:
            yield Statement(node, f"{THY}{name}", text(value))
    if search.quantity != 1:
        yield Statement(node, f"{THY}quantity", integer(search.quantity))
    for market in search.regions:
        yield Statement(node, f"{THY}market", text(market))
    for concept in dict.fromkeys(search.concepts):
        yield Statement(node, f"{SCHEMA}about", Iri(concept_iri(concept)))
    if counted:
        yield Statement(node, f"{THY}resultCount", integer(search.results))
    if search.usable is not None:
        yield Statement(node, f"{THY}usableCount", integer(search.usable))
    for axis, count in search.blocked:
        if count:
            yield Statement(node, f"{THY}blockedBy", text(axis))
