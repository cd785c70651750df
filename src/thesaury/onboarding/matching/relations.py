"""How a target lies to a source, why that is believed, and how to say so."""

from collections.abc import Iterator

from thesaury.model.concept import MappingRelation
from thesaury.model.mapping import Justification
from thesaury.onboarding.matching.evidence import Evidence
from thesaury.onboarding.matching.labels import WHOLE, Agreement
from thesaury.onboarding.matching.meanings import JOINED
from thesaury.onboarding.matching.ranking import Ranked
from thesaury.onboarding.reasons import wording

_NEAR = 0.75
"""From this agreement of labels on, they are two names for one thing more often than not."""
_ALIKE, _MEANT, _SHARED = 0.6, 0.6, 0.3
"""From where on vectors, meanings and shared assets are said to speak for a pair."""


def relation(one: Ranked, evidence: Evidence) -> MappingRelation:
    """EXACT for the same label; BROAD or NARROW where one label says all of the other and more; BROAD where a dictionary has the target
    above it, or only a parent speaks; CLOSE for what is much alike, RELATED for the rest."""
    labels = one.agreement
    if one.pair is None:
        return MappingRelation.BROAD
    covered, covering = labels.covered >= WHOLE, labels.covering >= WHOLE
    if covered and covering:
        return MappingRelation.EXACT
    if covered and not JOINED.search(labels.target):
        return MappingRelation.NARROW
    if covering and not JOINED.search(labels.source):
        return MappingRelation.BROAD
    if covered or covering:
        # A label that joins several things is wider than each of them, however much shorter that one is.
        return MappingRelation.BROAD if covered else MappingRelation.NARROW
    if labels.score >= _NEAR or evidence.meanings[one.pair] >= WHOLE:
        return MappingRelation.CLOSE
    return MappingRelation.BROAD if evidence.meanings[one.pair] >= _MEANT else MappingRelation.RELATED


def justification(one: Ranked, evidence: Evidence) -> Justification:
    """The kind of evidence that speaks for it, COMPOSITE where it is of several kinds."""
    kinds = list(_kinds(one, evidence)) or [
        Justification.SIMILARITY if evidence.vectors.any() else Justification.LEXICAL
    ]
    return kinds[0] if len(kinds) == 1 else Justification.COMPOSITE


def explanation(one: Ranked, evidence: Evidence) -> str:
    """A few sentences for people."""
    if one.pair is None:
        return _said("above")
    said = [_of_labels(one.agreement, "translated" if evidence.foreign else "common")]
    if evidence.vectors[one.pair] >= _ALIKE:
        said.append(_said("alike"))
    if evidence.company[one.pair] >= _SHARED:
        said.append(_said("company"))
    if not one.agreement.same and evidence.meanings[one.pair] >= _MEANT:
        said.append(_said("dictionary"))
    if evidence.above[one.pair] >= _ALIKE:
        said.append(_said("place"))
    return " ".join(sentence for sentence in said if sentence) or _said("hardly")


def _kinds(one: Ranked, evidence: Evidence) -> Iterator[Justification]:
    if one.pair is None:
        yield Justification.STRUCTURAL
        return
    if one.agreement.score > 0:
        yield Justification.LEXICAL
    if not one.agreement.same and evidence.vectors[one.pair] >= _ALIKE:
        yield Justification.SIMILARITY
    if not one.agreement.same and evidence.meanings[one.pair] >= _MEANT:
        yield Justification.BACKGROUND
    if evidence.company[one.pair] >= _SHARED:
        yield Justification.INSTANCE


def _of_labels(labels: Agreement, partly: str) -> str:
    """`partly` is what is said of labels of which neither says all of the other."""
    if not labels.score:
        return ""
    mine, theirs = labels.told
    if labels.covered >= WHOLE and labels.covering >= WHOLE:
        alike = mine.casefold() == theirs.casefold()
        return _said("called", theirs) if alike else _said("same", mine, theirs)
    if labels.covered >= WHOLE:
        return _said("more", theirs, mine)
    if labels.covering >= WHOLE:
        return _said("more", mine, theirs)
    return _said(partly, mine, theirs)


def _said(code: str, *names: str) -> str:
    """In English, as mappings are exchanged; whoever speaks another language has it told anew (`onboarding.retelling`)."""
    return wording("matches", code, "en").format(*names)
