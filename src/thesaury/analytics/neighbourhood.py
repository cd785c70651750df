"""What stands around a thing in the graph: concepts and assets, campaigns, purchases and briefs, and what joins them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.statement import DCTERMS, OA, PROV, RDF, SCHEMA, SKOS, THY, XSD, Iri, Literal
from thesaury.ports.graph import Solution

Ask = Callable[[str, Solution], Iterable[Solution]]
"""Answers a SELECT with these values, as `ports.graph.GraphReader.select` does."""

_PREFIXES = "".join(
    f"PREFIX {name}: <{iri}>\n"
    for name, iri in (
        ("skos", SKOS),
        ("oa", OA),
        ("prov", PROV),
        ("schema", SCHEMA),
        ("thy", THY),
        ("dcterms", DCTERMS),
    )
)


class NodeKind(StrEnum):
    """What a thing is."""

    CONCEPT = "concept"
    ASSET = "asset"
    CAMPAIGN = "campaign"
    PURCHASE = "purchase"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Node:
    """A thing by its IRI; `name` is what the graph calls it, empty where the catalogue or a vocabulary has to."""

    iri: str
    kind: NodeKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two things, read from the first to the second."""

    source: str
    relation: str
    target: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Things, the one in the middle first, and their ties; `cut` are the things that have more around them than is here."""

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    cut: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Relation:
    """How `?node` is found from `$about`; `back` where the tie is read from the node to the thing in the middle."""

    name: str
    kind: NodeKind
    pattern: str
    back: bool = False


_NAMED = "OPTIONAL { ?node schema:name ?name }"
_ANNOTATED = '?annotation thy:status "accepted" .'
_RELATIONS: Mapping[NodeKind, tuple[_Relation, ...]] = {
    NodeKind.CONCEPT: (
        _Relation("broader", NodeKind.CONCEPT, "$about skos:broader ?node ."),
        _Relation("broader", NodeKind.CONCEPT, "?node skos:broader $about .", back=True),
        _Relation("related", NodeKind.CONCEPT, "$about skos:related ?node ."),
        _Relation(
            "carries",
            NodeKind.ASSET,
            f"?annotation oa:hasBody $about . {_ANNOTATED} ?node thy:annotation ?annotation .",
            back=True,
        ),
        _Relation("about", NodeKind.CAMPAIGN, f"?node schema:about $about ; a thy:Campaign . {_NAMED}", back=True),
        _Relation("wants", NodeKind.BRIEF, f"?node thy:wants ?want . ?want thy:concept $about . {_NAMED}", back=True),
    ),
    NodeKind.ASSET: (
        _Relation(
            "carries",
            NodeKind.CONCEPT,
            f"$about thy:annotation ?annotation . {_ANNOTATED} ?annotation oa:hasBody ?node .",
        ),
        _Relation("uses", NodeKind.CAMPAIGN, f"?use prov:used $about ; thy:campaign ?node . {_NAMED}", back=True),
        _Relation(
            "covers", NodeKind.PURCHASE, "?node thy:covers $about . OPTIONAL { ?node schema:seller ?name }", back=True
        ),
        _Relation("derived", NodeKind.ASSET, "$about prov:wasDerivedFrom ?node . ?node thy:record ?record ."),
        _Relation("derived", NodeKind.ASSET, "?node prov:wasDerivedFrom $about ; thy:record ?record .", back=True),
    ),
    NodeKind.CAMPAIGN: (
        _Relation("about", NodeKind.CONCEPT, "$about schema:about ?node ."),
        _Relation("uses", NodeKind.ASSET, "?use thy:campaign $about ; prov:used ?node ."),
        _Relation("for", NodeKind.BRIEF, f"?node thy:campaign $about ; a thy:Brief . {_NAMED}", back=True),
    ),
    NodeKind.PURCHASE: (_Relation("covers", NodeKind.ASSET, "$about thy:covers ?node ."),),
    NodeKind.BRIEF: (
        _Relation("for", NodeKind.CAMPAIGN, f"$about thy:campaign ?node . {_NAMED}"),
        _Relation("wants", NodeKind.CONCEPT, "$about thy:wants ?want . ?want thy:concept ?node ."),
    ),
}
_STARTS = {
    "urn:thesaury:asset:": NodeKind.ASSET,
    "urn:thesaury:campaign:": NodeKind.CAMPAIGN,
    "urn:thesaury:purchase:": NodeKind.PURCHASE,
    "urn:thesaury:brief:": NodeKind.BRIEF,
}
_NAMES = {NodeKind.CAMPAIGN: "schema:name", NodeKind.BRIEF: "schema:name", NodeKind.PURCHASE: "schema:seller"}


def kind_of(iri: str) -> NodeKind:
    """What kind of thing the IRI names; what is none of our own is a concept."""
    return next((kind for start, kind in _STARTS.items() if iri.startswith(start)), NodeKind.CONCEPT)


def is_known(ask: Ask, iri: str) -> bool:
    """Whether the graph says anything of it."""
    typed = f"SELECT ?type WHERE {{ $about <{RDF}type> ?type }} LIMIT 1"
    return any(True for _ in ask(typed, {"about": Iri(iri)}))


def called(ask: Ask, name: str) -> str:
    """The IRI of the campaign with this id or name, or of the purchase with this number, in whatever case it is written; empty where the
    graph has none, and the first by its IRI where it has several."""
    found = ask(_CALLED, {"name": Literal(name)})
    return next((row["thing"].value for row in found), "")


_CALLED = f"""{_PREFIXES}SELECT ?thing WHERE {{
  {{ ?thing a thy:Campaign ; dcterms:identifier|schema:name ?called }} UNION {{ ?thing a thy:LicencePurchase ; schema:orderNumber ?called }}
  FILTER(LCASE(STR(?called)) = LCASE($name))
}} ORDER BY ?thing LIMIT 1"""


def neighbourhood(ask: Ask, about: str, also: Iterable[str] = (), around: int = 12, most: int = 80) -> Neighbourhood:
    """What stands around this thing and around those of its neighbours in `also`: of each relation so many, in all so many things."""
    nodes = {about: Node(about, kind_of(about), _name(ask, about))}
    ties: dict[Tie, None] = {}
    cut: set[str] = set()
    for centre in (about, *also):
        if centre not in nodes:
            continue
        for relation in _RELATIONS[nodes[centre].kind]:
            found = list(_found(ask, centre, relation, around + 1))
            for node in found[:around]:
                if node.iri not in nodes and len(nodes) >= most:
                    cut.add(centre)
                    continue
                nodes.setdefault(node.iri, node)
                ties[_tie(centre, relation, node)] = None
            if len(found) > around:
                cut.add(centre)
    return Neighbourhood(tuple(nodes.values()), tuple(ties), frozenset(cut))


def _found(ask: Ask, centre: str, relation: _Relation, limit: int) -> Iterator[Node]:
    text = f"{_PREFIXES}SELECT DISTINCT ?node ?name WHERE {{ {relation.pattern} }} ORDER BY ?node LIMIT $most"
    values: Solution = {"about": Iri(centre), "most": Literal(str(limit), datatype=f"{XSD}integer")}
    for solution in ask(text, values):
        node, name = solution["node"], solution.get("name")
        if isinstance(node, Iri):
            yield Node(node.value, relation.kind, name.value if name else "")


def _name(ask: Ask, iri: str) -> str:
    if (named := _NAMES.get(kind_of(iri))) is None:
        return ""
    text = f"{_PREFIXES}SELECT ?name WHERE {{ $about {named} ?name }} LIMIT 1"
    return next((solution["name"].value for solution in ask(text, {"about": Iri(iri)})), "")


def _tie(centre: str, relation: _Relation, node: Node) -> Tie:
    ends = (node.iri, centre) if relation.back else (centre, node.iri)
    if relation.name == "related":  # it is said in both directions, and is one tie
        ends = (min(ends), max(ends))
    return Tie(ends[0], relation.name, ends[1])
