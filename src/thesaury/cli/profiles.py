"""`profile ...`: which concepts the metadata of which assets has to hold."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import BadInput, Unreachable, Usage

NameArgument = Annotated[str, typer.Argument(help="The name of a profile.")]


_HELP = "Say which concepts which assets need: how many of which schemes, in which languages, and what becomes of unknown tags."


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "profile", _HELP)
    group.command(name="list")(list_profiles)
    group.command()(show)
    group.command(name="set")(set_profile)
    group.command()(remove)
    group.command()(shapes)


def list_profiles(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the profiles, with the records they are for."""
    from thesaury.governance.profiles import profile_dict

    with workspace_at(workspace) as opened:
        kept = [profile_dict(one) for one in opened.catalogue.profiles.all()]
    if as_json:
        print_json(kept)
        return
    print_table(("name", "for", "schemes", "languages", "unknown tags are"), [_row(one) for one in kept])
    if not kept:
        say("No profile yet: every term is allowed and none is required. Make one with: thesaury profile set FILE.toml")


def show(name: NameArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Print a profile as TOML, as `profile set` reads it.

    Examples:

      thesaury profile show shop-de > shop-de.toml
    """
    import tomlkit

    from thesaury.governance.profiles import profile_dict
    from thesaury.pipeline.validating import profile_named

    with workspace_at(workspace) as opened:
        told = profile_dict(profile_named(opened, name))
    print_json(told) if as_json else print(tomlkit.dumps(told), end="")


def set_profile(
    file: Annotated[Path, typer.Argument(help="TOML of one profile; - for standard input.")],
    name: Annotated[str, typer.Option(help="Its name; otherwise that in the file, or the name of the file.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Keep the profile in a file; one of the same name is replaced. Schemes may be named by IRI or title.

    A file of a profile:

      languages = ["de", "en"]

      [applies]

      market = ["DE", "AT"]

      [[schemes]]

      scheme = "Colours"

      least = 1

      most = 3

    Examples:

      thesaury profile set shop-de.toml --dry-run
    """
    from thesaury.governance.profiles import profile_dict
    from thesaury.pipeline.validating import keep_profile, read_profile

    data = _read(file)
    called = name or str(data.get("name") or ("" if str(file) == "-" else file.stem))
    with workspace_at(workspace) as opened:
        profile = read_profile(opened, called, {key: value for key, value in data.items() if key != "name"})
        before = opened.catalogue.profiles.get(called)
        if not dry_run:
            keep_profile(opened, profile)
    if as_json:
        print_json({"profile": profile_dict(profile), "new": before is None, "dry_run": dry_run})
    done = "would be" if dry_run else "is"
    changed = "new" if before is None else "the same as before" if before == profile else "changed"
    say(f"The profile {called} {done} {changed}.")


def remove(
    name: NameArgument, workspace: WorkspaceOption = None, dry_run: DryRunOption = False, as_json: JsonOption = False
) -> None:
    """Remove a profile; the records it was for have the next that fits, or no rules.

    Examples:

      thesaury profile remove shop-de --dry-run
    """
    from thesaury.pipeline.validating import drop_profile, profile_named

    if not name:
        raise Usage("Name the profile to remove. All of them are listed by: thesaury profile list")
    with workspace_at(workspace) as opened:
        profile_named(opened, name)
        if not dry_run:
            drop_profile(opened, name)
    if as_json:
        print_json({"name": name, "removed": not dry_run})
    say(f"The profile {name} {'would be' if dry_run else 'is'} removed.")


def shapes(
    name: NameArgument,
    form: Annotated[str, typer.Option("--format", help="ttl, jsonld, rdf or nt.")] = "ttl",
    workspace: WorkspaceOption = None,
) -> None:
    """Print a profile as SHACL shapes, which other tools check the exported graph with.

    Examples:

      thesaury profile shapes shop-de > shop-de.ttl
    """
    from thesaury.bootstrap.files import rdf_bytes
    from thesaury.governance.shapes import shapes as written
    from thesaury.pipeline.validating import profile_named

    if not name:
        raise Usage("Name a profile. All of them are listed by: thesaury profile list")
    with workspace_at(workspace) as opened:
        sys.stdout.write(rdf_bytes(written(profile_named(opened, name)), form).decode())


def _read(file: Path) -> dict[str, Any]:
    from tomllib import TOMLDecodeError, loads

    try:
        return loads(sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unreachable(f"{file} could not be read: {error.strerror or error}") from error
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} is no TOML: {error}. Look at: thesaury profile set --help") from error


def _row(told: dict[str, Any]) -> tuple[str, ...]:
    applies = "; ".join(f"{name} {', '.join(values)}" for name, values in told["applies"].items())
    schemes = ", ".join(f"{rule['scheme']} {rule['least']}-{rule.get('most', '')}" for rule in told["schemes"])
    only = " only" if told["closed"] else ""
    return told["name"], applies or "every record", schemes + only, ", ".join(told["languages"]), told["unknowns"]
