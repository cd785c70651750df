"""RDF statements as plain values, so that rooms can speak RDF without an RDF library."""

from dataclasses import dataclass

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
SHACL = "http://www.w3.org/ns/shacl#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
ODRL = "http://www.w3.org/ns/odrl/2/"
DCAT = "http://www.w3.org/ns/dcat#"
SCHEMA = "https://schema.org/"
QB = "http://purl.org/linked-data/cube#"
XSD = "http://www.w3.org/2001/XMLSchema#"
THY = "https://thesaury.example/ontology#"


@dataclass(frozen=True, slots=True)
class Iri:
    """A named resource; a blank node is given as `_:label`."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text with a language, or a value with a datatype IRI."""

    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Subject and predicate are IRIs (or `_:label`), the object an IRI or a literal."""

    subject: str
    predicate: str
    object: Iri | Literal
