"""Matching of vocabularies on the gold sets through the real command, one configuration for all, with a model and a dictionary and without.

`./run bench mapping` does every set; `python -m benchmarks.mapping NAME ...` the named ones alone. One thread; the vectors of the model are
made anew each time. That the sets' own scorer prints the same figures is checked on the way.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import needs_shared
from benchmarks.annif_project.installation import ONE_THREAD
from thesaury.engines.wordnet import USUAL_FOLDER

SETS = ("iab-content", "oaei-anatomy", "oaei-cmt-conference", "mi-matonto")
MODEL = "all-MiniLM-L6-v2"

Figures = dict[str, object]


def run(names: tuple[str, ...] = SETS) -> dict[str, dict[str, Figures]]:
    """The figures of every set, by what was asked beside the vocabularies. Raises Skipped without ../shared."""
    model = needs_shared() / "models" / MODEL
    models = {"labels and structure": ("--no-model",), MODEL: ("--embedding", str(model), "--no-cache")}
    books = {"": ("--wordnet", ""), " and WordNet": ("--wordnet", str(USUAL_FOLDER))}
    ways = {
        f"{name}{book}": (*options, *more)
        for name, options in models.items()
        for book, more in books.items()
        if (name != MODEL or model.is_dir()) and (not book or USUAL_FOLDER.is_dir())
    }
    return {name: {way: evaluated(name, *options) for way, options in ways.items()} for name in names}


def evaluated(name: str, *options: str) -> Figures:
    """What the command prints for one set. Raises RuntimeError where the scorer of the set disagrees."""
    folder, scorer = needs_shared() / "data" / "mapping" / name, needs_shared() / "checks" / "score_mapping.py"
    gold = folder / "gold.sssom.tsv"
    with TemporaryDirectory() as scratch:
        out = Path(scratch, "mappings.sssom.tsv")
        files = ("--source", folder / "source.ttl", "--target", folder / "target.ttl", "--gold", gold, "--out", out)
        figures = _printed("-m", "thesaury", "evaluate", "mapping", "--quiet", *files, *options)
        for what, value in _printed(scorer, out, gold).items():
            if figures[what] != value:
                raise RuntimeError(f"{name}: the scorer says {what} {value}, and the command {figures[what]}")
    return figures


def _printed(*arguments: str | Path) -> Figures:
    done = subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.PIPE, env=os.environ | ONE_THREAD)
    figures: Figures = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    print(json.dumps(run(tuple(sys.argv[1:]) or SETS), indent=2))
