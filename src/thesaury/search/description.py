"""An answer as plain data: the one shape that the command line and the HTTP interface give."""

from collections.abc import Sequence
from typing import Any

from thesaury.search.finding import Answer
from thesaury.search.reasons import Reason
from thesaury.vocabulary.thesaurus import Thesaurus


def described(answer: Answer, thesaurus: Thesaurus, languages: Sequence[str]) -> dict[str, Any]:
    """Total, concepts understood, hits with reasons, and facets; labels in the first of the languages that has one."""
    return {
        "total": answer.total,
        "concepts": [{"iri": iri, "label": thesaurus.label(iri, languages)} for iri in answer.concepts],
        "hits": [
            {
                "asset": hit.asset.id,
                "title": hit.asset.title(tuple(languages)),
                "score": round(hit.score, 4),
                "reasons": [sentence(reason, thesaurus, languages) for reason in hit.reasons],
            }
            for hit in answer.hits
        ],
        "facets": {name: dict(counts) for name, counts in answer.facets},
    }


def sentence(reason: Reason, thesaurus: Thesaurus, languages: Sequence[str]) -> str:
    """A reason in words: the way up from concept to concept, or the field and what was found in it."""
    if reason.path:
        return " → ".join(thesaurus.label(iri, languages) for iri in reason.path)
    return f"{reason.field}: {', '.join(reason.words)}"
