"""The names of the protocol: IRIs, the spellings of properties, and the key each property has in a concept's JSON."""

from types import MappingProxyType

SKOS = "http://www.w3.org/2004/02/skos/core#"
DCT = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
PPT = "http://schema.semantic-web.at/ppt/"

TYPE = RDF + "type"
CONCEPT = SKOS + "Concept"
SCHEME = SKOS + "ConceptScheme"
COLLECTIONS = (SKOS + "Collection", SKOS + "OrderedCollection")
SUGGESTED = PPT + "suggested#Concept"
PREF, ALT, HIDDEN = SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"
BROADER, NARROWER, RELATED = SKOS + "broader", SKOS + "narrower", SKOS + "related"
TOP_OF, HAS_TOP, IN_SCHEME, MEMBER = SKOS + "topConceptOf", SKOS + "hasTopConcept", SKOS + "inScheme", SKOS + "member"
DEPRECATED, REPLACED_BY = OWL + "deprecated", DCT + "isReplacedBy"
TITLE, DESCRIPTION, MODIFIED = DCT + "title", DCT + "description", DCT + "modified"
WORKFLOW_STATUS = PPT + "workflow#status"

PREFIXES = MappingProxyType(
    {
        "skos": SKOS,
        "skosxl": SKOSXL,
        "dcterms": DCT,
        "dct": DCT,
        "dc": DC,
        "rdf": RDF,
        "rdfs": RDFS,
        "owl": OWL,
        "xsd": XSD,
    }
)

INVERSES = MappingProxyType({BROADER: NARROWER, NARROWER: BROADER, RELATED: RELATED, TOP_OF: HAS_TOP, HAS_TOP: TOP_OF})
"""Relations the server keeps in both directions."""

LITERAL_KEYS = MappingProxyType(
    {
        ALT: "altLabels",
        HIDDEN: "hiddenLabels",
        SKOS + "definition": "definitions",
        SKOS + "scopeNote": "scopeNotes",
        SKOS + "example": "examples",
        SKOS + "notation": "notations",
    }
)
RELATION_KEYS = MappingProxyType(
    {
        BROADER: "broaders",
        NARROWER: "narrowers",
        RELATED: "relateds",
        IN_SCHEME: "inSchemes",
        TOP_OF: "topConceptOfs",
        SKOS + "exactMatch": "exactMatch",
        SKOS + "closeMatch": "closeMatch",
        SKOS + "broadMatch": "broaderMatch",
        SKOS + "narrowMatch": "narrowerMatch",
        SKOS + "relatedMatch": "relatedMatch",
    }
)
SCHEMES_KEY = "conceptSchemes"
_OLD_NAMES = MappingProxyType(
    {
        "preferredLabel": PREF,
        "alternativeLabel": ALT,
        "broaderMatch": SKOS + "broadMatch",
        "narrowerMatch": SKOS + "narrowMatch",
    }
)
_OWN_KEYS = frozenset({TYPE, PREF, *LITERAL_KEYS, *RELATION_KEYS})


def property_iri(name: str) -> str:
    """The IRI behind a property's name in any spelling: full, prefixed, or bare as the API's old names are."""
    name = name.strip()
    if "://" in name or name.startswith("urn:"):
        return name
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return _OLD_NAMES.get(local, PREFIXES[prefix] + local) if prefix == "skos" else PREFIXES[prefix] + local
    return _OLD_NAMES.get(name, SKOS + name)


def is_custom(predicate: str) -> bool:
    """Whether a predicate has no key of its own in a concept's JSON and stands in its `properties` map."""
    return predicate not in _OWN_KEYS


def local_name(iri: str) -> str:
    """The part of an IRI after its last slash or hash."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]
