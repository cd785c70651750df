"""Kept answers as a CSV table, written while it is read."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from thesaury.model.answer_log import Numbered
from thesaury.pipeline.watch.calendar_files import safe_cell

COLUMNS = (
    "number", "at", "who", "where", "asset", "title", "channel", "regions", "from", "to", "purpose", "party", "decision", "reason",
    "records", "digest", "request",
)  # fmt: skip

_AT_ONCE = 200


def rows_of(answers: Iterable[Numbered]) -> Iterator[str]:
    """The table in pieces, a head first. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number, one in enumerate(answers, 1):
        writer.writerow([safe_cell(cell) for cell in _cells(one)])
        if number % _AT_ONCE == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def _cells(kept: Numbered) -> tuple[str, ...]:
    one, use = kept.answer, json.loads(kept.answer.asked)
    first = use.get("date") or use.get("from") or ""
    asked = (use.get("channel", ""), ", ".join(use.get("regions", ())), first, use.get("to") or first)
    about = (str(kept.number), one.at, one.who, one.where, one.asset, one.title)
    told = (one.verdict.value, one.reason, ", ".join(one.records), one.digest, one.asked)
    return (*about, *asked, use.get("purpose", ""), use.get("party", ""), *told)
