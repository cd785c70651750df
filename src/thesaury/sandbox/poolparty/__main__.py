"""Serves the PoolParty sandbox by hand: `python -m thesaury.sandbox.poolparty --port N`."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from thesaury.sandbox.poolparty.options import DIALECTS
from thesaury.sandbox.poolparty.server import create
from thesaury.sandbox.serving.server import serve


def main(arguments: list[str]) -> int:
    """Serves until interrupted; prints one JSON line with addresses and credentials when ready."""
    parser = ArgumentParser(prog="python -m thesaury.sandbox.poolparty", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--dialect", choices=sorted(DIALECTS), default="10")
    parser.add_argument("--vocabulary", type=Path, help="a SKOS file in place of the demo brand's vocabulary")
    parser.add_argument("--state", type=Path, help="a file in which the data survive a restart")
    given = parser.parse_args(arguments)
    sandbox = create(given.state, given.dialect, given.vocabulary)

    def ready(url: str) -> None:
        sys.stdout.write(json.dumps({"ready": True, **sandbox.hooks.where(url)}) + "\n")
        sys.stdout.flush()

    serve(sandbox, given.port, ready=ready)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
