"""`/analytics/graph`: what stands around a thing, as a drawing and as the list of the same beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote, urlencode

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from thesaury.analytics.neighbourhood import (
    Ask,
    Neighbourhood,
    Node,
    NodeKind,
    Tie,
    called,
    is_known,
    kind_of,
    neighbourhood,
)
from thesaury.analytics.statements import asset_iri
from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.model.errors import Retry
from thesaury.web.desk import Desk, asset_url, concept_url
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.pages.analytics.charts import as_json
from thesaury.web.pages.analytics.room import Room
from thesaury.web.pages.analytics.values import around
from thesaury.web.parts.cards import title
from thesaury.web.parts.typed_concepts import typed_concept
from thesaury.web.texts import phrase

_GROWN = 12
"""So many things are looked around at most, beside the first."""
_ASSET = "urn:thesaury:asset:"
_LONGEST = 2_000
_IRI = re.compile(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]+", re.ASCII)
"""What can be asked for as an IRI; anything else is what a thing is called."""


@dataclass(frozen=True, slots=True)
class Line:
    """A neighbour in the list: what joins it to the thing in question, its page, and the address that looks around it instead."""

    relation: str
    name: Label
    url: str
    around: str


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that is looked around, with what was found there; `more`: there is more than is shown."""

    name: Label
    kind: str
    url: str
    lines: tuple[Line, ...]
    more: bool


def router(room: Room) -> APIRouter:
    """The page."""
    routes = APIRouter(dependencies=[may(Permission.READ)], include_in_schema=False)
    desk = room.desk

    @routes.get("/analytics/graph")
    def page(
        about: Annotated[str, Query(max_length=_LONGEST)] = "",
        thing: Annotated[str, Query(max_length=_LONGEST)] = "",
        also: Annotated[tuple[str, ...], Query()] = (),
    ) -> HTMLResponse:
        about, typed = about.strip(), about.strip() or thing.strip()
        told = {"thing": thing, "groups": (), "chart": "", "failed": "", "name": None}
        ask = desk.workspace.graph_reader.select
        try:
            about = about if _IRI.fullmatch(about) else _meant(desk, ask, typed)
            if not about:
                failed = phrase("analytics.graph.unknown", thing=typed) if typed else ""
                return desk.bare_page("analytics_graph.html", 404 if failed else 200, **told | {"failed": failed})
            if not is_known(ask, about):
                raise NotHere("thing")
            found = neighbourhood(ask, about, also[:_GROWN])
        except Retry as error:
            return desk.bare_page("analytics_graph.html", 503, **told | {"failed": error.message})
        names = _names(desk, found.nodes)
        groups = _groups(found, names, (about, *also[:_GROWN]))
        drawn = _drawn(found, names, about) if len(found.nodes) > 1 else ""
        return desk.page("analytics_graph.html", **told | {"groups": groups, "chart": drawn, "name": names[about]})

    return routes


def _meant(desk: Desk, ask: Ask, thing: str) -> str:
    """What somebody typed: the label of a concept, the id of an asset, what a campaign or a purchase is called."""
    if not thing:
        return ""
    if concept := typed_concept(desk.lexicon(), thing, thing):
        return concept
    return asset_iri(thing) if desk.asset(thing) else called(ask, thing)


def _names(desk: Desk, nodes: Sequence[Node]) -> Mapping[str, Label]:
    """What each thing is called: assets by the catalogue, concepts by the vocabularies, the rest by the graph."""
    lexicon = desk.lexicon()
    ids = {node.iri: _asset_id(node.iri) for node in nodes if node.kind is NodeKind.ASSET}
    held = {
        one.id: title(one, lexicon.languages) for one in desk.workspace.catalogue.records.assets(list(ids.values()))
    }
    named: dict[str, Label] = {}
    for node in nodes:
        if node.kind is NodeKind.CONCEPT:
            named[node.iri] = lexicon.name(node.iri)
        elif node.kind is NodeKind.ASSET:
            named[node.iri] = held.get(ids[node.iri], Label(ids[node.iri]))
        else:
            named[node.iri] = Label(node.name or unquote(node.iri.rpartition(":")[2]))
    return named


def _groups(found: Neighbourhood, names: Mapping[str, Label], centres: Sequence[str]) -> tuple[Group, ...]:
    groups = []
    for centre in dict.fromkeys(one for one in centres if one in names):
        lines = tuple(_line(tie, centre, names) for tie in found.ties if centre in (tie.source, tie.target))
        kind = phrase(f"analytics.kind.{kind_of(centre)}")
        groups.append(Group(names[centre], kind, _url(centre), lines, centre in found.cut))
    return tuple(groups)


def _line(tie: Tie, centre: str, names: Mapping[str, Label]) -> Line:
    other = tie.target if tie.source == centre else tie.source
    way = "to" if tie.source == centre else "from"
    return Line(phrase(f"analytics.tie.{tie.relation}.{way}"), names[other], _url(other), around(other))


def _drawn(found: Neighbourhood, names: Mapping[str, Label], about: str) -> str:
    kinds = [kind for kind in NodeKind if any(node.kind is kind for node in found.nodes)]
    return as_json(
        {
            "kind": "graph",
            "name": phrase("analytics.graph.of", name=names[about].text),
            "about": about,
            "kinds": [phrase(f"analytics.kind.{kind}") for kind in kinds],
            "nodes": [
                {"id": one.iri, "name": names[one.iri].text, "kind": kinds.index(one.kind), "url": _url(one.iri)}
                for one in found.nodes
            ],
            "links": [
                {"source": tie.source, "target": tie.target, "name": phrase(f"analytics.tie.{tie.relation}.to")}
                for tie in found.ties
            ],
        }
    )


def _url(iri: str) -> str:
    """The page of a thing; what has none of its own is looked around."""
    match kind_of(iri):
        case NodeKind.ASSET:
            return asset_url(_asset_id(iri))
        case NodeKind.CONCEPT:
            return concept_url(iri)
        case NodeKind.BRIEF:
            return f"/boards/{unquote(iri.rpartition(':')[2])}"
        case _:
            return f"/analytics/graph?{urlencode({'about': iri})}"


def _asset_id(iri: str) -> str:
    return unquote(iri.removeprefix(_ASSET))
