"""The commands of Thesaury and the one place where failures become sentences and exit codes."""

import errno
import getpass
import os
import sys
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import typer
from typer.exceptions import TyperException

from thesaury.cli import (
    accept,
    access,
    advise,
    agency,
    analytics,
    ask,
    audit,
    boards,
    brand,
    channels,
    check_document,
    cleanup,
    complete,
    compliance,
    connections,
    connectors,
    demo,
    evaluate,
    expand,
    export,
    flows,
    graphs,
    identity,
    learning,
    line,
    models,
    onboard,
    panel,
    picker,
    placements,
    plugin,
    profiles,
    proposals,
    publish,
    pushing,
    recommend,
    report,
    review,
    rights,
    runs,
    sandbox,
    search,
    searches,
    show,
    similar,
    sparql,
    usage,
    users,
    validate,
    vocabularies,
    webhooks,
)
from thesaury.cli.demo import Serve
from thesaury.model.audit import acting
from thesaury.model.errors import NoSpace, ThesauryError

INTERRUPTED = 130

if TYPE_CHECKING:
    from typer._click.core import Command

app = typer.Typer(
    name="thesaury",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for module in (
    connections,
    connectors,
    access,
    vocabularies,
    line,
    show,
    flows,
    runs,
    pushing,
    publish,
    channels,
    review,
    accept,
    validate,
    profiles,
    brand,
    onboard,
    proposals,
    cleanup,
    learning,
    models,
    identity,
    panel,
    search,
    searches,
    boards,
    similar,
    recommend,
    sparql,
    analytics,
    ask,
    advise,
    report,
    complete,
    expand,
    export,
    graphs,
    usage,
    placements,
    check_document,
    users,
    picker,
    plugin,
    webhooks,
    audit,
    compliance,
    rights,
    evaluate,
    demo,
    sandbox,
    agency,
):
    module.register(app)


def _print_version(asked: bool) -> None:
    if asked:
        from thesaury import __version__

        typer.echo(f"thesaury {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", is_eager=True, callback=_print_version
    ),
) -> None:
    """The open semantic layer for digital assets.

    Examples:

      thesaury demo                                  see it with the demo brand

      thesaury init work && cd work                  make a workspace

      thesaury vocabulary import terms.ttl           bring your words (SKOS or a table)

      thesaury connect folder ~/Pictures             bring your pictures

      thesaury sync                                  find concepts in them

      thesaury review                                decide what holds

      thesaury search "sustainable packaging"        find by meaning

      thesaury push --dry-run                        see what would go back to the systems
    """


def _account() -> str:
    """The account of this machine that runs the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return str(os.getuid()) if hasattr(os, "getuid") else "unknown"


@cache
def _command() -> "Command":
    """All commands as one; what runs several in one process makes them ready once."""
    return typer.main.get_command(app)


def run(arguments: Sequence[str], serve: Serve | None = None) -> int:
    """Run one command; returns its exit code. `serve` is what shows pages, where there are any.

    Every failure Thesaury can name ends as one sentence on standard error.
    """
    acting.set(f"cli:{_account()}")
    try:
        return int(
            _command().main(args=list(arguments) or ["--help"], prog_name="thesaury", standalone_mode=False, obj=serve)
            or 0
        )
    except TyperException as error:
        text = error.format_message()
        print(text if text.startswith("Usage:") else f"thesaury: {text} See: thesaury --help", file=sys.stderr)
        return error.exit_code
    except (typer.Abort, KeyboardInterrupt):
        print("stopped; what was done is kept, and the same command goes on from here", file=sys.stderr)
        return INTERRUPTED
    except ThesauryError as error:
        print(f"thesaury: {error.message}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(
            "thesaury: the disk is full; what was stored before is whole. Make room and run this again.",
            file=sys.stderr,
        )
        return NoSpace.exit_code
