"""What to retire: what was paid for and never used, and what is used though its licence has ended."""

from datetime import date, timedelta
from decimal import Decimal

from thesaury.analytics.advising.pieces import Advice, Advises, Behind, Figure, Silence, behind, called, count
from thesaury.model.question import Answer, ColumnKind

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
        if not isinstance(cost, int | Decimal) or not cost:
            continue  # nothing was paid, or nobody knows what
        figures = (
            Figure("cost", cost, ColumnKind.MONEY, behind(lying)),
            Figure("uses", 0, ColumnKind.COUNT, behind(lying)),
            Figure("days", (day - starts).days, ColumnKind.COUNT, behind(lying)),
            Figure("ends", row.get("ends"), ColumnKind.DAY, behind(lying)),
            Figure("assets", count(row.get("assets")), ColumnKind.COUNT, behind(lying)),
        )
        label = " ".join(str(row[name]) for name in ("seller", "number") if row.get(name))
        found.append(Advice(Advises.RETIRE, str(row["purchase"]), label or str(row["purchase"]), figures, float(cost)))
    fresh = len(lying.rows) - len(found)
    return found, [] if found else [Silence(Advises.RETIRE, "idle", fresh, LEAST_DAYS)]


def late(used: Answer) -> tuple[list[Advice], list[Silence]]:
    """Advice from an answer to `late-uses-by-asset`, a piece for each asset, and why there is none."""
    found = []
    for row in used.rows:
        asset, uses = str(row["asset"]), count(row.get("uses"))
        rows = Behind("used-after-expiry", (("of", asset), *sorted(used.given.items())))
        figures = (
            Figure("uses", uses, ColumnKind.COUNT, rows),
            Figure("ended", row.get("ended"), ColumnKind.DAY, rows),
            Figure("last", row.get("latest"), ColumnKind.DAY, _uses(asset)),
        )
        found.append(Advice(Advises.WITHDRAW, asset, called(used, asset), figures, float(uses)))
    return found, [] if found else [Silence(Advises.WITHDRAW, "late", 0, 0)]


def _uses(asset: str) -> Behind:
    return Behind("uses-of-asset", (("asset", asset),))
