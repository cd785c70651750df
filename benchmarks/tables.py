"""How long a large table of tags takes to be checked, and how much memory: 100,000 rows with five tags each, from CSV to CSV and
to XLSX, and from XLSX, against the words of the demo brand.

Tags are labels of the vocabulary in other writing, misspelt ones, and 30,000 different numbers of jobs that nothing knows.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

ROWS = 100_000
CHECKS = (("csv", "csv"), ("csv", "xlsx"), ("xlsx", "xlsx"))


def run() -> dict[str, object]:
    """Seconds by the clock and of the processor, and MiB above what the process had before, each in a process of its own."""
    return {f"{source} to {target}": _measured(source, target) for source, target in CHECKS}


def _measured(source: str, target: str) -> object:
    asked = [sys.executable, "-m", __name__, source, target]
    done = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)


def measure(folder: Path, source: str, target: str) -> dict[str, float]:
    """The figures of this process."""
    from thesaury.bootstrap import init_workspace, open_workspace
    from thesaury.pipeline import keep_vocabulary, thesaurus_of
    from thesaury.pipeline.correcting import correct_table
    from thesaury.pipeline.correcting_answers import approved
    from thesaury.sandbox import brand
    from thesaury.vocabulary.importing import import_vocabulary

    init_workspace(folder / "work")
    with closing(open_workspace(folder / "work")) as workspace:
        words = Path(brand.__file__).parent / "vocabulary.ttl"
        vocabulary, _ = import_vocabulary(words, "words", workspace.rdf, workspace.tables)
        keep_vocabulary(workspace, vocabulary, "words.ttl")
        labels = [label.text for concept in vocabulary.concepts for _, label in concept.labels()]
        upload = folder / f"upload.{source}"
        with workspace.table_files.writing(upload) as sheets:
            sheets.add("Upload", ("id", "title", "market", "tags"), _rows(labels))
        answering = approved(workspace, thesaurus_of(workspace))
        held, started, worked = _mib(), time.perf_counter(), time.process_time()
        handed = correct_table(workspace, answering, upload, folder / f"corrected.{target}")
        seconds, peak = time.perf_counter() - started, _mib()
        worked = time.process_time() - worked
    return {
        "rows": handed.tally.rows,
        "tags": handed.tally.tags,
        "distinct": handed.tally.shape()["distinct"],
        "seconds": round(seconds, 1),
        "processor_seconds": round(worked, 1),
        "mib_before": round(held),
        "mib_more": round(peak - held),
    }


def _rows(labels: list[str]) -> Iterator[dict[str, object]]:
    chance = random.Random(4)
    for number in range(ROWS):
        tags = [_typed(chance.choice(labels), chance) for _ in range(4)] + [f"job {chance.randrange(30_000)}"]
        yield {
            "id": str(number),
            "title": f"Picture {number}",
            "market": chance.choice(("DE", "FR", "UK")),
            "tags": tags,
        }


def _typed(label: str, chance: random.Random) -> str:
    """The label as somebody types it: mostly as it is, in capitals, with underscores, or with two letters that changed places."""
    way = chance.randrange(6)
    if way == 0:
        return label.upper()
    if way == 1:
        return label.replace(" ", "_")
    if way == 2 and len(label) > 5:
        at = chance.randrange(1, len(label) - 2)
        return label[:at] + label[at + 1] + label[at] + label[at + 2 :]
    return label


def _mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        print(json.dumps(measure(Path(made), *sys.argv[1:3])))
