"""RDF from files, parsed in a child process that a hostile file may ruin without harm."""

from thesaury.engines.rdf.reader import SafeRdfReader

__all__ = ["SafeRdfReader"]
