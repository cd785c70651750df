"""The dictionary annotator on the gold sets, one configuration for all; the measures are those of the gold sets' own scorer."""

import json
import subprocess
import sys

from benchmarks import needs_shared

SETS = {
    "tibstw-en": "stw-descriptors",
    "tibstw-de": "stw-descriptors",
    "tate": "tate-subjects",
    "tibkat-gnd-de": "gnd-labels-de",
}


def run() -> dict[str, object]:
    data = needs_shared() / "data" / "tagging"
    return {
        name: _evaluated(data / name / "dev.jsonl.gz", data / "vocab" / f"{vocabulary}.ttl.gz")
        for name, vocabulary in SETS.items()
    }


def _evaluated(gold: object, vocabulary: object) -> object:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "thesaury",
            "evaluate",
            "tagging",
            str(gold),
            "--vocabulary",
            str(vocabulary),
            "--json",
            "--quiet",
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return json.loads(done.stdout)
