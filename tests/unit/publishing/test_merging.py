"""The merge of publishing: an editor's words are never lost, and what was done once is not done again."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.publication import Shown
from thesaury.publishing.merging import CONCEPTS, Left, Merged, differences, merge, not_kept, same, settled

NAMES = ("title", "alt@de", "caption", "credit")
IRIS = tuple(f"https://terms.example/{letter}" for letter in "abcd")

texts = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["one", "two", " two\n", "three", ""]))
shown = st.builds(
    lambda fields, concepts, file: Shown.of(fields, tuple(concepts), file),
    texts,
    st.sets(st.sampled_from(IRIS)),
    st.sampled_from(["", "tag1", "tag2"]),
)
deaf = st.sets(st.sampled_from([*NAMES, *IRIS]))


@dataclass
class System:
    """What a CMS does with a merge: it trims, and does not keep what it is deaf to."""

    deaf: set[str]

    def after(self, held: Shown, merged: Merged, wanted: Shown) -> Shown:
        fields = {name: text.strip() for name, text in merged.fields if name not in self.deaf}
        concepts = set(held.concepts) | (set(merged.add) - self.deaf)
        return Shown.of(
            held.texts | fields, tuple(concepts - set(merged.remove)), wanted.file if merged.file else held.file
        )


def of(*concepts: str, **fields: str) -> Shown:
    return Shown.of(fields, concepts, "tag")


def test_what_we_wrote_is_written_anew_and_what_an_editor_wrote_stays():
    left = Left(of(title="one", alt="a"), of(title="one", alt="a"))
    held, wanted = of(title="one", alt="An editor's", credit="Ana"), of(title="two", alt="b")
    merged = merge(left, held, wanted)
    assert (merged.fields, merged.kept) == ((("title", "two"),), ("alt",))
    assert differences(merged, held) == (("title", "one", "two"),)
    back = of(title="two", alt="An editor's", credit="Ana")
    assert settled(left, merged, held, back, wanted).texts == {"title": "two", "alt": "a"}


def test_an_editor_who_writes_what_is_wanted_gives_it_back_to_us():
    left = Left(of(title="one"), of(title="one"))
    held = of(title="two")
    merged = merge(left, held, of(title="two"))
    assert (merged.empty, merged.kept) == (True, ())
    written = settled(left, merged, held, held, of(title="two"))
    assert merge(Left(of(title="two"), written), held, of(title="three")).fields == (("title", "three"),)


def test_what_is_wanted_no_more_is_emptied_unless_an_editor_wrote_it():
    left = Left(of(credit="Ana"), of(credit="Ana"))
    assert merge(left, of(credit="Ana"), of()).fields == (("credit", ""),)
    assert merge(left, of(credit="Ben"), of()) == Merged(kept=("credit",))


def test_a_system_that_trims_or_drops_is_asked_once():
    wanted = of(title=" one  two\r\n", alt="a")
    back = of(title="one two")
    first = merge(Left(), Shown(), wanted)
    assert not_kept(wanted, back, first) == ("alt",)
    left = Left(wanted, settled(Left(), first, Shown(), back, wanted))
    assert merge(left, back, wanted).empty
    assert same("e\u0301 \x07x", "é x")
    assert not same("e", "é")


def test_concepts_of_editors_stay_and_those_they_took_away_are_not_put_back():
    a, b, c, d = IRIS
    left = Left(of(a, b), of(a, b))
    held, wanted = of(a, d), of(b, c, d)
    merged = merge(left, held, wanted)
    assert (merged.add, merged.remove, merged.kept) == ((c,), (a,), (CONCEPTS,))
    written = settled(left, merged, held, of(c, d), wanted)
    assert written.concepts == (b, c)
    assert merge(Left(wanted, written), of(c, d), of()).remove == (c,)


def test_the_file_is_compared_by_its_tag_alone():
    left = Left(Shown(file="1"), Shown(file="1"))
    assert [
        merge(left, Shown(file=there), Shown(file=wish)).file for there, wish in (("1", "1"), ("", "1"), ("1", ""))
    ] == [
        False,
        False,
        False,
    ]
    assert merge(left, Shown(file="1"), Shown(file="2")).file
    assert merge(left, Shown(), Shown(file="2")).file


@given(shown, shown, shown, st.one_of(st.none(), shown))
def test_words_of_editors_are_never_lost(written: Shown, held: Shown, wanted: Shown, asked: Shown | None):
    left = Left(asked, written)
    merged = merge(left, held, wanted)
    changed = dict(merged.fields)
    for name in (*NAMES, "other"):
        if not same(held.texts.get(name, ""), written.texts.get(name, "")):
            assert name not in changed
    assert set(merged.remove) <= set(written.concepts)
    assert not set(merged.add) & set(held.concepts)
    assert not set(merged.add) & (set(written.concepts) - set(held.concepts))


@given(shown, shown, shown, deaf)
def test_merged_twice_is_merged_once_and_editors_are_remembered(
    written: Shown, held: Shown, wanted: Shown, lost: set[str]
):
    system = System(lost)
    left = Left(None, written)
    first = merge(left, held, wanted)
    back = system.after(held, first, wanted)
    again = merge(Left(wanted, settled(left, first, held, back, wanted)), back, wanted)
    assert again.empty
    assert set(again.kept) == set(first.kept)


@given(shown, shown, texts)
def test_an_editor_before_or_after_our_write_comes_to_the_same(written: Shown, wanted: Shown, edited: dict[str, str]):
    """As long as it is not the very same field, which only the later one of two can have."""
    left, system = Left(None, written), System(set())
    edits = {
        name: text for name, text in edited.items() if same(wanted.texts.get(name, ""), written.texts.get(name, ""))
    }
    edit = lambda held: Shown.of(held.texts | edits, held.concepts, held.file)  # noqa: E731
    before = edit(written)
    early = system.after(before, merge(left, before, wanted), wanted)
    late = edit(system.after(written, merge(left, written, wanted), wanted))
    assert early == late
