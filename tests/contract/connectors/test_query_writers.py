"""Expanded queries asked of the sandboxes of Bynder and Brandfolder: they find what the plain word does not, and any text is in order."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contract.connectors import brandfolder_server, bynder_server
from tests.contract.connectors.bynder_server import own_budget
from thesaury.connectors.brandfolder.query import BrandfolderQueries
from thesaury.connectors.brandfolder.search_syntax import MOST_CHARACTERS, MOST_LABELS
from thesaury.connectors.bynder.query import MOST_REQUESTS, BynderQueries
from thesaury.connectors.manifest import manifests
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.ports.query_writer import QueryWriter, Term, Written
from thesaury.sandbox.brandfolder.query import parsed
from thesaury.search.expanding.expansion import Wish, expand
from thesaury.search.linking.linker import linker
from thesaury.vocabulary.thesaurus import Thesaurus

pytestmark = pytest.mark.usefixtures("own_budget")
__all__ = ["own_budget"]

POUCH = "https://terms.example/pouch"
THESAURUS = Thesaurus(
    [
        Vocabulary(
            "v",
            (),
            (
                Concept("https://terms.example/pack", preferred=(Label("bundling", "en"),)),
                Concept(
                    POUCH,
                    preferred=(Label("Nachfüllbeutel", "de"), Label("refill pouch", "en")),
                    alternative=(Label('the "soft" pack (AND more)', "en"),),
                    broader=("https://terms.example/pack",),
                ),
            ),
        )
    ]
)
TERMS = expand("bundling", linker(THESAURUS, None, ("en",)), THESAURUS, Wish()).terms


@pytest.fixture
def bynder() -> Iterator[bynder_server.Bench]:
    with bynder_server.served() as bench:
        yield bench


@pytest.fixture(scope="module")
def brandfolder() -> Iterator[brandfolder_server.Bench]:
    with brandfolder_server.served() as bench:
        yield bench


def in_bynder(bench: bynder_server.Bench, written: Written) -> set[str]:
    """What all requests find together."""
    asked = (f"/api/v4/media/?{one.parameter}={quote(one.text)}&limit=1000" for one in written.requests)
    return {asset["id"] for path in asked for asset in bench.get(path)}


def in_brandfolder(bench: brandfolder_server.Bench, written: Written) -> set[str]:
    return {item["id"] for one in written.requests for item in bench.api().assets(1, 1000, one.text, whole=False).items}


def texts(written: Written) -> list[tuple[str, str]]:
    return [(one.parameter, one.text) for one in written.requests]


def test_bynder_is_asked_word_by_word_and_finds_what_the_plain_word_does_not(bynder: bynder_server.Bench):
    plain = bynder.asset(name="Bundling of all kinds", tags=[])
    narrower = bynder.asset(name="Sechs Nachfüllbeutel", tags=[])
    tagged = bynder.asset(name="On a shelf", tags=["refill pouch"])
    writer: QueryWriter = manifests()["bynder"].factory("queries")(None, None)
    assert in_bynder(bynder, writer.write([Term("bundling")])) == {plain}
    written = writer.write(TERMS)
    assert texts(written) == [
        ("keyword", "bundling"),
        ("keyword", "nachfüllbeutel"),
        ("keyword", "refill pouch"),
        ("keyword", "the soft pack and more"),
    ]
    assert in_bynder(bynder, written) == {plain, narrower, tagged}
    assert [note.split(":")[0] for note in written.notes] == [
        "Bynder knows no OR",
        "Options of metaproperties are no keywords",
    ]


def test_with_a_connection_concepts_that_are_options_are_asked_for_as_such(bynder: bynder_server.Bench):
    option = bynder.do(add_option={"property": "subject", "name": "pouch_1", "externalReference": POUCH})["add_option"]
    chosen = bynder.asset(name="On a shelf", tags=[], values={"subject": ["pouch_1"]})
    written = bynder.opened("queries").write([Term("refill pouch", "en", 1.0, POUCH)])
    assert texts(written) == [("propertyOptionId", option), ("keyword", "refill pouch")]
    assert in_bynder(bynder, written) == {chosen}
    assert not bynder.violations()


def test_brandfolder_is_asked_once_and_finds_what_the_plain_word_does_not(brandfolder: brandfolder_server.Bench):
    bench = brandfolder_server.fresh(brandfolder)
    plain = bench.do(add_asset={"name": "Bundling", "description": ""})["add_asset"]
    narrower = bench.do(add_asset={"name": "Sechs Nachfüllbeutel", "description": ""})["add_asset"]
    odd = bench.do(add_asset={"name": "x", "description": 'Here is the "soft" pack (AND more).'})["add_asset"]
    writer: QueryWriter = manifests()["brandfolder"].factory("queries")(None, None)
    assert in_brandfolder(bench, writer.write([Term("bundling")])) == {plain}
    assert in_brandfolder(bench, writer.write(TERMS)) == {plain, narrower, odd}
    assert in_brandfolder(bench, writer.write(TERMS, ["sechs", 'the "soft"'])) == {plain}
    assert texts(writer.write([Term("eco box")], ["lid"])) == [("search", '("eco" AND "box") AND NOT "lid"')]


@pytest.mark.parametrize("writer", [BynderQueries(), BrandfolderQueries()])
def test_limits_are_kept_and_what_does_not_fit_is_named(writer: QueryWriter):
    many = [Term(f"word{place:03} {'x' * 90}", concept="c") for place in range(40)]
    written = writer.write(many)
    assert len(written.requests) <= MOST_REQUESTS
    assert all(len(one.text) <= MOST_CHARACTERS for one in written.requests)
    kept = sum(term.text in " ".join(one.text for one in written.requests) for term in many)
    assert kept + len(written.left_out) == 40
    assert kept <= max(MOST_LABELS, MOST_REQUESTS)
    assert writer.write([]) == Written()


def test_a_request_of_bynder_that_finds_no_more_is_not_asked():
    terms = [Term("refill pouch", concept="c"), Term("pouch", concept="c"), Term("pouch refill", concept="c")]
    assert texts(BynderQueries().write(terms)) == [("keyword", "pouch")]
    lost = BynderQueries().write([Term("C++", concept="c"), Term("5", concept="c")], ["lid"])
    assert (texts(lost), [term.text for term in lost.left_out]) == ([("keyword", "5")], ["C++"])
    assert "leave out of the answer what holds lid" in lost.notes[0]


def _all_words(_asset: object, _word: str) -> bool:
    return True


@settings(max_examples=60)
@given(st.lists(st.text(max_size=20), max_size=4), st.lists(st.text(max_size=10), max_size=2))
def test_no_text_breaks_the_syntax(words: Sequence[str], excluded: Sequence[str]):
    terms = [Term(word, concept="c" * (place % 2)) for place, word in enumerate(words)]
    for request in BrandfolderQueries().write(terms, excluded).requests:
        parsed(request.text, {}, _all_words)
    for request in BynderQueries().write(terms, excluded).requests:
        assert all(word.isprintable() and not set(word) & set('"*?()-+:') for word in request.text.split())
