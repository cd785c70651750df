"""The vocabulary room as values: what lies below what, stretches, the filter, letters, kinds of change, and would_touch's partner."""

from types import SimpleNamespace

import pytest

from thesaury.model.concept import Concept, ConceptScheme, Label, LabelKind, Vocabulary, VocabularyVersion
from thesaury.ports.enrichments import Carried
from thesaury.search.by_scheme import schemes_of
from thesaury.vocabulary.diff import diff
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.vocabulary.outline import OTHER, Outline, folded
from thesaury.web.pages.vocabulary.tree import STRETCH, branch, opened
from thesaury.web.pages.vocabulary.usage import Usage
from thesaury.web.parts.vocabulary.changes import changes, own_name

S = "urn:x:s"


def concept(name: str, label: str, *broader: str, **more) -> Concept:
    return Concept(f"urn:x:{name}", (S,), (Label(label, "en"),), broader=tuple(f"urn:x:{b}" for b in broader), **more)


CONCEPTS = (
    concept("a", "Äpfel", alternative=(Label("apple", "en"), Label("pomme", "fr"))),
    concept("b", "bag", "a"),
    concept("c", "cup", "a", "z"),
    concept("n", "4 seasons"),
    concept("z", "zoo", hidden=(Label("zo", "en"),)),
)


def outline(*concepts: Concept) -> Outline:
    vocabulary = Vocabulary("v", (ConceptScheme(S, (), ("urn:x:a",)),), concepts or CONCEPTS)
    thesaurus = Thesaurus([vocabulary])
    version = VocabularyVersion("v", 1, "d", len(vocabulary.concepts), "", "")
    understanding = SimpleNamespace(missing="")
    return Outline(Lexicon(((version, vocabulary),), thesaurus, understanding, ("en",), {}, schemes_of(thesaurus)))


USAGE = Usage({"urn:x:b": Carried(3, 1, 0)}, {"urn:x:a": 3, "urn:x:b": 3}, 10)


def test_roots_go_by_name_without_accents_and_hold_what_has_nothing_above():
    assert outline().roots(S) == ("urn:x:n", "urn:x:a", "urn:x:z")
    assert outline().below("urn:x:a", S) == ("urn:x:b", "urn:x:c")
    assert outline().below("urn:x:a", "urn:x:other") == ()


def test_every_way_leads_down_to_a_concept_with_several_above_it():
    assert outline().ways("urn:x:c") == [("urn:x:a", "urn:x:c"), ("urn:x:z", "urn:x:c")]
    assert outline().way_in("urn:x:c", S) in (("urn:x:a", "urn:x:c"), ("urn:x:z", "urn:x:c"))


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("apf", ["Äpfel"]),
        ("POMME", ["pomme"]),
        ("zo", ["zo"]),
        ("o", ["zoo", "4 seasons", "pomme"]),
        ("  ", []),
        ("q", []),
    ],
)
def test_the_filter_finds_any_label_the_closest_first(words, names):
    found = [spoken.label.text for spoken in outline().find(words)]
    assert sorted(found) == sorted(names)


def test_letters_hold_names_and_other_labels_of_the_same_language():
    letters = outline().letters(S)
    assert list(letters) == ["A", "B", "C", "Z", OTHER]
    assert [(spoken.label.text, spoken.kind) for spoken in letters["A"]] == [
        ("Äpfel", LabelKind.PREFERRED),
        ("apple", LabelKind.ALTERNATIVE),
    ]
    assert folded("ÄÖ ß") == "ao ss"


def test_a_branch_comes_in_stretches_and_opens_at_what_is_chosen():
    many = [concept("a", "all"), *(concept(f"m{n:03}", f"m {n:03}", "a") for n in range(250))]
    laid = outline(*many)
    first = branch(laid, USAGE, S, "urn:x:a")
    assert (first.size, len(first.rows), first.before, first.after) == (250, STRETCH, 0, 150)
    assert (first.rows[0].place, first.rows[0].level) == (1, 1)
    last = branch(laid, USAGE, S, "urn:x:a", 200, 2)
    assert (last.before, last.after, last.rows[-1].place) == (200, 0, 250)
    assert branch(laid, USAGE, S, "urn:x:a", 10**9).rows
    whole = opened(laid, USAGE, S, "urn:x:m233")
    (root,) = whole.rows
    assert root.branch is not None
    assert root.branch.start == 200
    assert [row.iri for row in root.branch.rows if row.chosen] == ["urn:x:m233"]


def test_rows_count_what_carries_them():
    rows = {row.iri: row for row in branch(outline(), USAGE, S).rows}
    assert (rows["urn:x:a"].own, rows["urn:x:a"].within, rows["urn:x:a"].narrower) == (0, 3, 2)


def test_changes_go_by_kind_and_name_what_is_gone():
    before = Vocabulary("v", (), (*CONCEPTS, concept("old", "old")))
    after = Vocabulary(
        "v",
        (),
        (
            concept("a", "Äpfel", alternative=(Label("apples", "en"),)),
            concept("b", "bag", "z"),
            concept("c", "cup", "a", "z", deprecated=True, replaced_by="urn:x:b"),
            *CONCEPTS[3:],
            concept("new", "new"),
        ),
    )
    held = {c.iri: c for c in (*before.concepts, *after.concepts)}
    names = lambda iri: own_name(held[iri], ("en",))  # noqa: E731
    found = changes(diff(before, after), names, lambda iri: iri != "urn:x:old")
    assert found.counts == {"added": 1, "removed": 1, "deprecated": 1, "moved": 1, "relabelled": 1}
    assert found.total == 5
    by_name = {one.name.text: one for one in found.shown}
    assert (by_name["old"].url, by_name["new"].url[:10]) == ("", "/concepts?")
    assert [(line.field, line.added, line.text.text) for line in by_name["bag"].lines] == [
        ("broader", False, "Äpfel"),
        ("broader", True, "zoo"),
    ]
    assert Label("apples", "en") in [line.text for line in by_name["Äpfel"].lines]
    only = changes(diff(before, after), names, lambda iri: True, "moved", page=7)
    assert ([one.name.text for one in only.shown], only.page) == (["bag"], 1)
