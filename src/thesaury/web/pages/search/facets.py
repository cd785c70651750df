"""The facets of the search page: values with their counts, concepts by scheme, with what is narrower below what was chosen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from thesaury.model.concept import Label
from thesaury.search.by_scheme import CONCEPT
from thesaury.search.cleared import VERDICT
from thesaury.search.finding import Answer
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.search.facet_names import value_name
from thesaury.web.parts.asked import Asked
from thesaury.web.texts import named, speaking

_SHOWN = (
    *(VERDICT, "source", CONCEPT, "campaign", "market", "brand", "product", "type"),
    *("licensed_use", "licensed_channel", "licensed_region", "licensed_purpose", "rights"),
)
_OPEN_VALUES = 6
_MOST_VALUES = 60
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, `key` in addresses, `value` to readers: choosing it leads to `url`; `count` is how many assets have it, None
    when it is not known. `depth` is how far below a top concept it stands."""

    key: str
    value: Label
    count: int | None
    url: str
    chosen: bool
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its name, the values to show at once and those behind a fold."""

    name: str
    title: Label
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


def facets(asked: Asked, answer: Answer, lexicon: Lexicon, root: Path) -> tuple[Facet, ...]:
    """The facets worth showing: those in which something is chosen, or whose values tell the hits apart."""
    found: list[Facet] = []
    counts = dict(answer.facets)
    for name in _SHOWN:
        if name == CONCEPT:
            found += _by_scheme(asked, dict(counts.get(CONCEPT, ())), answer.total, lexicon)
        else:
            found += _plain(name, asked, counts.get(name, ()), answer.total, lexicon, root)
    return tuple(found)


def _plain(
    name: str, asked: Asked, counts: Iterable[tuple[str, int]], total: int, lexicon: Lexicon, root: Path
) -> Iterator[Facet]:
    given, chosen = list(counts), asked.chosen(name)
    if not chosen and not (len(given) > 1 or any(count < total for _, count in given)):
        return
    missing = [(value, None) for value in chosen if value not in dict(given)]
    values: list[tuple[str, int | None]] = [*missing, *given[:_MOST_VALUES]]
    values += [one for one in given[_MOST_VALUES:] if one[0] in chosen]
    choices = [
        Choice(value, value_name(name, value, lexicon, root), count, asked.toggled(name, value).url, value in chosen)
        for value, count in values
    ]
    first = tuple(c for place, c in enumerate(choices) if place < _OPEN_VALUES or c.chosen)
    yield Facet(name, Label(named("facet", name), speaking.get()), first, tuple(c for c in choices if c not in first))


def _by_scheme(asked: Asked, counts: Mapping[str, int], total: int, lexicon: Lexicon) -> Iterator[Facet]:
    """A facet for each scheme that the settings show, in their order, and one for concepts that are in none."""
    schemes, homes = lexicon.schemes(), lexicon.facets.homes
    for scheme in (*lexicon.facets.shown, ""):
        tree = _Tree(asked, {iri: n for iri, n in counts.items() if homes.get(iri, "") == scheme}, lexicon)
        tree.missing = [iri for iri in tree.chosen if iri not in counts and homes.get(iri, "") == scheme]
        if tree.missing or tree.tells_apart(total):
            first, folded = tree.shown()
            title = lexicon.scheme_title(schemes[scheme]) if scheme else Label(named("facet", CONCEPT), speaking.get())
            yield Facet(CONCEPT, title, first, folded)


class _Tree:
    """The concepts of one scheme that some hit has, below each other."""

    def __init__(self, asked: Asked, counts: Mapping[str, int], lexicon: Lexicon) -> None:
        self._asked, self._counts, self._lexicon = asked, counts, lexicon
        self._thesaurus = lexicon.thesaurus
        self.chosen = asked.chosen(CONCEPT)
        self.missing: list[str] = []
        self._open = {iri for one in self.chosen for iri in (one, *self._thesaurus.ancestors(one))}
        self._tops = self._ordered(
            iri for iri in counts if not any(b in counts and b != iri for b in self._thesaurus.broader(iri))
        ) or self._ordered(counts)
        if len(self._tops) == 1:
            self._open |= set(self._tops)

    def tells_apart(self, total: int) -> bool:
        """Whether something is chosen here, or some value would leave hits out."""
        return any(iri in self._counts for iri in self.chosen) or any(count < total for count in self._counts.values())

    def shown(self) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
        """What is shown at once, and what is behind a fold: top concepts, and below those that are open what is narrower."""
        first = [self._choice(iri, 0) for iri in self.missing]
        folded: list[Choice] = []
        seen: set[str] = set()
        for place, iri in enumerate(self._tops):
            if place < _OPEN_VALUES or iri in self._open:
                first += self._below(iri, 0, seen)
            elif place < _MOST_VALUES:
                folded += self._below(iri, 0, seen)
        return tuple(first), tuple(folded)

    def _below(self, iri: str, depth: int, seen: set[str]) -> Iterator[Choice]:
        if iri in seen:
            return
        seen.add(iri)
        yield self._choice(iri, depth)
        if iri in self._open:
            narrower = self._ordered(n for n in self._thesaurus.narrower(iri) if n in self._counts)
            for place, one in enumerate(narrower):
                if place < _MOST_VALUES or one in self._open:
                    yield from self._below(one, min(depth + 1, _DEEPEST), seen)

    def _choice(self, iri: str, depth: int) -> Choice:
        url = self._asked.with_concept(iri, self._thesaurus).url
        return Choice(iri, self._lexicon.name(iri), self._counts.get(iri), url, iri in self.chosen, depth)

    def _ordered(self, concepts: Iterable[str]) -> list[str]:
        return sorted(concepts, key=lambda iri: (-self._counts[iri], self._lexicon.name(iri).text.casefold(), iri))
