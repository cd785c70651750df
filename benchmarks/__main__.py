"""`./run bench [NAME ...]` runs the named benchmarks, or all of them, and prints one JSON object."""

import json
import sys
from importlib import import_module
from pathlib import Path

from benchmarks import Skipped

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))


def figures(name: str) -> object:
    """The figures of one benchmark, or why it was skipped."""
    try:
        return import_module(f"benchmarks.{name}").run()
    except Skipped as reason:
        return {"skipped": str(reason)}


def main(asked: list[str]) -> int:
    """Run and print; 2 when a benchmark is asked for that is not there."""
    if unknown := [name for name in asked if name not in NAMES]:
        print(f"There is no benchmark {unknown[0]!r}. Benchmarks here: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    print(json.dumps({name: figures(name) for name in asked or NAMES}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
