"""`vocabulary offers`, `take`, `decline`, `own`: what the agency offers this client, what it would change, and what becomes of it."""

from typing import TYPE_CHECKING, Annotated, Any

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

if TYPE_CHECKING:
    from thesaury.pipeline.shared_model import Impact

_SHOWN = 20
NameArgument = Annotated[str, typer.Argument(help="The vocabulary.")]


def register(group: typer.Typer) -> None:
    """Add the commands to the group `vocabulary`."""
    for command in (offers, take, decline, own):
        group.command()(command)


def offers(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List what the agency offers, and what was taken over from it."""
    with workspace_at(workspace) as opened:
        store = opened.catalogue.offers
        waiting = [one for one in store.all() if one.waits]
        taken = store.taken()
    if as_json:
        offered = [
            {"vocabulary": one.vocabulary, "version": one.version, "concepts": one.concepts}
            | {"at": one.at, "by": one.by, "note": one.note, "digest": one.digest}
            for one in waiting
        ]
        told = [{"vocabulary": o.vocabulary, "version": o.version, "at": o.at, "by": o.by} for o in taken]
        print_json({"offers": offered, "taken": told})
        return
    held = {one.vocabulary: one.version for one in taken}
    rows: list[tuple[object, ...]]
    rows = [(o.vocabulary, held.get(o.vocabulary, ""), o.version, o.concepts, o.at, o.by, o.note) for o in waiting]
    more = held.keys() - {one.vocabulary for one in waiting}
    rows += [(o.vocabulary, o.version, "", "", "", "", "") for o in taken if o.vocabulary in more]
    print_table(("vocabulary", "has", "offered", "concepts", "at", "by", "note"), rows)
    if waiting:
        say("What one would change is shown by: thesaury vocabulary take NAME --dry-run")
    else:
        say("The agency offers nothing now.")


def take(
    name: NameArgument,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take over the version of a vocabulary that the agency offers; says first what that changes. The vocabulary is only read here.

    Mappings follow what replaces their concept, as a batch that `onboard undo` takes back; those whose concept goes are open again.

    Examples:

      thesaury vocabulary take terms --dry-run

      thesaury vocabulary take terms
    """
    from thesaury.pipeline import shared_model

    with workspace_at(workspace) as opened:
        with progress_shown(quiet) as progress:
            found = shared_model.impact(opened, name, progress)
        if not as_json:
            _print_impact(found)
        done = None
        if not dry_run:
            with progress_shown(quiet) as progress:
                done = shared_model.take(opened, name, found.offer.digest, progress)
    if as_json:
        told = {"version": done.version, "run": done.run, "annotated": done.annotated} if done else {"version": None}
        print_json(_told(found) | {"dry_run": dry_run} | told)
    elif done:
        say(f"{name} is version {done.version} here now; {done.annotated} assets were annotated again.", quiet)
    else:
        say("Nothing was kept (dry run).", quiet)


def decline(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Say no to what the agency offers of a vocabulary; the agency sees that, and may offer it again."""
    from thesaury.pipeline import shared_model

    with workspace_at(workspace) as opened:
        offer = shared_model.decline(opened, name)
    say(f"Version {offer.version} of {name} is declined.")


def own(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Make a vocabulary of the agency this client's own: from now on it is edited here, and offers of it are refused.

    For a client that left the agency, or goes another way. There is no way back.
    """
    from thesaury.pipeline import shared_model

    with workspace_at(workspace) as opened:
        shared_model.make_own(opened, name)
    say(f"{name} is edited here from now on.")


def _told(found: "Impact") -> dict[str, Any]:
    from thesaury.pipeline.shared_model.telling import impact_dict

    lost = [{"concept": one.iri, "label": one.label, "assets": one.assets} for one in found.lost]
    return impact_dict(found) | {"from": found.version, "lost": lost, "changes": found.diff.as_dict()}


def _print_impact(found: "Impact") -> None:
    """Figures first, then concepts line by line, the first ones."""
    rows = [
        ("concepts that come", found.added),
        ("concepts that go", found.removed),
        ("concepts that change", found.changed),
        ("of these no more in use", found.deprecated),
        ("assets to be annotated again", found.touched),
        ("mappings carried over", found.moved),
        ("mappings to be proposed again", found.reopened),
        ("assets with their words, each word for itself", found.reopened_assets),
    ]
    more = {
        "gone, and still on assets": [f"{one.label} ({one.assets})" for one in found.lost],
        "brand terms on what goes": found.brand_terms,
        "matched to what goes": found.matches,
        "flows": found.named.flows,
        "searches": found.named.searches,
        "rules": found.named.rules,
        "profiles": found.named.profiles,
    }
    print_table(("", ""), [*rows, *((key, ", ".join(names)) for key, names in more.items() if names)])
    lines = [*found.diff.lines()]
    for line in lines[:_SHOWN]:
        print(line)
    if len(lines) > _SHOWN:
        say(f"... and {len(lines) - _SHOWN} more lines; --json has all.")
