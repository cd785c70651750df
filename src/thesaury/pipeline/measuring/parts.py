"""The graphs beside that of the uses, each renewed as a whole, by its differences, when what it comes from is another one than before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from thesaury.analytics.naming import (
    BRIEFS_GRAPH,
    CAMPAIGNS_GRAPH,
    HIERARCHY_GRAPH,
    ONTOLOGY_GRAPH,
    SEARCHES_GRAPH,
    STEPS_GRAPH,
)
from thesaury.analytics.ontology import ONTOLOGY, SHAPES
from thesaury.model.statement import Statement
from thesaury.pipeline.measuring.briefs import all_briefs, briefs_state, campaigns_of_briefs
from thesaury.pipeline.measuring.campaigns import campaigns_state, others, table_statements
from thesaury.pipeline.measuring.hierarchy import hierarchy_state, steps_across
from thesaury.pipeline.measuring.searches import all_searches, searches_state
from thesaury.pipeline.measuring.steps import all_steps, steps_state
from thesaury.ports.workspace import Workspace

Marks = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One graph: `state` is another text whenever its statements may be others, which `statements` reads from the catalogue."""

    name: str
    graph: str
    state: Callable[[Workspace, Marks], str]
    statements: Callable[[Workspace], Iterable[Statement]]


def _ontology_state(workspace: Workspace, marks: Marks) -> str:
    return sha256(ONTOLOGY.read_bytes() + SHAPES.read_bytes()).hexdigest()


def _ontology(workspace: Workspace) -> Iterator[Statement]:
    """Without the shapes: they are about the data, and have blank nodes."""
    return (said for said in workspace.rdf.read(ONTOLOGY) if isinstance(said, Statement))


PARTS = (
    Part("ontology", ONTOLOGY_GRAPH, _ontology_state, _ontology),
    Part("hierarchy", HIERARCHY_GRAPH, lambda workspace, _: hierarchy_state(workspace), steps_across),
    Part("searches", SEARCHES_GRAPH, searches_state, all_searches),
    Part("briefs", BRIEFS_GRAPH, lambda workspace, _: briefs_state(workspace), all_briefs),
    Part("steps", STEPS_GRAPH, steps_state, all_steps),
)


def renew(workspace: Workspace, part: Part, marks: Marks) -> bool:
    """Bring the part up to date and note it; whether there was anything to do."""
    state = part.state(workspace, marks)
    if marks.get(part.name) == state:
        return False
    statements = part.statements(workspace)
    with workspace.projecting():
        workspace.graph.load(part.graph, statements)
    workspace.catalogue.measuring.note({part.name: state})
    return True


CAMPAIGNS = "campaigns"


def renew_campaigns(workspace: Workspace, marks: Marks) -> bool:
    """The same for campaigns: those of the table, and those that uses and briefs name. Raises BadInput for a broken table."""
    state = f"{campaigns_state(workspace)} {briefs_state(workspace)}"
    if marks.get(CAMPAIGNS) == state:
        return False
    said = table_statements(workspace)
    told = {one.subject for one in said}
    with workspace.projecting():
        said += others(workspace, campaigns_of_briefs(workspace), told)
        workspace.graph.load(CAMPAIGNS_GRAPH, said)
    workspace.catalogue.measuring.note({CAMPAIGNS: state})
    return True
