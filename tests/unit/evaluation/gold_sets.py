"""Gold sets in memory and on disk, and their own scorer where it is at hand."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from thesaury.model.annotation import Suggestion

Pairs = Iterable[tuple[str, float]]


def document(name: str, title: str, *gold: str, **more: Any) -> dict[str, Any]:
    """A gold document of the open format."""
    return {"id": name, "title": title, "text": "", "language": "en", "context": {}, "gold": list(gold), **more}


def written(path: Path, *documents: dict[str, Any]) -> Path:
    """The documents as JSON Lines, packed where the name says so."""
    lines = "".join(json.dumps(one) + "\n" for one in documents)
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


def suggestions(pairs: Pairs) -> tuple[Suggestion, ...]:
    """Suggestions of concepts with scores."""
    return tuple(Suggestion(concept, score, (), "fake/1", "v@1") for concept, score in pairs)


def scorer(shared: Path) -> Any:
    """The gold sets' own scorer as a module."""
    spec = spec_from_file_location("score_tagging", shared / "checks" / "score_tagging.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(shared: Path, predictions: Path, gold: Path) -> dict[str, float]:
    """What the gold sets' own scorer prints."""
    script = shared / "checks" / "score_tagging.py"
    done = subprocess.run([sys.executable, script, predictions, gold], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures
