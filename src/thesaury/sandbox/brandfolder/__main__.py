"""Starts the sandbox by hand: `python -m thesaury.sandbox.brandfolder --port N --size demo`, or writes its nightly tables."""

import argparse
import json
import sys
from pathlib import Path

from thesaury.sandbox.brandfolder.content import SIZES
from thesaury.sandbox.brandfolder.server import Setup, create, exports
from thesaury.sandbox.brandfolder.switches import DIALECTS, Switches
from thesaury.sandbox.serving.server import serve


def main(arguments: list[str]) -> int:
    """Serves until it is stopped; prints one JSON line that says where everything is as soon as it answers."""
    asked = _parser().parse_args(arguments)
    setup = _setup(asked)
    if asked.exports:
        _say({"folder": str(asked.exports), "tables": exports(setup, asked.exports)})
        return 0
    sandbox = create(setup)
    serve(sandbox, asked.port, ready=lambda url: _say(sandbox.hooks.where(url)))
    return 0


def _say(told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _setup(asked: argparse.Namespace) -> Setup:
    switches = Switches().changed(
        {
            "dialect": asked.dialect,
            "delay": asked.delay,
            "url_seconds": asked.url_seconds,
            "burst": asked.burst,
            "include_labels": asked.include_labels,
            "quiet_edits": asked.quiet_edits,
            "https_only": not asked.plain_callbacks,
        }
    )
    return Setup(asked.size, asked.assets, asked.state, asked.pack, switches)


def _parser() -> argparse.ArgumentParser:
    usual = Switches()
    parser = argparse.ArgumentParser(prog="thesaury.sandbox.brandfolder", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--size", choices=SIZES, default="demo")
    parser.add_argument("--assets", type=int, default=1_000, help="how many assets size large has")
    parser.add_argument("--state", type=Path, help="SQLite file that keeps the state")
    parser.add_argument("--pack", type=Path, help="folder of a written demo brand whose pictures are served")
    parser.add_argument("--exports", type=Path, help="write the nightly tables into this folder and stop")
    parser.add_argument("--dialect", choices=DIALECTS, default=usual.dialect)
    parser.add_argument("--delay", type=float, default=usual.delay, help="seconds until a removed tag is gone")
    parser.add_argument("--url-seconds", type=int, default=usual.url_seconds, help="how long a signed address is good")
    parser.add_argument(
        "--burst", type=int, default=usual.burst, help="the most requests in ten seconds; 0: any number"
    )
    for switch in ("include-labels", "quiet-edits", "plain-callbacks"):
        parser.add_argument(f"--{switch}", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
