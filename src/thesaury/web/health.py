"""Whether all is well."""

from typing import Any

from thesaury.web.desk import Desk


def health(desk: Desk) -> dict[str, Any]:
    """How many assets there are, and whether an embedding model helps the search. Raises what the catalogue raises."""
    assets = desk.workspace.catalogue.enrichments.counts().assets
    return {"status": "ok", "assets": assets, "meaning": _meaning(desk)}


def _meaning(desk: Desk) -> dict[str, object]:
    """Which model, and how far it is with reading the labels."""
    understanding = desk.lexicon().understanding
    read, total = desk.keeper.progress
    if understanding.embedder:
        return {"model": understanding.embedder.name, "state": "ready"}
    if total:
        return {"model": None, "state": "preparing", "labels": read, "of": total}
    state = "unusable" if understanding.missing else "none"
    return {"model": None, "state": state, "why": understanding.missing}
