"""What is read of one field: a term that says nothing but that, and what a person has to read."""

from dataclasses import dataclass, replace

from thesaury.model.licensing import Axis, LicenceModel, Span, Term, Unresolved
from thesaury.ports.licences import Field

_SILENT = Term()


@dataclass(frozen=True, slots=True)
class Drawn:
    """`term` is silent on every axis the field is not about; `prohibits`: the field forbids every use."""

    term: Term = _SILENT
    unresolved: tuple[Unresolved, ...] = ()
    model: LicenceModel = LicenceModel.UNKNOWN
    prohibits: bool = False
    spans: tuple[Span, ...] = ()


def span(field: Field, axis: Axis) -> Span:
    """Where a value was read: fields are no texts, so that its place is empty (0 to 0) and its rule names the field."""
    return Span(axis, 0, 0, field.value, f"field {field.name}")


def left(field: Field, axis: Axis, reason: str) -> Drawn:
    """A value that a person has to read: its words stay, and the axis it is about is unclear."""
    return Drawn(Term(unclear_axes=(axis,), spans=(span(field, axis),)), (words_of(field, reason),))


def words_of(field: Field, reason: str) -> Unresolved:
    """The field with its name, as a person has to read it."""
    return Unresolved(reason, 0, 0, f"{field.name}: {field.value}")


def drawn(term: Term, field: Field, axis: Axis) -> Drawn:
    """A term read of one field, with the field as its only span."""
    return Drawn(replace(term, spans=(span(field, axis),)))
