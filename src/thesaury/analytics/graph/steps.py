"""Steps of the work on assets: uploaded, reviewed, approved, published, withdrawn."""

from collections.abc import Iterator
from enum import StrEnum

from thesaury.analytics.naming import step_iri
from thesaury.analytics.statements import asset_iri
from thesaury.analytics.terms import agent_iri, moment, text, typed
from thesaury.model.statement import PROV, THY, Iri, Statement


class StepKind(StrEnum):
    """What was done."""

    UPLOAD = "upload"
    REVIEW = "review"
    APPROVE = "approve"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


def step_statements(kind: StepKind, asset: str, at: str, agent: str = "") -> Iterator[Statement]:
    """One step on one asset; without an agent nobody knows who it was."""
    node = step_iri(kind.value, asset, at)
    yield from typed(node, f"{THY}WorkflowStep")
    yield Statement(node, f"{THY}kind", text(kind.value))
    yield Statement(node, f"{PROV}used", Iri(asset_iri(asset)))
    yield Statement(node, f"{PROV}startedAtTime", moment(at))
    if agent:
        yield Statement(node, f"{PROV}wasAssociatedWith", Iri(agent_iri(agent)))
