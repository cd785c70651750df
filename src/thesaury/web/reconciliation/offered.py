"""What a service offers: the concepts of one vocabulary, or of all, with all that questions are answered from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from thesaury.dispatch.keying import ALL
from thesaury.governance.reconciling.matching import Reconciler
from thesaury.governance.reconciling.properties import Property, properties
from thesaury.governance.validating import Validator
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary, VocabularyVersion
from thesaury.pipeline.validating import keeper_of
from thesaury.pipeline.words import current_versions, for_tagging
from thesaury.search.completing.completer import Completer
from thesaury.vocabulary.languages import best
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.vocabulary.words.stems import primary
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.lexicon import Lexicon


class Offered:
    """The concepts of a service; what takes long to make is made when first asked for."""

    def __init__(
        self,
        name: str,
        vocabularies: Sequence[Vocabulary],
        languages: tuple[str, ...],
        validator: Callable[[], Validator | None] | None = None,
    ) -> None:
        """Of these vocabularies; `languages` are those of the workspace, best first. `validator` gives one over exactly these
        vocabularies, if there is one already."""
        self.name, self.languages = name, languages
        self.thesaurus = Thesaurus(vocabularies)
        self._validator = validator
        # Whoever only wants suggestions does not wait until names can be matched.
        self._matching, self._completing = Lock(), Lock()

    @cached_property
    def schemes(self) -> Mapping[str, ConceptScheme]:
        """By IRI."""
        return {scheme.iri: scheme for scheme in self.thesaurus.schemes()}

    def label(self, concept: Concept, languages: Sequence[str]) -> Label:
        """What to call a concept before a reader of these languages; the end of its IRI where it has no label."""
        for labels in (concept.preferred, concept.alternative, concept.hidden):
            if found := best(labels, languages):
                return found
        return Label(self.thesaurus.label(concept.iri))

    def title(self, scheme: ConceptScheme, languages: Sequence[str]) -> Label:
        """What to call a scheme."""
        return best(scheme.titles, languages) or Label(self.thesaurus.label(scheme.iri))

    def described(self, concept: Concept, languages: Sequence[str]) -> Label:
        """By what to tell it from others of the same name: its definition, else what is above it; empty without either."""
        if found := best(concept.definitions, languages):
            return found
        above = self.thesaurus.path(concept.iri)[:-1]
        named = [self.thesaurus.concept(iri) for iri in above]
        labels = [self.label(one, languages) for one in named if one]
        tongues = {label.language for label in labels}
        return Label(" › ".join(label.text for label in labels), tongues.pop() if len(tongues) == 1 else "")

    @property
    def reconciler(self) -> Reconciler:
        """Answers questions about these concepts."""
        with self._matching:
            return self._reconciler

    @property
    def completer(self) -> Completer:
        """Completes the names of these concepts."""
        with self._completing:
            return self._completer

    @cached_property
    def tongues(self) -> tuple[str, ...]:
        """The languages its labels are in, those of the workspace first."""
        spoken = {primary(label.language) for one in self.thesaurus for _, label in one.labels()} - {""}
        first = [code for code in dict.fromkeys(map(primary, self.languages)) if code in spoken]
        return (*first, *sorted(spoken - set(first)))

    @cached_property
    def properties(self) -> tuple[Property, ...]:
        """All that can be asked of a concept."""
        return properties(self.tongues)

    @cached_property
    def identifier_space(self) -> str:
        """How all IRIs begin, up to a slash or a hash; empty where they have nothing in common."""
        iris = sorted(concept.iri for concept in self.thesaurus)
        if not iris:
            return ""
        shared = next((n for n, (a, b) in enumerate(zip(iris[0], iris[-1], strict=False)) if a != b), len(iris[0]) - 1)
        start = iris[0][:shared]
        cut = max(start.rfind("/"), start.rfind("#")) + 1
        return start[:cut] if "://" in start[: max(cut - 1, 0)] and cut > start.find("://") + 3 else ""

    @cached_property
    def _reconciler(self) -> Reconciler:
        validator = (self._validator and self._validator()) or Validator(self.thesaurus, self.thesaurus.schemes())
        return Reconciler(self.thesaurus, validator.terms, lambda name: validator.tags((name,))[0])

    @cached_property
    def _completer(self) -> Completer:
        return Completer(self.thesaurus)


@dataclass(frozen=True, slots=True)
class _Held:
    thesaurus: Thesaurus
    services: dict[str, Offered]


class OfferedKeeper:
    """Keeps what services offer until the vocabularies change."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read before it is asked for."""
        self._desk, self._lock = desk, Lock()
        self._held: _Held | None = None

    def offered(self, name: str) -> Offered:
        """The service of this vocabulary, or of `ALL`. Raises NotHere where there is no such vocabulary."""
        lexicon = self._desk.keeper.lexicon()
        with self._lock:
            if self._held is None or self._held.thesaurus is not lexicon.thesaurus:
                self._held = _Held(lexicon.thesaurus, {})
            if name not in self._held.services:
                self._held.services[name] = self._service(name, lexicon)
            return self._held.services[name]

    def _service(self, name: str, lexicon: Lexicon) -> Offered:
        kept = lexicon.vocabularies
        every = name == ALL and not any(version.name == ALL for version, _ in kept)
        chosen = [one for one in kept if every or one[0].name == name]
        if not chosen:
            raise NotHere("vocabulary")
        versions = tuple(version for version, _ in chosen)

        def shared() -> Validator | None:
            """The validator of the workspace, which takes long to make, where it is of these versions and no others."""
            words = keeper_of(self._desk.workspace).words()
            return words.validator if words.versions == versions else None

        languages = self._desk.workspace.languages
        return Offered(
            name, [vocabulary for _, vocabulary in chosen], languages, shared if self._all(versions) else None
        )

    def _all(self, versions: Sequence[VocabularyVersion]) -> bool:
        return tuple(versions) == tuple(for_tagging(current_versions(self._desk.workspace)))
