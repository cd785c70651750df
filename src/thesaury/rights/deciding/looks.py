"""Where uses near the one asked for are looked for: each look changes one thing and leaves the rest as it was."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from thesaury.model.licensing import ANY, WORLD, Statement, Term
from thesaury.model.use import Use
from thesaury.rights.deciding.changes import Turns
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.moments import days_of

_PLACES_LOOKED_AT = 60
_PLACES_NAMED = 12
_TERMS_JUDGED = 8_000
"""About a fifth of a second; a licence of one term needs some dozens."""


@dataclass(frozen=True, slots=True)
class Search:
    """What alternatives are looked for: the use, the statements that speak of it with the days they name, and who says what is permitted.

    `spent` counts the terms judged so far: a search that would take longer than a person waits ends with what it has found.
    `hopeless`: it is known that nothing is permitted that is looked for now; it counts as looked at all the same, so that what is found
    elsewhere does not depend on what was known.
    """

    use: Use
    turns: Turns
    permitting: Callable[[Use], bool]
    hopeless: bool = False
    spent: list[int] = field(default_factory=lambda: [0])

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement that speaks of the use."""
        return self.turns.statements

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every term that may permit something."""
        return self.turns.terms

    @property
    def basis(self) -> Basis:
        """What it is judged on beside them."""
        return self.turns.basis

    def permits(self, use: Use) -> bool:
        """Whether a use is known to be permitted; nothing more is known once too much was looked at."""
        terms = len(self.terms)
        days = len(self.turns.days(use)) if use.last_day and terms > 1 else 0
        self.spent[0] += terms * (days + 1)
        if self.spent[0] > _TERMS_JUDGED or self.hopeless:
            return False
        return self.permitting(use)


def turns_after(day: date, use: Use, search: Search) -> list[date]:
    """The later days on which the answer may turn, in order."""
    return [turn for turn in search.turns.days(use) if turn > day]


def fewer_regions(search: Search) -> Iterator[Use]:
    """The regions asked for that are permitted by themselves."""
    kept = _permitted_places(search.use, search)
    if kept:
        yield replace(search.use, regions=kept)


def _permitted_places(use: Use, search: Search) -> tuple[str, ...]:
    """The regions asked for, or the members of the one group asked for, that are permitted by themselves."""
    if len(use.regions) > 1:
        named = use.regions
    else:
        first, _ = days_of(use)
        regions = search.basis.tables.regions
        named = tuple(sorted(place for name in use.regions for place in regions.places(name, first) or ()))
    if len(named) < 2:
        return ()
    return tuple(name for name in named[:_PLACES_LOOKED_AT] if search.permits(replace(use, regions=(name,))))


def own_regions(search: Search) -> Iterator[Use]:
    """Those regions of a term that are permitted, where they are few enough to be read."""
    for term in search.terms:
        named = tuple(name for name in term.regions.allow or () if name != WORLD)[:_PLACES_NAMED]
        kept = tuple(name for name in named if search.permits(replace(search.use, regions=(name,))))
        if kept:
            yield replace(search.use, regions=kept)


def other_days(search: Search) -> Iterator[Use]:
    """As long as the licence holds, or from the day on which it begins."""
    use = search.use
    if isinstance(use.first_day, datetime):
        return
    _, last = days_of(use)
    turns = turns_after(use.first_day, use, search)
    ends = [turn - timedelta(days=1) for turn in reversed(turns) if turn <= last]
    yield from (replace(use, last_day=end) for end in ends if search.permits(replace(use, last_day=end)))
    for turn in turns:
        later = replace(use, first_day=turn, last_day=last if use.last_day and turn <= last else None)
        if search.permits(later):
            yield later
            return


def fewer_regions_and_days(search: Search) -> Iterator[Use]:
    """Fewer regions, and of the days as many as those are permitted on."""
    use = search.use
    if use.last_day is None or isinstance(use.first_day, datetime):
        return
    kept = _permitted_places(replace(use, last_day=None), search)
    if kept:
        yield from other_days(replace(search, use=replace(use, regions=kept)))


def other_channels(search: Search) -> Iterator[Use]:
    """Channels of the same groups, those nearest that share most of them."""
    names, asked = search.basis.tables.channels, search.use.channel
    near = {leaf: sum(asked in group and leaf in group for group in names.groups.values()) for leaf in names.leaves}
    within = names.groups.get(asked, frozenset())
    nearest = sorted((-near[leaf] - (leaf in within), leaf) for leaf in near if leaf != asked)
    yield from (replace(search.use, channel=leaf) for shared, leaf in nearest if shared < 0)


def less(search: Search) -> Iterator[Use]:
    """What remains below the lowest cap of each kind."""
    use, basis = search.use, search.basis
    caps = dict[str, float]()
    for limit in (limit for term in search.terms for limit in term.limits if limit.max is not None):
        known = basis.tables.limits.get(limit.kind)
        used = basis.used.get(limit.kind, 0.0) if known and known.adds_up else 0.0
        left = (limit.max or 0.0) - used
        caps[limit.kind] = min(left, caps.get(limit.kind, left))
    smaller = tuple((kind, min(value, caps.get(kind, value))) for kind, value in use.quantity)
    if smaller != use.quantity and all(value > 0 for _, value in smaller):
        yield replace(use, quantity=smaller)


def unchanged(search: Search) -> Iterator[Use]:
    """The picture as it is."""
    if search.use.modify:
        yield replace(search.use, modify=False)


def in_scope(search: Search) -> Iterator[Use]:
    """The campaign, brand or whatever else a term is for."""
    yield from (replace(search.use, scope=term.scope) for term in search.terms if term.scope)


def named_purposes(search: Search) -> Iterator[Use]:
    """The purposes a term names."""
    named = dict.fromkeys(name for term in search.terms for name in term.purposes.allow or () if name != ANY)
    yield from (replace(search.use, purpose=name) for name in named)


def by_the_licensee(search: Search) -> Iterator[Use]:
    """Those a term is for."""
    named = dict.fromkeys(name for term in search.terms for name in term.parties.allow or ("licensee",) if name != ANY)
    yield from (replace(search.use, party=name) for name in named)


def approved(search: Search) -> Iterator[Use]:
    """The same, once somebody who may has approved it."""
    if not search.use.approved:
        yield replace(search.use, approved=True)
