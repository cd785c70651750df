"""Similar assets in words and as plain data: the one shape that the command line and the HTTP interface give."""

from collections.abc import Sequence
from typing import Any

from thesaury.search.alike.similar import Alike, Similar
from thesaury.vocabulary.thesaurus import Thesaurus


def told(found: Similar, thesaurus: Thesaurus, languages: Sequence[str]) -> dict[str, Any]:
    """What could be compared, and the assets, best first, with what they share."""
    return {
        "by": list(found.by),
        "hits": [
            {
                "asset": hit.asset.id,
                "title": hit.asset.title(tuple(languages)),
                "score": round(hit.score, 4),
                "because": because(hit, thesaurus, languages),
                "concepts": [{"iri": iri, "label": thesaurus.label(iri, languages)} for iri in hit.concepts],
                "words": list(hit.words),
                "likeness": round(hit.likeness, 4),
                "doubles": list(hit.doubles),
            }
            for hit in found.hits
        ],
    }


def because(hit: Alike, thesaurus: Thesaurus, languages: Sequence[str]) -> str:
    """`shares: breakfast, family; alike in meaning 0.70`."""
    shared = [thesaurus.label(iri, languages) for iri in hit.concepts] or list(hit.words)
    parts = [f"shares: {', '.join(shared)}"] if shared else []
    parts += [f"alike in meaning {hit.likeness:.2f}"] if hit.likeness else []
    return "; ".join(parts)
