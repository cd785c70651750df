"""What the SPARQL endpoint is, in the words of SPARQL 1.1 Service Description."""

from collections.abc import Iterator

from thesaury.bootstrap.files import rdf_bytes
from thesaury.model.statement import RDF, Iri, Statement
from thesaury.ports.graph_questions import StatementForm

_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


def described(endpoint: str, form: StatementForm) -> bytes:
    """The description of the endpoint at this address."""
    return rdf_bytes(_statements(endpoint), form.value)


def _statements(endpoint: str) -> Iterator[Statement]:
    service = f"{endpoint}#service"
    yield Statement(service, f"{RDF}type", Iri(f"{_SD}Service"))
    yield Statement(service, f"{_SD}endpoint", Iri(endpoint))
    yield Statement(service, f"{_SD}supportedLanguage", Iri(f"{_SD}SPARQL11Query"))
    yield Statement(service, f"{_SD}feature", Iri(f"{_SD}UnionDefaultGraph"))
    for name in (*_RESULTS, *_GRAPHS):
        yield Statement(service, f"{_SD}resultFormat", Iri(f"{_FORMATS}{name}"))
