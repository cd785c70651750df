"""Three editors and versions underneath: whatever they do, nobody overwrites what he has not seen, and no edit is lost."""

from contextlib import suppress
from dataclasses import dataclass, field
from unittest.mock import patch

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.fakes.workspace import FakeWorkspace
from tests.unit.vocabulary.builders import ROOT
from tests.unit.vocabulary.editing.test_editing_wild import EDITS, IRIS, amiss, start
from thesaury.model.concept import Concept, Label, LabelKind
from thesaury.model.draft import Draft, Entry, Seen
from thesaury.model.edit import AddConcept, AddLabel, AddScheme, Edit, Move, Rename, subject_of
from thesaury.model.errors import Usage, WorkspaceBusy
from thesaury.pipeline import editing
from thesaury.pipeline.editing.settling import closed
from thesaury.vocabulary.editing import Bench, EditRefused, apply

WHO = st.sampled_from(["ada", "ben", "cem"])
AT = "2026-12-01T00:00:00+00:00"


@dataclass
class Looked:
    """What one editor has before him."""

    seen: Seen
    concepts: dict[str, Concept] = field(default_factory=dict)


class Editors(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.workspace = FakeWorkspace()
        self.workspace.catalogue.vocabularies.put(start(), "test.ttl", AT)
        self.looked: dict[str, Looked] = {}
        self.accepted: list[tuple[int, int, Edit]] = []
        for who in ("ada", "ben", "cem"):
            self.look(who)

    @rule(who=WHO)
    def look(self, who: str) -> None:
        view, content = editing.content_of(self.workspace, "test")
        self.looked[who] = Looked(view.seen, {concept.iri: concept for concept in content.concepts})

    @rule(who=WHO, edit=EDITS, by_mark=st.booleans())
    def edit(self, who: str, edit: Edit, by_mark: bool) -> None:
        before = {c.iri: c for c in editing.content_of(self.workspace, "test")[1].concepts}
        had, subject = self.looked[who], subject_of(edit)
        saw: editing.Saw = {subject: editing.mark_of(had.concepts.get(subject))} if by_mark else had.seen
        try:
            done = editing.edit(self.workspace, "test", [edit], saw, who)
        except (EditRefused, editing.EditConflict):
            assert {c.iri: c for c in editing.content_of(self.workspace, "test")[1].concepts} == before
            return
        if not isinstance(edit, AddConcept | AddScheme):
            assert before.get(subject) == had.concepts.get(subject), "its editor saw something else"
        assert done.view.draft
        self.accepted.append((done.view.draft.id, done.entries[0].number, edit))

    @rule(who=WHO, wanted=st.lists(EDITS, min_size=1, max_size=6))
    def look_and_edit(self, who: str, wanted: list[Edit]) -> None:
        for edit in wanted:
            self.look(who)
            self.edit(who, edit, by_mark=False)

    @rule(who=WHO, above=IRIS, below=IRIS, text=st.text("abc", min_size=3, max_size=6))
    def edit_what_rests_on_another(self, who: str, above: str, below: str, text: str) -> None:
        new = f"{ROOT}{text}"
        wanted = [AddConcept(new, (Label(text, "en"),), broader=(above,)), Move(below, (new,))]
        with suppress(EditRefused):
            done = editing.edit(self.workspace, "test", wanted, None, who)
            assert done.view.draft
            self.accepted += [(done.view.draft.id, entry.number, entry.edit) for entry in done.entries]

    @rule(place=st.integers(0, 30), text=st.text("abc", min_size=3, max_size=6), moved=st.booleans())
    def another_version_comes_in_that_says_something_else(self, place: int, text: str, moved: bool) -> None:
        if entries := editing.draft_of(self.workspace, "test").counting:
            subject = subject_of(entries[place % len(entries)].edit)
            self.another_version_comes_in(Move(subject) if moved else Rename(subject, Label(text, "en")))

    @rule(who=WHO, place=st.integers(0, 30), with_others=st.booleans())
    def undo(self, who: str, place: int, with_others: bool) -> None:
        if entries := editing.draft_of(self.workspace, "test").entries:
            with suppress(Usage):
                editing.undo(self.workspace, "test", entries[place % len(entries)].number, who, with_others)

    @rule(who=WHO, place=st.integers(0, 5))
    def confirm(self, who: str, place: int) -> None:
        if held := editing.draft_of(self.workspace, "test").held:
            with suppress(EditRefused):
                done = editing.confirm(self.workspace, "test", held[place % len(held)].number, who)
                assert done.view.draft
                self.accepted.append((done.view.draft.id, done.entries[0].number, done.entries[0].edit))

    @rule(edit=EDITS)
    def another_version_comes_in(self, edit: Edit) -> None:
        bench = Bench(self.workspace.catalogue.vocabularies.get("test"))
        with suppress(EditRefused):
            apply(bench, edit)
            self.workspace.catalogue.vocabularies.put(bench.vocabulary(), "again.ttl", AT)

    @rule()
    def the_draft_becomes_a_version(self) -> None:
        """As publishing leaves it, without what comes after."""
        view, content = editing.content_of(self.workspace, "test")
        if view.draft and view.counting and not view.held:
            version = self.workspace.catalogue.vocabularies.put(content, "edited", AT)
            assert closed(self.workspace, view.draft, version.number)

    @invariant()
    def the_draft_is_its_counting_edits_on_the_newest_version_and_sound(self) -> None:
        view, content = editing.content_of(self.workspace, "test")
        bench = Bench(self.workspace.catalogue.vocabularies.get("test"))
        for entry in view.counting:
            apply(bench, entry.edit)
        assert bench.vocabulary() == content
        assert amiss(content) == []

    @invariant()
    def every_edit_that_was_taken_stands_in_a_log(self) -> None:
        logs = {draft: self.workspace.catalogue.drafts.entries(draft) for draft in {id for id, _, _ in self.accepted}}
        for draft, number, edit in self.accepted:
            assert [one.edit for one in logs[draft] if one.number == number] == [edit]


TestEditors = Editors.TestCase
TestEditors.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)


def test_of_two_who_write_in_the_same_moment_the_second_is_carried_out_on_what_the_first_did() -> None:
    workspace = FakeWorkspace()
    workspace.catalogue.vocabularies.put(start(), "test.ttl", AT)
    drafts, exchange = workspace.catalogue.drafts, workspace.catalogue.drafts.exchange
    saw = editing.draft_of(workspace, "test").seen
    label = AddLabel(f"{ROOT}a", LabelKind.HIDDEN, Label("things"))

    def beaten(before: Draft, after: Draft, entries: list[Entry]) -> bool:
        with patch.object(drafts, "exchange", exchange):
            editing.edit(workspace, "test", [AddLabel(f"{ROOT}b", LabelKind.HIDDEN, Label("vessels"))], None, "ben")
        drafts.exchange = exchange  # type: ignore[method-assign]
        return exchange(before, after, entries)

    with patch.object(drafts, "exchange", beaten):
        done = editing.edit(workspace, "test", [label], saw, "ada")
    assert [(entry.number, entry.who) for entry in done.view.entries] == [(1, "ben"), (2, "ada")]
    hidden = AddLabel(f"{ROOT}c", LabelKind.HIDDEN, Label("x"))
    with (
        patch.object(drafts, "exchange", lambda *_: False),
        pytest.raises(WorkspaceBusy, match="faster than it can be written"),
    ):
        editing.edit(workspace, "test", [hidden], None, "ada")
    assert len(editing.draft_of(workspace, "test").entries) == 2
