from dataclasses import replace

from tests.unit.vocabulary.builders import ROOT, concept, iri, labels, vocabulary
from thesaury.model.concept import Label
from thesaury.vocabulary.diff import FieldChange, diff

BEFORE = vocabulary(concept("a"), concept("b", "b@en", alternative=["old@en"], broader=["a"]), concept("c"))
AFTER = vocabulary(
    concept("a"),
    replace(concept("b", "b@en", "B@de", hidden=["old@en"], related=["a"]), deprecated=True, replaced_by=iri("d")),
    concept("d", alternative=["new@en"]),
)


def test_what_was_added_removed_and_changed():
    found = diff(BEFORE, AFTER)
    assert [c.iri for c in found.added] == [iri("d")]
    assert [c.iri for c in found.removed] == [iri("c")]
    assert [c.after.iri for c in found.changed] == [iri("b")]
    assert found.changed[0].fields == (
        FieldChange("preferred", ("B@de",), ()),
        FieldChange("alternative", (), ("old@en",)),
        FieldChange("hidden", ("old@en",), ()),
        FieldChange("broader", (), (iri("a"),)),
        FieldChange("related", (iri("a"),), ()),
        FieldChange("deprecated", ("True",), ()),
        FieldChange("replaced_by", (iri("d"),), ()),
    )


def test_touched_labels_are_those_that_came_went_or_changed_kind():
    assert diff(BEFORE, AFTER).touched_labels() == {*labels("B@de", "old@en", "c@en", "d@en", "new@en")}
    assert Label("b", "en") not in diff(BEFORE, AFTER).touched_labels()


def test_equal_versions_do_not_differ():
    found = diff(BEFORE, BEFORE)
    assert (found.added, found.removed, found.changed, list(found.lines())) == ((), (), (), [])


def test_as_people_and_machines_read_it():
    found = diff(BEFORE, AFTER)
    assert list(found.lines())[:4] == [f"+ d <{ROOT}d>", f"- c <{ROOT}c>", f"~ B <{ROOT}b>", "    + preferred: B@de"]
    assert found.as_dict()["added"] == [{"iri": iri("d"), "label": "d"}]
    assert found.as_dict()["changed"][0]["fields"]["broader"] == {"added": [], "removed": [iri("a")]}
