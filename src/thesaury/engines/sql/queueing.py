"""The review queue and the evidence for accept rules, as statements."""

from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Float, Select, cast, func, literal, select

from thesaury.engines.sql.schema import annotation, asset, review, suggestion
from thesaury.model.annotation import BY_RULE, Decision, QueueOrder


def queued(limit: int, minimum: float, order: QueueOrder) -> Select[Any]:
    """The first waiting suggestions in this order (see `model.annotation.QueueOrder`), all columns."""
    if order is QueueOrder.SUREST:
        best = (suggestion.c.score.desc(), suggestion.c.asset_id, suggestion.c.concept)
        return (
            select(suggestion)
            .join(asset)
            .where(asset.c.live, suggestion.c.score >= minimum)
            .order_by(*best)
            .limit(limit)
        )
    taught = _taught(minimum)
    # Only narrow rows are ordered; the first of them then fetch what they hold.
    place = (taught.c.worth.desc(), taught.c.asset_id, taught.c.concept)
    first = select(taught).order_by(*place).limit(limit).cte("first")
    same = (suggestion.c.asset_id == first.c.asset_id) & (suggestion.c.concept == first.c.concept)
    return select(suggestion).join(first, same).order_by(first.c.worth.desc(), first.c.asset_id, first.c.concept)


def lined_up(order: QueueOrder) -> Select[Any]:
    """All that waits, in this order, as asset and concept alone."""
    if order is QueueOrder.SUREST:
        best = (suggestion.c.score.desc(), suggestion.c.asset_id, suggestion.c.concept)
        return select(suggestion.c.asset_id, suggestion.c.concept).join(asset).where(asset.c.live).order_by(*best)
    taught = _taught(0.0)
    place = (taught.c.worth.desc(), taught.c.asset_id, taught.c.concept)
    return select(taught.c.asset_id, taught.c.concept).order_by(*place)


def settled() -> Select[Any]:
    """What people decided on of live assets, as asset and concept."""
    decided = (annotation.c.decision != "", ~_by_rule(annotation.c.attributed_to), asset.c.live)
    pair = (annotation.c.asset_id, annotation.c.concept)
    return select(*pair).join(asset, asset.c.id == annotation.c.asset_id).where(*decided).order_by(*pair)


def scored(connection: Connection, annotator: str) -> list[tuple[str, float, Decision | None]]:
    """Concept, score and a person's decision of everything this annotator suggested, by concept, then by score."""
    kept = annotation.c
    noted = select(kept.concept, kept.score, kept.decision, kept.attributed_to).where(kept.annotator == annotator)
    waiting = select(suggestion.c.concept, suggestion.c.score).where(suggestion.c.annotator == annotator)
    found: list[tuple[str, float, Decision | None]] = [
        (concept, score, Decision(decision) if decision and not reviewer.startswith(BY_RULE) else None)
        for concept, score, decision, reviewer in connection.execute(noted)
    ]
    found += [(concept, score, None) for concept, score in connection.execute(waiting)]
    return sorted(found, key=lambda row: (row[0], row[1], row[2] or ""))


def _taught(minimum: float) -> CTE:
    """Waiting suggestions with the worth of a decision on each."""
    unsure = (literal(1.0) - func.abs(literal(2.0) * suggestion.c.score - literal(1.0))).label("unsure")
    decisions = (
        select(review.c.concept, func.count().label("made"))
        .where(~_by_rule(review.c.reviewer))
        .group_by(review.c.concept)
        .cte("decisions")
    )
    place = func.row_number().over(partition_by=suggestion.c.concept, order_by=(unsure.desc(), suggestion.c.asset_id))
    alone = (
        select(
            suggestion.c.asset_id,
            suggestion.c.concept,
            (unsure / cast(func.coalesce(decisions.c.made, 0) + place, Float)).label("worth"),
        )
        .join(asset)
        .outerjoin(decisions, decisions.c.concept == suggestion.c.concept)
        .where(asset.c.live, suggestion.c.score >= minimum)
        .cte("alone")
    )
    beside = func.row_number().over(partition_by=alone.c.asset_id, order_by=(alone.c.worth.desc(), alone.c.concept))
    worth = (alone.c.worth / cast(beside, Float)).label("worth")
    return select(alone.c.asset_id, alone.c.concept, worth).cte("taught")


def _by_rule(reviewer: ColumnElement[str]) -> ColumnElement[bool]:
    return func.substr(reviewer, 1, len(BY_RULE)) == BY_RULE
