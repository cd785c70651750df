"""Where a concept was seen: the words of assets that led to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.asset import Asset
from thesaury.model.concept import Label
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.enrichments import Findings
from thesaury.web.parts.cards import title
from thesaury.web.parts.field_names import field_name

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in a field of an asset, and the label they were recognised by."""

    words: str
    field: str
    label: Label
    asset: str
    title: Label


def seen(catalogue: Catalogue, assets: Sequence[Asset], concept: str, languages: tuple[str, ...]) -> list[Quote]:
    """The words in these assets that led to the concept, one for each label and field of an asset."""
    findings = catalogue.enrichments.findings([asset.id for asset in assets])
    found: dict[tuple[str, str, str], Quote] = {}
    for asset in assets:
        known = findings.get(asset.id, Findings())
        carried = [one.evidence for one in known.annotations if one.concept == concept]
        carried += [one.evidence for one in known.suggestions if one.concept == concept]
        for evidence in (piece for pieces in carried for piece in pieces):
            label = Label(evidence.label, evidence.language)
            quote = Quote(evidence.quote, field_name(evidence.field), label, asset.id, title(asset, languages))
            found.setdefault((asset.id, evidence.field, evidence.label), quote)
    return list(found.values())[:_SHOWN]
