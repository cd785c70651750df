"""`./run ranker` trains the default ranker anew and puts it in its place; `./run ranker --without NAME` leaves a collection out and
only measures. Prints the figures of what it trained on the part of each collection that is kept for measuring.

Only training records are learned from. English library records (tibstw-en) are never among them: they show how the ranker does on
a collection it does not know. The ranker keeps numbers about how labels are found, and not a word of any record.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from benchmarks import needs_shared
from benchmarks.ranker.captions import with_captions
from benchmarks.tagging import SETS
from thesaury.bootstrap import embedder_at, lookout_over, user_cache
from thesaury.enrichment.learning import default
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.model import Model, read_model
from thesaury.enrichment.learning.training import train_cold
from thesaury.evaluation.documents import gold_documents
from thesaury.evaluation.measures import measures

LEARNED = ("tate", "tibkat-gnd-de", "tibstw-de")
MODEL = "all-MiniLM-L6-v2"
SEEN = ("tate", "tibstw-en", "tibstw-de")
"""The sets that are looked at with the embedding model too; those of them that are learned from teach what closeness in meaning is worth.

It speaks English only. German titles teach less of it, but they teach that subjects of books are not those of pictures: with tibstw-de
F1@5 on training records of tibstw-en is 0.312, without 0.306, with no model at all 0.286."""

MOST = 4_000
_MOST_MEASURED = 1_500


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run ranker", description="Train the default ranker.")
    parser.add_argument("--without", choices=LEARNED, help="a collection to leave out; nothing is put in place then")
    without = parser.parse_args(arguments).without
    data = needs_shared() / "data" / "tagging"
    embedder = embedder_at(needs_shared() / "models" / MODEL, user_cache())
    lookouts = {
        name: lookout_over(data / "vocab" / f"{vocabulary}.ttl.gz", embedder if name in SEEN else None)
        for name, vocabulary in SETS.items()
    }
    learned = [name for name in LEARNED if name != without]
    examples = {name: with_captions(_examples(data / name / "train.jsonl.gz", MOST)) for name in learned}
    trained = train_cold([(examples[name], lookouts[name]) for name in learned])
    content = Model(trained.ranker, embedder=trained.embedder).content
    if without is None:
        Path(default.FILE).write_bytes(content)
    model = read_model(content)
    figures = {name: _measured(data / name / "dev.jsonl.gz", lookouts[name].blind(), model) for name in SETS}
    figures |= {f"{name} by {MODEL}": _measured(data / name / "dev.jsonl.gz", lookouts[name], model) for name in SEEN}
    print(json.dumps({"learned from": learned, "bytes": len(content), "version": model.version, **figures}, indent=2))
    return 0


def _examples(path: Path, most: int) -> list[Example]:
    documents = gold_documents(path)
    return [Example(document.asset, document.gold) for document, _ in zip(documents, range(most), strict=False)]


def _measured(path: Path, lookout: Lookout, model: Model) -> dict[str, float]:
    examples = _examples(path, _MOST_MEASURED)
    found = LearnedAnnotator(lookout, model).suggest([example.asset for example in examples])
    each = [
        measures([suggestion.concept for suggestion in suggested], example.right)
        for suggested, example in zip(found, examples, strict=True)
        if example.right
    ]
    return {name: round(float(np.mean([one[name] for one in each])), 4) for name in ("F1@5", "nDCG@10")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
