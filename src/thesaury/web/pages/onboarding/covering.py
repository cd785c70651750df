"""Coverage as a picture and as a table, what contradicts itself, and what is left, each with the way to where it is decided."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.onboarding import KeptMapping, OnboardingRound, Subject, SubjectKind
from thesaury.onboarding.coverage import Amount, FieldCoverage
from thesaury.pipeline.onboarding import Standing
from thesaury.web.desk import Desk
from thesaury.web.pages.onboarding.asked import Asked
from thesaury.web.texts import speaking

WIDTH = 400
"""How long a bar is, whatever the page makes of it."""
LEFT = 60
"""What is left and listed: the most used first."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: what it is (`mapped`, `own` or `left`), where it begins and how long it is."""

    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One field: its values and assets, and its bar by values."""

    field: str
    values: Amount
    assets: Amount
    parts: tuple[Part, ...]
    percent: int


@dataclass(frozen=True, slots=True)
class Place:
    """Something to decide on, and where."""

    name: str
    url: str
    assets: int = 0
    field: str = ""


@dataclass(frozen=True, slots=True)
class Contradicting:
    """A conflict as a sentence, with the ways to what is in it; `settled` where people decided on all of that: they meant it so."""

    text: str
    places: tuple[Place, ...]
    settled: bool = False


def round_down(share: float) -> int:
    """A share in percent that says all only of all."""
    return int(100 * share)


def bars(fields: Sequence[FieldCoverage]) -> tuple[Bar, ...]:
    """The bars of these fields, in their order; each is as long as all of its values."""
    return tuple(map(_bar, fields))


def contradicting(desk: Desk, round: OnboardingRound, standing: Standing) -> tuple[Contradicting, ...]:
    """All conflicts of a round: roles that too many fields have, values that differ in spelling alone and mean different things."""
    fields = [Subject(SubjectKind.FIELD, name) for one in standing.conflicts for name in one.fields]
    values = [_value(use.field, use.value) for one in standing.coverage.conflicts for use in one.values]
    kept = desk.workspace.catalogue.mappings.of(round.name, [*fields, *values])
    return tuple(_conflicts(desk, round, standing, kept))


def left(desk: Desk, round: OnboardingRound, standing: Standing) -> tuple[Place, ...]:
    """The values that nobody settled, the most used first."""
    uses = standing.coverage.left[:LEFT]
    kept = desk.workspace.catalogue.mappings.of(round.name, [_value(use.field, use.value) for use in uses])
    return tuple(_place(round, kept[subject]) for use in uses if (subject := _value(use.field, use.value)) in kept)


def _conflicts(
    desk: Desk, round: OnboardingRound, standing: Standing, kept: Mapping[Subject, KeptMapping]
) -> Iterator[Contradicting]:
    language = speaking.get()
    for roles in standing.conflicts:
        subjects = [Subject(SubjectKind.FIELD, name) for name in roles.fields]
        yield Contradicting(roles.sentence(language), _places(round, subjects, kept))
    named = {iri: desk.lexicon().name(iri).text for iri in standing.labels}
    for conflict in standing.coverage.conflicts:
        subjects = [_value(use.field, use.value) for use in conflict.values]
        settled = all(subject in kept and kept[subject].decided for subject in subjects)
        yield Contradicting(conflict.sentence(named, language), _places(round, subjects, kept), settled)


def _places(
    round: OnboardingRound, subjects: Sequence[Subject], kept: Mapping[Subject, KeptMapping]
) -> tuple[Place, ...]:
    return tuple(_place(round, kept[subject]) for subject in subjects if subject in kept)


def _place(round: OnboardingRound, one: KeptMapping) -> Place:
    subject = one.subject
    url = Asked(subject.kind, at=one.place, back="coverage").url(round.name)
    return Place(subject.value or subject.field, url, one.assets, subject.field)


def _value(field: str, value: str) -> Subject:
    return Subject(SubjectKind.VALUE, field, value)


def _bar(one: FieldCoverage) -> Bar:
    counts = (("mapped", one.values.mapped), ("own", one.values.own), ("left", one.values.left))
    parts, x = [], 0.0
    for kind, count in counts:
        width = round(WIDTH * count / one.values.all, 1) if one.values.all else 0.0
        if width:
            parts.append(Part(kind, round(x, 1), width))
        x += width
    return Bar(one.field, one.values, one.assets, tuple(parts), round_down(one.values.covered))
