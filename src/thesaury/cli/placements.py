"""`placements ...` and `feedback`: where assets were placed, told to the systems that want to know, and what is learned from choices."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import LostReply, NeedsLogin, Refused, ThesauryError, Unreachable, Usage


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "placements", "See where assets were placed, and tell systems of it.")
    group.command(name="list")(list_placements)
    group.command()(report)
    app.command()(feedback)


def list_placements(
    asset: Annotated[str, typer.Option(help="Only of this asset: its id, or connection/external id.")] = "",
    document: Annotated[str, typer.Option(help="Only in this document, as its host names it.")] = "",
    host: Annotated[str, typer.Option(help="Only in this program: indesign, figma ...")] = "",
    campaign: Annotated[str, typer.Option(help="Only for this campaign.")] = "",
    since: Annotated[str, typer.Option(help="Only from this day or moment on, as 2026-11-01.")] = "",
    limit: Annotated[int, typer.Option(help="How many.", min=1, max=10_000)] = 50,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List where assets were placed, the newest first.

    Example: thesaury placements list --asset dam/4711
    """
    from thesaury.pipeline.placing import wanted
    from thesaury.ports.placements import WantedPlacements

    with workspace_at(workspace) as opened:
        asked = wanted(opened, WantedPlacements(asset, document, host, campaign, since))
        found, total = opened.catalogue.placements.page(asked, limit), opened.catalogue.placements.count(asked)
    if as_json:
        print_json({"placements": [asdict(one) for one in found], "total": total})
        return
    print_table(
        ("at", "asset", "host", "document", "campaign", "by"),
        [(one.at, one.asset, one.host, one.document, one.campaign, one.by) for one in found],
    )
    if not found:
        say("Nothing was placed yet." if asked == WantedPlacements() else "Nothing was placed that fits.")
    elif total > len(found):
        say(f"{total - len(found):,} more; show them with --limit.")


def report(
    names: Annotated[list[str] | None, typer.Argument(help="Connections; otherwise all that take reports.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell systems of placements that they were not told of, or did not take. Flows with the step `push` do so too.

    Said again, the same changes nothing. Example: thesaury placements report dam
    """
    from thesaury.pipeline import connections
    from thesaury.pipeline.placing import report as tell
    from thesaury.pipeline.placing import wants_placements

    told: list[dict[str, Any]] = []
    failed: list[ThesauryError] = []
    with workspace_at(workspace) as opened:
        chosen = [one for one in connections(opened, names or ()) if wants_placements(opened, one)]
        if missing := set(names or ()) - {one.name for one in chosen}:
            raise Usage(
                f"{min(missing)} takes no reports of placements. What a connection can do: thesaury connections"
            )
        for connection in chosen:
            try:
                told.append(asdict(tell(opened, connection, again=True)) | {"failed": ""})
            except (Usage, NeedsLogin, Refused, LostReply, Unreachable) as error:
                failed.append(error)
                told.append(
                    {
                        "connection": connection.name,
                        "placements": 0,
                        "documents": 0,
                        "refused": (),
                        "failed": error.message,
                    }
                )
    if as_json:
        print_json(told)
    else:
        _shown(told)
    if failed:
        raise typer.Exit(failed[0].exit_code)


def _shown(told: list[dict[str, Any]]) -> None:
    print_table(
        ("connection", "placements", "documents", "not taken"),
        [(one["connection"], one["placements"], one["documents"], len(one["refused"])) for one in told],
    )
    for one in told:
        if one["failed"]:
            say(f"{one['connection']}: {one['failed']}")
        for id, sentence in one["refused"][:10]:
            say(f"{one['connection']}, placement {id}: {sentence}")
    if not told:
        say("No connection here takes reports of placements.")


def feedback(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show what is learned from what people did with recommendations, and whether it is better than the weights of the house.

    Learned weights are used only where they put more pairs of later lists in the right order, beyond chance.
    """
    from thesaury.pipeline.placing import measure

    with workspace_at(workspace) as opened:
        made = measure(opened)
    if as_json:
        print_json({**asdict(made), "used": made.used, "sentence": made.sentence})
        return
    rows = [
        (name, f"{weight:.3f}", f"{made.weights[name]:.3f}" if name in made.weights else "")
        for name, weight in made.defaults.items()
    ]
    print_table(("part", "house", "learned"), rows)
    say(made.sentence)
