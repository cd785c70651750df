"""Review: what waits for a person, and the decisions of people and of rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thesaury.enrichment.accept_rules import forbidden_alone
from thesaury.model.annotation import BY_RULE, Decision, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset
from thesaury.model.errors import BadInput
from thesaury.model.time import now
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.table import Row
from thesaury.vocabulary.brand.words import NO_BRAND, BrandWords


@dataclass(frozen=True, slots=True)
class Waiting:
    """One suggestion that waits, with its asset."""

    asset: Asset
    suggestion: Suggestion


def waiting(
    catalogue: Catalogue, limit: int, minimum: float = 0.0, order: QueueOrder = QueueOrder.TEACHING
) -> list[Waiting]:
    """The queue in this order."""
    queue = catalogue.enrichments.queue(limit, minimum, order)
    assets = {asset.id: asset for asset in catalogue.records.assets([asset for asset, _ in queue])}
    return [Waiting(assets[asset], suggestion) for asset, suggestion in queue if asset in assets]


def unseen(score: float, reviewer: str) -> str:
    """Whom it is attributed to when a person accepts everything from this score on: a rule, for nobody looked at each."""
    return f"{BY_RULE}{reviewer}@{score:g}"


def accept_all(waits: Sequence[tuple[str, Suggestion]], reviewer: str, brand: BrandWords = NO_BRAND) -> list[Review]:
    """A decision to accept each of these unseen, but for those that forbidden words alone speak for."""
    at = now()
    return [
        Review(asset, suggestion.concept, Decision.ACCEPTED, reviewer, at)
        for asset, suggestion in waits
        if not forbidden_alone(suggestion, brand)
    ]


def decisions(rows: Iterable[Row], catalogue: Catalogue, reviewer: str) -> list[Review]:
    """Decisions from a table with the columns asset, concept and decision; empty decisions are left out.

    Raises BadInput, with the line, for an asset that is not here or a decision that is neither accepted nor rejected.
    """
    at = now()
    return [
        Review(_asset(row, catalogue), str(row.cells.get("concept", "")), _decision(row), reviewer, at)
        for row in rows
        if str(row.cells.get("decision", "")).strip()
    ]


def _asset(row: Row, catalogue: Catalogue) -> str:
    reference = str(row.cells.get("asset", ""))
    asset = catalogue.records.find(reference) if reference else None
    if asset is None:
        raise BadInput(
            f"Line {row.line}: there is no asset {reference!r}. Nothing was decided; mend the line and run again."
        )
    return asset.id


def _decision(row: Row) -> Decision:
    words = {
        "accepted": Decision.ACCEPTED,
        "accept": Decision.ACCEPTED,
        "rejected": Decision.REJECTED,
        "reject": Decision.REJECTED,
    }
    given = str(row.cells["decision"]).strip().casefold()
    if given not in words:
        raise BadInput(
            f"Line {row.line}: the decision is {given!r}, but has to be accepted or rejected. Nothing was decided."
        )
    return words[given]
