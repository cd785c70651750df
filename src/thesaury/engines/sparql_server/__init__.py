"""The graph on a SPARQL 1.1 server elsewhere: questions, updates and the Graph Store Protocol over HTTP."""

from thesaury.engines.sparql_server.asking import ServerGraphQuestions
from thesaury.engines.sparql_server.graph import ServerGraph
from thesaury.engines.sparql_server.reading import ServerGraphReader
from thesaury.engines.sparql_server.register import Register
from thesaury.engines.sparql_server.server import Address, SparqlServer

__all__ = ["Address", "Register", "ServerGraph", "ServerGraphQuestions", "ServerGraphReader", "SparqlServer"]
