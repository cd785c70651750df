"""Starts the sandbox by hand: `python -m thesaury.sandbox.smintio --port N --size demo`."""

import argparse
import json
import sys
from pathlib import Path

from thesaury.sandbox.serving.server import serve
from thesaury.sandbox.smintio.content import SIZES
from thesaury.sandbox.smintio.dialect import LAYOUTS, Dialect, Paths
from thesaury.sandbox.smintio.server import Setup, create


def main(arguments: list[str]) -> int:
    """Serves until it is stopped; prints one JSON line that says where everything is as soon as it answers."""
    asked = _parser().parse_args(arguments)
    sandbox = create(_setup(asked))

    def ready(url: str) -> None:
        sys.stdout.write(json.dumps(sandbox.hooks.where(url)) + "\n")
        sys.stdout.flush()

    serve(sandbox, asked.port, ready=ready)
    return 0


def _setup(asked: argparse.Namespace) -> Setup:
    given = {"metadata": asked.metadata_path, "purchases": asked.purchases_path, "binaries": asked.binaries_path}
    paths = Paths(**{name: path for name, path in {**given, "payload": asked.payload_path}.items() if path})
    dialect = Dialect().changed(
        {
            "client_credentials": asked.client_credentials,
            "java_dates": asked.java_dates,
            "legacy_constraints": asked.legacy_constraints,
            "quoted_results": asked.quoted_results,
            "random_access": not asked.no_random_access,
            "layout": asked.layout,
            "polls": asked.polls,
        }
    )
    return Setup(asked.size, asked.assets, asked.edges, asked.state, asked.pack, paths, dialect)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="thesaury.sandbox.smintio", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--size", choices=SIZES, default="demo")
    parser.add_argument("--assets", type=int, default=1_000, help="how many purchases and assets size large has")
    parser.add_argument("--edges", action="store_true", help="add the contract's edge cases")
    parser.add_argument("--state", type=Path, help="SQLite file that keeps the state")
    parser.add_argument("--pack", type=Path, help="folder of a written demo brand whose pictures are served")
    for name in ("metadata", "purchases", "binaries", "payload"):
        parser.add_argument(f"--{name}-path", default="", help="path that is not public")
    for switch in ("client-credentials", "java-dates", "legacy-constraints", "quoted-results", "no-random-access"):
        parser.add_argument(f"--{switch}", action="store_true")
    parser.add_argument("--layout", choices=LAYOUTS, default="flat")
    parser.add_argument("--polls", type=int, default=2)
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
