"""Assets put into index and graph: what changed, what a new day changed, or everything anew while the old index is searched."""

import logging
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from thesaury.analytics.statements import ASSETS_GRAPH, asset_iri, asset_statements
from thesaury.model.asset import Asset
from thesaury.model.errors import BadInput, WorkspaceBusy
from thesaury.model.statement import Statement
from thesaury.pipeline.measuring.running import measure
from thesaury.pipeline.new_versions import load_into_graph
from thesaury.pipeline.rights.facets import rights_facets, today, turned
from thesaury.pipeline.rights.held import HeldRights, held_rights
from thesaury.pipeline.rights.keys import descendants
from thesaury.pipeline.searching import usable_embedder
from thesaury.pipeline.uncollected import uncollected
from thesaury.pipeline.words import all_vocabularies, thesaurus_of
from thesaury.ports.enrichments import Findings
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.search.documents import document, meaning_text

if TYPE_CHECKING:
    from thesaury.ports.index import Floats

_log = logging.getLogger(__name__)

CHUNK = 500
"""Assets per transaction: large enough that commits cost little, small enough that little is lost."""


def project(workspace: Workspace, progress: Progress = unheard) -> int:
    """Bring index and graph up to what the catalogue says, and to this day: licences end. Returns how many assets were behind.

    With another embedding model than before every asset is behind; they are found all the while, by words and concepts.
    """
    with uncollected():
        return _project(workspace, progress) + project_turned(workspace)


def _project(workspace: Workspace, progress: Progress) -> int:
    enrichments = workspace.catalogue.enrichments
    projection = Projection(workspace)
    projection.load_vocabularies()
    projection.note_model()
    total = enrichments.count_unprojected()
    done = 0
    while revisions := enrichments.unprojected(CHUNK):
        projection.put_with_descendants([asset for asset, _ in revisions])
        enrichments.mark_projected(revisions)
        done += len(revisions)
        progress("project", done, total)
    return done


def needs_turning(workspace: Workspace) -> bool:
    """Whether there are such assets as `project_turned` brings up to this day."""
    return bool(turned(workspace.index, today(), 1))


def project_turned(workspace: Workspace) -> int:
    """Bring the entries of assets up to this day whose licences ended since they were made; returns how many there were."""
    done, day = 0, today()
    while ids := turned(workspace.index, day, CHUNK):
        Projection(workspace).put(ids)
        done += len(ids)
    return done


def rebuild(workspace: Workspace, progress: Progress = unheard) -> int:
    """Build index and graph again from the catalogue while the old ones are searched; returns how many assets were read."""
    with workspace.writing(), uncollected():
        revisions = list(_revisions(workspace))
        with workspace.rebuilding():
            projection = Projection(workspace)
            projection.load_vocabularies()
            for start in range(0, len(revisions), CHUNK):
                projection.put([asset for asset, _ in revisions[start : start + CHUNK]])
                progress("project", min(start + CHUNK, len(revisions)), len(revisions))
            _measure_anew(workspace, progress)
        workspace.note_indexed_model(projection.model)
        enrichments = workspace.catalogue.enrichments
        # What was behind counts as projected from now on, and channels have not looked at it yet.
        workspace.catalogue.feeds.touch([asset for asset, _ in enrichments.unprojected(len(revisions) or 1)])
        enrichments.mark_projected(revisions)
    return len(revisions)


def _measure_anew(workspace: Workspace, progress: Progress) -> None:
    """The graph of analysis as well; where somebody else is at it, he or the next one finds that the graph is another one."""
    try:
        measure(workspace, progress, anew=True)
    except WorkspaceBusy as busy:
        _log.info("%s", busy.message)
        workspace.catalogue.measuring.forget()


class Projection:
    """Puts assets into index and graph, by the vocabularies and the embedding model of this moment."""

    def __init__(self, workspace: Workspace) -> None:
        """The thesaurus is read; the model opens with the first asset."""
        self._workspace = workspace
        self._thesaurus = thesaurus_of(workspace)
        self._embedder, _ = usable_embedder(workspace)

    @property
    def model(self) -> str:
        """The name of the embedding model, empty without one."""
        return self._embedder.name if self._embedder else ""

    def load_vocabularies(self) -> None:
        """Let the graph hold the newest version of every vocabulary."""
        for version, vocabulary in all_vocabularies(self._workspace):
            load_into_graph(self._workspace, version, vocabulary)

    def note_model(self) -> None:
        """Where vectors are now of another model than those of the index, every asset is behind. A model that is gone leaves entries as
        they are, and is missed as soon as it is there again."""
        if self.model == self._workspace.indexed_model:
            return
        if self.model:
            self._workspace.catalogue.enrichments.forget_projections()
        self._workspace.note_indexed_model(self.model)

    def put(self, ids: Sequence[str]) -> None:
        """Replace the entries and statements of these assets; those that are gone leave both."""
        workspace = self._workspace
        findings = workspace.catalogue.enrichments.findings(ids)
        assets = {asset.id: asset for asset in workspace.catalogue.records.assets(ids)}
        held = list(assets.values())
        rights = held_rights(workspace, held)
        named = rights_facets(workspace, held, today(), rights)
        vectors = self._vectors(held, findings)
        documents = [
            document(asset, findings[asset.id], self._thesaurus, named.get(asset.id), vector, self.model)
            for asset, vector in zip(held, vectors, strict=True)
        ]
        workspace.index.put(documents, gone=[asset for asset in ids if asset not in assets])
        known = {asset.id for asset in rights.family.assets}
        owned = {asset_iri(a): _statements(assets[a], findings[a], rights, known) if a in assets else [] for a in ids}
        workspace.graph.replace(ASSETS_GRAPH, owned)

    def put_with_descendants(self, ids: Sequence[str]) -> None:
        """The same, and the entries of assets that were made from these: their rights count for them too. Channels look at all of them."""
        self.put(ids)
        behind = descendants(self._workspace.index, ids, self._workspace.catalogue.records.assets(ids))
        for start in range(0, len(behind), CHUNK):
            self.put(behind[start : start + CHUNK])
        # Before they count as projected: whoever is stopped between the two says it again.
        self._workspace.catalogue.feeds.touch([*ids, *behind])

    def _vectors(self, assets: Sequence[Asset], findings: Mapping[str, Findings]) -> Sequence["Floats | None"]:
        """What the assets mean, None for each without a model. One that turns out to be broken is not asked again."""
        if self._embedder and assets:
            languages = self._workspace.languages
            texts = [meaning_text(asset, findings[asset.id], self._thesaurus, languages) for asset in assets]
            try:
                return list(self._embedder.embed(texts))
            except BadInput as error:
                _log.warning("assets are indexed without vectors: %s", error.message)
                self._embedder = None
                self._workspace.note_indexed_model("")
        return [None] * len(assets)


def _statements(asset: Asset, findings: Findings, rights: HeldRights, known: Set[str]) -> list[Statement]:
    """All that is said of one asset; what it was made from is left out where nobody knows it."""
    made_from = [source for source in rights.family.made_from(asset) if source in known]
    return list(asset_statements(asset, findings, rights.own[asset.id], made_from))


def _revisions(workspace: Workspace) -> Iterator[tuple[str, int]]:
    """Every asset with its revision, those that are gone among them."""
    after = ""
    while found := workspace.catalogue.enrichments.revisions(after, CHUNK):
        yield from found
        after = found[-1][0]
