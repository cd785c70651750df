"""`/rest/v1`: the addresses of Skosmos' interface, for reading."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from thesaury.bootstrap.files import rdf_bytes
from thesaury.vocabulary.statements import vocabulary_statements
from thesaury.web.outside.negotiating import best
from thesaury.web.outside.shelves import Shelf, Shelves
from thesaury.web.outside.skosmos import data, relations, searching, telling
from thesaury.web.outside.skosmos.answering import (
    CONTEXT,
    Refusal,
    SkosmosRoute,
    asked,
    flag,
    kept,
    needed,
    told,
    whole,
)

PATH = "/rest/v1"
_MOST = 100
"""Hits where nobody says how many."""
_AT_MOST = 1000
"""Hits of one answer; `offset` leads on."""
_FAR = 1000
"""Concepts of a transitive relation where nobody says how many."""
_METHODS = ["GET", "HEAD"]
_Answer = Callable[[Request, Shelf, str], dict[str, Any]]


def router(shelves: Shelves) -> APIRouter:
    """Everything below `/rest/v1`. Who reads nothing sees no vocabulary; the door asks strangers in for what is public alone."""
    routes = APIRouter(prefix=PATH, route_class=SkosmosRoute)

    def get(path: str, answer: Callable[[Request], dict[str, Any]]) -> None:
        def answered(request: Request) -> Response:
            return told(request, answer(request))

        routes.add_api_route(path, answered, methods=_METHODS)

    def of_vocabulary(path: str, answer: _Answer) -> None:
        def answered(request: Request, vocabulary: str) -> Response:
            shelf = _known(shelves, vocabulary)
            return told(request, answer(request, shelf, asked(request, "lang") or shelf.languages[0]))

        routes.add_api_route(f"/{{vocabulary}}/{path}", answered, methods=_METHODS)

    get("/vocabularies", lambda r: telling.vocabularies(shelves.readable(), needed(r, "lang"), _here(r)))
    get("/search", lambda r: _searched(r, _named(shelves, asked(r, "vocab"))))
    get("/types", lambda r: telling.types(needed(r, "lang"), _here(r)))
    get("/label", lambda r: _labels(r, _home(shelves, needed(r, "uri"))))
    of_vocabulary("", lambda r, shelf, language: telling.vocabulary(shelf, language, _here(r)))
    of_vocabulary("types", lambda r, shelf, language: telling.types(language, f"{_here(r)}{shelf.name}/"))
    of_vocabulary("search", lambda r, shelf, _: _searched(r, [shelf]))
    of_vocabulary("lookup", lambda r, shelf, _: _looked_up(r, shelf))
    of_vocabulary("label", lambda r, shelf, _: _labels(r, shelf))
    of_vocabulary("topConcepts", lambda r, shelf, language: relations.tops(shelf, asked(r, "scheme"), language))
    of_vocabulary("vocabularyStatistics", lambda r, shelf, language: telling.statistics(shelf, language, _here(r)))
    of_vocabulary("labelStatistics", lambda r, shelf, language: telling.label_statistics(shelf, language, _here(r)))
    of_vocabulary("children", lambda r, shelf, language: relations.children(shelf, needed(r, "uri"), language))
    of_vocabulary("hierarchy", lambda r, shelf, language: relations.hierarchy(shelf, needed(r, "uri"), language))
    of_vocabulary("groups", lambda r, shelf, language: _no_groups(language))
    for relation in relations.NEAR:
        of_vocabulary(relation, _near(relation))
    for relation in ("broader", "narrower"):
        of_vocabulary(f"{relation}Transitive", _far(relation))

    @routes.api_route("/data", methods=_METHODS)
    def data_anywhere(request: Request) -> Response:
        return _data(request, _home(shelves, needed(request, "uri")))

    @routes.api_route("/{vocabulary}/data", methods=_METHODS)
    def data_of(request: Request, vocabulary: str) -> Response:
        return _data(request, _known(shelves, vocabulary))

    return routes


def _near(relation: str) -> _Answer:
    return lambda r, shelf, language: relations.near(shelf, needed(r, "uri"), relation, language)


def _far(relation: str) -> _Answer:
    def answer(request: Request, shelf: Shelf, language: str) -> dict[str, Any]:
        most = whole(request, "limit", _FAR, 1, "Invalid limit parameter")
        return relations.far(shelf, needed(request, "uri"), relation, language, most)

    return answer


def _searched(request: Request, shelves: list[Shelf]) -> dict[str, Any]:
    search = _search(request, asked(request, "query"))
    if not (search.query or search.parent or search.group):
        raise Refusal(400, "query parameter missing")
    most = min(whole(request, "maxhits", _MOST, 1, "maxhits parameter is invalid"), _AT_MOST)
    start = whole(request, "offset", 0, 0, "offset parameter is invalid")
    context: dict[str, Any] = {**searching.CONTEXT, **{field: f"skos:{field}" for field in search.fields}}
    if "prefLabel" in search.fields:
        context["prefLabels"] = {"@id": "skos:prefLabel", "@container": "@language"}
    if language := search.shown or search.language:
        context["@language"] = language
    hits = list(islice(searching.results(shelves, search), start, start + most))
    return {"@context": context, "uri": "", "results": hits}


def _looked_up(request: Request, shelf: Shelf) -> dict[str, Any]:
    label, search = needed(request, "label"), _search(request, needed(request, "label").replace("*", ""))
    found = searching.results([shelf], search) if search.query else ()  # asterisks alone are no label
    hits = searching.looked_up(list(found), label, anywhere=not search.language)
    if not hits:
        raise Refusal(404, f"Could not find label '{label}'")
    names = {"prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel", "hiddenLabel": "skos:hiddenLabel"}
    context = {**CONTEXT, "onki": "http://schema.onki.fi/onki#", "results": {"@id": "onki:results"}, **names}
    return {"@context": context | ({"@language": search.language} if search.language else {}), "result": hits}


def _search(request: Request, query: str) -> searching.Search:
    return searching.Search(
        query,
        asked(request, "lang"),
        asked(request, "labellang"),
        asked(request, "type").split(),
        asked(request, "parent"),
        asked(request, "group"),
        [field for field in dict.fromkeys(asked(request, "fields").split()) if field in searching.FIELDS],
        flag(request, "unique"),
    )


def _labels(request: Request, shelf: Shelf) -> dict[str, Any]:
    return telling.labels(shelf, needed(request, "uri"), asked(request, "lang") or shelf.languages[0])


def _no_groups(language: str) -> dict[str, Any]:
    """Collections are not kept here."""
    context = {**CONTEXT, "prefLabel": "skos:prefLabel", "groups": "onki:hasGroup", "@language": language}
    return {"@context": context, "uri": "", "groups": []}


def _data(request: Request, shelf: Shelf) -> Response:
    """A concept, or without one the whole vocabulary."""
    kind = _kind(request)
    if not (iri := asked(request, "uri")):
        statements = data.for_caller(vocabulary_statements(shelf.vocabulary, closed=False))
        return kept(request, rdf_bytes(statements, data.FORMS[kind] or "jsonld"), kind)
    if (concept := shelf.thesaurus.concept(iri)) is None:
        raise Refusal(404, "no concept found with given uri")
    return kept(request, data.as_data(shelf, concept, kind), f"{kind}; charset=utf-8")


def _kind(request: Request) -> str:
    given = asked(request, "format").replace(" ", "+")  # a plus sign that was not escaped arrives as a space
    offered = list(data.FORMS)
    found = given if given in offered else None if given else best(request.headers.get("accept", ""), offered)
    if found is None:
        raise Refusal(406, f"Unsupported format. Supported MIME types are: {' '.join(offered)}")
    return found


def _known(shelves: Shelves, name: str) -> Shelf:
    if (found := shelves.shelf(name)) is None:
        raise Refusal(404, f"Vocabulary id '{name}' not found in configuration.")
    return found


def _named(shelves: Shelves, names: str) -> list[Shelf]:
    return [_known(shelves, name) for name in dict.fromkeys(names.split())] if names else shelves.readable()


def _home(shelves: Shelves, iri: str) -> Shelf:
    """The vocabulary that holds a concept."""
    found = next((shelf for shelf in shelves.readable() if shelf.thesaurus.concept(iri)), None)
    if found is None:
        raise Refusal(404, f"Could not find concept <{iri}>")
    return found


def _here(request: Request) -> str:
    return f"{request.base_url}rest/v1/"
