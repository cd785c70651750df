"""Two lists of regions that both have to cover a place: the names that do so on every day, and the places that perhaps do."""

from datetime import date

from thesaury.model.licensing import WORLD
from thesaury.model.remembering import remembered
from thesaury.rights.vocabulary import Cover, Regions

Names = tuple[str, ...]

SINCE = date(2020, 2, 1)
"""The first day that is looked at: what a licence of today is asked for is not earlier, and its groups changed often before."""


@remembered(1024)
def common(one: Names, two: Names, regions: Regions) -> tuple[Names, Names]:
    """Names and places that lie in both lists on every day since `SINCE`, and the places that only perhaps do."""
    first, second = (tuple(dict.fromkeys(map(regions.canonical, names))) for names in (one, two))
    if set(first) == set(second) or WORLD in second:
        return first, ()
    if WORLD in first:
        return second, ()
    return _Common(regions).of(first, second)


class _Common:
    """Both lists against one another, on a first day and on every later one on which a group changes."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self.days = (SINCE, *(day for day in regions.days if day > SINCE))

    def of(self, first: Names, second: Names) -> tuple[Names, Names]:
        kept, open_ = list[str](), list[str]()
        for mine, others in ((first, second), (second, first)):
            for name in mine:
                if name not in kept and (doubtful := self._doubtful(name, others)) is not None:
                    kept.append(name)
                    open_ += doubtful
        for place in sorted(self._places(first) | self._places(second)):
            if self._never(place, tuple(kept)):
                if self._surely(place, first) and self._surely(place, second):
                    kept.append(place)
                elif not self._never(place, first) and not self._never(place, second):
                    open_.append(place)
        return tuple(kept), tuple(dict.fromkeys(open_))

    def _doubtful(self, name: str, names: Names) -> list[str] | None:
        """The places of a name that others only perhaps cover while it does; None where they do not cover one of them at all."""
        found = list[str]()
        for place in sorted(self._of(name)):
            others = [self._cover(names, place, day) for day in self.days if self._cover((name,), place, day)]
            if Cover.NO in others or Cover.PART in others:
                return None
            found += [place] if Cover.MAYBE in others else []
        return found

    def _of(self, name: str) -> frozenset[str]:
        stays = self.regions.stays.get(name)
        return frozenset(stay.country for stay in stays) if stays else frozenset({name})

    def _places(self, names: Names) -> frozenset[str]:
        return frozenset().union(*map(self._of, names))

    def _surely(self, place: str, names: Names) -> bool:
        return all(self._cover(names, place, day) is Cover.WHOLE for day in self.days)

    def _never(self, place: str, names: Names) -> bool:
        return all(self._cover(names, place, day) is Cover.NO for day in self.days)

    def _cover(self, names: Names, place: str, day: date) -> Cover:
        return self.regions.cover(names, place, day)
