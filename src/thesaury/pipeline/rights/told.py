"""Answers on rights as plain data, the same on every surface (rights contract, section 2.2)."""

from typing import Any

from thesaury import __version__
from thesaury.model.time import now
from thesaury.model.use import Decision, Use
from thesaury.pipeline.rights.asking import Answered
from thesaury.rights.deciding.telling import asked, told


def answered_shape(answered: Answered, use: Use) -> dict[str, Any]:
    """The answer for an asset: `records` are those of its own it rests on; `record` and `record_version` where there is one alone."""
    records = [
        {"record": f"{one.source.record}#{one.source.place}", "version": one.version} for one in answered.records
    ]
    alone = records[0] if len(records) == 1 else {"record": None, "version": None}
    return {
        "asset": answered.asset.id,
        "request": asked(use),
        **told(answered.decision),
        "record": alone["record"],
        "record_version": alone["version"],
        "records": records,
        "evaluated_at": answered.evaluated_at,
        "engine_version": __version__,
    }


def decided_shape(decision: Decision, use: Use) -> dict[str, Any]:
    """The answer for a text, which stands in no record."""
    return {
        "request": asked(use),
        **told(decision),
        "records": [],
        "evaluated_at": now(),
        "engine_version": __version__,
    }


def reason(decision: Decision) -> str:
    """The one sentence behind the answer: what denies, else what nobody knows, else until when it is permitted."""
    for fit in ("no", "unknown"):
        if found := next((axis.sentence for axis in decision.axes if axis.fit.value == fit), None):
            return found
    return (
        f"Until the answer changes on {decision.next_change:%Y-%m-%d}."
        if decision.next_change
        else "No end is in sight."
    )
