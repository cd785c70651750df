"""The fields of a query as filters: values are found whatever their case, concepts by their labels in any language."""

from collections.abc import Iterator

import numpy as np

from thesaury.ports.index import IndexQuery, SearchIndex
from thesaury.search.linking.linker import Linker
from thesaury.search.reading.query import TEXT_FIELDS, Field, Query
from thesaury.vocabulary.words.folding import folded

Filters = tuple[tuple[str, tuple[str, ...]], ...]

_WHOLE = 0.95


def asked_for(query: Query, index: SearchIndex, linker: Linker) -> tuple[Filters, Filters, tuple[str, ...]]:
    """The filters, those that exclude, and the phrases of a query. A value that nothing has stays as it was typed, and finds nothing.

    The words of a text field are a phrase, whichever text they stand in.
    """
    filters: list[tuple[str, tuple[str, ...]]] = []
    without: list[tuple[str, tuple[str, ...]]] = []
    phrases = list(query.phrases)
    for one in query.fields:
        if one.name in TEXT_FIELDS and one.name != "tag" and not one.negated:
            phrases += one.values
        else:
            values = tuple(dict.fromkeys(_values(one, index, linker)))
            (without if one.negated else filters).append((one.name, values))
    return tuple(filters), tuple(without), tuple(phrases)


def _values(one: Field, index: SearchIndex, linker: Linker) -> Iterator[str]:
    if one.name == "concept":
        for value in one.values:
            named = np.flatnonzero(linker.words.matches(value).named >= _WHOLE).tolist()
            yield from (linker.concepts[number] for number in named) if named else (value,)
        return
    wanted = {folded(value): value for value in one.values}
    there = index.search(IndexQuery(most=0), [one.name]).facets[one.name]
    found = {value: folded(value) for value in there if folded(value) in wanted}
    yield from found
    yield from (value for key, value in wanted.items() if key not in found.values())
