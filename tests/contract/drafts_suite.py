"""What the drafts of vocabularies of every catalogue promise."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import sleep
from typing import get_args

from thesaury.model.concept import Label, LabelKind, MappingRelation
from thesaury.model.draft import Draft, DraftState, Entry
from thesaury.model.edit import (
    AddConcept,
    AddLabel,
    AddScheme,
    Deprecate,
    Edit,
    Map,
    Merge,
    Move,
    Relate,
    RemoveConcept,
    RemoveLabel,
    Rename,
    Restore,
    SetNotations,
    SetSchemes,
    SetTexts,
    SetTitle,
    TextField,
    Unmap,
    Unrelate,
)
from thesaury.model.errors import WorkspaceBusy
from thesaury.ports.catalogue import Catalogue

AT, LATER = "2026-12-01T03:04:05+00:00", "2026-12-02T03:04:05+00:00"
CUP, JAR, SCHEME = "https://terms.example/cup", "https://terms.example/jar", "https://terms.example/"
EVERY: tuple[Edit, ...] = (
    AddConcept(
        CUP, (Label("Becher", "de"), Label("Cup", "en")), (SCHEME,), (JAR,), (Label("Mug", "en"),), (Label("x"),)
    ),
    RemoveConcept(CUP),
    Rename(CUP, Label("Tasse", "de"), keep=True),
    AddLabel(CUP, LabelKind.HIDDEN, Label("cpu")),
    RemoveLabel(CUP, LabelKind.ALTERNATIVE, Label("Mug", "en")),
    SetTexts(CUP, TextField.NOTE, "en", ("one", "two")),
    SetNotations(CUP, ("C 1",)),
    Move(CUP, (JAR,)),
    SetSchemes(CUP, (SCHEME,)),
    Relate(CUP, JAR),
    Unrelate(CUP, JAR),
    Map(CUP, MappingRelation.CLOSE, JAR),
    Unmap(CUP, MappingRelation.CLOSE, JAR),
    Merge(CUP, JAR, remove=True),
    Deprecate(CUP, JAR),
    Deprecate(CUP),
    Restore(CUP),
    AddScheme(SCHEME, (Label("Things", "en"),)),
    SetTitle(SCHEME, Label("Dinge", "de")),
)


def entry(number: int, edit: Edit, who: str = "ada") -> Entry:
    return Entry(number, AT, who, edit, (CUP,), number)


class DraftsSuite:
    def test_a_vocabulary_has_one_draft_at_a_time_and_remembers_the_others(self, catalogue: Catalogue):
        drafts = catalogue.drafts
        assert (drafts.current("stw"), drafts.recent("stw")) == (None, [])
        first = drafts.begin("stw", 3, "ada", AT)
        assert (first.base, first.by, first.at, first.number, first.state) == (3, "ada", AT, 0, DraftState.OPEN)
        assert drafts.begin("stw", 4, "ben", LATER) == drafts.current("stw") == first
        other = drafts.begin("gemet", 1, "ben", AT)
        assert other.id != first.id
        kept = replace(first, state=DraftState.KEPT, version=4, ended_by="ben", ended_at=LATER, note="autumn", number=1)
        assert drafts.exchange(first, kept)
        second = drafts.begin("stw", 4, "ben", LATER)
        assert second.id > first.id
        assert (drafts.recent("stw"), drafts.recent("stw", 1)) == ([second, kept], [second])
        assert drafts.current("gemet") == other

    def test_every_kind_of_edit_is_kept_as_it_is(self, catalogue: Catalogue):
        assert {type(edit) for edit in EVERY} == set(get_args(Edit))
        draft = catalogue.drafts.begin("stw", 1, "ada", AT)
        log = [entry(number, edit) for number, edit in enumerate(EVERY, 1)]
        assert catalogue.drafts.exchange(draft, replace(draft, number=len(log)), log)
        assert catalogue.drafts.entries(draft.id) == log
        assert catalogue.drafts.entries(draft.id, 17) == log[17:]
        assert catalogue.drafts.entries(draft.id + 1) == []

    def test_what_was_undone_or_held_is_told_as_changed_since(self, catalogue: Catalogue):
        drafts = catalogue.drafts
        draft = drafts.begin("stw", 1, "ada", AT)
        first, second = entry(1, RemoveConcept(CUP)), entry(2, Restore(JAR))
        two = replace(draft, number=2)
        drafts.exchange(draft, two, [first, second])
        undone = replace(first, undone_by="ben", changed=3)
        held = replace(second, held="It is gone.", changed=3)
        assert drafts.exchange(two, replace(two, number=3, base=2), [undone, held])
        assert drafts.entries(draft.id) == drafts.entries(draft.id, 2) == [undone, held]
        assert drafts.entries(draft.id, 3) == []
        assert [one.counts for one in (first, undone, held)] == [True, False, False]

    def test_what_is_no_more_as_it_was_read_is_not_exchanged(self, catalogue: Catalogue):
        drafts = catalogue.drafts
        draft = drafts.begin("stw", 1, "ada", AT)
        one = replace(draft, number=1)
        assert drafts.exchange(draft, one, [entry(1, Restore(CUP))])
        for stale in (draft, replace(one, state=DraftState.PUBLISHING), replace(one, base=2), replace(one, id=99)):
            assert not drafts.exchange(stale, replace(one, number=9), [entry(1, Restore(JAR))])
        assert drafts.current("stw") == one
        assert drafts.entries(draft.id) == [entry(1, Restore(CUP))]

    def test_of_many_who_write_at_once_each_is_told_and_nothing_is_lost(self, catalogue: Catalogue):
        drafts = catalogue.drafts
        draft = drafts.begin("stw", 1, "ada", AT)

        def write(who: str) -> None:
            for _ in range(5):
                while not one_more(who):
                    sleep(0.001)

        def one_more(who: str) -> bool:
            now: Draft | None = drafts.current("stw")
            assert now
            after = replace(now, number=now.number + 1)
            try:
                return drafts.exchange(now, after, [entry(after.number, Restore(CUP), who)])
            except WorkspaceBusy:  # it waited for another one's turn, and that was all its patience
                return False

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(write, ("ada", "ben", "cem", "dina")))
        log = drafts.entries(draft.id)
        assert [one.number for one in log] == list(range(1, 21))
        assert sorted(one.who for one in log) == sorted(["ada", "ben", "cem", "dina"] * 5)
