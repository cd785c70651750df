"""What a person typed of a concept's words, laid over what others changed meanwhile."""

from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.concept import Concept, ConceptScheme, Label, LabelKind, Vocabulary
from thesaury.model.edit import AddLabel, RemoveLabel, Rename, SetNotations, SetTexts, TextField
from thesaury.vocabulary.editing import Bench, EditRefused, apply
from thesaury.web.pages.vocabulary.editing.words import (
    Typed,
    Words,
    edits_of,
    notation_edits,
    onto,
    typed_in,
    words_of,
)

IRI = "https://v.example/refill"
WAS = Words("en", "refill", "pack\npouch", "refil", "A bag.\n\nA sack.")
LINES = st.lists(st.sampled_from("abcde"), max_size=4, unique=True).map("\n".join)


def typed(**now: str) -> Typed:
    return Typed(WAS, Words(**{**{name: getattr(WAS, name) for name in WAS.__slots__}, **now}))


def test_a_form_comes_back_as_it_went():
    concept = Concept(IRI, ("s",), (Label("refill", "en"),), definitions=(Label("Eins.", "de"), Label("One.", "en")))
    assert words_of(concept, "en") == Words("en", "refill", definition="One.")
    form = {f"was.en.{name}": getattr(WAS, name) for name in ("preferred", "alternative", "definition")}
    form |= {"en.preferred": "refill", "en.alternative": "pack\r\npouch", "en.definition": "A bag.\r\n\r\nA sack.\r\n"}
    assert edits_of(IRI, typed_in(form, ["en"])) == []


def test_each_change_is_an_edit_of_its_own_and_labels_go_first():
    changed = typed(preferred="pouch", alternative="pack\nrefill", hidden="", definition="A bag.", note="New.")
    assert edits_of(IRI, [changed]) == [
        RemoveLabel(IRI, LabelKind.ALTERNATIVE, Label("pouch", "en")),
        RemoveLabel(IRI, LabelKind.HIDDEN, Label("refil", "en")),
        Rename(IRI, Label("pouch", "en")),
        AddLabel(IRI, LabelKind.ALTERNATIVE, Label("refill", "en")),
        SetTexts(IRI, TextField.DEFINITION, "en", ("A bag.",)),
        SetTexts(IRI, TextField.NOTE, "en", ("New.",)),
    ]
    assert edits_of(IRI, [typed(preferred="")]) == [RemoveLabel(IRI, LabelKind.PREFERRED, Label("refill", "en"))]
    fresh = typed_in({"new.language": "fr", "new.preferred": " recharge "}, [])
    assert edits_of(IRI, fresh) == [AddLabel(IRI, LabelKind.PREFERRED, Label("recharge", "fr"))]
    assert notation_edits(IRI, "1\n2", "2\n3\n") == [SetNotations(IRI, ("2", "3"))]
    assert notation_edits(IRI, "1\n2", "1\r\n2\r\n") == []


def test_what_both_changed_is_told_and_what_one_changed_is_kept():
    shown, both = onto(Words("en", "bag", "pack", "", "A bag.\n\nA sack.", "Theirs."), typed(preferred="sack"))
    assert shown == Words("en", "sack", "pack", "", "A bag.\n\nA sack.", "Theirs.")
    assert both == {"preferred"}


@given(LINES, LINES, LINES)
def test_nobodys_labels_are_lost(was: str, mine: str, theirs: str):
    laid, _ = onto(Words("en", "", theirs), Typed(Words("en", "", was), Words("en", "", mine)))
    shown, before, wanted, stands = (set(text.split()) for text in (laid.alternative, was, mine, theirs))
    assert shown >= (wanted - before) | (stands - before)
    assert not shown & (before - wanted - (stands - before))
    assert shown <= wanted | stands


@given(LINES, LINES, LINES, LINES, st.sampled_from(["x", "a", "y"]), st.sampled_from(["x", "a", "b", "y"]))
def test_the_edits_bring_about_what_was_typed(a: str, b: str, c: str, d: str, name: str, new: str):
    def labels(text: str, *without: str) -> tuple[Label, ...]:
        return tuple(sorted(Label(one, "en") for one in {*text.split()} - {*without}))

    before = Concept(IRI, ("https://v.example/s",), (Label(name, "en"),), labels(a, name), labels(b, name, *a.split()))
    bench = Bench(_alone(before))
    wanted = Words("en", new, c, d)
    try:
        for edit in edits_of(IRI, [Typed(words_of(before, "en"), wanted)]):
            apply(bench, edit)
    except EditRefused:
        assert {new} & {*c.split()} or {new, *c.split()} & {
            *d.split()
        }  # one label of two kinds is refused, with a sentence
        return
    after = bench.concept(IRI)
    assert after is not None
    assert after.preferred == (Label(new, "en"),)
    assert {label.text for label in after.alternative} >= {*c.split()} - {new}


def _alone(concept: Concept) -> Vocabulary:
    return Vocabulary("v", (ConceptScheme("https://v.example/s", (), (IRI,)),), (concept,))
