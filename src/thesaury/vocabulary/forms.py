"""The forms in which a vocabulary is written."""

from enum import StrEnum


class WordForm(StrEnum):
    """The forms of a vocabulary, by the ending of their files."""

    TURTLE = "ttl"
    RDF_XML = "rdf"
    JSON_LD = "jsonld"
    N_TRIPLES = "nt"
    TRIG = "trig"
    N_QUADS = "nq"
    N3 = "n3"
    CSV = "csv"
    XLSX = "xlsx"


TABLES = (WordForm.CSV, WordForm.XLSX)
"""Forms that are tables; all others are RDF."""
