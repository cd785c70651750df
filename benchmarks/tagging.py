"""The tagging engine on the gold sets through the real command, one configuration for all; the measures are those of the sets' own scorer.

`./run bench tagging` does every set with its training records and without any, and the learning curve of STW English;
`python -m benchmarks.tagging NAME ...` does the named sets alone. One thread; the figures of each run are printed as they come.
"""

import argparse
import json
import os
import subprocess
import sys

from benchmarks import needs_shared
from benchmarks.annif_project.installation import ONE_THREAD

SETS = {
    "tibstw-en": "stw-descriptors",
    "tibstw-de": "stw-descriptors",
    "tate": "tate-subjects",
    "tibkat-gnd-de": "gnd-labels-de",
}
"""The vocabulary of each gold set."""

ALL = None
SIZES = dict.fromkeys(SETS, (0, ALL)) | {"tibstw-en": (0, 200, 1_000, ALL)}
"""How many training records each set is measured with."""


def run() -> dict[str, object]:
    """The figures of every set, by the number of training records. Raises Skipped without ../shared."""
    return {name: curve(name) for name in SETS}


def curve(name: str) -> dict[str, object]:
    """The figures of one set, by the number of training records."""
    return {f"{'all' if size is ALL else size} training records": evaluated(name, size) for size in SIZES[name]}


def evaluated(name: str, size: int | None) -> dict[str, object]:
    """What the command prints for one set and number of training records."""
    data = needs_shared() / "data" / "tagging"
    files = {
        "--vocabulary": data / "vocab" / f"{SETS[name]}.ttl.gz",
        "--train": data / name / "train.jsonl.gz",
        "--documents": data / name / "dev.jsonl.gz",
        "--language": "de" if name.endswith("-de") else "en",
    }
    command = [sys.executable, "-m", "thesaury", "evaluate", "tagging", "--quiet"]
    command += [str(part) for option in files.items() for part in option]
    command += ["--train-size", str(size)] if size is not ALL else []
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **ONE_THREAD})
    figures: dict[str, object] = json.loads(done.stdout)
    print(json.dumps({"set": name, "asked": size, **figures}), file=sys.stderr, flush=True)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tagging", description=__doc__)
    parser.add_argument("sets", nargs="*", metavar="NAME", help=", ".join(SETS))
    asked = parser.parse_args().sets
    if unknown := set(asked) - set(SETS):
        parser.error(f"there is no gold set {min(unknown)!r} here; there are {', '.join(SETS)}")
    print(json.dumps({name: curve(name) for name in asked or SETS}, indent=2))


if __name__ == "__main__":
    main()
