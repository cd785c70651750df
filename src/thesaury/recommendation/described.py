"""A recommendation as plain data: the one shape that the command line, the HTTP interface and the panel give."""

from collections.abc import Mapping, Sequence
from typing import Any

from thesaury.model.brief import Quote
from thesaury.recommendation import wording
from thesaury.recommendation.recommended import Because, Gap, Pick, Recommendation, Step, UsageLine
from thesaury.search.usable import line_shape
from thesaury.vocabulary.thesaurus import Thesaurus

Shape = dict[str, Any]


def described(recommendation: Recommendation, thesaurus: Thesaurus, languages: Sequence[str]) -> Shape:
    """`picks` (best first, with their reasons), `groups` by section (ids of picks), `review`, `denied` and `withheld` (counts by reason),
    `gaps`, `steps`, `fitting`, `missing`, `notes`; concepts have labels in the first of these languages, sentences are English."""
    section = {pick.asset.id: group.section for group in recommendation.groups for pick in group.picks}
    told = _Telling(thesaurus, tuple(languages))
    return {
        "fitting": recommendation.fitting,
        "picks": [
            {"place": place, "section": section.get(pick.asset.id, ""), **told.pick(pick)}
            for place, pick in enumerate(recommendation.picks, 1)
        ],
        "groups": [
            {"section": group.section, "assets": [pick.asset.id for pick in group.picks]}
            for group in recommendation.groups
        ],
        "review": [told.pick(pick) for pick in recommendation.review],
        "denied": _counted(recommendation.denied, wording.denied),
        "withheld": _counted(recommendation.withheld, wording.withheld),
        "gaps": [told.gap(gap) for gap in recommendation.gaps],
        "steps": [told.step(step) for step in recommendation.steps],
        "missing": recommendation.missing,
        "notes": [
            {"code": code, "about": about, "sentence": wording.note(code, about)}
            for code, about in recommendation.notes
        ],
    }


def _counted(counts: Mapping[str, int], sentence: Any) -> list[Shape]:
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return [{"reason": reason, "count": count, "sentence": sentence(reason, count)} for reason, count in most]


class _Telling:
    """Puts labels to concepts."""

    def __init__(self, thesaurus: Thesaurus, languages: tuple[str, ...]) -> None:
        self._thesaurus, self._languages = thesaurus, languages

    def pick(self, pick: Pick) -> Shape:
        return {
            "asset": pick.asset.id,
            "title": pick.asset.title(self._languages),
            "score": round(pick.score, 4),
            "parts": {name: round(value, 4) for name, value in pick.parts},
            "because": [self._because(one) for one in pick.because],
            "rights": line_shape(pick.rights) if pick.rights else None,
            "usage": _usage(pick.usage),
            "format": str(pick.format) if pick.format else None,
            "doubles": list(pick.doubles),
            "concepts": [self._concept(iri) for iri in pick.concepts],
        }

    def gap(self, gap: Gap) -> Shape:
        label = self._label(gap.concept) if gap.concept else ""
        return {
            "section": gap.section,
            "concept": self._concept(gap.concept) if gap.concept else None,
            "format": str(gap.format) if gap.format else None,
            "region": gap.region,
            "channel": gap.channel,
            "blocked": gap.blocked,
            "sentence": wording.gap(gap, label),
        }

    def step(self, step: Step) -> Shape:
        return {
            "concept": self._concept(step.concept),
            "of": self._concept(step.of),
            "root": self._concept(step.root),
            "relation": str(step.relation),
            "weight": round(step.weight, 4),
        }

    def _because(self, one: Because) -> Shape:
        labels = [self._label(iri) for iri in one.path]
        return {
            "share": round(one.share, 4),
            "path": [self._concept(iri) for iri in one.path],
            "carried": one.carried,
            "wanting": str(one.wanting) if one.wanting else None,
            "quotes": [_quote(quote) for quote in one.quotes],
            "words": list(one.words),
            "likeness": None if one.likeness is None else round(one.likeness, 4),
            "sentence": wording.because(one, labels),
        }

    def _label(self, iri: str) -> str:
        return self._thesaurus.label(iri, self._languages)

    def _concept(self, iri: str) -> Shape:
        return {"iri": iri, "label": self._label(iri)}


def _quote(quote: Quote) -> Shape:
    return {"start": quote.start, "end": quote.end, "text": quote.text}


def _usage(usage: UsageLine) -> Shape:
    return {
        "times": usage.times,
        "lately": usage.lately,
        "last": usage.last,
        "alike": usage.alike,
        "sentence": wording.usage(usage),
    }
