"""How likely it is that a concept holds for an asset, from the places where its labels were found."""

from collections.abc import Mapping, Sequence
from math import exp, log, log1p
from typing import NamedTuple

from thesaury.enrichment.matcher import Manner, Match
from thesaury.enrichment.terms import Term
from thesaury.enrichment.tokens import fold
from thesaury.enrichment.variants import Form
from thesaury.model.asset import Text
from thesaury.model.concept import LabelKind

# Points per sign, rounded from one logistic regression on the first 2,000 training records of each of three public
# collections (economics in English, economics in German, works of art); the same for every vocabulary. Those records carry no
# tags, so a tag was set by hand between a title and a description.
POINTS: Mapping[str, float] = {
    "title": 1.1,
    "tag": 0.6,
    "share": 0.7,
    "early": 1.3,
    "repeats": 0.8,
    "long text": -0.7,
    "preferred": 0.1,
    "surface": 0.6,
    "nested": -0.3,
    "scattered": -1.2,
    "bare": -0.6,
    "part": -0.8,
    "words": 0.7,
    "letters": 0.7,
    "depth": 0.15,
    "company": 0.5,
    "rivals": -1.2,
}
BIAS = -1.8

# Company that is not there still counts a little, so that rivals without any share a word evenly.
_NO_COMPANY = 0.25


class Hit(NamedTuple):
    """One place where a concept's label was found, and all concepts the same words may stand for."""

    text: Text
    language: str
    match: Match
    term: Term
    rivals: tuple[str, ...]


def score(signs: Mapping[str, float]) -> float:
    """A number between 0 and 1: the logistic of the points of all signs."""
    return 1 / (1 + exp(-BIAS - sum(POINTS[name] * value for name, value in signs.items())))


def signs(hits: Sequence[Hit], support: Mapping[str, float], depth: int, letters: int) -> dict[str, float]:
    """What speaks for and against a concept with at least one hit.

    `support` is the company of every concept of the asset, `depth` the concept's place in the hierarchy and `letters` the
    length of all the asset's texts.
    """
    concept = hits[0].term.concept
    manner = min(hit.match.manner for hit in hits)
    form = min(hit.term.form for hit in hits)
    return {
        "title": any(hit.text.field == "title" for hit in hits),
        "share": max((_share(hit) for hit in hits if hit.text.field in ("title", "tag")), default=0.0),
        "tag": any(hit.text.field == "tag" for hit in hits),
        "early": max(_early(hit) for hit in hits),
        "repeats": log(len(hits)),
        "long text": log1p(letters),
        "preferred": any(hit.term.kind is LabelKind.PREFERRED for hit in hits),
        "surface": max(_surface(hit) for hit in hits),
        "nested": manner is Manner.NESTED,
        "scattered": manner is Manner.SCATTERED,
        "bare": form is Form.BARE,
        "part": form is Form.PART,
        "words": log(max(hit.term.words for hit in hits)),
        "letters": log(max(len(hit.term.text) for hit in hits)),
        "depth": depth,
        "company": log1p(support[concept]),
        "rivals": min(_rivals(hit, support) for hit in hits),
    }


def _share(hit: Hit) -> float:
    return (hit.match.end - hit.match.start) / len(hit.text.value)


def _early(hit: Hit) -> float:
    """1 in a title or tag, in a description from 1 at its beginning towards 0 at its end; 0 elsewhere."""
    if hit.text.field in ("title", "tag"):
        return 1.0
    return 1 - hit.match.start / len(hit.text.value) if hit.text.field == "description" else 0.0


def _surface(hit: Hit) -> float:
    """1 when the text has the words as the label does, 0.75 when case or accents differ, 0 when only the stems agree."""
    if hit.match.quote == hit.term.text:
        return 1.0
    return 0.75 if fold(hit.match.quote) == fold(hit.term.text) else 0.0


def _rivals(hit: Hit, support: Mapping[str, float]) -> float:
    """How far the words stand for other concepts: 0 for none, log(n) for n with equal company, more when others have more."""
    if len(hit.rivals) == 1:
        return 0.0
    company = {rival: support[rival] + _NO_COMPANY for rival in hit.rivals}
    return -log(company[hit.term.concept] / sum(company.values()))
