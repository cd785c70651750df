"""`agency export`, `receive`, `delete` and `receipts`: a client leaves, comes, and is gone."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.agency_at import AgencyOption, ClientArgument, agency_at
from thesaury.cli.confirming import typed
from thesaury.cli.output import JsonOption, QuietOption, print_json, print_table, progress_shown, say
from thesaury.model.errors import Usage

ArchiveArgument = Annotated[Path, typer.Argument(help="The archive, a .zip file.")]


def register(group: typer.Typer) -> None:
    """Add the commands of this module to the group `agency`."""
    for command in (export, receive, delete, receipts):
        group.command()(command)


def export(
    name: ClientArgument,
    archive: ArchiveArgument,
    secrets: Annotated[
        bool, typer.Option("--secrets", help="Put the secrets of connections and their key into it, too.")
    ] = False,
    people: Annotated[
        bool, typer.Option("--people", help="Keep the addresses of who did what; else they are numbered.")
    ] = False,
    agency: AgencyOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write everything of a client to one archive, while people go on working or while it is suspended: a workspace to receive, and
    standard forms beside it.

    Example: thesaury agency export north-sails north-sails.zip
    """
    from thesaury.bootstrap.agency.exporting import export_workspace

    workspace = agency_at(agency).open(name, suspended=True)
    try:
        with progress_shown(quiet) as progress:
            done = export_workspace(workspace, name, archive, secrets, people, progress)
    finally:
        workspace.close()
    if as_json:
        print_json({"client": name, "out": str(archive)} | asdict(done))
        return
    size = sum(done.files.values())
    say(f"{len(done.files)} files of {name}, {size} bytes before packing, are in {archive}.", quiet)
    if done.secrets:
        say("Secrets and the key that opens them are in it: keep it as you keep them.")


def receive(
    archive: ArchiveArgument,
    name: Annotated[str, typer.Option(help="What the client is called here; otherwise as it was.")] = "",
    alone: Annotated[
        Path | None, typer.Option("--alone", metavar="DIR", help="Make a workspace of no agency there instead.")
    ] = None,
    agency: AgencyOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a client, or a workspace that stands alone, from an archive of `agency export`. Flows are off until you switch them on.

    Examples:

      thesaury agency receive north-sails.zip --agency studio

      thesaury agency receive north-sails.zip --alone work
    """
    from thesaury.bootstrap import open_workspace
    from thesaury.bootstrap.agency.receiving import receive as received
    from thesaury.bootstrap.agency.receiving import receive_workspace

    if alone is not None and name:
        raise Usage("A workspace that stands alone has no name of a client: leave out --name or --alone.")
    with progress_shown(quiet) as progress:
        if alone is None:
            workspace = received(agency_at(agency), archive, name, progress)
        else:
            receive_workspace(archive, alone, progress)
            workspace = open_workspace(alone)
    try:
        root, assets = workspace.root, workspace.catalogue.enrichments.counts().assets
    finally:
        workspace.close()
    if as_json:
        print_json({"folder": str(root), "assets": assets})
        return
    say(
        f"{root} is ready, with {assets} assets. Next: thesaury user add, thesaury secret set, thesaury flow on.", quiet
    )


def delete(
    name: ClientArgument,
    confirm: Annotated[
        str, typer.Option("--confirm", metavar="NAME", help="The name once more, instead of being asked for it.")
    ] = "",
    agency: AgencyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Delete a client with everything that was kept for it, look for what may be left, and write a receipt. Nothing brings it back.

    Cut off, the same command goes on.
    """
    from thesaury.bootstrap.agency.deleting import delete as deleted

    opened = agency_at(agency)
    opened.client(name)
    said = confirm or typed(
        f"Everything of {name} will be gone. Type its name to delete it",
        f"Give its name once more to delete it without being asked: --confirm {name}",
    )
    if said != name:
        raise Usage(f"That is not {name}. Nothing was deleted.")
    receipt = deleted(opened, name)
    if as_json:
        print_json(asdict(receipt))
        return
    print_table(("before", ""), list(receipt.before.items()))
    print_table(("found afterwards", ""), list(receipt.after.items()))
    if receipt.graphs:
        print_table(("graphs on", ""), list(receipt.graphs.items()))
    say(f"{name} is gone. The receipt {receipt.digest[:12]} is in receipts of the agency.")


def receipts(agency: AgencyOption = None, as_json: JsonOption = False) -> None:
    """List what deletions left: who deleted what and when, how much there was, and whether the receipt is as it was written."""
    from thesaury.bootstrap.agency.deleting import digest_of
    from thesaury.bootstrap.agency.deleting import receipts as kept

    found = kept(agency_at(agency))
    if as_json:
        print_json([asdict(receipt) | {"whole": digest_of(receipt) == receipt.digest} for receipt in found])
        return
    rows = [
        (
            one.client,
            one.done_at,
            one.by,
            one.before.get("assets", 0),
            "whole" if digest_of(one) == one.digest else "changed",
        )
        for one in found
    ]
    print_table(("client", "deleted", "by", "assets", "receipt"), rows)
    if not rows:
        say("No client was deleted yet.")
