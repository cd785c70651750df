"""What the form of an image says of the asset that it is."""

from typing import Any

from django import template
from django.utils.formats import date_format

from thesaury_wagtail.words import word

register = template.Library()


@register.inclusion_tag("thesaury_wagtail/asset.html")
def thesaury_asset(image: Any) -> dict[str, Any]:
    """Whether it may be shown and until when, its terms and its concepts; nothing for an image that is no asset."""
    if not getattr(image, "asset_ref", None):
        return {}
    until = word("until") % date_format(image.asset_until) if image.asset_until else ""
    facts = [
        (word("licence"), image.asset_licence),
        (word("usage"), image.asset_usage),
        (word("concepts"), ", ".join(concept.label for concept in image.asset_concepts.all())),
    ]
    said = word("withdrawn") if image.asset_withdrawn else f"{word('asset')} {until}".strip()
    return {"said": said, "withdrawn": image.asset_withdrawn, "facts": [fact for fact in facts if fact[1]]}
