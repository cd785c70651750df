"""Files that belong to no workspace."""

from collections.abc import Iterable
from pathlib import Path

from thesaury.model.statement import Statement


def write_rdf(statements: Iterable[Statement], path: Path, graph: str = "") -> int:
    """Write statements in the form that the file's ending names (ttl, nt, rdf, jsonld, n3; with a graph also trig, nq), whole or not
    at all; returns how many.

    Raises Usage for another ending, NoSpace and Unreachable where the place does not take it.
    """
    from thesaury.engines.oxigraph import write_statements

    return write_statements(statements, path, graph)


def rdf_bytes(statements: Iterable[Statement], ending: str) -> bytes:
    """A few statements in the form of this ending (ttl, nt, rdf, jsonld, n3). Raises Usage for another."""
    from thesaury.engines.oxigraph import serialized

    return serialized(statements, ending)
