"""What taking an offer would change, as plain data of a stable shape: one form for commands and interface."""

from typing import Any

from thesaury.pipeline.shared_model.impact import Impact

_COUNTS = ("added", "removed", "changed", "deprecated", "touched", "moved", "reopened", "reopened_assets")
_NAMED = ("flows", "searches", "feeds", "rules", "profiles")


def impact_dict(found: Impact) -> dict[str, Any]:
    """How much changes, and what here names or is matched to something that goes."""
    return {
        "vocabulary": found.offer.vocabulary,
        "offered": found.offer.version,
        **{name: getattr(found, name) for name in _COUNTS},
        "brand_terms": list(found.brand_terms),
        "matches": list(found.matches),
        **{name: list(getattr(found.named, name)) for name in _NAMED},
    }
