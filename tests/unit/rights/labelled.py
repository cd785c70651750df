"""The labelled licence texts as values: what each states, and the uses people decided on."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from thesaury.model.licensing import (
    Axis,
    LicenceModel,
    Limit,
    Modification,
    Selection,
    Statement,
    Term,
    Unresolved,
)
from thesaury.model.policy import Verdict
from thesaury.model.use import Use


def labelled(path: Path) -> Iterator[tuple[str, Statement, list[tuple[Use, Verdict]]]]:
    """Each record's id, the statement people read in its text, and the questions with their answers."""
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        questions = [(use_of(q), Verdict(q["expect"])) for q in record["questions"]]
        yield record["id"], statement_of(record["expected"]), questions


def statement_of(expected: Mapping[str, Any]) -> Statement:
    """The labelled reading of a text."""
    return Statement(
        LicenceModel(expected["license_model"]),
        expected["prohibit_all"],
        tuple(map(_term, expected["terms"])),
        tuple(Unresolved(u["reason"], 0, len(u["span"]), u["span"]) for u in expected["unresolved"]),
    )


def use_of(question: Mapping[str, Any]) -> Use:
    """The labelled question."""
    quantity = question.get("quantity")
    return Use(
        question["channel"],
        (question["region"],),
        _day(question["date"]) or date.min,
        purpose=question["purpose"],
        party=question.get("party", "licensee"),
        quantity=((quantity["kind"], quantity["value"]),) if quantity else (),
        scope=tuple((kind, (name,)) for kind, name in question.get("scope", {}).items()),
        modify=question.get("modify", False),
        approved=question.get("approved", False),
        already_in_use=question.get("already_in_use", False),
    )


def _term(told: Mapping[str, Any]) -> Term:
    return Term(
        channels=_selection(told["channels"]),
        regions=_selection(told["regions"]),
        valid_from=_day(told["valid_from"]),
        valid_until=_day(told["valid_until"]),
        perpetual=told["perpetual"],
        first_use_by=_day(told["first_use_by"]),
        purposes=_selection(told["purposes"]),
        parties=_selection(told["parties"]),
        limits=tuple(Limit(x["kind"], x["max"], _names(x["channels"])) for x in told["limits"]),
        duties=tuple(told["duties"]),
        attribution_text=told["attribution_text"] or "",
        modification=Modification(told["modification"]) if told["modification"] else None,
        exclusivity=told["exclusivity"] or "",
        scope=tuple((kind, tuple(names)) for kind, names in (told["scope"] or {}).items()),
        unclear_axes=tuple(map(Axis, told["unclear_axes"])),
    )


def _selection(told: Mapping[str, Any]) -> Selection:
    return Selection(_names(told["allow"]), tuple(told["deny"]), tuple(told.get("unclear", ())))


def _names(told: list[str] | None) -> tuple[str, ...] | None:
    return None if told is None else tuple(told)


def _day(told: str | None) -> date | None:
    if told is None:
        return None
    return datetime.fromisoformat(told) if "T" in told else date.fromisoformat(told)
