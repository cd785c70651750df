"""What SSSOM calls things: prefixes, columns, predicates and justifications."""

from thesaury.model.concept import MappingRelation

SKOS = "http://www.w3.org/2004/02/skos/core#"
SEMAPV = "https://w3id.org/semapv/vocab/"
NO_TERM = "https://w3id.org/sssom/NoTermFound"

BUILT_IN = {
    "linkml": "https://w3id.org/linkml/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": SEMAPV,
    "skos": SKOS,
    "sssom": "https://w3id.org/sssom/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that need not be declared, and must not be declared otherwise."""

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
STATUS, BY_ITSELF = "mapping_status", "auto_accepted"
"""Columns of our own, which others may leave out: how a mapping stands, and whether it was accepted without a person."""

PREDICATES = {f"{SKOS}{relation}": relation for relation in MappingRelation} | {
    "http://www.w3.org/2002/07/owl#equivalentClass": MappingRelation.EXACT,
    "http://www.w3.org/2002/07/owl#equivalentProperty": MappingRelation.EXACT,
    "http://www.w3.org/2002/07/owl#sameAs": MappingRelation.EXACT,
    "http://www.w3.org/2000/01/rdf-schema#subClassOf": MappingRelation.BROAD,
}
"""The relation that each predicate says; those of OWL and RDFS come in and are not written."""
