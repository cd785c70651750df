"""What to produce, and for what to obtain rights: concepts that are asked for more than they are there.

Of the demand for a concept that part is *unmet* which lies above its share of what may be used:

    unmet = demand × (1 − share of supply ÷ share of demand)

with both shares smoothed by one, as the question `content-gaps` gives them. A concept of which a tenth of all searches ask, and which a
fiftieth of all usable assets show, leaves four fifths of its demand unmet. Of a concept of which nothing may be used all of it is unmet,
also where nothing may be used of any other and shares tell them apart no more. Where assets of it are there and approved but may not be
used, rights are the shorter way, and as many as that are advised to be cleared; else assets are to be produced.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from thesaury.analytics.advising.pieces import Advice, Advises, Behind, Figure, Silence, behind, called, count
from thesaury.model.question import Answer, Cell, ColumnKind

LEAST_DEMAND = 30
"""So many searches, requests and briefs in all have to be there before any of them speaks for producing something."""
LEAST_OF_ONE = 5
"""So many of them have to name one concept."""
BLOCKED = Decimal("0.5")
"""From this share of the approved assets on that may not be used, rights are what is missing."""


def on_demand(gaps: Answer) -> tuple[list[Advice], list[Silence]]:
    """Advice from an answer to `content-gaps`, and why there is none."""
    everything = _everything(gaps)
    if everything < LEAST_DEMAND:
        return [], [Silence(Advises.PRODUCE, "demand", everything, LEAST_DEMAND)]
    found = list(_pieces(gaps))
    return found, [] if found else [Silence(Advises.PRODUCE, "gap", 0, 0)]


def _pieces(gaps: Answer) -> Iterator[Advice]:
    for row in gaps.rows:
        demand, usable, approved = (count(row.get(name)) for name in ("demand", "usable", "approved"))
        asked, there = _share(row, "demandShare"), _share(row, "supplyShare")
        if demand < LEAST_OF_ONE or not asked or (usable and asked <= there):
            continue
        unmet = demand * (1 - there / asked) if usable else Decimal(demand)
        asked_for = {kind: _searches(gaps, str(row["concept"]), kind) for kind in ("any", "search", "request")}
        held = Behind("assets-of-concept", (("concept", str(row["concept"])),))
        figures = (
            Figure("unmet", unmet.quantize(Decimal("0.1")), ColumnKind.RATIO, behind(gaps)),
            Figure("demand", demand, ColumnKind.COUNT, asked_for["any"]),
            Figure("demandShare", asked, ColumnKind.SHARE, behind(gaps)),
            Figure("supplyShare", there, ColumnKind.SHARE, behind(gaps)),
            Figure("usable", usable, ColumnKind.COUNT, held),
            Figure("approved", approved, ColumnKind.COUNT, held),
            Figure("searches", count(row.get("searches")), ColumnKind.COUNT, asked_for["search"]),
            Figure("requests", count(row.get("requests")), ColumnKind.COUNT, asked_for["request"]),
            Figure("briefs", count(row.get("briefs")), ColumnKind.COUNT, _briefs(gaps, str(row["concept"]))),
        )
        blocked = approved > 0 and Decimal(approved - usable) / approved >= BLOCKED
        advises = Advises.CLEAR if blocked else Advises.PRODUCE
        yield Advice(advises, str(row["concept"]), called(gaps, row["concept"]), figures, float(unmet))


def _everything(gaps: Answer) -> int:
    """How many demands there are in all, which every row's share is of: (demand + 1) ÷ share − 1."""
    row = next((row for row in gaps.rows if _share(row, "demandShare")), None)
    return round((count(row.get("demand")) + 1) / _share(row, "demandShare") - 1) if row else 0


def _share(row: Mapping[str, Cell], name: str) -> Decimal:
    value = row.get(name)
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)


def _searches(gaps: Answer, concept: str, kind: str) -> Behind:
    return Behind("searches-of-concept", (("concept", concept), ("kind", kind), *_taken(gaps)))


def _briefs(gaps: Answer, concept: str) -> Behind:
    return Behind("briefs-of-concept", (("concept", concept), *_taken(gaps)))


def _taken(gaps: Answer) -> list[tuple[str, str]]:
    return [(name, gaps.given[name]) for name in ("period", "market", "channel") if name in gaps.given]
