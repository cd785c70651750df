"""Concepts in the order in which they can be made in another system: what is above comes first, and nothing is above itself."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.publishing import Topic


def placed(topics: Sequence[Topic]) -> list[Topic]:
    """Each concept once, after the one above it. What is above it and not among them, or would close a circle, is left out."""
    by_iri = {topic.iri: topic for topic in topics}
    done: dict[str, Topic] = {}
    for iri in by_iri:
        way: dict[str, Topic] = {}
        at = iri
        while at in by_iri and at not in done and at not in way:
            way[at] = by_iri[at]
            at = by_iri[at].broader
        for one in reversed(way.values()):
            done[one.iri] = one if one.broader in done else replace(one, broader="")
    return list(done.values())
