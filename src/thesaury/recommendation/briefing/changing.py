"""What a person changes of a brief that was read: each change gives a new brief, and what it adds says that a person said so."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from thesaury.model.brief import Brief, BriefConcept, Said, Source, Wanting

Kind = Literal["regions", "channels", "formats", "audience"]
"""Which values of a brief are meant."""


def with_concept(brief: Brief, concept: str, wanting: Wanting, weight: float | None = None) -> Brief:
    """The brief with this concept wanted so: one it has keeps its place, its words and, where no weight is given, its weight; a new one
    comes last with weight 1. One that is excluded is in no section any more."""
    known = next((one for one in brief.concepts if one.concept == concept), None)
    changed = replace(known or BriefConcept(concept, wanting), wanting=wanting, source=Source.PERSON)
    if weight is not None:
        changed = replace(changed, weight=min(1.0, max(0.0, weight)))
    concepts = (
        tuple(changed if one is known else one for one in brief.concepts) if known else (*brief.concepts, changed)
    )
    made = replace(brief, concepts=concepts)
    return _without_in_sections(made, concept) if wanting is Wanting.EXCLUDED else made


def without_concept(brief: Brief, concept: str) -> Brief:
    """The brief without a concept, in its sections too; the same brief where it has none such."""
    kept = tuple(one for one in brief.concepts if one.concept != concept)
    return _without_in_sections(replace(brief, concepts=kept), concept) if len(kept) < len(brief.concepts) else brief


def with_said(brief: Brief, kind: Kind, values: Iterable[str]) -> Brief:
    """The brief with exactly these regions, channels, formats or words for its audience; those it had keep the words they came from."""
    known = {one.value: one for one in getattr(brief, kind)}
    said = tuple(known.get(value) or Said(value, (), Source.PERSON) for value in dict.fromkeys(values) if value)
    changed: dict[str, tuple[Said, ...]] = {kind: said}
    return replace(brief, **changed)  # type: ignore[arg-type]  # a field of this name holds such a tuple


def with_days(brief: Brief, first: str = "", last: str = "") -> Brief:
    """The brief for the days from `first` to `last`, in ISO 8601; an empty one leaves the brief without that bound."""
    return replace(brief, first_day=_day(first, brief.first_day), last_day=_day(last, brief.last_day))


def _day(value: str, before: Said | None) -> Said | None:
    if before and before.value == value:
        return before
    return Said(value, (), Source.PERSON) if value else None


def _without_in_sections(brief: Brief, concept: str) -> Brief:
    return replace(
        brief,
        sections=tuple(
            replace(section, concepts=tuple(one for one in section.concepts if one != concept))
            for section in brief.sections
        ),
    )
