"""What editors do to a draft: edit, undo, confirm what was held, discard."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thesaury.model.draft import Draft, DraftState, Entry, Seen
from thesaury.model.edit import AddConcept, AddScheme, Edit, subject_of
from thesaury.model.edit_json import edit_json
from thesaury.model.errors import Outdated, Usage, WorkspaceBusy
from thesaury.model.time import now
from thesaury.pipeline.editing.benches import Work
from thesaury.pipeline.editing.conflicts import Saw, agreed
from thesaury.pipeline.editing.drafting import DraftView, opened, viewed
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.editing import EditRefused
from thesaury.vocabulary.minting import new_iri

MOST = 1_000
"""So many edits one call takes at most."""

_TRIES = 50


class RestsOnIt(Outdated):
    """Other edits of the draft rest on the one that should be undone: `entries`; they can be undone with it."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        numbers = ", ".join(str(entry.number) for entry in entries)
        super().__init__(f"Edits that came later rest on this one: {numbers}. Undo them too, or leave it as it is.")
        self.entries = tuple(entries)


@dataclass(frozen=True, slots=True)
class Edited:
    """The draft after a change of it, the entries that came or changed, and the concepts or schemes that the edits were about."""

    view: DraftView
    entries: tuple[Entry, ...]
    subjects: tuple[str, ...]


def edit(
    workspace: Workspace, vocabulary: str, edits: Sequence[Edit], saw: Saw, who: str, dry_run: bool = False
) -> Edited:
    """Add these edits to the draft, all or none; a new concept or scheme without IRI gets one. `saw` is what the editor looked at.

    Raises EditConflict where somebody changed the same concept meanwhile, EditRefused where an edit does not fit or changes nothing,
    Usage for a vocabulary that is unknown or not edited here, Outdated while the draft is being published.
    """
    if not 0 < len(edits) <= MOST:
        raise Usage(f"One call takes 1 to {MOST:,} edits. Send what is to be changed.")
    edits = [_with_iri(workspace, vocabulary, one) for one in edits]
    with opened(workspace, vocabulary) as (view, work):
        for _ in range(_TRIES):
            _open(view)
            agreed(workspace, view, work, edits, saw)
            depth = work.depth
            new = _carried_out(view, work, edits, who)
            if dry_run:
                work.back_to(depth)
                return Edited(view, tuple(new), tuple(map(subject_of, edits)))
            if done := _added(workspace, view, new, who):
                told = {"edits": [edit_json(one) for one in edits], "draft": done.id}
                note(workspace.catalogue.audit, "vocabulary.edit", f"vocabulary:{vocabulary}", None, told)
                return Edited(viewed(workspace, vocabulary, work), tuple(new), tuple(map(subject_of, edits)))
            work.back_to(depth)
            view = viewed(workspace, vocabulary, work)
    raise _too_fast()


def undo(
    workspace: Workspace, vocabulary: str, number: int, who: str, with_others: bool = False, saw: Seen | None = None
) -> Edited:
    """Take one edit of the draft back. `with_others` undoes what rests on it too.

    Raises RestsOnIt, naming the edits, where some do; Usage where there is no such edit, Outdated where `saw` is no more the draft.
    """
    with opened(workspace, vocabulary) as (view, work):
        for _ in range(_TRIES):
            draft = _open(view)
            if draft is None or not (entry := _entry(view, number)):
                raise Usage(f"There is no edit {number} in the draft of {vocabulary} that could be undone.")
            _as_seen(view, saw)
            others, moved = _without(work, draft, view, entry)
            if others and not with_others:
                raise RestsOnIt(others)
            after = replace(draft, number=draft.number + 1)
            # What others saw of concepts that the undone edit did not touch itself may have changed all the same.
            moved |= set(entry.touched)
            gone = [replace(entry, touched=tuple(sorted(moved)), undone_by=who, changed=after.number)]
            gone += [replace(one, undone_by=who, changed=after.number) for one in others]
            if workspace.catalogue.drafts.exchange(draft, after, gone):
                told = [{"number": one.number, "edit": edit_json(one.edit)} for one in gone]
                note(workspace.catalogue.audit, "vocabulary.undo", f"vocabulary:{vocabulary}", {"edits": told}, None)
                return Edited(viewed(workspace, vocabulary, work), tuple(gone), tuple(subject_of(e.edit) for e in gone))
            view = viewed(workspace, vocabulary, work)
    raise _too_fast()


def confirm(workspace: Workspace, vocabulary: str, number: int, who: str) -> Edited:
    """Carry out an edit that was held because the vocabulary changed underneath, on what stands now: as a new edit of who confirms it.

    Raises EditRefused where it does not fit, Usage where no such edit is held.
    """
    with opened(workspace, vocabulary) as (view, _):
        held = next((entry for entry in view.held if entry.number == number), None)
        if held is None:
            raise Usage(f"No edit {number} of the draft of {vocabulary} waits to be confirmed.")
        done = edit(workspace, vocabulary, [held.edit], view.seen, who)
        undone = undo(workspace, vocabulary, number, who)
        return Edited(undone.view, (*done.entries, *undone.entries), done.subjects)


def discard(workspace: Workspace, vocabulary: str, who: str, saw: Seen | None = None) -> Draft:
    """Give the whole draft up; its log stays to be read. Raises Usage where there is none, Outdated where `saw` is no more the draft."""
    with opened(workspace, vocabulary) as (view, _):
        draft = _open(view)
        if draft is None:
            raise Usage(f"There is no draft of {vocabulary} to discard.")
        _as_seen(view, saw)
        state = DraftState.DISCARDED
        after = replace(draft, number=draft.number + 1, state=state, ended_by=who, ended_at=now())
        if not workspace.catalogue.drafts.exchange(draft, after):
            raise Outdated("Somebody changed the draft just now. Look at it again before it is discarded.")
        told = {"draft": draft.id, "edits": len(view.counting) + len(view.held)}
        note(workspace.catalogue.audit, "vocabulary.discard", f"vocabulary:{vocabulary}", told, None)
        return after


def _open(view: DraftView) -> Draft | None:
    if view.draft and view.draft.state is DraftState.PUBLISHING:
        raise Outdated(f"The draft of {view.vocabulary} is being published. Wait a moment, then edit the new version.")
    return view.draft


def _as_seen(view: DraftView, saw: Seen | None) -> None:
    if saw is not None and saw != view.seen:
        raise Outdated("The draft is not the one that you looked at. Look at it again, and decide again.")


def _with_iri(workspace: Workspace, vocabulary: str, one: Edit) -> Edit:
    base, id = workspace.concept_base, secrets.token_hex(6)
    if isinstance(one, AddConcept) and not one.concept:
        return replace(one, concept=new_iri(vocabulary, id, base))
    if isinstance(one, AddScheme) and not one.scheme:
        return replace(one, scheme=new_iri(vocabulary, f"scheme-{id}", base))
    return one


def _carried_out(view: DraftView, work: Work, edits: Sequence[Edit], who: str) -> list[Entry]:
    """The edits as entries, carried out on the bench; none is where one is refused."""
    depth, at, new = work.depth, now(), list[Entry]()
    first = view.draft.number if view.draft else 0
    try:
        for number, one in enumerate(edits, first + 1):
            entry = Entry(number, at, who, one, (), number)
            key = (view.draft.id if view.draft else 0, number, one)
            new.append(replace(entry, touched=work.carry_out(key, entry).touched))
    except EditRefused:
        work.back_to(depth)
        raise
    return new


def _added(workspace: Workspace, view: DraftView, new: Sequence[Entry], who: str) -> Draft | None:
    """The draft with these entries, begun where there was none; None where somebody changed it meanwhile."""
    drafts = workspace.catalogue.drafts
    draft = view.draft or drafts.begin(view.vocabulary, view.version, who, now())
    if view.draft is None and (draft.number or draft.base != view.version or draft.state is not DraftState.OPEN):
        return None
    after = replace(draft, number=draft.number + len(new))
    return after if drafts.exchange(draft, after, new) else None


def _entry(view: DraftView, number: int) -> Entry | None:
    return next((entry for entry in view.entries if entry.number == number and not entry.undone_by), None)


def _without(work: Work, draft: Draft, view: DraftView, entry: Entry) -> tuple[list[Entry], set[str]]:
    """What cannot be carried out without this entry, and the concepts that are others without it; the bench stays as it is."""
    rest = [one for one in view.counting if one.number != entry.number]
    before = {iri: work.bench.concept(iri) for iri in work.originals()}
    refused = work.bring(draft.id, rest)
    moved = {iri for iri, concept in before.items() if work.bench.concept(iri) != concept}
    work.bring(draft.id, view.counting)
    return [one for one in rest if one.number in refused], moved


def _too_fast() -> WorkspaceBusy:
    return WorkspaceBusy("Others change this draft faster than it can be written. Try again in a moment.")
