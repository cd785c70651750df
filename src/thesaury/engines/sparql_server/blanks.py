"""Blank nodes by a name: over HTTP they would be others with every request."""

from urllib.parse import quote, unquote

from thesaury.model.statement import Iri, Statement

_BLANK = "urn:thesaury:blank:"


def named(value: str) -> str:
    """The name of a blank node given as `_:label`; any other name as it is."""
    return f"{_BLANK}{quote(value[2:], safe='')}" if value.startswith("_:") else value


def unnamed(value: str) -> str:
    """The blank node of such a name, as `_:label`; any other name as it is."""
    return f"_:{unquote(value[len(_BLANK) :])}" if value.startswith(_BLANK) else value


def labelled(said: Statement) -> Statement:
    """The statement with its blank nodes as such."""
    object = Iri(unnamed(said.object.value)) if isinstance(said.object, Iri) else said.object
    return Statement(unnamed(said.subject), said.predicate, object)
