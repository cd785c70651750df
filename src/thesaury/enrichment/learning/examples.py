"""What people said of assets, as the engine learns from it."""

from dataclasses import dataclass

from thesaury.model.asset import Asset


@dataclass(frozen=True, slots=True)
class Example:
    """An asset with the concepts that hold for it, and those nobody has decided on yet (`open`); all others do not hold."""

    asset: Asset
    right: frozenset[str]
    open: frozenset[str] = frozenset()
