"""Options that may only be set where another one is: what is needed first, and in which order."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.reading import many

_SINGLE = "ungrouped"
Alternatives = tuple[frozenset[str], ...]
"""Sets of options, all of one of which have to be there."""


def needs(answer: Any) -> dict[str, Alternatives]:
    """What each option needs, by option id, from any of the three forms the portal answers in."""
    given = answer if isinstance(answer, Mapping) else {}
    found = {asset_shape(str(id_)): tuple(_alternatives(told)) for id_, told in given.items()}
    return {id_: alternatives for id_, alternatives in found.items() if id_ and alternatives}


def lacking(needed: Mapping[str, Alternatives], wanted: Sequence[str], there: frozenset[str]) -> dict[str, str]:
    """The wanted options that would stand without what they need, each with one option that would do."""
    after = there | frozenset(wanted)
    return {
        id_: min(min(needed[id_], key=len) - after)
        for id_ in wanted
        if id_ in needed and not any(group <= after for group in needed[id_])
    }


def _alternatives(told: Any) -> Iterator[frozenset[str]]:
    """A list and the ungrouped ones: each will do; a group: all of it."""
    if isinstance(told, Mapping):
        for name, group in told.items():
            yield from _alternatives(list(many(group))) if name == _SINGLE else filter(None, [_set(many(group))])
    else:
        yield from (frozenset({id_}) for id_ in sorted(_set(many(told))))


def _set(ids: Sequence[str]) -> frozenset[str]:
    return frozenset(filter(None, map(asset_shape, ids)))
