"""Licences to policies. Until clauses are parsed, every text is kept whole as unresolved and its policy needs review."""

from thesaury.model.asset import Asset, Licence, Record
from thesaury.model.policy import Policy, PolicyStatus


def derive(asset: Asset) -> tuple[Policy, ...]:
    """One policy for each licence of each record, in order; an asset without licences has none, which permits nothing."""
    return tuple(_policy(record, licence) for record in asset.records for licence in record.licences)


def _policy(record: Record, licence: Licence) -> Policy:
    unresolved = (licence.text,) if licence.text else ()
    return Policy(record.key, PolicyStatus.NEEDS_REVIEW, licence.text, licence.fields, unresolved)
