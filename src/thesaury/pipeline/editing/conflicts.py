"""Whether somebody changed a concept since an editor looked at it."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from thesaury.model.concept import Concept
from thesaury.model.draft import Entry, Seen
from thesaury.model.edit import AddConcept, AddScheme, Edit, subject_of
from thesaury.model.edit_json import kind_of
from thesaury.model.errors import Outdated, Usage
from thesaury.pipeline.editing.benches import Work
from thesaury.pipeline.editing.drafting import DraftView
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.editing import Bench

Saw = Seen | Mapping[str, str] | None
"""What an editor looked at: the draft as a whole, or each concept with its mark; None says that he wants it however it stands."""


class EditConflict(Outdated):
    """Somebody changed the same concept meanwhile; nothing was changed by this edit.

    `who` did so, at `at` (UTC in ISO 8601), by `what`: a kind of edit, `undo`, or `version` where another version came in.
    """

    def __init__(self, concept: str, called: str, who: str, at: str, what: str) -> None:
        by = f"{who} ({what}, {at})" if who else f"another version of the vocabulary ({at})"
        super().__init__(f"{called} was changed since you looked at it, by {by}. Look at it again, and decide again.")
        self.concept, self.who, self.at, self.what = concept, who, at, what


def mark_of(concept: Concept | None) -> str:
    """A short text that is another one as soon as anything of the concept is; empty where there is no concept."""
    return sha256(repr(concept).encode()).hexdigest()[:16] if concept else ""


def agreed(workspace: Workspace, view: DraftView, work: Work, edits: Iterable[Edit], saw: Saw) -> None:
    """Raises EditConflict where somebody changed, since that was seen, what one of the edits is about."""
    if saw is None:
        return
    for subject in dict.fromkeys(subject_of(edit) for edit in edits if not isinstance(edit, AddConcept | AddScheme)):
        if isinstance(saw, Seen):
            _unchanged_since(workspace, view, work, subject, saw)
        else:
            _marked(workspace, view, work, subject, saw)


def _marked(workspace: Workspace, view: DraftView, work: Work, subject: str, saw: Mapping[str, str]) -> None:
    if subject not in saw:
        raise Usage(f"Say what you saw of {work.bench.called(subject)}: its mark, as reading the concept gives it.")
    if saw[subject] != mark_of(work.bench.concept(subject)):
        raise _told(subject, work, _last(view.entries, subject), _came(workspace, view))


def _unchanged_since(workspace: Workspace, view: DraftView, work: Work, subject: str, saw: Seen) -> None:
    """By the log where it only went on; else by what was seen, laid out anew, which takes as long as the vocabulary is large."""
    if view.draft and view.draft.id == saw.draft and view.version == saw.version:
        if entry := _last((entry for entry in view.entries if entry.changed > saw.number), subject):
            raise _told(subject, work, entry)
        return
    if _seen(workspace, view, work, subject, saw) != _state(work.bench, subject):
        raise _told(subject, work, _last(view.counting, subject), _came(workspace, view))


def _seen(workspace: Workspace, view: DraftView, work: Work, subject: str, saw: Seen) -> object:
    """The concept (or the titles of the scheme) as it was seen."""
    if saw.version == view.version and not saw.draft and work.bench.concept(subject):
        return work.originals().get(subject, work.bench.concept(subject))
    then = Work(Bench(workspace.catalogue.vocabularies.get(view.vocabulary, saw.version)), saw.version)
    entries = workspace.catalogue.drafts.entries(saw.draft)
    then.bring(saw.draft, [e for e in entries if e.number <= saw.number and (e.counts or e.changed > saw.number)])
    return _state(then.bench, subject)


def _state(bench: Bench, subject: str) -> object:
    scheme = bench.scheme(subject)
    return scheme.titles if scheme else bench.concept(subject)


def _came(workspace: Workspace, view: DraftView) -> str:
    """When the newest version came."""
    return next(v.imported_at for v in workspace.catalogue.vocabularies.current() if v.name == view.vocabulary)


def _last(entries: Iterable[Entry], subject: str) -> Entry | None:
    """The entry that touched this last."""
    touching = [entry for entry in entries if subject in entry.touched]
    return max(touching, key=lambda entry: entry.changed, default=None)


def _told(subject: str, work: Work, entry: Entry | None, came: str = "") -> EditConflict:
    called = work.bench.called(subject)
    if entry is None:
        return EditConflict(subject, called, "", came, "version")
    if entry.undone_by:
        return EditConflict(subject, called, entry.undone_by, entry.at, "undo")
    return EditConflict(subject, called, entry.who, entry.at, kind_of(entry.edit))
