"""How much of a client's values is mapped, what is left, and what contradicts itself."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thesaury.model.remembering import remembered
from thesaury.onboarding.reasons import quoted, wording
from thesaury.onboarding.values import ValueUse
from thesaury.vocabulary.words.folding import folded
from thesaury.vocabulary.words.stems import stems

_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a value of a field is mapped to: one IRI or several, or none because it is the client's own or nothing to be mapped."""

    field: str
    value: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """Of `all`, how much is mapped to the shared model and how much is settled as the client's own or as nothing."""

    all: int
    mapped: int
    own: int

    @property
    def left(self) -> int:
        """What nobody has settled."""
        return self.all - self.mapped - self.own

    @property
    def covered(self) -> float:
        """The share that is settled, 1 where there is nothing."""
        return 1 - self.left / self.all if self.all else 1.0


@dataclass(frozen=True, slots=True)
class FieldCoverage:
    """One field, or all fields where it has no name: by different values, and by assets (each value once for each asset it is on)."""

    field: str
    values: Amount
    assets: Amount


class Contradiction(StrEnum):
    """One value has several targets; or values that differ in case, accents, signs or number alone have different ones."""

    TARGETS = "targets"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class ValueConflict:
    """Values of one field that contradict each other, the most used first, each with its targets (none: the client's own)."""

    kind: Contradiction
    values: tuple[ValueUse, ...]
    targets: tuple[tuple[str, ...], ...]

    def sentence(self, labels: Mapping[str, str], language: str = "en") -> str:
        """It as a person reads it; `labels` are what targets are called, by IRI."""
        named = [_targets_told(targets, labels, language) for targets in self.targets]
        if self.kind is Contradiction.TARGETS:
            return wording("conflicts", "targets", language).format(self.values[0].value, named[0])
        values = ", ".join(quoted(use.value, language) for use in self.values)
        return wording("conflicts", "spelling", language).format(values, "; ".join(named))


@dataclass(frozen=True, slots=True)
class Coverage:
    """All fields together, each for itself in the order of the values, what is left (the most used first), and conflicts."""

    total: FieldCoverage
    fields: tuple[FieldCoverage, ...]
    left: tuple[ValueUse, ...]
    conflicts: tuple[ValueConflict, ...]


def coverage(uses: Sequence[ValueUse], settled: Iterable[Settled], languages: Sequence[str] = ()) -> Coverage:
    """The coverage of these values; what is settled of others does not count.

    A value that is settled twice has all targets of both. `languages` are those in whose plurals and singulars values are the same.
    """
    targets: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in settled:
        key = one.field, one.value
        targets[key] = tuple(dict.fromkeys((*targets.get(key, ()), *one.targets)))
    left = [use for use in uses if (use.field, use.value) not in targets]
    by_field: dict[str, list[ValueUse]] = {}
    for use in uses:
        by_field.setdefault(use.field, []).append(use)
    return Coverage(
        _counted("", uses, targets),
        tuple(_counted(name, group, targets) for name, group in by_field.items()),
        tuple(sorted(left, key=lambda use: -use.assets)),
        tuple(_conflicts(uses, targets, languages)),
    )


def _counted(field: str, uses: Sequence[ValueUse], targets: Mapping[tuple[str, str], tuple[str, ...]]) -> FieldCoverage:
    mapped = [use for use in uses if targets.get((use.field, use.value))]
    own = [use for use in uses if targets.get((use.field, use.value)) == ()]
    return FieldCoverage(
        field,
        Amount(len(uses), len(mapped), len(own)),
        Amount(*(sum(use.assets for use in group) for group in (uses, mapped, own))),
    )


def _conflicts(
    uses: Sequence[ValueUse], targets: Mapping[tuple[str, str], tuple[str, ...]], languages: Sequence[str]
) -> Iterator[ValueConflict]:
    known = [use for use in uses if (use.field, use.value) in targets]
    for use in known:
        if len(said := targets[use.field, use.value]) > 1:
            yield ValueConflict(Contradiction.TARGETS, (use,), (said,))
    for group in _alike(known, languages):
        different = [targets[use.field, use.value] for use in group]
        if len(set(map(frozenset, different))) > 1:
            yield ValueConflict(Contradiction.SPELLING, tuple(group), tuple(different))


def _alike(uses: Sequence[ValueUse], languages: Sequence[str]) -> Iterator[list[ValueUse]]:
    """Values of one field that are the same but for how they are written; each set of them once."""
    by_key: dict[tuple[str, str], dict[ValueUse, None]] = {}
    spoken = tuple(languages)
    for use in uses:
        for key in _keys(use.value, spoken):
            by_key.setdefault((use.field, key), {})[use] = None
    told: set[frozenset[ValueUse]] = set()
    for group in by_key.values():
        if len(group) > 1 and frozenset(group) not in told:
            told.add(frozenset(group))
            yield sorted(group, key=lambda use: -use.assets)


@remembered(50_000)
def _keys(value: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """A value without case, accents and signs, or as it is where it is nothing else; and its stems in each language."""
    stemmed = ((language, stems(value, language)) for language in languages)
    return _SIGNS.sub("", folded(value)) or value, *(f"{of} {' '.join(found)}" for of, found in stemmed if found)


def _targets_told(targets: Sequence[str], labels: Mapping[str, str], language: str) -> str:
    if not targets:
        return wording("conflicts", "own", language)
    return ", ".join(quoted(labels.get(target, target), language) for target in targets)
