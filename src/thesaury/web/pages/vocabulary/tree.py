"""The tree of one scheme as values: stretches of concepts, opened down to the one that is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from thesaury.model.concept import Label
from thesaury.web.pages.vocabulary.outline import Outline
from thesaury.web.pages.vocabulary.usage import Usage

STRETCH = 100
"""Concepts that are shown at once: whoever has more below one concept looks for it by name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One concept in its place: `own` assets carry it, `within` it or anything narrower; `narrower` concepts lie directly below."""

    iri: str
    name: Label
    url: str
    level: int
    place: int
    own: int
    within: int
    narrower: int
    deprecated: bool
    chosen: bool = False
    branch: "Branch | None" = None
    """What lies below, where that is shown."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch of the concepts below one (or of a scheme's roots): the rows, how many there are, and where the next stretch is."""

    scheme: str
    under: str
    level: int
    start: int
    size: int
    rows: tuple[Row, ...]

    @property
    def before(self) -> int:
        """How many there are before the first of these."""
        return self.start

    @property
    def after(self) -> int:
        """How many there are after the last of these."""
        return self.size - self.start - len(self.rows)

    @property
    def earlier_url(self) -> str:
        """Where the stretch before this one is."""
        return self._url(max(0, self.start - STRETCH))

    @property
    def later_url(self) -> str:
        """Where the stretch after this one is."""
        return self._url(self.start + len(self.rows))

    def _url(self, start: int) -> str:
        asked = {"scheme": self.scheme, "under": self.under, "level": self.level, "start": start}
        return f"/vocabulary/branch/part?{urlencode(asked)}"


def browse_url(scheme: str, concept: str = "") -> str:
    """The tree of a scheme, opened at a concept."""
    return f"/vocabulary/tree?{urlencode({'scheme': scheme} | ({'concept': concept} if concept else {}))}"


def branch(outline: Outline, usage: Usage, scheme: str, under: str = "", start: int = 0, level: int = 1) -> Branch:
    """A stretch of what lies below a concept, or without one of the scheme's roots."""
    iris = outline.below(under, scheme) if under else outline.roots(scheme)
    start = min(max(start, 0), max(0, len(iris) - 1))
    shown = iris[start : start + STRETCH]
    rows = tuple(_row(outline, usage, scheme, iri, level, start + n) for n, iri in enumerate(shown, 1))
    return Branch(scheme, under, level, start, len(iris), rows)


def opened(outline: Outline, usage: Usage, scheme: str, chosen: str) -> Branch:
    """The scheme's roots, opened all the way down to the chosen concept, and it itself opened too."""
    way = outline.way_in(chosen, scheme) if chosen else ()
    return _opened(outline, usage, scheme, "", way, 1)


def _opened(outline: Outline, usage: Usage, scheme: str, under: str, way: Sequence[str], level: int) -> Branch:
    iris = outline.below(under, scheme) if under else outline.roots(scheme)
    step = way[0] if way and way[0] in iris else ""
    start = iris.index(step) // STRETCH * STRETCH if step else 0
    made = branch(outline, usage, scheme, under, start, level)
    if not step:
        return made
    rows = tuple(_open_row(outline, usage, scheme, row, way) if row.iri == step else row for row in made.rows)
    return replace(made, rows=rows)


def _open_row(outline: Outline, usage: Usage, scheme: str, row: Row, way: Sequence[str]) -> Row:
    below = _opened(outline, usage, scheme, row.iri, way[1:], row.level + 1) if row.narrower else None
    return replace(row, chosen=len(way) == 1, branch=below)


def _row(outline: Outline, usage: Usage, scheme: str, iri: str, level: int, place: int) -> Row:
    concept = outline.thesaurus.concept(iri)
    return Row(
        iri=iri,
        name=outline.name(iri),
        url=browse_url(scheme, iri),
        level=level,
        place=place,
        own=usage.of(iri).accepted,
        within=usage.total(iri),
        narrower=len(outline.below(iri, scheme)) if outline.thesaurus.narrower(iri) else 0,
        deprecated=bool(concept and concept.deprecated),
    )
