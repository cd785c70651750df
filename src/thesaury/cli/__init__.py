"""The command line: data on standard output, progress and messages on standard error."""

import sys


def main() -> None:
    """Run the command line and exit with a code of `docs/commands.md`."""
    from thesaury.cli.app import run

    sys.exit(run(sys.argv[1:]))
