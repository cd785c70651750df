"""Licence texts parsed per second on one core, and what the answers to the labelled questions are."""

import json
from time import process_time

from benchmarks import needs_shared
from thesaury.evaluation.rights import evaluate_rights
from thesaury.rights.parsing import Context, parse

_ROUNDS = 20
_SHOWN = ("questions", "unsafe_permits", "decision_accuracy", "over_review_rate", "missed_review", "status_accuracy")


def run() -> dict[str, object]:
    """Figures on the labelled texts of ../shared; the tables are read before the clock starts. Raises Skipped without them."""
    path = needs_shared() / "data" / "rights" / "dev.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [(record["text"], Context.of(record["context"])) for record in records]
    for text, context in texts:
        parse(text, context)
    began = process_time()
    for _ in range(_ROUNDS):
        for text, context in texts:
            parse(text, context)
    speed = _ROUNDS * len(texts) / (process_time() - began)
    figures = evaluate_rights(path)
    return {"texts_per_second": round(speed), **{name: figures[name] for name in _SHOWN}}
