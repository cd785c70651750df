"""The facets of the demo: what a number beside a value says is what choosing it finds, whatever was chosen before."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from thesaury.bootstrap import open_workspace
from thesaury.web.desk import Desk, desk_for
from thesaury.web.pages.search.facets import Choice, Facet
from thesaury.web.pages.search.results import Results, Searcher
from thesaury.web.parts.asked import Asked


@pytest.fixture(scope="module")
def desk(demo: tuple[Path, dict[str, Any]]) -> Iterator[Desk]:
    with closing(open_workspace(demo[0] / "workspace")) as workspace:
        yield desk_for(workspace)


def results(desk: Desk, asked: Asked) -> Results:
    return Searcher(desk.workspace, desk.lexicon(), desk.completers).results(asked)


def choices(facet: Facet) -> tuple[Choice, ...]:
    return (*facet.open, *facet.folded)


def alone(asked: Asked, facet: Facet, choice: Choice) -> Asked:
    """What a click on this value asks, but with no other value of its facet."""
    clicked = Asked.from_query(parse_qsl(choice.url.partition("?")[2]))
    before = {(facet.name, one.key) for one in choices(facet) if one.chosen}
    kept = [one for one in clicked.filters if one not in before]
    mine = (facet.name, choice.key)
    return Asked(clicked.words, (*kept, *([] if mine in kept else [mine])))


def check(desk: Desk, asked: Asked) -> Results:
    shown = results(desk, asked)
    for facet in shown.facets:
        for choice in choices(facet):
            if choice.count is not None:
                found = results(desk, alone(asked, facet, choice)).total
                assert found == choice.count, (asked.url, facet.title.text, choice.value.text)
    return shown


def nth(shown: Results, name: str, place: int, number: int = 0) -> tuple[str, str]:
    """The value at this place in the facet of this name (of several, this one)."""
    facet = [one for one in shown.facets if one.name == name][number]
    return name, choices(facet)[place].key


def test_counts_are_what_choosing_finds(desk: Desk):
    shown = check(desk, Asked("Schulanfang market:DE"))
    assert {"source", "concept"} <= {facet.name for facet in shown.facets}
    check(desk, Asked("sustainable packaging", (nth(shown, "source", 0),)))


def test_counts_are_what_choosing_finds_with_concepts_of_two_schemes(desk: Desk):
    shown = results(desk, Asked())
    first, other, another = nth(shown, "concept", 0), nth(shown, "concept", 0, 1), nth(shown, "concept", 1, 1)
    check(desk, Asked("", (first, other, another)))


def test_concepts_stand_below_each_other_and_a_narrower_one_takes_the_place_of_the_broader(desk: Desk):
    broader = next(
        choice
        for facet in results(desk, Asked()).facets
        if facet.name == "concept"
        for choice in choices(facet)
        if choice.depth == 0 and choice.count and desk.lexicon().thesaurus.narrower(choice.key)
    )
    chosen = Asked(filters=(("concept", broader.key),))
    shown = results(desk, chosen)
    [place] = [facet for facet in shown.facets if any(one.key == broader.key for one in choices(facet))]
    below = [one for one in place.open if one.depth == 1 and broader.key in desk.lexicon().thesaurus.ancestors(one.key)]
    assert below
    narrower = Asked.from_query(parse_qsl(below[0].url.partition("?")[2]))
    assert narrower.filters == (("concept", below[0].key),)
    assert results(desk, narrower).total == below[0].count


def test_within_a_scheme_any_across_schemes_all(desk: Desk):
    shown = results(desk, Asked())
    first, second = nth(shown, "concept", 0), nth(shown, "concept", 1)
    a, b = (results(desk, Asked(filters=(one,))).total for one in (first, second))
    assert max(a, b) <= results(desk, Asked(filters=(first, second))).total <= a + b
    other = nth(shown, "concept", 0, 1)
    assert results(desk, Asked(filters=(first, other))).total <= min(a, results(desk, Asked(filters=(other,))).total)
