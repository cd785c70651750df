"""Values in the place of the variables that a question writes with a dollar sign, as terms that the engine itself has written."""

import re

from thesaury.engines.oxigraph.questions import ASIDE
from thesaury.engines.oxigraph.terms import term
from thesaury.model.errors import BadInput
from thesaury.model.statement import XSD, Iri, Literal
from thesaury.ports.graph import Solution

_TOKEN = re.compile(rf"(?P<aside>{ASIDE}) | \$(?P<name>\w+)", re.DOTALL | re.VERBOSE)
_COUNT = re.compile("[0-9]+")


def bound(sparql: str, bindings: Solution) -> str:
    """The question with each `$name` outside strings, comments and IRIs replaced by its value.

    Raises BadInput for a name that has no value, a value that has no name, and a blank node, which would fit everything.
    """
    used: set[str] = set()

    def value(found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return found[0]
        if name not in bindings:
            raise BadInput(f"the question needs a value for ${name}: give it one")
        used.add(name)
        return _written(name, bindings[name])

    text = _TOKEN.sub(value, sparql)
    for name in bindings:
        if name not in used:
            raise BadInput(f"the question has no ${name}: leave this value out, or correct its name")
    return text


def _written(name: str, value: Iri | Literal) -> str:
    """Spaces keep it apart from its neighbours. A count stands bare, as it has to behind LIMIT and OFFSET."""
    if isinstance(value, Iri) and value.value.startswith("_:"):
        raise BadInput(f"${name} cannot be a blank node: give it an IRI or a literal")
    if isinstance(value, Literal) and value.datatype == f"{XSD}integer" and _COUNT.fullmatch(value.value):
        return f" {value.value} "
    return f" {term(value)} "
