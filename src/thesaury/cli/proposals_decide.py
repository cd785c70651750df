"""`thesaury proposals accept`, `reject`, `merge` and `undo`: decisions on one proposal or on several."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    from thesaury.pipeline.proposals.planning import Planned
    from thesaury.ports.workspace import Workspace

Ids = Annotated[list[str], typer.Argument(help="The proposals' ids.")]


def register(group: typer.Typer) -> None:
    """Add the commands of this module to the group `proposals`."""
    for command in (accept, reject, merge, undo):
        group.command()(command)


def accept(
    ids: Ids,
    to: Annotated[str, typer.Option(help="A connection that takes terms, or a vocabulary kept here.")] = "",
    label: Annotated[str, typer.Option(help="The label, where it is not the term.")] = "",
    language: Annotated[str, typer.Option(help="The language of the label.")] = "",
    broader: Annotated[
        list[str] | None, typer.Option(help="IRIs of concepts to go below; else as the evidence says.")
    ] = None,
    top: Annotated[bool, typer.Option("--top", help="Below nothing, whatever the evidence says.")] = False,
    note: Annotated[str, typer.Option(help="A note to whoever approves it there.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Accept terms; they go out with the next pull, or with: thesaury proposals follow

    Examples:

      thesaury proposals accept 1a27aa9af775 --to words

      thesaury proposals accept 1a27aa9af775 --to words --label "carbon-neutral shipping" --dry-run
    """
    from thesaury.pipeline.proposals.planning import Errands, planned_accept

    errands = Errands(to, label, language, () if top else broader, note)
    _decide(workspace, ids, lambda opened, id: planned_accept(opened, id, 0, errands), dry_run, as_json)


def reject(
    ids: Ids,
    reason: Annotated[str, typer.Option(help="Why; whoever proposed it reads this.")],
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Reject terms; they come back only once twice as many assets speak for them.

    Example: thesaury proposals reject 1a27aa9af775 --reason "A code of the camera."
    """
    from thesaury.pipeline.proposals.planning import planned_reject

    _decide(workspace, ids, lambda opened, id: planned_reject(opened, id, 0, reason), dry_run, as_json)


def merge(
    ids: Ids,
    into: Annotated[str, typer.Option(help="The id of another proposal, or the IRI of an approved concept.")],
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say that terms are other words for a proposal or for an approved concept.

    Example: thesaury proposals merge 1a27aa9af775 --into 99f0c2ab1e04
    """
    from thesaury.pipeline.proposals.planning import planned_merge

    _decide(workspace, ids, lambda opened, id: planned_merge(opened, id, 0, into), dry_run, as_json)


def undo(
    ids: Ids, workspace: WorkspaceOption = None, dry_run: DryRunOption = False, as_json: JsonOption = False
) -> None:
    """Open terms again that were accepted and are not on their way yet, rejected, or merged.

    Example: thesaury proposals undo 1a27aa9af775
    """
    from thesaury.pipeline.proposals.planning import planned_undo

    _decide(workspace, ids, planned_undo, dry_run, as_json)


def _decide(
    workspace: "Path | None",
    ids: list[str],
    plan: "Callable[[Workspace, str], Planned]",
    dry_run: bool,
    as_json: bool,
) -> None:
    """All are planned before the first is decided, so that a wrong one changes nothing."""
    from thesaury.pipeline.proposals.deciding import decide
    from thesaury.pipeline.proposals.describing import described

    with workspace_at(workspace) as opened:
        plans = [plan(opened, id) for id in dict.fromkeys(ids)]
        ends = [one.after if dry_run else decide(opened, one) for one in plans]
    if as_json:
        print_json([described(one) for one in ends])
        return
    rows = [
        (one.id, one.term, one.state.value, one.errand.to if one.errand else one.into or one.concept) for one in ends
    ]
    print_table(("id", "term", "state", "to"), rows)
    if dry_run:
        say("Nothing was changed.")
