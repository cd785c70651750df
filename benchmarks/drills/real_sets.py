"""The main job by command on real sets: STW records in two languages, and pictures against the IPTC Media Topics."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import needs_shared


def run() -> dict[str, object]:
    data = needs_shared() / "data"
    stw, iptc = data / "vocab" / "stw", data / "vocab" / "iptc-media-topics"
    tables = [data / "tagging" / name / "dev.jsonl.gz" for name in ("tibstw-en", "tibstw-de")]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        thesaury(folder, "demo", "--headless", "--quiet", "--folder", str(folder / "demo"))
        pictures = folder / "demo" / "fennmoor" / "studio"
        return {
            "stw": _job(folder / "stw", _vocabulary(stw), [("table", path) for path in tables], "inflation"),
            "iptc": _job(folder / "iptc", _vocabulary(iptc), [("folder", pictures)], "education"),
        }


def _vocabulary(folder: Path) -> Path:
    return next(path for path in sorted(folder.iterdir()) if ".ttl" in path.name or ".rdf" in path.name)


def _job(work: Path, vocabulary: Path, sources: list[tuple[str, Path]], query: str) -> dict[str, object]:
    """Init, import, connect, sync, review, search and all four exports; what each of them said."""
    thesaury(work.parent, "init", str(work))
    report = json.loads(thesaury(work, "vocabulary", "import", str(vocabulary), "--json", "--quiet"))
    for number, (connector, path) in enumerate(sources):
        thesaury(work, "connect", connector, str(path), "--name", f"source{number}")
    synced = json.loads(thesaury(work, "sync", "--json", "--quiet"))
    decided = json.loads(thesaury(work, "review", "--accept-above", "0.5", "--json"))
    found = json.loads(thesaury(work, "search", query, "--json"))
    exports = {
        form: json.loads(thesaury(work, "export", form, str(work / name), "--json", "--quiet"))["count"]
        for form, name in (("jsonl", "a.jsonl"), ("csv", "a.csv"), ("turtle", "a.ttl"), ("xmp", "xmp"))
    }
    figures = {key: synced[key] for key in ("assets", "records", "concepts", "suggestions", "seconds")}
    return figures | {
        "findings": report["counts"],
        "accepted": decided["changed"],
        "hits": {query: found["total"]},
        "exports": exports,
    }


def thesaury(cwd: Path, *args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "thesaury", *args], cwd=cwd, check=True, capture_output=True, text=True
    )
    return done.stdout
