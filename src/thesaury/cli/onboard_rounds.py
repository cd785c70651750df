"""`onboard rounds` and `onboard remove`: what was begun and how far it is, and forgetting one of them."""

from dataclasses import asdict
from typing import Annotated

import typer

from thesaury.cli.confirming import agreed
from thesaury.cli.onboard_shown import RoundOption, round_at
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command()(rounds)
    group.command()(remove)


def rounds(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the rounds that were begun, and how far proposing each of them is.

    Example: thesaury onboard rounds
    """
    from thesaury.dispatch.onboarding import proposing

    with workspace_at(workspace) as opened:
        every = [(one, proposing(opened.catalogue, one)) for one in opened.catalogue.mappings.rounds()]
    if as_json:
        print_json({"rounds": [asdict(one) | {"state": at.state.value, "run": at.run} for one, at in every]})
        return
    told = [(one.name, one.kind, one.source, one.vocabulary, at.state.value, at.message) for one, at in every]
    print_table(("round", "kind", "source", "shared model", "state", ""), told)
    if not every:
        say("Nothing was brought in yet. Begin with: thesaury onboard propose --table FILE")


def remove(
    round: RoundOption = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Forget a round: its mappings, its history, and its table if that was uploaded. A flow that it started stays.

    Example: thesaury onboard remove --round assets
    """
    from thesaury.dispatch.onboarding import drop
    from thesaury.model.audit import acting

    with round_at(workspace, round) as (opened, called):
        held = sum(opened.catalogue.mappings.counts(called.name).values())
        if not yes:
            agreed(f"Forget the round {called.name} with {held} mappings?")
        drop(opened, called, acting.get())
    if as_json:
        print_json({"round": asdict(called), "mappings": held, "removed": True})
    say(f"The round {called.name} is removed, with {held} mappings.")
