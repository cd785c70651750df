"""What the pages know of the current vocabularies, built once and again only when a version changes.

Queries are understood by words at once; the embedding model joins as soon as it has read the labels, which is done in the background.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock, Thread
from time import monotonic

from thesaury.model.concept import ConceptScheme, Label, Vocabulary, VocabularyVersion
from thesaury.model.errors import ThesauryError
from thesaury.pipeline.searching import Understanding, by_words, in_full
from thesaury.pipeline.words import brand_of, current_versions, vocabularies_with
from thesaury.ports.workspace import Workspace
from thesaury.search.by_scheme import FacetSchemes, Schemes, facet_schemes, schemes_of
from thesaury.search.finding import Sources
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.facet_settings import FacetNames, FacetSettings

_LOG = logging.getLogger(__name__)
_AGAIN = 60.0
"""Seconds after which a model that could not be used is tried again."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The current vocabularies, the thesaurus over them, how queries are understood, and the languages to show, best first."""

    vocabularies: Sequence[tuple[VocabularyVersion, Vocabulary]]
    thesaurus: Thesaurus
    understanding: Understanding
    languages: tuple[str, ...]
    sizes: Counter[str]
    """How many concepts each scheme has."""
    homes: Schemes
    """The one scheme each concept is counted in."""
    facets: FacetSchemes = field(default_factory=lambda: FacetSchemes((), {}))
    """The schemes that searches show, as the settings have them."""

    def read_in(self, language: str) -> "Lexicon":
        """The same with this language first, be it among those of the workspace or not: what has a name in it is called so."""
        if not language or language == self.languages[0]:
            return self
        return replace(self, languages=tuple(dict.fromkeys((language, *self.languages))))

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

    def sources(self, workspace: Workspace) -> Sources:
        """What a search of this workspace asks."""
        return self.understanding.sources(workspace, self.thesaurus)

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
        self._facets = FacetSettings(workspace.root)
        self._named: FacetNames | None = None
        self._reading: Thread | None = None
        self._tried = 0.0
        self._progress = (0, 0)

    @property
    def progress(self) -> tuple[int, int]:
        """How many labels the model has read of how many; (0, 0) while it does not read."""
        return self._progress

    def glance(self) -> Lexicon | None:
        """The lexicon as it was built last, without waiting; None while none is built."""
        return self._lexicon

    def warm(self) -> None:
        """Begin to build in the background; a failure is logged here and met again by the first page that needs it."""
        Thread(target=self._warm, name="lexicon", daemon=True).start()

    def lexicon(self) -> Lexicon:
        """The lexicon of the current versions; whoever asks while it is built waits for it, but not for the model."""
        with self._lock:
            current = current_versions(self._workspace)
            keys = tuple(f"{version.key} {version.digest}" for version in current)
            if self._lexicon is None or keys != self._keys:
                self._lexicon, self._keys, self._named = _built(self._workspace), keys, None
                self._read_labels(self._lexicon)
            elif self._lexicon.understanding.missing and monotonic() - self._tried > _AGAIN:
                self._read_labels(self._lexicon)
            if (named := self._facets.named()) != self._named:
                self._lexicon, self._named = _with_facets(self._lexicon, *named), named
            return self._lexicon

    def _read_labels(self, lexicon: Lexicon) -> None:
        """Let the model read the labels in the background, and the lexicon have it then."""
        self._tried = monotonic()
        if self._reading is None or not self._reading.is_alive():
            self._reading = Thread(target=self._join_model, args=(lexicon,), name="labels", daemon=True)
            self._reading.start()

    def _join_model(self, lexicon: Lexicon | None) -> None:
        while lexicon:
            try:
                full = in_full(self._workspace, lexicon.thesaurus, self._heard, lexicon.understanding)
            except ThesauryError as error:
                full = replace(lexicon.understanding, missing=error.message)
            if full.missing:
                _LOG.warning("searching by words and concepts alone: %s", full.missing)
            self._progress = (0, 0)
            with self._lock:
                newest = self._lexicon
                if newest is None or newest.thesaurus is lexicon.thesaurus:
                    # Without a model nothing has changed, and nobody has to build anything upon a new lexicon.
                    if full.embedder or full.missing != lexicon.understanding.missing:
                        self._lexicon = replace(newest or lexicon, understanding=full)
                    self._reading = None
                    return
                lexicon = newest

    def _heard(self, stage: str, done: int, total: int | None) -> None:
        self._progress = (done, total or done)

    def _warm(self) -> None:
        try:
            lexicon = self.lexicon()
            # The first question loads stemmers; nobody has to wait for it.
            lexicon.understanding.linker.link("packaging")
        except (ThesauryError, OSError) as error:  # OSError: the workspace was taken away meanwhile
            _LOG.warning("the vocabularies are not ready: %s", error)


def _built(workspace: Workspace) -> Lexicon:
    brand = brand_of(workspace)
    vocabularies = vocabularies_with(workspace, brand)
    sizes = Counter(
        scheme for _, vocabulary in vocabularies for concept in vocabulary.concepts for scheme in concept.schemes
    )
    thesaurus = Thesaurus([vocabulary for _, vocabulary in vocabularies], brand)
    understanding = by_words(workspace, thesaurus)
    return Lexicon(vocabularies, thesaurus, understanding, workspace.languages, sizes, schemes_of(thesaurus))


def _with_facets(lexicon: Lexicon, first: Sequence[str], without: Sequence[str]) -> Lexicon:
    homes = schemes_of(lexicon.thesaurus, without) if without else lexicon.homes
    return replace(lexicon, facets=facet_schemes(tuple(lexicon.schemes()), homes, first, without))
