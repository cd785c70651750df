"""What to retire: what was paid for and never used, and what is used though its licence has ended."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from thesaury.analytics.advising.pieces import Advice, Advises, Behind, Figure, Silence, behind, called, count
from thesaury.model.question import Answer, Cell, ColumnKind

LEAST_DAYS = 90
"""So long a licence has to have run before that it was never used says something."""


def idle(lying: Answer, day: date) -> tuple[list[Advice], list[Silence]]:
    """Advice from an answer to `idle-licences` on this day, and why there is none."""
    found = []
    for row in lying.rows:
        starts = row.get("starts")
        if not isinstance(starts, date) or starts > day - timedelta(days=LEAST_DAYS):
            continue
        cost = row.get("cost")
        if cost == 0:
            continue  # nothing was paid, so nothing is saved
        figures = (
            Figure("cost", cost, ColumnKind.MONEY, behind(lying)),
            Figure("uses", 0, ColumnKind.COUNT, behind(lying)),
            Figure("days", (day - starts).days, ColumnKind.COUNT, behind(lying)),
            Figure("ends", row.get("ends"), ColumnKind.DAY, behind(lying)),
            Figure("assets", count(row.get("assets")), ColumnKind.COUNT, behind(lying)),
        )
        worth = float(cost) if isinstance(cost, int | Decimal) else 0.0
        label = " ".join(str(row[name]) for name in ("seller", "number") if row.get(name))
        found.append(Advice(Advises.RETIRE, str(row["purchase"]), label or str(row["purchase"]), figures, worth))
    fresh = len(lying.rows) - len(found)
    return found, [] if found else [Silence(Advises.RETIRE, "idle", fresh, LEAST_DAYS)]


def late(used: Answer) -> tuple[list[Advice], list[Silence]]:
    """Advice from an answer to `used-after-expiry`, a piece for each asset, and why there is none."""
    assets: dict[str, list[Mapping[str, Cell]]] = defaultdict(list)
    for row in used.rows:
        assets[str(row["asset"])].append(row)
    found = []
    for asset, rows in assets.items():
        days = [row["day"] for row in rows if isinstance(row.get("day"), date)]
        figures = (
            Figure("uses", len({row["use"] for row in rows}), ColumnKind.COUNT, behind(used)),
            Figure("ended", rows[0].get("ended"), ColumnKind.DAY, behind(used)),
            Figure("last", max(days, key=str, default=None), ColumnKind.DAY, _uses(asset)),
        )
        found.append(Advice(Advises.WITHDRAW, asset, called(used, asset), figures, float(len(rows))))
    return found, [] if found else [Silence(Advises.WITHDRAW, "late", 0, 0)]


def _uses(asset: str) -> Behind:
    return Behind("uses-of-asset", (("asset", asset),))
