"""What the pages know of the current vocabularies, built once and again only when a version changes."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

from thesaury.model.concept import ConceptScheme, Label, Vocabulary, VocabularyVersion
from thesaury.model.errors import ThesauryError
from thesaury.pipeline import current_vocabularies
from thesaury.ports.annotator import Annotator
from thesaury.ports.workspace import Workspace
from thesaury.search.finding import link
from thesaury.vocabulary.thesaurus import Thesaurus

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The current vocabularies, the thesaurus and annotator over them, and the languages to show, best first."""

    vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]]
    thesaurus: Thesaurus
    annotator: Annotator
    languages: tuple[str, ...]
    sizes: Counter[str]
    """How many concepts each scheme has."""
    turn: Lock = field(default_factory=Lock, repr=False, compare=False)
    """Held while the annotator works: neither annotators nor their stemmers promise to bear two threads at once."""

    def name(self, iri: str) -> Label:
        """What to call the concept, with its language; the end of its IRI when no vocabulary holds it."""
        concept = self.thesaurus.concept(iri)
        return self._with_language(iri, [label for _, label in concept.labels()] if concept else ())

    def scheme_title(self, scheme: ConceptScheme) -> Label:
        """What to call the scheme, with its language."""
        return self._with_language(scheme.iri, scheme.titles)

    def schemes(self) -> dict[str, ConceptScheme]:
        """Every scheme by its IRI."""
        return {scheme.iri: scheme for _, vocabulary in self.vocabularies for scheme in vocabulary.schemes}

    def within(self, iri: str) -> tuple[str, ...]:
        """The concept and everything narrower."""
        return (iri, *self.thesaurus.descendants(iri))

    def _with_language(self, iri: str, labels: Iterable[Label]) -> Label:
        text = self.thesaurus.label(iri, self.languages)
        return next((label for label in labels if label.text == text), Label(text))


class LexiconKeeper:
    """Holds the lexicon of one workspace and renews it when the catalogue's current versions change."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before `warm` or `lexicon` is called."""
        self._workspace = workspace
        self._lock = Lock()
        self._keys: tuple[str, ...] | None = None
        self._lexicon: Lexicon | None = None

    def warm(self) -> None:
        """Begin to build in the background; a failure is logged here and met again by the first page that needs it."""
        Thread(target=self._warm, name="lexicon", daemon=True).start()

    def lexicon(self) -> Lexicon:
        """The lexicon of the current versions; whoever asks while it is built waits for it."""
        with self._lock:
            current = self._workspace.catalogue.vocabularies.current()
            keys = tuple(f"{version.key} {version.digest}" for version in current)
            if self._lexicon is None or keys != self._keys:
                self._lexicon, self._keys = _built(self._workspace), keys
            return self._lexicon

    def _warm(self) -> None:
        try:
            lexicon = self.lexicon()
            with lexicon.turn:
                # The first question loads stemmers and languages; nobody has to wait for it.
                link("packaging", lexicon.annotator)
        except ThesauryError as error:
            _LOG.warning("the vocabularies are not ready: %s", error.message)


def _built(workspace: Workspace) -> Lexicon:
    vocabularies = current_vocabularies(workspace)
    sizes = Counter(
        scheme for _, vocabulary in vocabularies for concept in vocabulary.concepts for scheme in concept.schemes
    )
    thesaurus = Thesaurus([vocabulary for _, vocabulary in vocabularies])
    return Lexicon(vocabularies, thesaurus, workspace.annotator(vocabularies), workspace.languages, sizes)
