"""Who reads the assets of a workspace: the dictionary, what was learned, annotators elsewhere, in one process or several."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from thesaury.bootstrap.apart import check_apart, check_named
from thesaury.bootstrap.embedding import embedder_at
from thesaury.bootstrap.systems import Systems, connector
from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.errors import BadInput
from thesaury.ports.annotator import Annotator
from thesaury.ports.embedder import Embedder
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.proposer import Proposer

if TYPE_CHECKING:
    from thesaury.enrichment.learning.batch import Lookout
    from thesaury.enrichment.learning.model import Model

_OWN = "own"

Versions = Sequence[tuple[VocabularyVersion, Vocabulary]]


class Annotators(Systems):
    """The annotators of a workspace."""

    @cached_property
    def embedder(self) -> Embedder | None:
        """The embedding model of the settings, whose vectors are kept in the workspace; None where none is named. Raises Usage where
        this workspace may not look there."""
        check_named(self.root, {"embedding_model": self.settings.embedding_model})
        named = self.settings.embedding_model
        return embedder_at(self.root / Path(named).expanduser(), self.root / "vectors", named) if named else None

    @cached_property
    def proposer(self) -> Proposer:
        """Who proposes what unclear clauses of licences mean. Raises Usage where the settings name nobody, as they come."""
        from thesaury.bootstrap.proposing import proposer
        from thesaury.connectors.pacing import counted_in

        with counted_in(self._traffic_of_settings):
            return proposer(self.settings)

    def annotator(self, vocabularies: Versions, tagging: bool = False) -> Annotator:
        """The dictionary over these vocabularies: nothing to learn, and soon ready. With `tagging` it leaves out the schemes that the
        workspace does not tag with."""
        from thesaury.enrichment.labels import LabelAnnotator

        made = LabelAnnotator(vocabularies, self.detector, self.languages)
        return self._tagging(made, vocabularies) if tagging else made

    def chosen_annotator(self, vocabularies: Versions, progress: Progress = unheard) -> Annotator:
        """The annotators of the settings, fused where they are several. Raises Usage for a name that is no annotator."""
        from thesaury.enrichment.fusing import FusedAnnotator

        chosen = [self._annotator(name, vocabularies, progress) for name in self.settings.annotators]
        return chosen[0] if len(chosen) == 1 else FusedAnnotator(chosen)

    def learned_annotator(self, vocabularies: Versions, model: "Model", progress: Progress = unheard) -> Annotator:
        """The learned annotator over these vocabularies with this model."""
        from thesaury.enrichment.learning.annotator import LearnedAnnotator
        from thesaury.enrichment.learning.batch import Lookout

        embedder = self.embedder if model.embedder else None
        lookout = Lookout(vocabularies, self.detector, self.languages, embedder=embedder, progress=progress)
        return LearnedAnnotator(lookout, model)

    def _annotator(self, name: str, vocabularies: Versions, progress: Progress) -> Annotator:
        if name == _OWN:
            learned = self.learned_annotator(vocabularies, self._model(), progress)
            return in_bulk(self._tagging(learned, vocabularies), self.settings.processes)
        connection = self.connection(name)
        manifest = connector(connection.connector)
        manifest.check(connection)
        check_apart(self.root, connection)
        with self._counted():
            elsewhere = cast(Annotator, manifest.factory("annotator")(connection, self.tools(), vocabularies))
        return self._tagging(elsewhere, vocabularies)

    def _tagging(self, annotator: Annotator, vocabularies: Versions) -> Annotator:
        """Without the schemes that are not tagged with, as the file names them now: a run need not wait for a restart."""
        from thesaury.config import read_settings
        from thesaury.enrichment.left_out import without_schemes

        schemes = read_settings(self.root).schemes_without_tagging
        return without_schemes(annotator, (vocabulary for _, vocabulary in vocabularies), schemes)

    def _model(self) -> "Model":
        """The chosen model; the one that comes with Thesaury while nothing better was learned here."""
        from thesaury.enrichment.learning.default import default_model
        from thesaury.enrichment.learning.model import read_model

        chosen = self.models.chosen()
        return read_model(self.models.content(chosen.number)) if chosen else default_model()


def in_bulk(annotator: Annotator, processes: int, start: float | None = None) -> Annotator:
    """The annotator over this many processes, 0 for as many as this machine is good for; one process is the annotator itself.

    They start when there is enough to do, or after so many seconds of it.
    """
    from thesaury.engines.pool import PooledAnnotator, spare_processors

    wanted = processes or spare_processors()
    return PooledAnnotator(annotator, wanted, start) if wanted > 1 else annotator


def vocabulary_from(path: Path) -> Vocabulary:
    """The vocabulary in a file. Raises Unreachable, and BadInput where it is broken or holds no concept that is in use."""
    from thesaury.engines.rdf import SafeRdfReader
    from thesaury.engines.tables import Tables
    from thesaury.vocabulary.importing import import_vocabulary

    kept, _ = import_vocabulary(path, path.name.split(".")[0], SafeRdfReader(), Tables())
    if all(concept.deprecated for concept in kept.concepts):
        raise BadInput(f"{path.name} holds no concept that is in use: all are deprecated. Is it the right file?")
    return kept


def lookout_over(vocabulary: Path, embedder: Embedder | None = None, progress: Progress = unheard) -> "Lookout":
    """One vocabulary file as the learned engine looks for it, in every language it has labels in, without a workspace.

    Raises Unreachable, and BadInput where the file is broken or holds no concept that is in use.
    """
    from thesaury.engines.langid import LangidDetector
    from thesaury.enrichment.learning.batch import Lookout

    kept = vocabulary_from(vocabulary)
    version = VocabularyVersion(kept.name, 1, "", len(kept.concepts), "", vocabulary.name)
    return Lookout([(version, kept)], LangidDetector(), embedder=embedder, progress=progress)
