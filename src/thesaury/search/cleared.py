"""What a search is told of rights: the verdict on one planned use for every key of equal rights, which verdicts are wanted, and a line for
each hit.

Filters come before ranking, so that a page of fifty usable assets has fifty. An asset whose key nobody has decided yet needs review.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from thesaury.model.asset import Asset
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.search.documents import RIGHTS_KEY

VERDICT = "verdict"
"""The facet whose values are verdicts; it is worked out at the time of the search, and no index holds it."""
UNDECIDED = "undecided"
"""Stands among the counts for assets whose keys are newer than the verdicts: until those are renewed they need review."""
_NAMES = tuple(verdict.value for verdict in Verdict)


@dataclass(frozen=True, slots=True)
class RightsLine:
    """What a hit shows of its rights: the verdict, why in one sentence, and the first later day on which it is another one."""

    verdict: Verdict
    sentence: str
    next_change: date | None = None


Deciding = Callable[[Sequence[Asset]], Mapping[str, RightsLine]]
Renewing = Callable[[], Mapping[str, Verdict]]


class _Keys(tuple[str, ...]):
    """Keys by which an index remembers what has one of them: there may be very many, and their hash is worked out once."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return super().__hash__()


@dataclass(frozen=True, eq=False)
class Cleared:
    """Verdicts on a use by key; `wanted`: only assets with one of these verdicts are hits, all of them where it is empty.

    decide: lines for assets, on their rights as they are now. renew: verdicts on all keys that the index holds now.
    """

    use: Use
    verdicts: Mapping[str, Verdict]
    decide: Deciding
    renew: Renewing = field(default=dict)
    wanted: tuple[Verdict, ...] = ()
    final: bool = False
    """Whether these verdicts were renewed just now: then a key without one needs review."""

    @cached_property
    def filters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The filter that lets through what is wanted; always the same object, so that an index knows it again."""
        if set(self.wanted) >= set(Verdict) or not self.wanted:
            return ()
        return ((RIGHTS_KEY, _Keys(key for key, verdict in self.verdicts.items() if verdict in self.wanted)),)

    def renewed(self, keys: Iterable[str]) -> "Cleared":
        """The same with verdicts on all that the index holds now; those of `keys` that it holds no longer need review."""
        unknown = dict.fromkeys(keys, Verdict.NEEDS_REVIEW)
        return replace(self, verdicts={**unknown, **self.renew()}, final=True)

    @cached_property
    def groups(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """What an index counts keys by: the verdict on each of them; always the same object, as `filters` is."""
        return ((RIGHTS_KEY, {key: verdict.value for key, verdict in self.verdicts.items()}),)

    def counted(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Assets by verdict, from what an index counted by `groups`; verdicts that none has are left out. What is `UNDECIDED` has keys
        without a verdict."""
        found = {name: counts[name] for name in _NAMES if counts.get(name)}
        if new := sum(count for name, count in counts.items() if name not in _NAMES):
            place = Verdict.NEEDS_REVIEW.value if self.final else UNDECIDED
            found[place] = found.get(place, 0) + new
        return found
