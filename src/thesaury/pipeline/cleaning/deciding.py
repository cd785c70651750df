"""Decides on the entries of a plan, each deed noted; and forgets plans."""

from collections.abc import Sequence

from thesaury.model.cleanup import BUSY, RUN, Cleanup, CleanupState, Entry, Ruling, Treatment
from thesaury.model.errors import Outdated, Usage
from thesaury.model.time import instant
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.audit import note
from thesaury.ports.workspace import Workspace

_MOST_NOTED = 50
_FIXED = "The clean-up '{0}' is {1}: nothing of it can be decided now."


def ruling(entry: Entry, treatment: Treatment | None, who: str, concept: str = "") -> Ruling:
    """A decision on one entry; to replace takes the suggested concept where none is given. Raises Usage where there is none to take."""
    if treatment is not Treatment.REPLACE:
        return Ruling(entry.id, treatment, "", who, instant())
    chosen = concept or (entry.use[0].concept if entry.use else "")
    if not chosen:
        raise Usage(f"Nothing is suggested for '{entry.tags[0]}'. Say which concept takes its place.")
    return Ruling(entry.id, treatment, chosen, who, instant())


def by_suggestion(entries: Sequence[Entry], least: float, who: str) -> list[Ruling]:
    """To decide as it is suggested every entry that nobody has decided and whose suggestion is at least so certain."""
    return [
        ruling(entry, entry.suggested, who)
        for entry in entries
        if entry.treatment is None and entry.suggested is Treatment.REPLACE and entry.certainty >= least
    ]


def decide(workspace: Workspace, cleanup: Cleanup, made: Sequence[Ruling]) -> int:
    """Keep these decisions; returns how many entries changed.

    Raises Usage for a concept that is no approved term, and before anything is kept; Outdated where the plan is at work or taken back.
    """
    thesaurus = thesaurus_of(workspace) if any(one.concept for one in made) else None
    for one in made:
        if one.concept and thesaurus and not thesaurus.approved(one.concept):
            raise Usage(
                f"{one.concept} is no approved term here. Take a concept that `thesaury vocabulary show` lists."
            )
    changed = workspace.catalogue.cleanups.decide(cleanup.id, made)
    if not changed and made:
        kept = workspace.catalogue.cleanups.get(cleanup.id)
        if kept is None or kept.state in (*BUSY, CleanupState.REVERTED):
            raise Outdated(_FIXED.format(cleanup.name, kept.state.value if kept else "gone"))
    told = [[one.entry, one.treatment.value if one.treatment else "", one.concept] for one in made[:_MOST_NOTED]]
    note(
        workspace.catalogue.audit,
        "cleanup.decide",
        f"cleanup:{cleanup.name}",
        None,
        {"entries": changed, "decisions": told},
    )
    return changed


def drop(workspace: Workspace, cleanup: Cleanup) -> None:
    """Forget a plan. Raises Outdated for one at work, and for one that has run and was not taken back: what it did could not be undone
    any more."""
    kept = workspace.catalogue.cleanups.get(cleanup.id) or cleanup
    if kept.state in (*BUSY, *RUN):
        raise Outdated(f"The clean-up '{kept.name}' is {kept.state.value}: keep it, so that it can be taken back.")
    workspace.catalogue.cleanups.drop(kept.id)
    note(workspace.catalogue.audit, "cleanup.drop", f"cleanup:{kept.name}", {"state": kept.state.value})
