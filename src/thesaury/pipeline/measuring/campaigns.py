"""Campaigns in the graph: those of the table, and those that only a use or a brief names."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from thesaury.analytics.graph.campaigns import campaign_statements, named_campaign
from thesaury.analytics.naming import BRIEFS_GRAPH, CAMPAIGNS_GRAPH, USES_GRAPH, campaign_iri
from thesaury.model.brief import Wanting
from thesaury.model.brief_json import MOST_TEXT
from thesaury.model.campaign import Campaign
from thesaury.model.statement import DCTERMS, SCHEMA, THY, Iri, Literal, Statement
from thesaury.pipeline.searching import by_words
from thesaury.pipeline.words import current_versions, thesaurus_of
from thesaury.ports.workspace import Workspace

_NAMING = f"{THY}campaign"


def campaigns_state(workspace: Workspace) -> str:
    """Another text whenever the table is another, or its briefs may be understood otherwise."""
    words = " ".join(f"{version.key} {version.digest}" for version in current_versions(workspace))
    return f"{digest_of(workspace.campaigns_file)} {words}"


def digest_of(path: Path) -> str:
    """The SHA-256 of a table; empty where there is none."""
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def table_statements(workspace: Workspace) -> list[Statement]:
    """The campaigns of the table with the concepts of their briefs. Raises BadInput, with the line, for a broken table."""
    from thesaury.pipeline.briefs.campaigns import campaigns  # reading briefs takes a while to import
    from thesaury.pipeline.briefs.reading import read_brief

    known = campaigns(workspace)
    if not any(one.brief for one in known):
        return [said for one in known for said in campaign_statements(one)]
    thesaurus = thesaurus_of(workspace)
    understanding = by_words(workspace, thesaurus)

    def concepts(one: Campaign) -> list[str]:
        if not one.brief:
            return []
        brief = read_brief(workspace, understanding, thesaurus, one.brief[:MOST_TEXT], title=one.name)
        return [found.concept for found in brief.of(Wanting.REQUIRED, Wanting.WISHED)]

    return [said for one in known for said in campaign_statements(one, concepts(one))]


def others(workspace: Workspace, named: Iterable[str], told: set[str]) -> Iterator[Statement]:
    """Those that nobody but a use or a brief names: of `named`, and of those that are in the graph already, where each use puts its own.
    `told` are the IRIs of those of the table. Hold the graph for it."""
    held = workspace.graph.match(CAMPAIGNS_GRAPH, None, f"{DCTERMS}identifier")
    ids = {said.object.value for said in held if isinstance(said.object, Literal)} | set(named)
    for id in sorted(ids):
        if (node := campaign_iri(id)) not in told and _is_named(workspace, node):
            yield from named_campaign(id)


def drop_unnamed(workspace: Workspace) -> None:
    """Take out those that nobody names any more, after uses were corrected; all of the table have a name. Hold the graph for it."""
    titled = {said.subject for said in workspace.graph.match(CAMPAIGNS_GRAPH, None, f"{SCHEMA}name")}
    held = {said.subject for said in workspace.graph.match(CAMPAIGNS_GRAPH, None, f"{DCTERMS}identifier")}
    if gone := [node for node in sorted(held - titled) if not _is_named(workspace, node)]:
        workspace.graph.replace(CAMPAIGNS_GRAPH, dict.fromkeys(gone, ()))


def _is_named(workspace: Workspace, campaign: str) -> bool:
    return any(
        True for graph in (USES_GRAPH, BRIEFS_GRAPH) for _ in workspace.graph.match(graph, None, _NAMING, Iri(campaign))
    )
