"""Queries for Bynder's list of assets: it knows no OR, so every term is a request of its own."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.knowledge import Knowledge
from thesaury.connectors.bynder.settings import Settings, settings_of
from thesaury.connectors.bynder.vocabulary import iri_of
from thesaury.model.connection import Connection
from thesaury.ports.query_writer import Request, Term, Written
from thesaury.ports.source import Tools

MOST_REQUESTS = 24
"""Each costs a call of the 4,500 that Bynder grants an address in five minutes; a choice of ours."""

_KEYWORD, _OPTION = "keyword", "propertyOptionId"
_NO_OR = "Bynder knows no OR: ask each request by itself, and join what they find by asset id."
_NO_NOT = "Bynder cannot exclude words: leave out of the answer what holds {0}."
_NO_OPTIONS = (
    "Options of metaproperties are no keywords: name a connection, and concepts that are options are asked for as such."
)


@dataclass(frozen=True)
class Options:
    """The options of one portal by the concept they stand for."""

    api: BynderApi
    settings: Settings

    @cached_property
    def ids(self) -> Mapping[str, tuple[str, ...]]:
        """Option ids by concept IRI; asked for once."""
        knowledge = Knowledge(self.api, self.settings.language)
        found: dict[str, tuple[str, ...]] = {}
        for one in knowledge.metaproperties.values():
            references = knowledge.learn(one.id) if one.has_options else {}
            for option in one.options.values():
                iri = iri_of(option, references.get(asset_shape(option.id), ""), self.settings)
                found[iri] = (*found.get(iri, ()), asset_shape(option.id))
        return found


@dataclass(frozen=True)
class BynderQueries:
    """One request for each option that is a concept and for each wording, best first; implements `ports.query_writer.QueryWriter`."""

    options: Options | None = None

    def write(self, terms: Sequence[Term], excluded: Sequence[str] = ()) -> Written:
        """At most 24 requests. Keywords have no syntax, for all but letters and digits is left out; what finds less is not asked."""
        wanted: dict[Request, frozenset[str]] = {}
        left: list[Term] = []
        for term in terms:
            requests = self._requests(term)
            new = [one for one in requests if not any(held <= requests[one] for held in wanted.values())]
            rest = {one: held for one, held in wanted.items() if not any(requests[other] <= held for other in new)}
            if not requests or len(rest) + len(new) > MOST_REQUESTS:
                left.append(term)
            else:
                wanted = rest | {one: requests[one] for one in new}
        notes = [_NO_OR] if len(wanted) > 1 else []
        notes += [_NO_NOT.format(" or ".join(excluded))] if excluded and wanted else []
        notes += [_NO_OPTIONS] if self.options is None and any(term.concept for term in terms) else []
        return Written(tuple(wanted), tuple(left), tuple(notes))

    def _requests(self, term: Term) -> dict[Request, frozenset[str]]:
        """Each with what an asset has to have to be found: words, or the id of an option."""
        ids = self.options.ids.get(term.concept, ()) if self.options else ()
        words = _words(term.text)
        found = {Request(id_, _OPTION): frozenset({id_}) for id_ in ids}
        return found | ({Request(" ".join(words), _KEYWORD): frozenset(words)} if words else {})


def _words(text: str) -> list[str]:
    """Small words of letters, marks and digits; none where so little is left that it would find just anything (C++)."""
    kept = (c if c.isalnum() or unicodedata.category(c).startswith("M") else " " for c in text)
    words = list(dict.fromkeys("".join(kept).lower().split()))
    lost = len("".join(text.split())) - sum(map(len, words))
    return words if any(len(word) > 1 for word in words) or not lost else []


def open_queries(connection: Connection | None, tools: Tools | None) -> BynderQueries:
    """The search language; with a connection also what its portal calls concepts. Raises Usage for a wrong setting."""
    if connection is None or tools is None:
        return BynderQueries()
    settings = settings_of(connection)
    return BynderQueries(Options(BynderApi(connection, settings, tools), settings))
