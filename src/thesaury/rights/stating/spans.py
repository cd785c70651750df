"""The words behind what a person states: those of the reading before, as far as he left what was read as it was."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thesaury.model.licensing import Axis, Span, Statement, Term

_AXES: dict[Axis, tuple[str, ...]] = {
    Axis.CHANNEL: ("channels",),
    Axis.REGION: ("regions",),
    Axis.DATE: ("valid_from", "valid_until", "perpetual", "first_use_by"),
    Axis.PURPOSE: ("purposes",),
    Axis.PARTY: ("parties",),
    Axis.QUANTITY: ("limits",),
    Axis.SCOPE: ("scope",),
    Axis.MODIFICATION: ("modification",),
    Axis.OTHER: ("duties", "attribution_text", "exclusivity"),
}
"""What a term says on each axis."""


def with_spans(said: Statement, before: Statement) -> Statement:
    """The statement with the spans of the one before on every axis on which both say the same; another value has no words of its own."""
    if len(said.terms) != len(before.terms):
        return said
    pairs = list(zip(said.terms, before.terms, strict=True))
    same = {axis for axis in _AXES if all(_same(axis, one, other) for one, other in pairs)}
    if (said.prohibit_all, said.model) != (before.prohibit_all, before.model):
        same.discard(Axis.OTHER)
    terms = tuple(replace(one, spans=_kept(other.spans, _same_axes(one, other))) for one, other in pairs)
    return replace(said, terms=terms, spans=_kept(before.spans, same))


def _same_axes(one: Term, other: Term) -> set[Axis]:
    return {axis for axis in _AXES if _same(axis, one, other)}


def _same(axis: Axis, one: Term, other: Term) -> bool:
    return all(getattr(one, field) == getattr(other, field) for field in _AXES[axis])


def _kept(spans: Sequence[Span], axes: Iterable[Axis]) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.axis in set(axes))
