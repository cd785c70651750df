"""Concepts, written in bulk."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.search import index

from .models import Concept


@dataclass(frozen=True)
class Told:
    """A concept as Thesaury has it; `broader` is the IRI of the one next above."""

    uri: str
    scheme: str = ""
    notation: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    broader: str = ""


def store(concepts: Iterable[Told]) -> int:
    """See that these are there as they are told. What is above them and not here is left out. Returns how many were written."""
    told = {one.uri: one for one in concepts}
    written = set()
    with transaction.atomic():
        for one in told.values():
            values = {"scheme": one.scheme, "notation": one.notation, "labels": one.labels}
            there, made = Concept.objects.get_or_create(uri=one.uri, defaults=values)
            if made or any(getattr(there, name) != value for name, value in values.items()):
                written.add(one.uri)
                Concept.objects.filter(pk=there.pk).update(**values)
        written |= _placed(told)
    for concept in Concept.objects.filter(uri__in=written):
        index.insert_or_update_object(concept)
    return len(written)


def _placed(told: dict[str, Told]) -> set[str]:
    wanted = {one.broader for one in told.values() if one.broader}
    known = dict(Concept.objects.filter(uri__in=wanted | set(told)).values_list("uri", "pk"))
    moved = set()
    for concept in Concept.objects.filter(uri__in=told):
        parent = known.get(told[concept.uri].broader)
        if parent != concept.parent_id:
            Concept.objects.filter(pk=concept.pk).update(parent=parent)
            moved.add(concept.uri)
    return moved
