"""Whether there is what somebody asks about by its name: an asset, a campaign or a concept."""

from collections.abc import Mapping

from thesaury.analytics.asking import bindings
from thesaury.analytics.definitions import Definition
from thesaury.analytics.naming import ALL
from thesaury.model.errors import BadInput
from thesaury.model.question import ParameterKind
from thesaury.model.statement import Iri
from thesaury.ports.workspace import Workspace

_CALLED = {
    ParameterKind.ASSET: "asset",
    ParameterKind.CAMPAIGN: "campaign",
    ParameterKind.CONCEPT: "concept",
}
_MENTIONED = "SELECT ?p { { $thing ?p ?o } UNION { ?s ?p $thing } } LIMIT 1"


def check_named(workspace: Workspace, definition: Definition, values: Mapping[str, str]) -> None:
    """See that what these checked values name is there, or was: nothing hangs on an asset with a typing error, which would read like an
    answer. What is gone and has a history is there.

    Raises BadInput with a sentence for what neither the graph nor the catalogue has heard of, and what the graph raises.
    """
    terms = bindings(definition, values)
    for one in definition.asked(values).parameters:
        value, thing = values[one.name], terms.get(one.name)
        if one.kind not in _CALLED or value == ALL or not isinstance(thing, Iri):
            continue
        if one.kind is ParameterKind.ASSET and _kept(workspace, value):
            continue
        if not workspace.graph_reader.select(_MENTIONED, {"thing": thing}):
            raise BadInput(
                f"{one.name}: there is no {_CALLED[one.kind]} {value[:100]!r} here, nor was there one. Look for a typing error."
            )


def _kept(workspace: Workspace, asset: str) -> bool:
    """Whether the catalogue has, or had, an asset with this id."""
    records = workspace.catalogue.records
    return bool(records.assets([asset])) or asset in records.owners().values()
