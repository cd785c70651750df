"""Licence texts with the readings and answers people gave them: our own (tests/data/rights) and the dev set beside the checkout."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, SHARED
from tests.unit.rights.labelled import statement_of, use_of
from thesaury.model.licensing import Statement
from thesaury.model.policy import Verdict
from thesaury.model.use import Use
from thesaury.rights.deciding import decide
from thesaury.rights.parsing import Context, parse

OWN = ROOT / "tests" / "data" / "rights"
HALVES = ("tuning", "held_out")
"""Texts the rules may be improved on, and texts that are only run."""
DEV = SHARED / "data" / "rights" / "dev.jsonl"


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A licence text, what is known beside it, the reading people gave it, and uses with the answer people gave."""

    id: str
    half: str
    family: str
    text: str
    context: Mapping[str, str]
    complete: bool
    reading: Statement
    questions: tuple[tuple[Use, Verdict], ...]


def own_texts(half: str) -> tuple[LabelledText, ...]:
    """The texts of one half, by family and then by id."""
    return tuple(text for path in sorted((OWN / half).glob("*.jsonl")) for text in read(path, half))


@cache
def all_texts() -> Mapping[str, LabelledText]:
    """Every text by its id; the dev set too where it is beside the checkout."""
    dev = read(DEV, "dev") if DEV.is_file() else ()
    return {text.id: text for text in (*own_texts("tuning"), *own_texts("held_out"), *dev)}


def read(path: Path, half: str) -> tuple[LabelledText, ...]:
    """The texts of one file."""
    return tuple(_labelled(record, half) for record in records(path))


def records(path: Path) -> list[dict[str, Any]]:
    """The records of one file as they stand there."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def parsed(text: str, context: Mapping[str, str]) -> Statement:
    """What the parser reads."""
    return parse(text, Context.of(context))


@cache
def as_it_stands(key: str) -> Statement:
    """What the parser reads in a text by its id, unchanged."""
    text = all_texts()[key]
    return parsed(text.text, text.context)


def permits(statement: Statement, use: Use) -> bool:
    """Whether a use is answered permit."""
    return decide(statement, use).verdict is Verdict.PERMIT


def _labelled(record: Mapping[str, Any], half: str) -> LabelledText:
    return LabelledText(
        record["id"],
        half,
        record["family"],
        record["text"],
        record["context"],
        record["expected"]["status"] == "complete",
        statement_of(record["expected"]),
        tuple((use_of(question), Verdict(question["expect"])) for question in record["questions"]),
    )
