"""The validator: tags and records against all approved terms, built once and asked by many threads."""

from collections.abc import Iterable, Mapping, Sequence

from thesaury.governance.terms import Terms
from thesaury.governance.terms.alike import Alike, AlikeLabels
from thesaury.governance.validating.context import Contexts
from thesaury.governance.validating.judging import Judge
from thesaury.governance.validating.reading import Read, Reader
from thesaury.governance.validating.records import record_answer
from thesaury.governance.validating.uses import Uses
from thesaury.model.concept import Concept, ConceptScheme
from thesaury.model.profile import NO_PROFILE, Profile
from thesaury.model.validation import RecordAnswer, Standing, TagAnswer
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords


class Validator:
    """Answers over the concepts of all current vocabularies; nothing of it changes once it is built."""

    def __init__(
        self, concepts: Iterable[Concept], schemes: Iterable[ConceptScheme] = (), brand: BrandWords = NO_BRAND
    ) -> None:
        """Read the labels of these concepts, deprecated ones too, and the titles of their schemes; in the words of this client.

        Takes some seconds for fifty thousand concepts.
        """
        self._terms = Terms(concepts)
        self._brand = brand
        self._contexts = Contexts(self._terms, {scheme.iri: scheme for scheme in schemes})
        self._alike = AlikeLabels(self._terms.labels)
        self._alike.warm()
        self._terms.warm()

    @property
    def terms(self) -> Terms:
        """The labels it reads tags by."""
        return self._terms

    def tags(
        self, tags: Sequence[str], profile: Profile = NO_PROFILE, languages: Sequence[str] = ()
    ) -> tuple[TagAnswer, ...]:
        """An answer for each tag, in their order.

        Concepts are named in the languages of the profile, or in these where it has none, best first.
        """
        judge = self._judge(profile, languages)
        reader = Reader(judge, self._alike, self._contexts)
        read = [reader.read(tag) for tag in tags]
        sought = list(dict.fromkeys(term for one in read for term in one.open()))
        alike = dict(zip(sought, self._alike.to(sought), strict=True))
        return tuple(_answer(judge, one, alike) for one in read)

    def record(
        self,
        tags: Sequence[str],
        concepts: Iterable[str] = (),
        profile: Profile = NO_PROFILE,
        languages: Sequence[str] = (),
    ) -> RecordAnswer:
        """The answer for a record with these tags and these concepts (by IRI)."""
        judge = self._judge(profile, languages)
        return record_answer(judge, self.tags(tags, profile, languages), concepts)

    def records_of(
        self, records: Sequence[Sequence[TagAnswer]], profile: Profile = NO_PROFILE, languages: Sequence[str] = ()
    ) -> tuple[RecordAnswer, ...]:
        """The answers for many records whose tags were answered before, here and under the same profile."""
        judge = self._judge(profile, languages)
        return tuple(record_answer(judge, answers, ()) for answers in records)

    def scheme_title(self, iri: str, languages: Sequence[str] = ()) -> str:
        """What to call a scheme before a reader of these languages, best first; its IRI where it has no title."""
        return self._contexts.title(iri, languages)

    def _judge(self, profile: Profile, languages: Sequence[str]) -> Judge:
        return Judge(self._terms, profile, Uses(self._terms, profile.languages or tuple(languages)), self._brand)


def _answer(judge: Judge, read: Read, alike: Mapping[str, Sequence[Alike]]) -> TagAnswer:
    if read.answer:
        return read.answer
    if read.parts:
        return TagAnswer(read.tag, Standing.SEVERAL, parts=tuple(_answer(judge, part, alike) for part in read.parts))
    offers = ((one.bearer, one.likeness) for one in alike[read.sought])
    return judge.offered(read.tag, offers) or judge.unknown(read.tag)
