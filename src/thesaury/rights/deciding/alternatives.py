"""The nearest uses that are permitted where the one asked for is not; each of them was itself answered permit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from thesaury.model.licensing import Axis
from thesaury.model.use import Alternative, Use
from thesaury.rights.deciding import looks
from thesaury.rights.deciding.judging import misfits
from thesaury.rights.deciding.looks import Search, turns_after
from thesaury.rights.deciding.remembering import Lacking
from thesaury.rights.deciding.wording import difference

MOST = 4
"""How many alternatives are shown: the nearest ones, so that they can be read."""


def alternatives(search: Search, lacking: Callable[[], Sequence[Lacking]]) -> tuple[Alternative, ...]:
    """The permitted uses nearest to one that is not, in the order: fewer regions, other days, both, other channel, less, and so on.

    `lacking` tells for each right what its terms lack on every day: another use has to make up for all of that of one of them.
    """
    found: dict[Use, None] = {}
    if not any(statement.terms and not statement.unresolved for statement in search.statements):
        return ()
    hopes = _hopes(search)
    rights = lacking() if hopes is None else ()
    for look, changed in _LOOKS:
        if hopes is not None and not any(missing <= changed for missing in hopes):
            continue
        hopeless = any(not any(missing <= changed for missing in right) for right in rights)
        looking = replace(search, hopeless=True) if hopeless else search
        for use in look(looking):
            if use != search.use and looking.permits(use):
                found.setdefault(_longest(use, search))
        if len(found) >= MOST:
            break
    return tuple(Alternative(difference(search.use, use), use) for use in tuple(found)[:MOST])


def _hopes(search: Search) -> list[frozenset[Axis]] | None:
    """What each term lacks; None where several licences have a say, so that no look is left out."""
    if len(search.statements) != 1:
        return None
    lacking = misfits(search.statements[0], search.use, search.basis)
    take_turns = search.use.last_day is not None and len(lacking) > 1
    return [axes - {Axis.DATE} for axes in lacking] if take_turns else lacking


def _longest(use: Use, search: Search) -> Use:
    """A use asked for one day, as far as it is permitted: "until 31 December 2026" is part of the answer."""
    if use.last_day is not None or isinstance(use.first_day, datetime):
        return use
    for day in reversed(turns_after(use.first_day, use, search)):
        longer = replace(use, last_day=day - timedelta(days=1))
        if day > use.first_day + timedelta(days=1) and search.permits(longer):
            return longer
    return use


_LOOKS: Iterable[tuple[Callable[[Search], Iterator[Use]], frozenset[Axis]]] = (
    (looks.fewer_regions, frozenset({Axis.REGION})),
    (looks.other_days, frozenset({Axis.DATE, Axis.REGION})),
    (looks.fewer_regions_and_days, frozenset({Axis.DATE, Axis.REGION})),
    (looks.own_regions, frozenset({Axis.REGION})),
    (looks.other_channels, frozenset({Axis.CHANNEL, Axis.QUANTITY})),
    (looks.less, frozenset({Axis.QUANTITY})),
    (looks.unchanged, frozenset({Axis.MODIFICATION})),
    (looks.in_scope, frozenset({Axis.SCOPE})),
    (looks.by_the_licensee, frozenset({Axis.PARTY})),
    (looks.named_purposes, frozenset({Axis.PURPOSE})),
    (looks.approved, frozenset({Axis.OTHER})),
)
"""Where alternatives are looked for, the nearest first, with the axes on which they differ from what was asked."""
