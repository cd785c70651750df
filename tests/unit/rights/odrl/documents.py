"""Policies of tests: Turtle and JSON-LD as statements, read by pyoxigraph, which knows nothing of ours."""

import json
from collections.abc import Mapping
from typing import Any

from pyoxigraph import BlankNode, NamedNode, RdfFormat, parse
from pyoxigraph import Literal as RdfLiteral

from thesaury.model.statement import ODRL, SKOS, XSD, Iri, Literal, Statement
from thesaury.rights.odrl.graph import Graph
from thesaury.rights.odrl.policy import Policy
from thesaury.rights.odrl.profile import PROFILE
from thesaury.rights.odrl.reading import policies

EX = "http://example.org/"
REPORT = "https://w3id.org/force/compliance-report#"
NAMES = {"odrl": ODRL, "xsd": XSD, "skos": SKOS, "ex": EX, "thy": f"{PROFILE}/"}
PREFIXES = "".join(f"@prefix {name}: <{iri}> . " for name, iri in NAMES.items())


def graph(turtle: str | bytes, form: RdfFormat = RdfFormat.TURTLE) -> Graph:
    """The document; a text gets the prefixes of NAMES."""
    content = (PREFIXES + turtle).encode() if isinstance(turtle, str) else turtle
    return Graph(_statement(quad.subject, quad.predicate, quad.object) for quad in parse(content, form))


def json_ld(document: Mapping[str, Any]) -> Graph:
    return graph(json.dumps(document).encode(), RdfFormat.JSON_LD)


def one(turtle: str) -> Policy:
    (policy,) = policies(graph(turtle))
    return policy


def permission(*constraints: str, more: str = "") -> Policy:
    """A policy that permits use under these constraints, each as `left operator right`; further rules as Turtle."""
    inner = " ".join(f"odrl:constraint {written(each)} ;" for each in constraints)
    return one(f"ex:p a odrl:Set ; odrl:permission [ {inner} odrl:action odrl:use ] {more} .")


def written(constraint: str) -> str:
    """`spatial isAnyOf (ex:de ex:at)` as a blank node; what already is one stays."""
    if constraint.startswith("["):
        return constraint
    left, operator, right = constraint.split(" ", 2)
    return f"[ odrl:leftOperand {left if ':' in left else 'odrl:' + left} ; odrl:operator odrl:{operator} ; odrl:rightOperand {right} ]"


def joined(logic: str, *constraints: str) -> str:
    return f"[ odrl:{logic} ( {' '.join(map(written, constraints))} ) ]"


def _statement(subject: Any, predicate: Any, value: Any) -> Statement:
    if isinstance(value, RdfLiteral):
        datatype = "" if value.language or value.datatype.value == f"{XSD}string" else value.datatype.value
        return Statement(_name(subject), predicate.value, Literal(value.value, value.language or "", datatype))
    return Statement(_name(subject), predicate.value, Iri(_name(value)))


def _name(node: NamedNode | BlankNode) -> str:
    return node.value if isinstance(node, NamedNode) else f"_:{node.value}"
