"""How an answer is told: as plain values of a stable shape (rights contract, the answer), with the notice it is never shown without."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from thesaury.model.use import AxisAnswer, Decision, Use

NOTICE = "This is what the licence says as far as rules can read it. It is not legal advice."
"""Shown wherever a decision is shown to a person."""


def told(decision: Decision) -> dict[str, Any]:
    """`decision`, `axes`, `obligations`, `caps`, `next_change`, `alternatives` and `notice`; days in ISO 8601."""
    return {
        "decision": decision.verdict.value,
        "axes": [_axis(axis) for axis in decision.axes],
        "obligations": list(decision.obligations),
        "caps": [asdict(cap) for cap in decision.caps],
        "next_change": _day(decision.next_change),
        "alternatives": [{"sentence": one.sentence, "request": asked(one.use)} for one in decision.alternatives],
        "notice": NOTICE,
    }


def asked(use: Use) -> dict[str, Any]:
    """The use as the request it was: `date` for one day or moment, else `from` and `to`."""
    days: Mapping[str, str | None] = (
        {"date": _day(use.first_day)}
        if use.last_day is None
        else {"from": _day(use.first_day), "to": _day(use.last_day)}
    )
    return {
        "channel": use.channel,
        "regions": list(use.regions),
        **days,
        "purpose": use.purpose,
        "party": use.party,
        "quantity": dict(use.quantity),
        "scope": {kind: list(names) for kind, names in use.scope},
        "modify": use.modify,
        "approved": use.approved,
        "already_in_use": use.already_in_use,
        "time_zone": use.time_zone,
    }


def _axis(answer: AxisAnswer) -> dict[str, Any]:
    span = answer.span
    return {
        "axis": answer.axis.value,
        "result": answer.fit.value,
        "term": answer.term if answer.term >= 0 else None,
        "span": {"start": span.start, "end": span.end, "words": span.words, "rule": span.rule} if span else None,
        "sentence": answer.sentence,
    }


def _day(day: date | None) -> str | None:
    if isinstance(day, datetime):
        return day.isoformat(timespec="seconds")
    return day.isoformat() if day else None
