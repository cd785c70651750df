"""A cube of tallies in slices, as the RDF Data Cube vocabulary has it (W3C, 2014), and the statements that a slice is."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thesaury.analytics.naming import observation_iri, slice_iri
from thesaury.analytics.terms import calendar_day, decimal, integer, text
from thesaury.model.remembering import remembered
from thesaury.model.statement import QB, RDF, THY, Iri, Literal, Statement

Value = Iri | str | int | Decimal | date
Told = tuple[tuple[str, Value], ...]
"""Properties by their names in our ontology, each with its value."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One observation of a slice: its key, by which it is named, its own dimensions and its measures."""

    key: tuple[str, ...]
    told: Told


def none() -> Iterable[Observation]:
    """No observations."""
    return ()


@dataclass(frozen=True, slots=True)
class Slice:
    """One slice of a cube: its fixed dimensions in the order in which they name it, its totals and what else holds for all of it.

    The observations are made when they are asked for, the same ones each time.
    """

    cube: str
    fixed: tuple[tuple[str, str], ...]
    told: Told = ()
    observations: Callable[[], Iterable[Observation]] = none

    @property
    def iri(self) -> str:
        """The IRI by which it is replaced whole."""
        return slice_iri(self.cube, *(value for _, value in self.fixed))


_TYPE, _OBSERVED = f"{RDF}type", f"{QB}observation"
_SLICE = Iri(f"{QB}Slice")
_NO_COUNTS = frozenset({"medianSeconds"})
"""Measures of which 0 is another thing than nothing."""


def slice_statements(slice: Slice) -> Iterator[Statement]:
    """What is said of a slice, and of each of its observations. What those are is said by the property that names them, and counts of
    nothing are left out: there are hundreds of thousands of observations."""
    node = slice.iri
    yield Statement(node, _TYPE, _SLICE)
    yield Statement(node, f"{THY}cube", Literal(slice.cube))
    for name, value in (*slice.fixed, *slice.told):
        yield Statement(node, _property(name), term_of(value))
    for one in slice.observations():
        observation = node + _fragment(one.key)
        yield Statement(node, _OBSERVED, Iri(observation))
        for name, value in one.told:
            if not _is_nothing(name, value):
                yield Statement(observation, _property(name), term_of(value))


def term_of(value: Value) -> Iri | Literal:
    """A value as a term: texts are plain literals, numbers integers or decimals, days days."""
    if isinstance(value, Iri):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, int):
        return integer(value)
    return calendar_day(value) if isinstance(value, date) else decimal(value)


def _is_nothing(name: str, value: Value) -> bool:
    return isinstance(value, int | Decimal) and not value and name not in _NO_COUNTS


@remembered(1_000)
def _property(name: str) -> str:
    return f"{THY}{name}"


@remembered(100_000)
def _fragment(key: tuple[str, ...]) -> str:
    return observation_iri("", *key)
