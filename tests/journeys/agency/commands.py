"""What each command is told of another client's things: an argument or option that has no row here fails the tests."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from thesaury.cli.app import app

LEFT_OUT = {
    "agency": "works on all clients",
    "connectors": "needs no workspace",
    "demo": "makes a workspace of its own",
    "evaluate": "reads files that it is given",
    "init": "makes a workspace",
    "listen": "runs until it is stopped",
    "login": "opens a browser",
    "models fetch": "asks a hub",
    "models fetched": "needs no workspace",
    "models use": "names a folder of the machine",
    "panel make": "needs no workspace",
    "plugin": "needs no workspace",
    "sandbox": "runs until it is stopped",
    "serve": "runs until it is stopped",
    "worker": "runs until it is stopped",
}
"""Commands that are not tried, with the reason."""
ASIDE = {"workspace", "as_json", "quiet", "dry_run"}


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that is tried, by its name."""

    def below(command: Any, before: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        if not hasattr(command, "commands"):
            yield " ".join(before), command
        else:
            for name, one in command.commands.items():
                yield from below(one, (*before, name))

    for name, command in below(typer.main.get_command(app), ()):
        if not {name, name.split()[0]} & LEFT_OUT.keys():
            yield name, command


def lines(name: str, command: Any, root: Path, things: Mapping[str, str]) -> Iterator[list[str]]:
    """The command at this workspace with things in all its gaps, and once more with each option that may name a thing. KeyError for a gap
    without a row."""
    options = [one for one in command.params if one.param_type_name == "option" and one.name not in ASIDE]
    begun = [*name.split(), "--workspace", str(root)]
    for one in options:
        begun += [one.opts[0], _thing(name, one.name, things)] if one.required else []
    said = ["--", *(_thing(name, one.name, things) for one in command.params if one.param_type_name == "argument")]
    yield [*begun, *said]
    for one in options:
        if not one.required and not one.is_flag and f"--{one.name}" in things:
            yield [*begun, one.opts[0], things[f"--{one.name}"], *said]


def _thing(command: str, gap: str, things: Mapping[str, str]) -> str:
    rows = [" ".join([*command.split()[:length], gap]) for length in range(len(command.split()), -1, -1)]
    known = next((row for row in rows if row in things), None)
    if known is None:
        raise KeyError(f"{command}: no row for {gap}")
    return things[known]
