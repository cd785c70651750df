"""What is known of the ODRL vocabulary itself and of things that many policies name (data: actions, operands, links)."""

import tomllib
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any

from thesaury.model.statement import ODRL
from thesaury.rights.odrl.hierarchy import Hierarchy
from thesaury.rights.odrl.intervals import EVERYTHING, LEAST, MOST, Spans, common, spans, whole


def iri(name: str) -> str:
    """The IRI of a name in our tables: names without a colon are of the ODRL vocabulary."""
    return name if ":" in name else f"{ODRL}{name}"


@cache
def actions() -> Hierarchy:
    """The actions, narrower below wider; use and transfer are apart, others may go together (to print is to reproduce)."""
    included: Mapping[str, list[str]] = _table("actions.toml")["included"]
    return Hierarchy().with_links(_links(included), [(iri("use"), iri("transfer"))])


@cache
def things() -> Hierarchy:
    """Places and purposes of others that we know."""
    table = _table("links.toml")
    apart = [pair for group in table["apart"].values() for pair in combinations(group, 2)]
    return Hierarchy().with_links(_links(table["below"]), apart)


@cache
def ordered() -> Mapping[str, Spans]:
    """The left operands with an order, each with what its values can be."""
    return {iri(name): _domain(facts) for name, facts in _table("operands.toml")["ordered"].items()}


@cache
def counted() -> frozenset[str]:
    """The left operands whose values are whole numbers."""
    return frozenset(iri(name) for name, facts in _table("operands.toml")["ordered"].items() if facts.get("whole"))


@cache
def within() -> Mapping[str, str]:
    """Left operands that are never more than another one."""
    return {iri(low): iri(high) for low, high in _table("operands.toml")["within"].items()}


def bounded(operand: str, found: Spans) -> Spans:
    """What of the set this operand can be."""
    met = common(found, ordered().get(operand, EVERYTHING))
    return whole(met) if operand in counted() else met


def _domain(facts: Mapping[str, int]) -> Spans:
    low = (Fraction(facts["least"]), 0) if "least" in facts else LEAST
    return spans(low, (Fraction(facts["most"]), 1) if "most" in facts else MOST)


def _links(below: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    return [(iri(low), iri(high)) for high, all_low in below.items() for low in all_low]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
