"""Publishing that was cut off: the draft is closed where its version was kept, and open again where it was not."""

from dataclasses import replace

from thesaury.model.concept import Vocabulary
from thesaury.model.draft import Draft, DraftState
from thesaury.model.time import now
from thesaury.pipeline.editing.benches import Work
from thesaury.pipeline.proposals.arriving import arrivals
from thesaury.pipeline.words import for_tagging
from thesaury.ports.audit import Sought, note
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import free_of_the_dead
from thesaury.vocabulary.editing import Bench


def publishing_lease(vocabulary: str) -> str:
    """The lease that whoever publishes a draft of this vocabulary holds."""
    return f"vocabulary/{vocabulary}"


def cut_off(workspace: Workspace, draft: Draft) -> bool:
    """Settle a draft whose publisher is gone; false while he is at it."""
    leases, name = workspace.catalogue.leases, publishing_lease(draft.vocabulary)
    free_of_the_dead(leases, name)
    if any(lease.name == name for lease in leases.held(name)):
        return False
    settled(workspace, draft)
    return True


def settled(workspace: Workspace, draft: Draft) -> None:
    """Close a draft that is being published by nobody where its version is there, else open it again."""
    vocabularies = workspace.catalogue.vocabularies
    content = content_on(workspace, draft)
    for version in vocabularies.versions(draft.vocabulary):
        if version.number > draft.base and vocabularies.get(draft.vocabulary, version.number) == content:
            # Proposals first: whoever is cut off here finds the draft as it was, and does both again.
            if for_tagging([version]):
                arrivals(workspace.catalogue, vocabularies.get(draft.vocabulary))
            closed(workspace, draft, version.number)
            return
    opened_again = replace(draft, state=DraftState.OPEN, number=draft.number + 1, ended_by="", ended_at="", note="")
    workspace.catalogue.drafts.exchange(draft, opened_again)


def closed(workspace: Workspace, draft: Draft, version: int) -> Draft | None:
    """The draft as one that became this version, with its deed in the log; None where somebody closed it before."""
    log = workspace.catalogue.audit
    counting = [entry for entry in workspace.catalogue.drafts.entries(draft.id) if entry.counts]
    told = {"version": version, "draft": draft.id, "edits": len(counting), "note": draft.note}
    subject = f"vocabulary:{draft.vocabulary}"
    if not any(f'"draft": {draft.id},' in kept.deed.after for kept in log.deeds(Sought("", _DEED, subject), 3)):
        note(log, _DEED, subject, {"version": draft.base}, told)
    kept = replace(draft, state=DraftState.KEPT, version=version, ended_at=now(), number=draft.number + 1)
    return kept if workspace.catalogue.drafts.exchange(draft, kept) else None


def content_on(workspace: Workspace, draft: Draft) -> Vocabulary:
    """What the draft makes of the version it stands on."""
    work = Work(Bench(workspace.catalogue.vocabularies.get(draft.vocabulary, draft.base)), draft.base)
    work.bring(draft.id, [entry for entry in workspace.catalogue.drafts.entries(draft.id) if entry.counts])
    return work.bench.vocabulary()


_DEED = "vocabulary.publish"
