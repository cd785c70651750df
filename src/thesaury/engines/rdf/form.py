"""Which RDF form a file has: by the ending of its name, unless its first bytes say otherwise."""

import re
from enum import StrEnum
from pathlib import PurePath

from thesaury.model.errors import BadInput


class Form(StrEnum):
    """The forms that are read; the values are their names as people write them."""

    TURTLE = "Turtle"
    N_TRIPLES = "N-Triples"
    N_QUADS = "N-Quads"
    TRIG = "TriG"
    RDF_XML = "RDF/XML"
    JSON_LD = "JSON-LD"


TEXTUAL = frozenset({Form.TURTLE, Form.N_TRIPLES, Form.N_QUADS, Form.TRIG})
"""The forms of the Turtle family, in which literals are quoted and tagged alike."""

ENDINGS = {
    ".ttl": Form.TURTLE,
    ".turtle": Form.TURTLE,
    ".n3": Form.TURTLE,
    ".nt": Form.N_TRIPLES,
    ".nq": Form.N_QUADS,
    ".trig": Form.TRIG,
    ".rdf": Form.RDF_XML,
    ".xml": Form.RDF_XML,
    ".owl": Form.RDF_XML,
    ".skos": Form.RDF_XML,
    ".jsonld": Form.JSON_LD,
    ".json": Form.JSON_LD,
}
"""Endings, each also with .gz, and the form they promise."""

_XML = re.compile(rb"<(\?xml|!--|!DOCTYPE|[A-Za-z_][\w.-]*:?[\w.-]*[\s>/])")
_PREAMBLE = re.compile(rb"(?i)(@?prefix|@?base)\b|#")
_QUAD = re.compile(rb'(<[^>]*>|_:\S+)\s+<[^>]*>\s+(<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"\S*)\s+(<[^>]*>|_:\S+)\s*\.')
_TRIPLE = re.compile(rb"(<[^>\s]*>|_:\S+|\[|[\w.-]*:\S+)\s")


def form_of(name: str, start: bytes) -> Form:
    """The form of a file with this name that begins (as UTF-8) with these bytes. Raises BadInput for an unknown one."""
    promised = ENDINGS.get(PurePath(name.lower().removesuffix(".gz")).suffix)
    begins = start.lstrip()
    seen = _seen(begins)
    if promised in (Form.RDF_XML, Form.JSON_LD):
        return seen or promised
    if promised:
        return seen if seen in (Form.RDF_XML, Form.JSON_LD) and promised is not Form.TRIG else promised
    if seen:
        return seen
    raise BadInput(f"{name}: this is no RDF that is known here. Name it by its form: {', '.join(ENDINGS)}.")


def _seen(begins: bytes) -> Form | None:
    if _XML.match(begins) and not _TRIPLE.match(begins):
        return Form.RDF_XML
    if begins.startswith((b"{", b"[{", b"[ {", b"[\n")):
        return Form.JSON_LD
    if _QUAD.match(begins):
        return Form.N_QUADS
    return Form.TRIG if _PREAMBLE.match(begins) or _TRIPLE.match(begins) else None
