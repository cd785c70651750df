"""A draft brought onto a newer version of its vocabulary: what does not fit any more is held and shown, never dropped, never forced."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.draft import Draft, Entry
from thesaury.model.edit import subject_of
from thesaury.pipeline.editing.benches import Work
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.editing import Bench, overwrites


def rebased(workspace: Workspace, draft: Draft, entries: Sequence[Entry], work: Work) -> bool:
    """Let the draft stand on the version of the bench, with what does not fit held; false where somebody changed it meanwhile."""
    counting = [entry for entry in entries if entry.counts]
    before = Bench(workspace.catalogue.vocabularies.get(draft.vocabulary, draft.base))
    work.back_to(0)
    held = {entry.number: why for entry in counting if (why := _written_over(entry, before, work.bench, draft.base))}
    fitting = [entry for entry in counting if entry.number not in held]
    refused = work.bring(draft.id, fitting)
    held |= {number: error.message for number, error in refused.items()}
    after = replace(draft, base=work.version, number=draft.number + 1)
    changed = [replace(e, held=held[e.number], changed=after.number) for e in counting if e.number in held]
    if not workspace.catalogue.drafts.exchange(draft, after, changed):
        return False
    said = {"onto": work.version, "held": len(changed)}
    note(workspace.catalogue.audit, "vocabulary.rebase", f"vocabulary:{draft.vocabulary}", {"onto": draft.base}, said)
    return True


def _written_over(entry: Entry, before: Bench, after: Bench, base: int) -> str:
    """Why the entry would write over what the newer version brought; empty where it does not."""
    old, new = (bench.concept(subject_of(entry.edit)) for bench in (before, after))
    if old is None or new is None or overwrites(entry.edit, old) == overwrites(entry.edit, new):
        return ""
    return (
        f"The newest version says something else here than version {base}, on which this edit was made. Look at it: confirm the edit,"
        " or undo it."
    )
