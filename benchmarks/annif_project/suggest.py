"""Runs inside Annif's environment: load one project, suggest for all documents in this process, and say what each step cost.

    python suggest.py PROJECT DOCUMENTS PREDICTIONS FIGURES

Documents are JSON Lines of `document_id` and `text`; predictions JSON Lines of `id` and `concepts`; figures one JSON object. Nothing of
Thesaury can be imported here.
"""

import json
import os
import sys
import time
from pathlib import Path

LIMIT = 50
BATCH = 32  # what Annif's own commands use


def main(project_id: str, documents: str, predictions: str, figures: str) -> None:
    started = time.process_time()
    from annif.corpus import Document  # type: ignore[import-not-found]
    from annif.registry import AnnifRegistry  # type: ignore[import-not-found]

    registry = AnnifRegistry(os.environ["ANNIF_PROJECTS"], os.environ["ANNIF_DATADIR"], init_projects=False)
    project = registry.get_project(project_id)
    project.initialize()
    uris = {number: subject.uri for number, subject in project.subjects.active}
    loaded = time.process_time()
    records = [json.loads(line) for line in Path(documents).read_text(encoding="utf-8").splitlines()]
    suggesting = 0.0
    with Path(predictions).open("w", encoding="utf-8") as lines:
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            texts = [Document(text=record["text"]) for record in batch]
            before = time.process_time()
            suggested = project.suggest(texts).filter(limit=LIMIT)
            suggesting += time.process_time() - before
            # Reading the answers out and writing them is not held against Annif.
            for record, result in zip(batch, suggested, strict=True):
                concepts = [{"uri": uris[found.subject_id], "score": float(found.score)} for found in result]
                lines.write(json.dumps({"id": record["document_id"], "concepts": concepts}) + "\n")
    spent = {"documents": len(records), "loading": loaded - started, "suggesting": suggesting}
    Path(figures).write_text(json.dumps(spent))


if __name__ == "__main__":
    main(*sys.argv[1:])
