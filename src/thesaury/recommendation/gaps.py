"""What a brief asks for and no usable asset has, section by section, and where it would fit but is not cleared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from thesaury.model.brief import Format
from thesaury.ports.index import IndexQuery, SearchIndex
from thesaury.recommendation.candidates import HELD
from thesaury.recommendation.clearance import Clearance
from thesaury.recommendation.needs import Need
from thesaury.recommendation.recommended import Gap
from thesaury.search.documents import FORMAT, RIGHTS_KEY

_CONCEPTS = 12
"""So many concepts of each section are looked at, those of the greatest force."""
_MOST = 8
"""So many gaps of each section are named; who asked for sixty things and has none of them is told enough by eight."""
_ONE_BY_ONE = 4
"""So many questions cost as much as one that counts all concepts."""

Without = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Looking:
    """Where gaps are looked for: an index, rights (None: not asked about), and what is left out anyway."""

    index: SearchIndex
    clearance: Clearance | None
    without: Without = ()
    _usable: dict[tuple[str, Format | None], bool] = field(default_factory=dict)
    _sought: dict[Format | None, int] = field(default_factory=dict)
    _counts: dict[Format | None, Mapping[str, int]] = field(default_factory=dict)

    def met(self, concept: str, form: Format | None) -> None:
        """Note that a usable asset carries the concept, and has this format."""
        self._usable[concept, None] = self._usable[concept, form] = True
        if form is Format.PANORAMA:
            self._usable[concept, Format.LANDSCAPE] = True

    def usable(self, concept: str, form: Format | None) -> bool:
        """Whether any asset that may be used carries the concept, in this format where one is named. The first few are asked about one by
        one; after that all concepts are counted at once."""
        key = concept, form
        if key not in self._usable:
            self._sought[form] = self._sought.get(form, 0) + 1
            known = self._sought[form] > _ONE_BY_ONE and self._accepted(form).get(concept, 0) > 0
            self._usable[key] = known or self._asked(concept, form, usable=True)[0] > 0
        return self._usable[key]

    def blocked(self, concept: str, form: Format | None) -> tuple[int, str, str]:
        """How many have it and may not be used, and the region and the channel that alone forbid all of them."""
        count, keys = self._asked(concept, form, usable=False)
        if not self.clearance or not count:
            return 0, "", ""
        return count, *self.clearance.blocking(keys)

    def knows_formats(self) -> bool:
        """Whether the index holds formats: one made by an older release does not until it is built anew."""
        return bool(self.index.examples(FORMAT))

    def _accepted(self, form: Format | None) -> Mapping[str, int]:
        """How many usable assets carry each concept as an accepted one: one question for all concepts."""
        if form not in self._counts:
            asked = IndexQuery(filters=self._filters(usable=True), firm=_firm(form), without=self.without, most=0)
            self._counts[form] = self.index.search(asked, ["concept"]).facets["concept"]
        return self._counts[form]

    def _asked(self, concept: str, form: Format | None, *, usable: bool) -> tuple[int, tuple[str, ...]]:
        query = IndexQuery(
            concepts=((concept, 1.0),),
            least=HELD,
            filters=self._filters(usable=usable),
            firm=_firm(form),
            without=self.without,
            most=0,
        )
        found = self.index.search(query, [] if usable else [RIGHTS_KEY])
        return found.total, tuple(found.facets.get(RIGHTS_KEY, ()))

    def _filters(self, *, usable: bool) -> Without:
        return self.clearance.permitted.filters if usable and self.clearance else ()


def gaps(needs: Sequence[Need], served: Sequence[int], looking: Looking) -> tuple[Gap, ...]:
    """The gaps of all sections; `served` are the numbers of those that have an asset."""
    with_formats = looking.knows_formats()
    found: list[Gap] = []
    for number, need in enumerate(needs):
        own = list(_of(need, looking, with_formats))
        if number not in served and not own:
            own = [Gap(need.title)]
        found += own[:_MOST]
    return tuple(found)


def _of(need: Need, looking: Looking, with_formats: bool) -> Iterator[Gap]:
    named = (concept for concept in need.own if concept not in need.hints)
    strongest = sorted(named, key=lambda concept: -need.force.get(concept, 0.0))[:_CONCEPTS]
    for concept in strongest:
        forms: tuple[Format | None, ...] = need.formats if with_formats else ()
        missing = [None] if not looking.usable(concept, None) else [f for f in forms if not looking.usable(concept, f)]
        for form in missing:
            count, region, channel = looking.blocked(concept, form)
            yield Gap(need.title, concept, form, region, channel, count)


def _firm(form: Format | None) -> Without:
    """A panorama serves where a landscape is asked for."""
    if form is None:
        return ()
    return ((FORMAT, (form, Format.PANORAMA) if form is Format.LANDSCAPE else (form,)),)
