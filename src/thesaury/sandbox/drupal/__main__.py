"""Starts the sandbox by hand: `python -m thesaury.sandbox.drupal --port N`."""

import argparse
import json
import sys

from thesaury.sandbox.drupal.server import create
from thesaury.sandbox.serving.server import serve


def main(arguments: list[str]) -> int:
    """Serves until it is stopped; prints one JSON line that says where everything is as soon as it answers."""
    parser = argparse.ArgumentParser(prog="thesaury.sandbox.drupal", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    sandbox = create()

    def ready(url: str) -> None:
        sys.stdout.write(json.dumps(sandbox.hooks.where(url)) + "\n")
        sys.stdout.flush()

    serve(sandbox, parser.parse_args(arguments).port, None, ready)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
