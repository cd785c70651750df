"""Our learned tagging beside Annif's ensemble in one run: the same records, the same scorer, one thread, whole processes measured.

`./run bench annif` does STW English; `python -m benchmarks.annif NAME ...` does the named gold sets, on all training records or, with
`--train-size N`, on the first N. Annif draws its samples without a seed, so its figures move by some thousandths from run to run.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks import needs_shared
from benchmarks.annif_project.installation import ONE_THREAD, VERSION, installed
from benchmarks.annif_project.processes import GivenUp, measured
from benchmarks.annif_project.projects import Projects
from benchmarks.annif_project.records import SETS, GoldSet, write
from benchmarks.annif_project.variants import variants

CACHE = Path(__file__).resolve().parents[1] / ".bench" / "annif"
BY_DEFAULT = "tibstw-en"
MEASURES = ("P@1", "F1@5", "nDCG@10", "recall_at_precision_0.8", "expected_calibration_error@5")


def run() -> dict[str, object]:
    """All rows for STW English. Raises Skipped without ../shared, or where Annif cannot be installed."""
    return figures(SETS[BY_DEFAULT])


def figures(gold_set: GoldSet, train_size: int | None = None) -> dict[str, object]:
    """One row for each variant of Annif and one for us, and how the two ensembles compare."""
    shared, installation = needs_shared(), installed(CACHE / "environment")
    folder = CACHE / gold_set.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    data = shared / "data" / "tagging"
    written = write(gold_set, data, folder, train_size)
    scored = partial(scores, gold=data / gold_set.name / "dev.jsonl.gz")
    rows = {
        "annif_version": VERSION,
        "training_records": written.records,
        **variants(Projects(installation, gold_set, folder), written, scored),
        "thesaury": ours(gold_set, data, folder, train_size),
    }
    return {**rows, "comparison": compared(rows)}


def scores(predictions: Path, gold: Path) -> dict[str, object]:
    """What the gold sets' own scorer gives, a part of it."""
    command = [sys.executable, str(needs_shared() / "checks" / "score_tagging.py"), str(predictions), str(gold)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {measure: found[measure] for measure in MEASURES}


def ours(gold_set: GoldSet, data: Path, folder: Path, train_size: int | None) -> dict[str, object]:
    """The same by our own command; CPU seconds and documents by its own account of its parts, the whole process from outside."""
    gold, predictions = data / gold_set.name, folder / "thesaury.predictions.jsonl"
    command = [sys.executable, "-m", "thesaury", "evaluate", "tagging"]
    command += ["--vocabulary", str(data / "vocab" / f"{gold_set.vocabulary}.ttl.gz")]
    command += ["--train", str(gold / "train.jsonl.gz"), "--documents", str(gold / "dev.jsonl.gz")]
    command += ["--language", gold_set.language, "--out", str(predictions), "--quiet"]
    command += ["--train-size", str(train_size)] if train_size is not None else []
    log = folder / "thesaury.log"
    try:
        cost = measured(command, {**os.environ, **ONE_THREAD}, log)
    except GivenUp as reason:
        return {"skipped": str(reason)}
    said = json.loads(log.read_text())
    return {
        **scores(predictions, gold / "dev.jsonl.gz"),
        "training": {"cpu_seconds": said["training_seconds"]},
        "documents_per_cpu_second": said["documents_per_second"],
        "peak_mib": round(max(cost.mib, said["peak_mib"])),
        "whole_process": cost.figures(),
    }


def compared(rows: dict[str, object]) -> dict[str, float]:
    """Our documents a second, training time and peak memory as multiples of the ensemble's; empty where a row is missing."""
    us, annif = rows["thesaury"], rows["annif"]
    assert isinstance(us, dict)
    assert isinstance(annif, dict)
    if "skipped" in us or "skipped" in annif:
        return {}
    return {
        "documents_per_cpu_second": round(us["documents_per_cpu_second"] / annif["documents_per_cpu_second"], 2),
        "training_cpu_seconds": round(us["training"]["cpu_seconds"] / annif["training"]["cpu_seconds"], 3),
        "peak_mib": round(us["peak_mib"] / annif["peak_mib"], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.annif", description=__doc__)
    parser.add_argument("sets", nargs="*", default=[BY_DEFAULT], metavar="NAME", help=", ".join(SETS))
    parser.add_argument("--train-size", type=int, help="only the first N training records")
    asked = parser.parse_args()
    if unknown := set(asked.sets) - set(SETS):
        parser.error(f"there is no gold set {min(unknown)!r} here; there are {', '.join(SETS)}")
    print(json.dumps({name: figures(SETS[name], asked.train_size) for name in asked.sets}, indent=2))


if __name__ == "__main__":
    main()
