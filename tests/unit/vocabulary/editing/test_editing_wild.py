"""Any sequence of edits keeps a vocabulary sound, changes exactly what it says, and can be taken back."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.vocabulary.builders import ROOT, SCHEME
from thesaury.model import edit as edits
from thesaury.model.concept import Concept, ConceptScheme, Label, LabelKind, MappingRelation, Match, Vocabulary
from thesaury.model.edit import Edit, TextField, subject_of
from thesaury.vocabulary.checks import check
from thesaury.vocabulary.diff import diff
from thesaury.vocabulary.editing import Bench, EditRefused, apply
from thesaury.vocabulary.report import Severity

OTHER = f"{ROOT}other"
IRIS = st.sampled_from([f"{ROOT}{letter}" for letter in "abcdefghij"])
NEW = st.sampled_from([f"{ROOT}{letter}" for letter in "ghijkl"])
TEXTS = st.sampled_from(["Cup", "cup", "Jar", " Jar ", "Lid", "Box", "Tin", "Can", "Pan", "Bag"]) | st.text(max_size=3)
LABELS = st.builds(Label, TEXTS, st.sampled_from(["en", "en", "de", "EN", "", "fr", "??"]))
SCHEMES = st.sampled_from([SCHEME, SCHEME, OTHER, f"{ROOT}third"])
TARGETS = IRIS | st.sampled_from(["https://elsewhere.example/1", "urn:x:1", "nothing"])
KINDS, RELATIONS = st.sampled_from(list(LabelKind)), st.sampled_from(list(MappingRelation))


def some(of: st.SearchStrategy[Any], least: int = 0, most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, min_size=least, max_size=most).map(tuple)


EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.builds(edits.AddConcept, NEW, some(LABELS, 1), some(SCHEMES), some(IRIS), some(LABELS), some(LABELS)),
    st.builds(edits.RemoveConcept, IRIS),
    st.builds(edits.Rename, IRIS, LABELS, st.booleans()),
    st.builds(edits.AddLabel, IRIS, KINDS, LABELS),
    st.builds(edits.RemoveLabel, IRIS, KINDS, LABELS),
    st.builds(edits.SetTexts, IRIS, st.sampled_from(list(TextField)), st.sampled_from(["en", "de"]), some(TEXTS)),
    st.builds(edits.SetNotations, IRIS, some(TEXTS)),
    st.builds(edits.Move, IRIS, some(IRIS)),
    st.builds(edits.SetSchemes, IRIS, some(SCHEMES)),
    st.builds(edits.Relate, IRIS, IRIS),
    st.builds(edits.Unrelate, IRIS, IRIS),
    st.builds(edits.Map, IRIS, RELATIONS, TARGETS),
    st.builds(edits.Unmap, IRIS, st.just(MappingRelation.EXACT), TARGETS),
    st.builds(edits.Merge, IRIS, IRIS, st.booleans()),
    st.builds(edits.Deprecate, IRIS, st.none() | IRIS),
    st.builds(edits.Restore, IRIS),
    st.builds(edits.AddScheme, SCHEMES, some(LABELS, 1)),
    st.builds(edits.SetTitle, SCHEMES, LABELS),
)


def start() -> Vocabulary:
    """Eight concepts in two schemes with every kind of label and relation; clean."""

    def one(letter: str, text: str, *broader: str, schemes: tuple[str, ...] = (SCHEME,), **fields: Any) -> Concept:
        over = tuple(f"{ROOT}{b}" for b in broader)
        return Concept(f"{ROOT}{letter}", schemes, (Label(text, "en"),), broader=over, **fields)

    concepts = (
        one("a", "Things"),
        one("b", "Vessel", "a", related=(f"{ROOT}d",), alternative=(Label("Can", "en"), Label("Tin", "en"))),
        one("c", "Tool", "a", matches=(Match(MappingRelation.EXACT, f"{ROOT}d"),), notations=("3",)),
        one("d", "Pan", schemes=(OTHER,), related=(f"{ROOT}b", f"{ROOT}e"), hidden=(Label("pna", "en"),)),
        one("e", "Mug", "b", related=(f"{ROOT}d",), definitions=(Label("To drink from.", "en"),)),
        one("f", "Beaker", "b", deprecated=True, replaced_by=f"{ROOT}e"),
        one("g", "Spout", "e", "c", schemes=(OTHER, SCHEME)),
        one("h", "Handle", "g"),
    )
    schemes = (ConceptScheme(OTHER, (), (f"{ROOT}d", f"{ROOT}g")), ConceptScheme(SCHEME, (), (f"{ROOT}a",)))
    return Vocabulary("test", schemes, concepts)


def amiss(vocabulary: Vocabulary) -> list[str]:
    after, findings = check(vocabulary)
    assert after == vocabulary, [finding.message for finding in findings]
    return [finding.message for finding in findings if finding.severity is not Severity.INFO]


def laid_out(bench: Bench) -> dict[str, Any]:
    iris = [concept.iri for concept in bench.vocabulary().concepts]
    return {iri: (sorted(bench.narrower(iri)), sorted(bench.pointing(iri)), bench.above(iri)) for iri in iris}


@settings(max_examples=150, deadline=None)
@given(st.lists(EDITS, min_size=1, max_size=25))
def test_whatever_is_edited_the_vocabulary_is_as_an_import_would_leave_it_and_every_step_can_be_taken_back(
    sequence: list[Edit],
):
    bench = Bench(start())
    assert amiss(start()) == []
    states = [bench.vocabulary()]
    done = []
    for edit in sequence:
        before = states[-1]
        try:
            applied = apply(bench, edit)
        except EditRefused:
            assert bench.vocabulary() == before
            continue
        after = bench.vocabulary()
        assert after != before
        assert amiss(after) == []
        found = diff(before, after)
        moved = {c.iri for c in (*found.added, *found.removed)} | {change.after.iri for change in found.changed}
        titles = {s.iri: s.titles for s in before.schemes}
        titled = {s.iri for s in after.schemes if titles.get(s.iri) != s.titles}
        assert set(applied.touched) == moved | titled
        assert subject_of(edit) in applied.touched or not moved
        assert laid_out(bench) == laid_out(Bench(after))
        states.append(after)
        done.append(applied)
    for applied, state in zip(reversed(done), reversed(states[:-1]), strict=True):
        bench.put(applied.before)
        assert bench.vocabulary() == state
    assert laid_out(bench) == laid_out(Bench(start()))
