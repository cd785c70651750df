"""The front door: hands the command line what serves the pages, for rooms on one floor never import each other."""

import sys
from collections.abc import Callable

from thesaury.ports.workspace import Workspace


def serve(workspace: Workspace, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve the pages of a workspace on this machine until stopped."""
    from thesaury.web.serve import serve as run

    run(workspace, port=port, on_ready=on_ready)


def main() -> None:
    """Run the command line and exit with a code of `docs/commands.md`."""
    from thesaury.cli.app import run

    sys.exit(run(sys.argv[1:], serve))


if __name__ == "__main__":
    main()
