"""What is kept of a search and of a recommendation: what they were about and what came of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from thesaury.model.brief import Brief, Wanting
from thesaury.model.policy import Verdict
from thesaury.model.search_log import KeptSearch, SearchKind
from thesaury.pipeline.recommending.brief_digest import digest_of
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.recommendation.recommended import Recommendation
from thesaury.search.cleared import Cleared
from thesaury.search.description import understood_as
from thesaury.search.documents import RIGHTS_KEY
from thesaury.search.finding import Answer, Sources
from thesaury.search.ranking import Question, rank
from thesaury.search.usable import counts_of
from thesaury.vocabulary.thesaurus import Thesaurus

WINDOW = 600
"""Seconds: who asks the same again within them asks nothing new, whatever filters are chosen or pages turned meanwhile."""

_CONCEPT = "concept"
_MOST_KEYS = 500
"""So many keys of equal rights, those with the most assets, are asked why they deny."""
_SIGNS = 24
_WORD = re.compile(r"\w+")


def of_search(question: Question, answer: Answer, thesaurus: Thesaurus, reads: str) -> KeptSearch | None:
    """What to keep of a search, without its id, moment and session, its digest not under the key of the day yet; None for a mere list,
    which asks for nothing. `reads`: the language of whoever asks."""
    words = " ".join(question.words.casefold().split())
    chosen = () if words else next((values for name, values in question.filters if name == _CONCEPT), ())
    if not words and not chosen:
        return None
    concepts = understood_as(answer) if words else chosen
    told = KeptSearch(
        "",
        "",
        digest=sha256(words.encode("utf-8", "surrogatepass")).hexdigest() if words else "",
        language=spoken(words, concepts, thesaurus, reads),
        concepts=concepts,
        results=answer.total,
    )
    if question.cleared is None:
        return told
    counts, use = counts_of(answer), question.cleared.use
    usable = counts.get(Verdict.PERMIT, 0)
    return replace(told, results=sum(counts.values()), usable=usable, channel=use.channel, regions=use.regions)


def of_recommendation(brief: Brief, found: Recommendation, reads: str) -> KeptSearch:
    """The same of a recommendation: it asks for the concepts of its brief. Where the brief names several channels, none of them is told."""
    channels = tuple(dict.fromkeys(one.value for one in brief.channels))
    asked = bool(channels or brief.regions or brief.first_day or brief.last_day)
    return KeptSearch(
        "",
        "",
        SearchKind.RECOMMENDATION,
        digest=digest_of(brief),
        language=brief.language or reads,
        concepts=tuple(dict.fromkeys(one.concept for one in brief.of(Wanting.REQUIRED, Wanting.WISHED))),
        results=found.fitting + len(found.review) + sum(found.denied.values()),
        usable=found.fitting if asked else None,
        channel=channels[0] if len(channels) == 1 else "",
        regions=tuple(dict.fromkeys(one.value for one in brief.regions)),
        blocked=tuple(sorted((str(axis), count) for axis, count in found.denied.items())),
        campaign=brief.campaign,
    )


def blocked_by(question: Question, sources: Sources, clearing: Clearing) -> tuple[tuple[str, int], ...]:
    """How many of the assets that a search for a use finds each axis denies, by the first axis of each that says no."""
    if question.cleared is None:
        return ()
    # Without verdicts the index counts the keys themselves.
    plain = Cleared(question.cleared.use, {}, question.cleared.decide)
    found = rank(replace(question, cleared=plain, facets=(), limit=1, offset=0), sources).found
    keys = sorted(found.facets.get(RIGHTS_KEY, {}).items(), key=lambda counted: -counted[1])[:_MOST_KEYS]
    counts: dict[str, int] = {}
    axes = clearing.denied_by(question.cleared.use, [key for key, _ in keys])
    for key, count in keys:
        if axis := axes.get(key):
            counts[str(axis)] = counts.get(str(axis), 0) + count
    return tuple(sorted(counts.items()))


def spoken(words: str, concepts: Sequence[str], thesaurus: Thesaurus, reads: str) -> str:
    """The language of what was typed, by the labels of the concepts that are in it; that of the reader where they do not tell."""
    typed = f" {' '.join(_WORD.findall(words))} "
    found: list[str] = []
    for concept in (one for iri in concepts if (one := thesaurus.concept(iri))):
        for _, label in concept.labels():
            if label.language and f" {' '.join(_WORD.findall(label.text.casefold()))} " in typed:
                found.append(label.language)
    return reads if reads in found or not found else found[0]


def id_of(search: KeptSearch, moment: float) -> str:
    """The same for the same question of the same session within a stretch of `WINDOW` seconds, in whichever process it is asked."""
    told = (*about(search), search.session, int(moment // WINDOW))
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:_SIGNS]


def about(search: KeptSearch) -> tuple[object, ...]:
    """What makes it this question: where and what was asked, and for which use."""
    asked = search.digest or search.concepts
    return search.kind.value, search.where, asked, search.channel, search.regions, search.campaign
