"""What each section of a brief asks for: concepts with the force they have, formats, and words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from thesaury.model.brief import Brief, BriefConcept, Format, Section, Source, Wanting

FORCE = {Wanting.REQUIRED: 0.4, Wanting.WISHED: 0.4}
"""How far one concept that is carried fills the coverage of an asset by itself. Three required ones fill seven eighths: each more is still
seen, and a lone one is not enough."""
BESIDE = 0.4
"""The part of its force that a concept of the brief has for a section that does not name it: what the whole is about puts in order what
a section asks for."""
SECTIONS = 12
"""So many are asked for apart; what comes after the eleventh is asked for together, so that no brief takes for ever."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True)
class Need:
    """One section: the concepts of the brief with their force in it, in 0 to 1 (those of the section first), its formats and its words.
    `hints` are those of its concepts that words only hint at: nobody misses them."""

    title: str
    own: tuple[str, ...]
    forces: tuple[tuple[str, float], ...]
    formats: tuple[Format, ...]
    words: str
    hints: frozenset[str] = frozenset()

    @cached_property
    def force(self) -> dict[str, float]:
        """Forces by concept."""
        return dict(self.forces)


def needs_of(brief: Brief) -> tuple[Need, ...]:
    """The needs of a brief, one for each section that asks for something; one for the whole where none does."""
    wanted = {one.concept: one for one in brief.of(Wanting.REQUIRED, Wanting.WISHED)}
    formats = tuple(dict.fromkeys(Format(said.value) for said in brief.formats if said.value in set(Format)))
    made = [_need(brief, section, wanted, formats) for section in brief.sections]
    asking = tuple(need for need in made if need.own or need.words)
    if len(asking) > SECTIONS:
        asking = (*asking[: SECTIONS - 1], _joined(asking[SECTIONS - 1 :]))
    if added := _added(brief, asking, wanted):
        asking = (*asking, _need(brief, Section("", 0, 0, added), wanted, formats))
    return asking or (_need(brief, Section("", 0, len(brief.text), tuple(wanted)), wanted, formats),)


def _added(brief: Brief, asking: Sequence[Need], wanted: Mapping[str, BriefConcept]) -> tuple[str, ...]:
    """What a person added to a brief of several sections, and none of them has: no section would look for it."""
    if len(brief.sections) < 2 or not asking:
        return ()
    in_some = {concept for need in asking for concept in need.own}
    return tuple(iri for iri, one in wanted.items() if one.source is Source.PERSON and iri not in in_some)


def _joined(needs: Sequence[Need]) -> Need:
    """Several sections as one, under the title of the first: each concept with the greatest force it has in any of them."""
    forces: dict[str, float] = {}
    for need in needs:
        for concept, force in need.forces:
            forces[concept] = max(force, forces.get(concept, 0.0))
    own = tuple(dict.fromkeys(concept for need in needs for concept in need.own))
    formats = tuple(dict.fromkeys(form for need in needs for form in need.formats))
    words = " ".join(need.words for need in needs if need.words)
    hints = frozenset(concept for need in needs for concept in need.hints)
    return Need(needs[0].title, own, tuple(forces.items()), formats, words, hints)


def _need(brief: Brief, section: Section, wanted: dict[str, BriefConcept], formats: tuple[Format, ...]) -> Need:
    own = tuple(concept for concept in dict.fromkeys(section.concepts) if concept in wanted)
    if not own and len(brief.sections) <= 1:
        own = tuple(wanted)
    forces = [(concept, _force(wanted[concept])) for concept in own]
    forces += [(concept, BESIDE * _force(one)) for concept, one in wanted.items() if concept not in own]
    words = words_of(brief, section.start, section.end)
    hints = frozenset(concept for concept in own if wanted[concept].source is Source.HINT)
    return Need(section.title, own, tuple(forces), section.formats or formats, words, hints)


def _force(one: BriefConcept) -> float:
    """The root of the weight: what a brief speaks of a ninth as much is still a third as much wanted when a picture shows it."""
    return FORCE[one.wanting] * sqrt(max(0.0, min(1.0, one.weight)))


def words_of(brief: Brief, start: int, end: int) -> str:
    """The words of a stretch of a brief, without the sentences in which it says what it does not want, and without those that say where and
    when the pictures are used: no picture shows a market or a month of a plan."""
    shut = [(quote.start, quote.end) for one in brief.of(Wanting.EXCLUDED) for quote in one.quotes]
    days = tuple(day for day in (brief.first_day, brief.last_day) if day)
    used = sorted((q.start, q.end) for said in (*brief.regions, *brief.channels, *days) for q in said.quotes)
    kept = (_outside(brief.text, a, b, used) for a, b in _sentences(brief.text, start, end) if not _touched(a, b, shut))
    return " ".join(" ".join(kept).split())


def _outside(text: str, start: int, end: int, stretches: Iterable[tuple[int, int]]) -> str:
    """What lies between the stretches, which are sorted."""
    kept, at = [], start
    for first, after in stretches:
        if at < after and first < end:
            kept.append(text[at : max(at, first)])
            at = min(end, after)
    return " ".join((*kept, text[at:end]))


def _sentences(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = max(0, start)
    for found in _SENTENCE_END.finditer(text, at, end):
        yield at, found.start()
        at = found.end()
    yield at, min(end, len(text))


def _touched(start: int, end: int, stretches: Iterable[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in stretches)
