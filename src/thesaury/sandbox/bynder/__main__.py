"""Starts the sandbox by hand: `python -m thesaury.sandbox.bynder --port N --size demo`."""

import argparse
import json
import sys
from pathlib import Path

from thesaury.sandbox.bynder.server import create
from thesaury.sandbox.bynder.setup import DIALECTS, SIZES, Setup, Switches
from thesaury.sandbox.serving.certificate import self_signed
from thesaury.sandbox.serving.server import serve


def main(arguments: list[str]) -> int:
    """Serves until it is stopped; prints one JSON line that says where everything is as soon as it answers."""
    asked = _parser().parse_args(arguments)
    switches = Switches(asked.dialect, asked.delay, asked.cursor, asked.signature, asked.original)
    sandbox = create(Setup(asked.size, asked.assets, asked.state, asked.pack, switches))
    tls = self_signed(asked.tls) if asked.tls else None

    def ready(url: str) -> None:
        certificate = {"certificate": str(tls.certificate)} if tls else {}
        sys.stdout.write(json.dumps({**sandbox.hooks.where(url), **certificate}) + "\n")
        sys.stdout.flush()

    serve(sandbox, asked.port, tls, ready)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="thesaury.sandbox.bynder", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--size", choices=SIZES, default="demo")
    parser.add_argument("--assets", type=int, default=1_000, help="how many assets size large has")
    parser.add_argument("--state", type=Path, help="SQLite file that keeps the state")
    parser.add_argument("--pack", type=Path, help="folder of a written demo brand whose pictures are served")
    parser.add_argument("--tls", type=Path, help="speak TLS; the certificate is written into this folder")
    parser.add_argument("--dialect", choices=DIALECTS, default="wire", help="flags as 0 and 1, or as booleans")
    parser.add_argument("--delay", type=float, default=0, help="seconds until an accepted write is applied")
    parser.add_argument("--signature", choices=("1", "2"), default="1", help="version of the webhooks' signatures")
    parser.add_argument("--cursor", action="store_true", help="answer lists with X-Bynder-NextCursor")
    parser.add_argument("--original", action="store_true", help="tell the address of a public asset's original")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
