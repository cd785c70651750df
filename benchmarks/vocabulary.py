"""How long a vocabulary of 100,000 concepts takes to import, and how much memory."""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONCEPTS = 100_000


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_vocabulary(folder / "large.ttl", CONCEPTS)
        subprocess.run(
            [sys.executable, "-m", "thesaury", "init", str(folder / "work")], check=True, capture_output=True
        )
        started = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "thesaury", "vocabulary", "import", str(folder / "large.ttl"), "--json", "--quiet"],
            cwd=folder / "work",
            check=True,
            capture_output=True,
            text=True,
        )
        seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return {"concepts": json.loads(done.stdout)["concepts"], "seconds": round(seconds, 1), "largest_process_mib": peak}


def write_vocabulary(path: Path, concepts: int) -> None:
    """A tree ten wide: two preferred labels, one alternative label and a broader concept for each."""
    with path.open("w") as file:
        file.write(
            "@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<urn:x-large:> a s:ConceptScheme ; s:hasTopConcept <urn:x-large:0> .\n"
        )
        for n in range(concepts):
            broader = f" ; s:broader <urn:x-large:{(n - 1) // 10}>" if n else ""
            file.write(
                f'<urn:x-large:{n}> a s:Concept ; s:inScheme <urn:x-large:> ; s:prefLabel "thing number {n}"@en, "Ding Nummer {n}"@de ; '
                f's:altLabel "item {n} of kind {n % 97}"@en{broader} .\n'
            )
