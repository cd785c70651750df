"""How the graph is named: the graph of each kind of thing, and the IRI of each thing in it."""

from hashlib import sha256
from urllib.parse import quote

USES_GRAPH = "urn:thesaury:graph:uses"
CAMPAIGNS_GRAPH = "urn:thesaury:graph:campaigns"
PURCHASES_GRAPH = "urn:thesaury:graph:purchases"
SEARCHES_GRAPH = "urn:thesaury:graph:searches"
BRIEFS_GRAPH = "urn:thesaury:graph:briefs"
STEPS_GRAPH = "urn:thesaury:graph:steps"
TALLIES_GRAPH = "urn:thesaury:graph:tallies"
GONE_GRAPH = "urn:thesaury:graph:gone"
HIERARCHY_GRAPH = "urn:thesaury:graph:hierarchy"
ONTOLOGY_GRAPH = "urn:thesaury:graph:ontology"

ALL = "all"
"""Stands in a slice for every period, market, channel, language or axis together."""
UNKNOWN = "unknown"
"""Stands for what was not reported."""


def use_iri(source: str, event: str) -> str:
    """The IRI of what one connection reported under this id."""
    return f"urn:thesaury:use:{_digest(source, event)}"


def campaign_iri(campaign: str) -> str:
    """The IRI of the campaign with this id."""
    return f"urn:thesaury:campaign:{_encoded(campaign)}"


def purchase_iri(licensor: str, transaction: str) -> str:
    """The IRI of a licence purchase: one transaction with one licensor, however many assets it covers."""
    return f"urn:thesaury:purchase:{_digest(licensor, transaction)}"


def search_iri(search: str) -> str:
    """The IRI of a kept search."""
    return f"urn:thesaury:search:{_encoded(search)}"


def brief_iri(board: str) -> str:
    """The IRI of the brief of a board."""
    return f"urn:thesaury:brief:{_encoded(board)}"


def step_iri(kind: str, asset: str, at: str) -> str:
    """The IRI of a step of work on an asset."""
    return f"urn:thesaury:step:{_digest(kind, asset, at)}"


def slice_iri(cube: str, *values: str) -> str:
    """The IRI of a slice of a cube of tallies, by the values of its fixed dimensions in their order."""
    return ":".join(("urn:thesaury:slice", cube, *map(_encoded, values)))


def observation_iri(slice: str, *keys: str) -> str:
    """The IRI of one observation in a slice: a fragment of it, so that a slice is replaced whole."""
    return f"{slice}#{_digest(*keys)}"


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _encoded(value: str) -> str:
    return quote(value, safe="", errors="replace")
