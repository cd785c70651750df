"""`rights propose`: a language model proposes what unclear clauses may mean; a person decides."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.output import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)

if TYPE_CHECKING:
    from thesaury.pipeline.rights.proposals import ClauseProposals, RecordProposals

NOTICE = "These are proposals of a language model. Nothing of them is kept, no decision looks at them, and none of it is legal advice."


def register(group: typer.Typer) -> None:
    """Add the command to the group `rights`."""
    group.command()(propose)


def propose(
    record: Annotated[str, typer.Argument(metavar="RECORD#PLACE", help="As rights show and rights list name it.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Ask a language model what the clauses may mean that no rule understood. Off unless proposals_url and proposals_model are set.

    The draft it prints is what rights confirm --says reads, after you have read the clauses and corrected it.

    Example: thesaury rights propose dam/4711#0
    """
    from thesaury.pipeline.rights.asking import record_named
    from thesaury.pipeline.rights.proposals import propose as ask
    from thesaury.pipeline.rights.proposals import told

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        found = ask(opened, record_named(opened, record), opened.proposer, progress)
    if as_json:
        print_json({**told(found), "notice": NOTICE})
        return
    _show(found, quiet)
    print(NOTICE)


def _show(found: "RecordProposals", quiet: bool) -> None:
    source = found.record.source
    name = f"{source.record}#{source.place}"
    for clause in found.clauses:
        _show_clause(clause)
    for left in found.left:
        print(f"For a person alone ({left.reason}): {left.words}")
    if not found.clauses and not found.left:
        print(f"Everything in {name} was understood: there is nothing to propose.")
    if not any(clause.kept for clause in found.clauses):
        return
    print("Draft:")
    print(json.dumps(found.draft.says, ensure_ascii=False, indent=2))
    for note in found.draft.notes:
        print(note)
    say(
        f"Save the draft, correct it, then: thesaury rights confirm {name} --version {found.record.version} --says FILE",
        quiet,
    )


def _show_clause(clause: "ClauseProposals") -> None:
    print(f"Clause ({clause.clause.reason}): {clause.clause.words}")
    rows = [
        (
            one.field,
            json.dumps(one.value, ensure_ascii=False),
            one.words,
            "allows everything: read twice" if one.wide else "",
        )
        for one in clause.kept
    ]
    print_table(("field", "value", "words", ""), rows)
    if not rows:
        print("No proposal that could be used.")
    for dropped in clause.dropped:
        print(f"Dropped {dropped.field} {dropped.value}: {dropped.why}")
    for note in clause.notes:
        print(note)
