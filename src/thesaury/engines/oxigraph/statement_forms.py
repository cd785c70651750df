"""The engine's name for each form in which statements are written."""

from pyoxigraph import RdfFormat

from thesaury.ports.graph_questions import StatementForm

FORMATS = {
    StatementForm.TURTLE: RdfFormat.TURTLE,
    StatementForm.N_TRIPLES: RdfFormat.N_TRIPLES,
    StatementForm.RDF_XML: RdfFormat.RDF_XML,
    StatementForm.JSON_LD: RdfFormat.JSON_LD,
}
