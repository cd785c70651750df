"""The draft of a vocabulary as it stands: its log, and the bench that the log was carried out on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from thesaury.model.concept import Concept, Vocabulary
from thesaury.model.draft import Draft, DraftState, Entry, Seen
from thesaury.model.errors import Usage, WorkspaceBusy
from thesaury.pipeline.edited_elsewhere import editable
from thesaury.pipeline.editing.benches import Work, work_at
from thesaury.pipeline.editing.rebasing import rebased
from thesaury.pipeline.editing.settling import cut_off
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.diff import Diff, diff

_TRIES = 50


@dataclass(frozen=True, slots=True)
class DraftView:
    """What an editor sees: the draft (None: nothing was edited yet) with its log, and the version it stands on."""

    vocabulary: str
    version: int
    draft: Draft | None
    entries: tuple[Entry, ...]

    @property
    def seen(self) -> Seen:
        """What edits that come of this have to name."""
        return Seen(self.version, self.draft.id, self.draft.number) if self.draft else Seen(self.version)

    @property
    def counting(self) -> tuple[Entry, ...]:
        """The edits that will be published, in order."""
        return tuple(entry for entry in self.entries if entry.counts)

    @property
    def held(self) -> tuple[Entry, ...]:
        """The edits that do not apply any more and wait for somebody's word."""
        return tuple(entry for entry in self.entries if entry.held and not entry.undone_by)


@contextmanager
def opened(workspace: Workspace, vocabulary: str) -> Iterator[tuple[DraftView, Work]]:
    """The draft, brought onto the newest version, with the bench it is carried out on; nobody else of this process has the bench.

    Raises Usage for an unknown vocabulary, or one that is not edited here.
    """
    if why := editable(workspace, vocabulary):
        raise Usage(why)
    with work_at(workspace, vocabulary) as work:
        yield viewed(workspace, vocabulary, work), work


def viewed(workspace: Workspace, vocabulary: str, work: Work) -> DraftView:
    """The draft as it stands now, with the bench brought up to it."""
    drafts = workspace.catalogue.drafts
    for _ in range(_TRIES):
        draft = drafts.current(vocabulary)
        entries = work.log.of(drafts, draft) if draft else ()
        if draft and draft.state is DraftState.PUBLISHING and cut_off(workspace, draft):
            continue
        if draft and draft.state is DraftState.OPEN and (draft.base != work.version or _unfit(draft, entries, work)):
            rebased(workspace, draft, entries, work)
            continue
        if draft is None or draft.base != work.version:
            work.back_to(0)
        return DraftView(vocabulary, work.version, draft, entries)
    raise WorkspaceBusy("Others change this draft faster than it can be read. Try again in a moment.")


def _unfit(draft: Draft, entries: Sequence[Entry], work: Work) -> bool:
    """Carry out what counts; whether some of it does not fit."""
    return bool(work.bring(draft.id, [entry for entry in entries if entry.counts]))


def draft_of(workspace: Workspace, vocabulary: str) -> DraftView:
    """The draft with its log; where a newer version came in underneath, brought onto that. Raises as `opened`."""
    with opened(workspace, vocabulary) as (view, _):
        return view


def content_of(workspace: Workspace, vocabulary: str) -> tuple[DraftView, Vocabulary]:
    """The draft, and the vocabulary as it would be published now. Raises as `opened`."""
    with opened(workspace, vocabulary) as (view, work):
        return view, work.bench.vocabulary()


def difference(workspace: Workspace, vocabulary: str) -> tuple[DraftView, Diff]:
    """The draft, and what it changes of the version it stands on: looks only at what its edits touched. Raises as `opened`."""
    with opened(workspace, vocabulary) as (view, work):
        before = work.originals()
        after = {iri: work.bench.concept(iri) for iri in before}
        return view, diff(_only(vocabulary, before.values()), _only(vocabulary, after.values()))


def concept_of(workspace: Workspace, vocabulary: str, iri: str) -> tuple[DraftView, Concept | None, tuple[str, ...]]:
    """The draft, a concept as the draft has it (None: there is none), and what lies directly below it. Raises as `opened`."""
    with opened(workspace, vocabulary) as (view, work):
        return view, work.bench.concept(iri), tuple(sorted(work.bench.narrower(iri)))


def _only(name: str, concepts: Iterable[Concept | None]) -> Vocabulary:
    return Vocabulary(name, (), tuple(concept for concept in concepts if concept))
