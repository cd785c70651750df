"""The JSON-LD context of policies; it stands in the document itself, so that reading one asks nobody."""

from thesaury.model.statement import DCTERMS, ODRL, OWL, RDF, RDFS, SKOS, XSD
from thesaury.rights.odrl.profile import CC, PROFILE

REMOTE = frozenset({"http://www.w3.org/ns/odrl.jsonld", "https://www.w3.org/ns/odrl.jsonld", ODRL.rstrip("/")})
"""Where policies of others say their context is; what stands there means the same as CONTEXT."""

_THINGS = (
    "permission",
    "prohibition",
    "obligation",
    "duty",
    "remedy",
    "consequence",
    "constraint",
    "refinement",
    "target",
    "output",
    "assigner",
    "assignee",
    "uid",
    "profile",
    "inheritFrom",
    "source",
    "partOf",
    "unit",
    "rightOperandReference",
)
_NAMES = ("action", "leftOperand", "operator", "conflict", "includedIn")
_LISTS = ("and", "or", "xone", "andSequence")

CONTEXT: dict[str, object] = {
    "@vocab": ODRL,
    "odrl": ODRL,
    "cc": CC,
    "dct": DCTERMS,
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "thesaury": f"{PROFILE}/",
    **{name: {"@id": f"{ODRL}{name}", "@type": "@id"} for name in _THINGS},
    **{name: {"@id": f"{ODRL}{name}", "@type": "@vocab"} for name in _NAMES},
    **{name: {"@id": f"{ODRL}{name}", "@type": "@id", "@container": "@list"} for name in _LISTS},
}
"""The terms of the ODRL context, with the same meanings; names it does not have are those of the ODRL vocabulary."""
