"""Gold sets in the forms Annif reads: the vocabulary as plain Turtle, the records as JSON Lines of text and subjects."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

# Training records are dealt out in this many runs of neighbours, every fifth run held back for tuning: neighbours are often alike
# (prints of one series), and a validation record beside its twin in training would flatter.
RUNS, HELD_BACK = 40, 5

Record = dict[str, object]


@dataclass(frozen=True)
class GoldSet:
    """One gold set: its vocabulary's file, language, NLTK's name of the stemmer, and the fields Annif is given as text."""

    name: str
    vocabulary: str
    language: str = "en"
    stemmer: str = "english"
    fields: tuple[str, ...] = ("title", "text")


SETS = {
    gold_set.name: gold_set
    for gold_set in (
        GoldSet("tibstw-en", "stw-descriptors"),
        GoldSet("tibstw-de", "stw-descriptors", "de", "german"),
        GoldSet("tate", "tate-subjects", fields=("title", "group", "inscription", "medium")),
    )
}


@dataclass(frozen=True)
class Written:
    """The files Annif reads; `fitted` and `held_back` are the two parts of `train`."""

    vocabulary: Path
    train: Path
    fitted: Path
    held_back: Path
    dev: Path
    records: int


def write(gold_set: GoldSet, data: Path, folder: Path, train_size: int | None) -> Written:
    """Write the set's files from the folder of gold sets; the first `train_size` training records, or all."""
    train = list(islice(_read(data / gold_set.name / "train.jsonl.gz"), train_size))
    length = max(1, len(train) // RUNS)
    held_back = [(n // length) % HELD_BACK == HELD_BACK - 1 for n in range(len(train))]
    vocabulary = folder / "vocabulary.ttl"
    vocabulary.write_bytes(gzip.decompress((data / "vocab" / f"{gold_set.vocabulary}.ttl.gz").read_bytes()))
    parts = {
        "train": train,
        "fitted": [record for record, held in zip(train, held_back, strict=True) if not held],
        "held_back": [record for record, held in zip(train, held_back, strict=True) if held],
        "dev": list(_read(data / gold_set.name / "dev.jsonl.gz")),
    }
    files = {name: _written(folder / f"{name}.jsonl", gold_set, records) for name, records in parts.items()}
    return Written(vocabulary, **files, records=len(train))


def text(gold_set: GoldSet, record: Record) -> str:
    """The set's fields, each as a sentence of its own."""
    context = record["context"]
    assert isinstance(context, dict)
    values = ({**context, **record}.get(field) for field in gold_set.fields)
    return ". ".join(str(value) for value in values if value)


def _written(path: Path, gold_set: GoldSet, records: Iterable[Record]) -> Path:
    with path.open("w", encoding="utf-8") as lines:
        for record in records:
            gold = record["gold"]
            assert isinstance(gold, list)
            document = {"document_id": record["id"], "text": text(gold_set, record)}
            lines.write(json.dumps({**document, "subjects": [{"uri": uri} for uri in gold]}) + "\n")
    return path


def _read(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
