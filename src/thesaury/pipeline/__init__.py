"""The ingest line: pull records, find concepts in them, put them into index and graph.

Each stage works in chunks, and each chunk is whole in the catalogue before the next begins. What is left to do is read from
the catalogue and nowhere else, so a line cut off at any moment goes on where it stopped, and ends as if nothing had happened.

    pull      source.changes(cursor)  -> records, raw payload and cursor in one transaction
    enrich    governance.normalise    -> tags that are approved terms
              rights.derive           -> licences to policies
              annotator.suggest       -> suggestions with score and evidence
    project   search.document         -> lexical index
              analytics.statements    -> graph
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from thesaury.analytics.statements import ASSETS_GRAPH, asset_iri, asset_statements, vocabulary_graph
from thesaury.enrichment.revision import reach, revised, untouched
from thesaury.governance import normalise
from thesaury.governance.normalise import ApprovedTerms, stated
from thesaury.model.annotation import Enrichment, Suggestion
from thesaury.model.asset import Asset
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.connection import Connection
from thesaury.model.errors import AskPerson, ThesauryError, Unreachable, Usage
from thesaury.model.statement import OWL, Literal, Statement
from thesaury.model.time import now
from thesaury.ports.catalogue import Counts
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.rights.derive import derive
from thesaury.search.documents import document
from thesaury.sync import pulling
from thesaury.sync.pulling import Pulled
from thesaury.vocabulary.statements import vocabulary_statements
from thesaury.vocabulary.thesaurus import Thesaurus

CHUNK = 500
"""Assets per transaction: large enough that commits cost little, small enough that little is lost."""

Vocabularies = list[tuple[VocabularyVersion, Vocabulary]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a sync did, which connections failed and how, and what the workspace holds after it."""

    pulled: tuple[Pulled, ...]
    failed: tuple[tuple[str, ThesauryError], ...]
    enriched: int
    projected: int
    counts: Counts


def sync(workspace: Workspace, only: Sequence[str] = (), progress: Progress = unheard) -> Summary:
    """Run the whole line over these connections (all without names).

    A connection that does not answer or cannot be read is left for the next time; the others go on. Raises Usage for an unknown
    name, WorkspaceBusy, NoSpace.
    """
    with workspace.writing():
        pulled, failed = _pull_all(workspace, _connections(workspace, only), progress)
        enriched = enrich(workspace, progress)
        projected = project(workspace, progress)
        return Summary(pulled, failed, enriched, projected, workspace.catalogue.enrichments.counts())


def plan(workspace: Workspace, only: Sequence[str] = ()) -> tuple[Pulled, ...]:
    """What `sync` would pull, without storing anything."""
    return tuple(pulling.plan(workspace, connection) for connection in _connections(workspace, only))


def enrich(workspace: Workspace, progress: Progress = unheard) -> int:
    """Find the concepts of every asset whose content, vocabulary or annotator changed; returns how many there were."""
    enrichments = workspace.catalogue.enrichments
    line = EnrichmentLine(workspace)
    total = enrichments.count_outdated(line.stamp)
    done = 0
    for assets in _chunks(lambda after: enrichments.outdated(line.stamp, after, CHUNK)):
        enrichments.store(line.enrich(assets))
        done += len(assets)
        progress("enrich", done, total)
    return done


def project(workspace: Workspace, progress: Progress = unheard) -> int:
    """Bring index and graph up to what the catalogue says; returns how many assets were behind."""
    enrichments = workspace.catalogue.enrichments
    vocabularies = current_vocabularies(workspace)
    thesaurus = Thesaurus([vocabulary for _, vocabulary in vocabularies])
    for version, vocabulary in vocabularies:
        _load_into_graph(workspace, version, vocabulary)
    total = enrichments.count_unprojected()
    done = 0
    while revisions := enrichments.unprojected(CHUNK):
        _project(workspace, [asset for asset, _ in revisions], thesaurus)
        enrichments.mark_projected(revisions)
        done += len(revisions)
        progress("project", done, total)
    return done


def current_vocabularies(workspace: Workspace) -> Vocabularies:
    """The newest version of every vocabulary with its content."""
    vocabularies = workspace.catalogue.vocabularies
    return [(version, vocabularies.get(version.name, version.number)) for version in vocabularies.current()]


def thesaurus_of(workspace: Workspace) -> Thesaurus:
    """The current vocabularies as one thesaurus."""
    return Thesaurus([vocabulary for _, vocabulary in current_vocabularies(workspace)])


def rebuild(workspace: Workspace, progress: Progress = unheard) -> int:
    """Build index and graph again from the catalogue; returns how many assets they hold."""
    with workspace.writing():
        workspace.forget_projections()
        return project(workspace, progress)


def export_turtle(workspace: Workspace, path: Path) -> int:
    """Write the graph of the assets and of the current vocabularies; returns the number of statements."""
    with workspace.writing():
        graphs = [vocabulary_graph(version.name) for version in workspace.catalogue.vocabularies.current()]
        return workspace.graph.write([ASSETS_GRAPH, *graphs], path)


def keep_vocabulary(
    workspace: Workspace, vocabulary: Vocabulary, source: str, progress: Progress = unheard
) -> VocabularyVersion:
    """Keep a new version and load it into the graph; assets that the change does not touch are not annotated again."""
    with workspace.writing():
        before = {kept.name: kept for _, kept in current_vocabularies(workspace)}.get(vocabulary.name)
        stamp = EnrichmentLine(workspace).stamp if before else ""
        behind = {asset.id for asset in _outdated(workspace, stamp)} if before else set()
        version = workspace.catalogue.vocabularies.put(vocabulary, source, now())
        _load_into_graph(workspace, version, vocabulary)
        if before:
            _spare_untouched(workspace, before, vocabulary, behind, progress)
        return version


class EnrichmentLine:
    """The steps that turn an asset into what is known of it, and the stamp of the versions they work with."""

    def __init__(self, workspace: Workspace) -> None:
        """Read the current vocabularies once; they hold for the life of this line."""
        vocabularies = current_vocabularies(workspace)
        self._annotator = workspace.annotator(vocabularies)
        self._terms = ApprovedTerms(
            (version.key, concept) for version, kept in vocabularies for concept in kept.concepts
        )
        self._known = {concept.iri for _, kept in vocabularies for concept in kept.concepts}
        self.stamp = f"{self._annotator.vocabulary} {self._annotator.version} {normalise.VERSION}"

    def enrich(self, assets: Sequence[Asset]) -> list[Enrichment]:
        """Everything found out about these assets, in their order."""
        suggestions = self._annotator.suggest(assets)
        return [self._enrichment(asset, found) for asset, found in zip(assets, suggestions, strict=True)]

    def _enrichment(self, asset: Asset, suggestions: tuple[Suggestion, ...]) -> Enrichment:
        normalised = self._terms.normalise(asset)
        annotations = {a.concept: a for a in (*stated(asset, self._known), *normalised.annotations)}
        return Enrichment(
            asset=asset.id,
            content=asset.content_digest(),
            stamp=self.stamp,
            annotations=tuple(annotations[concept] for concept in sorted(annotations)),
            suggestions=suggestions,
            unknown_tags=normalised.unknown,
            policies=derive(asset),
        )


def _connections(workspace: Workspace, only: Sequence[str]) -> list[Connection]:
    connections = {connection.name: connection for connection in workspace.catalogue.records.connections()}
    if unknown := [name for name in only if name not in connections]:
        raise Usage(f"There is no connection {unknown[0]!r}. Connections here: {', '.join(connections) or 'none'}.")
    return [connection for name, connection in connections.items() if not only or name in only]


def _pull_all(
    workspace: Workspace, connections: Sequence[Connection], progress: Progress
) -> tuple[tuple[Pulled, ...], tuple[tuple[str, ThesauryError], ...]]:
    pulled: list[Pulled] = []
    failed: list[tuple[str, ThesauryError]] = []
    for connection in connections:
        try:
            pulled.append(pulling.pull(workspace, connection, progress))
        except (Unreachable, AskPerson) as error:
            failed.append((connection.name, error))
    return tuple(pulled), tuple(failed)


def _chunks(read: Callable[[str], list[Asset]]) -> Iterator[list[Asset]]:
    after = ""
    while assets := read(after):
        yield assets
        after = assets[-1].id


def _outdated(workspace: Workspace, stamp: str) -> Iterator[Asset]:
    enrichments = workspace.catalogue.enrichments
    for assets in _chunks(lambda after: enrichments.outdated(stamp, after, CHUNK)):
        yield from assets


def _project(workspace: Workspace, ids: Sequence[str], thesaurus: Thesaurus) -> None:
    findings = workspace.catalogue.enrichments.findings(ids)
    assets = {asset.id: asset for asset in workspace.catalogue.records.assets(ids)}
    documents = [document(asset, findings[asset.id], thesaurus) for asset in assets.values()]
    workspace.index.put(documents, gone=[asset for asset in ids if asset not in assets])
    owned = {asset_iri(a): list(asset_statements(assets[a], findings[a])) if a in assets else [] for a in ids}
    workspace.graph.replace(ASSETS_GRAPH, owned)


def _load_into_graph(workspace: Workspace, version: VocabularyVersion, vocabulary: Vocabulary) -> None:
    """Load a version into the graph unless it is there already; the graph itself says which version it holds."""
    name = vocabulary_graph(vocabulary.name)
    held = Literal(version.key)
    if not any(workspace.graph.match(name, name, f"{OWL}versionInfo", held)):
        workspace.graph.load(name, [*vocabulary_statements(vocabulary), Statement(name, f"{OWL}versionInfo", held)])


def _spare_untouched(
    workspace: Workspace, before: Vocabulary, after: Vocabulary, behind: set[str], progress: Progress
) -> None:
    """Say of the assets that no changed label or concept touches that their enrichment holds for the new version too."""
    stamp = EnrichmentLine(workspace).stamp
    change = revised(before, after)
    if not change.concepts or len(change.concepts) > len(after.concepts) // 5:
        return
    version = VocabularyVersion(change.name, 0, "", len(change.concepts), now(), "the concepts that changed")
    annotator = workspace.annotator([(version, change)])
    changed = reach(change, before, after)
    enrichments = workspace.catalogue.enrichments
    compared = 0
    for assets in _chunks(lambda after_id: enrichments.outdated(stamp, after_id, CHUNK)):
        current = [asset for asset in assets if asset.id not in behind]
        findings = enrichments.findings([asset.id for asset in current])
        enrichments.advance(untouched(current, findings, annotator, changed), stamp)
        compared += len(assets)
        progress("compare", compared, None)
