"""A draft published: the next version of its vocabulary, and the assets that it touches annotated again."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from threading import get_ident

from thesaury.model.concept import Vocabulary, VocabularyVersion
from thesaury.model.draft import Draft, DraftState, Seen
from thesaury.model.errors import Outdated, Usage, WorkspaceBusy
from thesaury.model.time import now
from thesaury.pipeline import annotate_outdated, keep_vocabulary
from thesaury.pipeline.editing.drafting import DraftView, content_of, draft_of
from thesaury.pipeline.editing.settling import closed, publishing_lease, settled
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import holding, this_process

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Published:
    """What came of publishing: the version (unchanged where the edits came to nothing), how many edits, the run, and how many assets were
    annotated again."""

    vocabulary: str
    version: int
    edits: int
    run: int
    annotated: int


def publish(
    workspace: Workspace,
    vocabulary: str,
    who: str,
    note: str = "",
    saw: Seen | None = None,
    progress: Progress = unheard,
) -> Published:
    """Keep the draft as the next version, then annotate what it touches. May be cut off anywhere and called again: nothing is done
    twice, nothing is lost.

    Raises Usage where there is nothing to publish, Outdated where `saw` is no more the draft or edits of it wait for somebody's word,
    WorkspaceBusy where somebody else publishes or writes just now.
    """
    view, content = content_of(workspace, vocabulary)
    left = _left(workspace, view)
    if left is None:
        _fit(view, saw)
        with _alone(workspace, publishing_lease(vocabulary), f"The draft of {vocabulary} is being published"):
            draft = _begun(workspace, view, who, note)
            try:
                version = _kept(workspace, draft, content, _source(view, note), progress)
            except BaseException as error:
                # Not so after a kill; then whoever looks at the draft next settles it.
                if isinstance(error, Exception):
                    settled(workspace, draft)
                raise
            left = closed(workspace, draft, version.number)
    return _annotated(workspace, left, len(view.counting), progress) if left else publish(workspace, vocabulary, who)


def _kept(
    workspace: Workspace, draft: Draft, content: Vocabulary, source: str, progress: Progress
) -> VocabularyVersion:
    """Keep the content, unless a version came in since it was made: nobody else brings one while writing is held."""
    with workspace.writing():
        newest = workspace.catalogue.vocabularies.versions(draft.vocabulary)[-1]
        if newest.number != draft.base:
            raise Outdated(
                f"Version {newest.number} came in just now. Look at what the draft changes of it, then publish it."
            )
        return keep_vocabulary(workspace, content, source, progress)


def ready(workspace: Workspace, vocabulary: str, saw: Seen | None = None) -> DraftView:
    """The draft, or what is left of the last publishing, where it can be published now. Raises as `publish`."""
    view = draft_of(workspace, vocabulary)
    if _left(workspace, view) is None:
        _fit(view, saw)
    return view


def unfinished(workspace: Workspace, vocabulary: str) -> Draft | None:
    """The last draft, where it was kept as a version and the assets that it touches were not all annotated again."""
    last = workspace.catalogue.drafts.recent(vocabulary, 2)
    return next((draft for draft in last if draft.state is DraftState.KEPT), None)


def _left(workspace: Workspace, view: DraftView) -> Draft | None:
    """What is left of the last publishing, where nothing else is to be published."""
    return None if view.counting else unfinished(workspace, view.vocabulary)


def _fit(view: DraftView, saw: Seen | None) -> None:
    if view.draft and view.draft.state is DraftState.PUBLISHING:
        raise WorkspaceBusy(f"The draft of {view.vocabulary} is being published by {view.draft.ended_by} just now.")
    if view.held:
        numbers = ", ".join(str(entry.number) for entry in view.held)
        raise Outdated(
            f"Edits of the draft wait for your word, because the vocabulary changed underneath: {numbers}. Confirm or undo them first."
        )
    if view.draft is None or not view.counting:
        raise Usage(f"There is nothing to publish: the draft of {view.vocabulary} holds no edits.")
    if saw is not None and saw != view.seen:
        raise Outdated("The draft is not the one that you looked at. Look at what it changes now, then publish it.")


def _begun(workspace: Workspace, view: DraftView, who: str, note: str) -> Draft:
    draft = view.draft
    assert draft is not None  # looked at by `_fit`
    fields = {"state": DraftState.PUBLISHING, "number": draft.number + 1, "ended_by": who, "ended_at": now()}
    after = replace(draft, note=note.strip(), **fields)  # type: ignore[arg-type]  # fields are known by name only
    if not workspace.catalogue.drafts.exchange(draft, after):
        raise Outdated("Somebody changed the draft just now. Look at what it changes, then publish it.")
    return after


def _source(view: DraftView, note: str) -> str:
    """What the version says of where it comes from: who edited it, and the note."""
    names = list(dict.fromkeys(entry.who for entry in view.counting))
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"edited by {', '.join(names[:_NAMED])}{more}" + (f": {note.strip()}" if note.strip() else "")


def _annotated(workspace: Workspace, draft: Draft, edits: int, progress: Progress) -> Published:
    """The part of a sync that a change of words calls for, as a run in the log."""
    name, said = (
        f"annotating/{draft.vocabulary}",
        f"Assets are being annotated with version {draft.version} of {draft.vocabulary}",
    )
    with _alone(workspace, name, said):
        run, enriched = annotate_outdated(workspace, progress)
    workspace.catalogue.drafts.exchange(draft, replace(draft, state=DraftState.PUBLISHED, number=draft.number + 1))
    return Published(draft.vocabulary, draft.version, edits, run, enriched)


def _alone(workspace: Workspace, name: str, said: str) -> AbstractContextManager[None]:
    """Nobody else does this meanwhile, in any process. Raises WorkspaceBusy with what is `said` where somebody does."""
    holder, busy = f"{this_process()}-{get_ident()}", f"{said} already ({{holder}}). Wait until that is done."
    return holding(workspace.catalogue.leases, [name], holder, busy)
