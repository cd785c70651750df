"""An answer as plain data: the one shape that the command line and the HTTP interface give."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from thesaury.search.finding import Answer
from thesaury.search.linking.linker import By
from thesaury.search.reading.query import Note
from thesaury.search.reasons import Reason
from thesaury.search.usable import line_shape
from thesaury.vocabulary.thesaurus import Thesaurus

_SURELY = 0.5
"""A link of less weight finds assets, and is not told as what the query was understood as."""
_TOLD = 5


def understood_as(answer: Answer) -> tuple[str, ...]:
    """The concepts to tell readers that the query was understood as: the surest, and none that only similar hits hold."""
    said = (link.concept for link in answer.links if link.by not in (By.COMPANY, By.RELATED) and link.weight >= _SURELY)
    return tuple(islice(said, _TOLD))


def described(answer: Answer, thesaurus: Thesaurus, languages: Sequence[str]) -> dict[str, Any]:
    """Total, concepts understood, hits with reasons, facets, corrected words and notes. Labels are in the first language that has one."""
    return {
        "total": answer.total,
        "folded": answer.folded,
        "concepts": [
            {
                "iri": link.concept,
                "label": thesaurus.label(link.concept, languages),
                "weight": round(link.weight, 4),
                "by": link.by.value,
                **({"of": link.of} if link.of else {}),
            }
            for link in answer.links
        ],
        "hits": [
            {
                "asset": hit.asset.id,
                "title": hit.asset.title(tuple(languages)),
                "score": round(hit.score, 4),
                "reasons": [_reason(reason, thesaurus, languages) for reason in hit.reasons],
                "doubles": list(hit.doubles),
                **({"rights": line_shape(hit.rights)} if hit.rights else {}),
            }
            for hit in answer.hits
        ],
        "facets": {name: dict(counts) for name, counts in answer.facets},
        "corrected": [{"typed": typed, "meant": meant} for typed, meant in answer.corrected],
        "notes": [_note(note) for note in answer.notes],
    }


def sentence(reason: Reason, thesaurus: Thesaurus, languages: Sequence[str]) -> str:
    """A reason in words: the way up from concept to concept, the field and what was found in it, or how alike the meaning is."""
    if reason.path:
        way = " → ".join(thesaurus.label(iri, languages) for iri in reason.path)
        return f"{way} ~ related ~ {thesaurus.label(reason.related, languages)}" if reason.related else way
    if reason.words:
        return f"{reason.field}: {', '.join(reason.words)}"
    return f"alike in meaning, {reason.likeness:.2f}"


def _reason(reason: Reason, thesaurus: Thesaurus, languages: Sequence[str]) -> dict[str, Any]:
    """`kind` is `concept` (with `path`, from the asset's concept up to the query's, or to one that is related to it, `related_to`; and
    `accepted`, false while it is a suggestion),
    `words` (with `field` and `words`) or `meaning` (with `likeness`, a cosine); `text` says it in words."""
    text = sentence(reason, thesaurus, languages)
    if reason.path:
        path = [{"iri": iri, "label": thesaurus.label(iri, languages)} for iri in reason.path]
        told = {"kind": "concept", "text": text, "path": path, "accepted": reason.accepted}
        if not reason.related:
            return told
        return {**told, "related_to": {"iri": reason.related, "label": thesaurus.label(reason.related, languages)}}
    if reason.words:
        return {"kind": "words", "text": text, "field": reason.field, "words": list(reason.words)}
    return {"kind": "meaning", "text": text, "likeness": round(reason.likeness, 4)}


def _note(note: Note) -> dict[str, Any]:
    return {"code": note.code, "about": list(note.about)}
