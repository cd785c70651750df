"""What a person reads at the desk: what something is said to be, rows of a list, and one subject with all that speaks for it."""

from collections.abc import Iterator
from dataclasses import dataclass

from thesaury.model.concept import Label, MappingRelation
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, Meaning, OnboardingRound, Said, SourceKind, SubjectKind
from thesaury.onboarding.fields import FieldRole, role_name
from thesaury.onboarding.reasons import language_name
from thesaury.onboarding.retelling import retold
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.onboarding.cells import Choice, choices
from thesaury.web.pages.onboarding.examples import Examples
from thesaury.web.pages.onboarding.subjects import shown_as
from thesaury.web.texts import hundredths, phrase, speaking

MOST = 9
"""Choices that have a key."""
_LIKELY = ((0.9, "review.very_likely"), (0.7, "review.likely"), (0.4, "review.possible"))
_LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt")


@dataclass(frozen=True, slots=True)
class Target:
    """What something is said to be, in the reader's words; `relation` is empty for exactly that, `sure` where nobody knows how sure."""

    number: int
    meaning: Meaning
    iri: str
    name: Label
    path: tuple[Label, ...] = ()
    relation: str = ""
    sure: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: what it is, what it is said to be, and on how many assets; `holds` where it is accepted without a person."""

    shown: str
    place: int
    name: str
    target: Target
    assets: int
    holds: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One field, value or concept alone, with what speaks for what is proposed, the other choices, and how it stands. `cells` is what can
    be said of those of a table's field."""

    shown: str
    place: int
    kind: SubjectKind
    field: str
    name: str
    assets: int
    target: Target
    likely: str
    why: str
    others: tuple[Target, ...]
    examples: tuple[str, ...]
    role: str
    language: str
    cells: tuple[Choice, ...]
    by: str
    status: MappingStatus

    @property
    def is_field(self) -> bool:
        """Whether it is a field, which has a role."""
        return self.kind is SubjectKind.FIELD


class Teller:
    """Puts the mappings of one round into words."""

    def __init__(self, round: OnboardingRound, lexicon: Lexicon, examples: Examples, title: str = "") -> None:
        """`title` is the field that says what an asset is called."""
        self._round, self._lexicon, self._examples, self._title = round, lexicon, examples, title

    def row(self, one: KeptMapping) -> Row:
        """It as a line of a list."""
        fielded = one.subject.kind is SubjectKind.FIELD
        examples = self._examples.of_field(one.subject.field)[:2] if fielded else ()
        holds = one.said.status is MappingStatus.ACCEPTED
        return Row(shown_as(one), one.place, name_of(one), self.target(one.said), one.assets, holds, examples)

    def card(self, one: KeptMapping) -> Card:
        """It alone. The choices are what was proposed without a person, numbered as their keys."""
        said, subject = one.said, one.subject
        others = [self.target(c, n) for n, c in enumerate(one.choices, 1) if not _same(c, said)][: MOST - 1]
        fielded = subject.kind is SubjectKind.FIELD
        field, value = subject.field, subject.value
        examples = self._examples.of_field(field) if fielded else self._examples.titles(field, value, self._title)
        return Card(
            shown_as(one),
            one.place,
            subject.kind,
            field,
            name_of(one),
            one.assets,
            self.target(said),
            likely(said.confidence),
            retold(said.explanation, speaking.get()),
            tuple(others),
            examples,
            said.target if said.meaning is Meaning.ROLE else "",
            said.language,
            choices(said.reading) if fielded and self._round.kind is SourceKind.TABLE else (),
            said.author if one.by_person else "",
            said.status,
        )

    def target(self, said: Said, number: int = 1) -> Target:
        """What is said, in the reader's words."""
        sure = "" if said.confidence is None else hundredths(said.confidence)
        if said.meaning is not Meaning.CONCEPT:
            return Target(number, said.meaning, "", Label(meaning_told(said), speaking.get()), sure=sure)
        thesaurus = self._lexicon.thesaurus
        known = thesaurus.concept(said.target) is not None
        name = self._lexicon.name(said.target) if known else Label(said.label or said.target)
        path = tuple(self._lexicon.name(above) for above in thesaurus.path(said.target) if above != said.target)
        return Target(number, said.meaning, said.target, name, path, relation_told(said.relation), sure)


def name_of(one: KeptMapping) -> str:
    """What a subject is called: a value or a field as it is written, a concept by its label."""
    return one.label or one.subject.value or one.subject.field


def meaning_told(said: Said) -> str:
    """What is said that is no concept: a role with its language, the client's own, or nothing."""
    if said.meaning is not Meaning.ROLE:
        return phrase(f"onboard.meaning.{said.meaning.value}")
    named = role_name(FieldRole(said.target), speaking.get())
    if not said.language:
        return named
    return phrase("onboard.role.in", role=named, language=language_name(said.language, speaking.get()))


def relation_told(relation: MappingRelation) -> str:
    """A relation in a word, empty for exactly that."""
    return "" if relation is MappingRelation.EXACT else phrase(f"onboard.relation.{relation.value}")


def likely(confidence: float | None) -> str:
    """How sure that is, in words; empty where nobody knows."""
    if confidence is None:
        return ""
    return phrase(next((key for bar, key in _LIKELY if confidence >= bar), "review.unsure"))


def roles() -> Iterator[tuple[str, str]]:
    """All roles with what they are called, by that name."""
    named = ((role.value, role_name(role, speaking.get())) for role in FieldRole)
    return iter(sorted(named, key=lambda pair: pair[1].casefold()))


def languages() -> list[tuple[str, str]]:
    """The languages that fields of texts may have, by name."""
    named = ((tag, language_name(tag, speaking.get())) for tag in _LANGUAGES)
    return sorted(named, key=lambda pair: pair[1].casefold())


def _same(one: Said, other: Said) -> bool:
    return (one.meaning, one.target, one.relation) == (other.meaning, other.target, other.relation)
