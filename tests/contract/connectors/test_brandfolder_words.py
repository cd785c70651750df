"""Words of Brandfolder over the sandbox: custom fields and labels as vocabularies, schemes published as allowed values, searches."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.connectors.brandfolder_server import Bench, fresh, served
from thesaury.connectors.brandfolder.search_syntax import MOST_CHARACTERS, MOST_LABELS, any_of, both, labelled
from thesaury.connectors.brandfolder.shapes import key, text, texts
from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import Refused, Usage

SCHEME = "https://terms.example/materials"


@pytest.fixture(scope="module")
def server() -> Iterator[Bench]:
    with served() as bench:
        yield bench


@pytest.fixture
def bench(server: Bench) -> Bench:
    return fresh(server)


def words(*labels: str, deprecated: tuple[str, ...] = ()) -> Vocabulary:
    concepts = tuple(
        Concept(f"{SCHEME}/{number}", (SCHEME,), (Label(label, "en"),), deprecated=label in deprecated)
        for number, label in enumerate((*labels, *deprecated))
    )
    return Vocabulary("materials", (ConceptScheme(SCHEME, (Label("Stuff", "en"),)),), concepts)


def allowed(bench: Bench, name: str) -> tuple[str, ...]:
    return next(
        (texts(one, "allowed_values") for one in bench.api().listed("custom_field_keys") if text(one, "name") == name),
        (),
    )


def test_allowed_values_and_labels_are_concept_schemes(bench: Bench):
    pull = bench.opened("vocabulary", vocabulary="yes", language="en").pull("", None)
    schemes = {scheme.titles[0].text: scheme.iri for scheme in pull.vocabulary.schemes}
    fields = {text(one, "name"): one for one in bench.api().listed("custom_field_keys")}
    restricted = {name for name, one in fields.items() if texts(one, "allowed_values")}
    assert set(schemes) == {*restricted, "Labels"}
    name = min(restricted)
    found = [one for one in pull.vocabulary.concepts if schemes[name] in one.schemes]
    assert sorted(one.preferred[0].text for one in found) == sorted(texts(fields[name], "allowed_values"))
    assert schemes[name] == f"urn:brandfolder:{bench.where['brandfolder']}:field:{key(fields[name])}"
    assert [one.iri for one in pull.vocabulary.concepts] == sorted(one.iri for one in pull.vocabulary.concepts)


def test_labels_keep_their_tree(bench: Bench):
    vocabulary = bench.opened("vocabulary", vocabulary="yes").pull("", None).vocabulary
    labels = {f":label:{key(one)}": one for one in bench.api().listed("labels")}
    below = [one for one in vocabulary.concepts if one.broader]
    assert below
    for concept in below:
        own = labels[concept.iri[concept.iri.index(":label:") :]]
        [parent] = concept.broader
        assert parent.endswith(f":label:{texts(own, 'path')[1]}")
    [scheme] = [one for one in vocabulary.schemes if one.iri.endswith(":labels")]
    tops = {one.iri for one in vocabulary.concepts if ":label:" in one.iri and not one.broader}
    assert set(scheme.top_concepts) == tops


def test_an_account_without_labels_has_none_and_a_pull_without_change_brings_nothing(bench: Bench):
    bench.do(switches={"labels": False})
    source = bench.opened("vocabulary", vocabulary="yes")
    first = source.pull("", None)
    assert not any(scheme.iri.endswith(":labels") for scheme in first.vocabulary.schemes)
    again = source.pull(first.cursor, first.vocabulary)
    assert (again.read, again.vocabulary, again.cursor) == (0, first.vocabulary, first.cursor)
    assert source.outline().records == len(first.vocabulary.concepts)


def test_a_scheme_becomes_the_allowed_values_of_a_field_that_is_made(bench: Bench):
    forms = bench.opened("forms", language="en")
    planned = forms.publish(words("glass", "tin"), SCHEME, "", "", dry_run=True)
    assert (planned.item, planned.values, allowed(bench, "Stuff")) == ("Stuff", 2, ())
    done = forms.publish(words("glass", "tin"), SCHEME, "", "")
    assert (done.item, done.values, done.kept, done.notes) == ("Stuff", 2, 0, ())
    assert allowed(bench, "Stuff") == ("glass", "tin")


def test_values_of_people_are_kept_and_values_out_of_use_are_named(bench: Bench):
    forms = bench.opened("forms", language="en")
    bench.api().make_field("Stuff", ["old tin", "handmade"])
    done = forms.publish(words("glass", deprecated=("old tin",)), SCHEME, "", "Stuff")
    assert (done.values, done.kept) == (1, 2)
    assert "old tin" in done.notes[0]
    assert allowed(bench, "Stuff") == ("old tin", "handmade", "glass")
    writes = len([one for one in bench.asked("custom_field_keys") if one["method"] == "PUT"])
    forms.publish(words("glass", deprecated=("old tin",)), SCHEME, "", "Stuff")
    assert len([one for one in bench.asked("custom_field_keys") if one["method"] == "PUT"]) == writes


def test_values_in_use_stay_allowed_when_a_free_field_becomes_a_restricted_one(bench: Bench):
    [one] = bench.fill(1)
    bench.do(values={"asset": one, "key": bench.where["custom_field_keys"]["Order number"], "add": ["123"]})
    done = bench.opened("forms", language="en").publish(words("glass"), SCHEME, "", "Order number")
    assert done.kept >= 1
    assert {"123", "glass"} <= set(allowed(bench, "Order number"))


def test_what_cannot_be_published_says_why(bench: Bench):
    forms = bench.opened("forms", language="en")
    with pytest.raises(Usage, match=SCHEME):
        forms.publish(words("glass"), "https://other.example/", "", "Stuff")
    with pytest.raises(Usage, match="no concept in use"):
        forms.publish(words(), SCHEME, "", "Stuff")
    bench.do(switches={"controlled_fields": False})
    with pytest.raises(Refused, match="by hand"):
        forms.publish(words("glass"), SCHEME, "", "Stuff")


def test_a_lost_reply_of_publishing_is_read_back(bench: Bench):
    bench.fault("reset_after", "custom_field_keys$", 1, method="POST")
    done = bench.opened("forms", language="en").publish(words("glass"), SCHEME, "", "Stuff")
    assert (done.notes, allowed(bench, "Stuff")) == ((), ("glass",))
    bench.fault("reset", "custom_field_keys/", 1, method="PUT")
    again = bench.opened("forms", language="en").publish(words("glass", "tin"), SCHEME, "", "Stuff")
    assert "Publish again." in again.notes[0]


@given(st.lists(st.text(max_size=200), max_size=40))
def test_a_search_for_labels_is_bounded_and_every_quote_is_closed(labels: list[str]):
    search = labelled(labels)
    assert len(search) <= MOST_CHARACTERS
    inside = re.fullmatch(r'label:\(((?:"(?:[^"\\]|\\.)*"(?: OR )?)+)\)', search, re.DOTALL)
    assert (inside is not None) == any(
        label.split() and len(any_of("label", [" ".join(label.split())])) <= MOST_CHARACTERS for label in labels
    )
    assert not inside or len(re.findall(r'"(?:[^"\\]|\\.)*"', inside[1])) <= MOST_LABELS


def test_searches_are_put_together():
    assert both(any_of("section_key", ("a", "b")), "", any_of("collection_key", ("c",))) == (
        'section_key:("a" OR "b") AND collection_key:("c")'
    )
    assert labelled(["a"] * 3) == 'label:("a")'
    assert labelled(["x" * 1_600, "b"]) == 'label:("b")'
    assert labelled(map(str, range(30))).count(" OR ") == MOST_LABELS - 1
    assert (labelled([]), labelled([" "])) == ("", "")


def test_the_server_understands_our_searches(bench: Bench):
    names = [text(one, "name") for one in bench.api().listed("labels")]
    assert (bench.api().assets(1, 50, labelled(names)).total or 0) > 0
