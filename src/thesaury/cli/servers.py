"""`vocabulary pull`, `refresh`, `propose` and `publish`: the words of servers, and terms proposed to them."""

from typing import Annotated

import typer

from thesaury.cli.output import (
    DryRunOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.model.errors import Usage

ConnectionArgument = Annotated[str, typer.Argument(help="The connection's name.")]


def register(group: typer.Typer) -> None:
    """Add the commands of this module to the group `vocabulary`."""
    for command in (pull, refresh, propose, publish):
        group.command()(command)


def pull(
    connection: ConnectionArgument,
    whole: Annotated[
        bool, typer.Option("--whole", help="Read and compare everything, whatever the cursor says.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring a server's vocabulary up to date here: only what changed is read; the copy keeps working while the server is down."""
    from thesaury.pipeline import pull_vocabulary
    from thesaury.sync.leasing import connection_lease, holding, this_process

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        server = opened.connection(connection)
        with holding(opened.catalogue.leases, [connection_lease(connection)], this_process()):
            pulled = pull_vocabulary(opened, server, progress, whole)
    if as_json:
        shown = {"connection": connection, "vocabulary": pulled.version.key, "new": pulled.changed, "read": pulled.read}
        print_json(shown | {"whole": pulled.whole, "missed": list(pulled.missed), "notes": list(pulled.notes)})
        return
    new = "a new version" if pulled.changed else "nothing new"
    say(f"{pulled.version.key}: {new}; {pulled.read} concepts read, {pulled.version.concepts} in all.", quiet)
    for note in pulled.notes:
        say(note, quiet)


def refresh(
    connection: ConnectionArgument,
    only_look: Annotated[bool, typer.Option("--look", help="Only say how old the extraction model is.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a server build its extraction model anew, so that its annotator knows what changed; this takes minutes."""
    with workspace_at(workspace) as opened:
        model = opened.extraction_model(opened.connection(connection))
        state = model.state() if only_look else model.refresh()
    if as_json:
        print_json({"connection": connection, "built_at": state.built_at, "up_to_date": state.up_to_date})
    else:
        say(
            f"The model is {'up to date' if state.up_to_date else 'stale'}; it was built at {state.built_at or 'no known time'}."
        )


def propose(
    connection: ConnectionArgument,
    minimum: Annotated[int, typer.Option(help="Only tags that at least so many assets carry.", min=1)] = 3,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1, max=1000)] = 50,
    language: Annotated[str, typer.Option(help="The tags' language; otherwise the workspace's first.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Propose unknown tags to the people who approve terms; what is proposed never counts as approved.

    Example: thesaury vocabulary propose words --minimum 5 --dry-run
    """
    from thesaury.sync.proposing import proposals

    with workspace_at(workspace) as opened:
        server = opened.proposals(opened.connection(connection))
        found = proposals(opened.catalogue.enrichments, language or opened.languages[0], minimum, limit)
        ends = {} if dry_run else {end.key: end for end in server.propose(found)} if found else {}
    rows = [
        {
            "label": one.label,
            "language": one.language,
            "score": one.score,
            "note": one.note,
            "iri": ends[one.key].iri if one.key in ends else "",
            "end": _end(ends.get(one.key)),
        }
        for one in found
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("label", "language", "score", "end", "iri"),
        [(r["label"], r["language"], r["score"], r["end"], r["iri"]) for r in rows],
    )
    if not rows:
        say(f"No unknown tag is carried by {minimum} assets or more.")


def publish(
    connection: ConnectionArgument,
    scheme: Annotated[str, typer.Argument(help="The IRI of the concept scheme.")],
    form: Annotated[str, typer.Option(help="The custom form's name; made where there is none.")] = "Thesaury",
    item: Annotated[str, typer.Option(help="The form item's id; otherwise the scheme's last part.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Publish a concept scheme as the allowed values of a custom form; values that people added there stay."""
    from thesaury.pipeline import current_vocabularies

    with workspace_at(workspace) as opened:
        holding = [kept for _, kept in current_vocabularies(opened) if any(s.iri == scheme for s in kept.schemes)]
        if not holding:
            raise Usage(f"No vocabulary has the scheme {scheme}. Schemes are shown by: thesaury vocabulary list")
        forms = opened.forms(opened.connection(connection))
        published = forms.publish(holding[0], scheme, form, item, dry_run)
    if as_json:
        print_json(
            {
                "form": published.form,
                "item": published.item,
                "values": published.values,
                "kept": published.kept,
                "notes": list(published.notes),
            }
        )
        return
    state = "would be" if dry_run else "are"
    say(
        f"{published.values} values {state} in {published.item} of {published.form}; {published.kept} of other people stay."
    )
    for note in published.notes:
        say(note)


def _end(end: object) -> str:
    from thesaury.ports.vocabulary_source import Proposed

    if not isinstance(end, Proposed):
        return "would be proposed"
    return end.refusal or ("is there already" if end.duplicate else "proposed")
