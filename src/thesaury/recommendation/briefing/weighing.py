"""From mentions to the concepts of a brief: what is wanted, how much of the brief is about it, and what is left out.

The weight of a concept adds up the places where it is named: the first counts in full, the second half, the third a third and so on, so
that a word said ten times does not drown what is said once in the list of pictures. The weight of the places was chosen by hand: a title
says most, then what is asked for, then the first lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from thesaury.model.brief import BriefConcept, Quote, Source, Wanting
from thesaury.recommendation.briefing.judging import Judged, Sign
from thesaury.recommendation.briefing.notes import Code
from thesaury.recommendation.briefing.scopes import Force
from thesaury.recommendation.briefing.topics import Topic
from thesaury.vocabulary.thesaurus import Thesaurus

MOST = 25
"""So many concepts a brief has, ten excluded ones among them: more than a person looks through. Further excluded ones come on top."""
_EXCLUDED_AMONG = 10
_MOST_EXCLUDED = 400
"""What is excluded is not weighed against the rest, for each that is lost lets in what nobody wants: the bound is what a brief as plain
data may hold."""
_MOST_REQUIRED = 8
"""So many are required because of where they stand; what a sentence requires in words is not counted."""

_PLACE: Mapping[Topic, float] = {
    Topic.TITLE: 3.0,
    Topic.MUST: 2.5,
    Topic.NEEDS: 2.0,
    Topic.EXCLUDED: 2.0,
    Topic.BRAND: 1.2,
    Topic.WISHES: 1.0,
    Topic.ABOUT: 1.0,
    Topic.OTHER: 1.0,
    Topic.AUDIENCE: 0.8,
    Topic.TONE: 0.6,
}
_LEAD = 1.5
"""What the first sentence of what the brief is about weighs; that of a brief without a title weighs as much as a title."""
_REQUIRED_FROM = 2.6
"""Named in the title, or in what is asked for and in the first lines."""
_GENERIC, _ASIDE, _WISHED = 0.15, 0.4, 0.7
_LEAST = 0.05
_TOO_LITTLE = 0.1
"""What weighs less beside the heaviest and is named by nothing but words that every brief has is left out."""
_PASSING = 0.9
_NEAR = 2
"""So many steps up a concept says the same as the narrower one, only less."""
_DENIAL = 2.2
"""What a denial in plain words weighs beside the places where the same concept is wanted: more than one place, less than a title."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The concepts, heaviest first, what was excluded last; which concept each judged mention stands for; and notes."""

    concepts: tuple[BriefConcept, ...]
    chosen: tuple[Judged, ...]
    notes: tuple[tuple[str, str], ...]


def weighed(text: str, judged: Sequence[Judged], thesaurus: Thesaurus, titled: bool) -> Weighed:
    """The concepts that these mentions make. `titled`: the brief has a title of its own."""
    chosen = tuple(_without_rivals(judged, thesaurus))
    lead = _lead(chosen)
    wanted: dict[str, list[tuple[float, Judged]]] = defaultdict(list)
    denied: dict[str, list[Judged]] = defaultdict(list)
    for one in chosen:
        if one.sign is Sign.WANTED:
            wanted[one.mention.concept].append((_weight(one, lead, titled), one))
        elif one.sign is Sign.DENIED:
            denied[one.mention.concept].append(one)
    notes = [*_settled(wanted, denied, thesaurus)]
    totals = {iri: _total(weight for weight, _ in said) for iri, said in wanted.items()}
    for iri in _implied(totals, wanted, thesaurus):
        del totals[iri]
    top = max((*totals.values(), *_certain(totals, wanted)), default=1.0)
    for iri in [
        iri for iri, total in totals.items() if total < _TOO_LITTLE * top and all(one.generic for _, one in wanted[iri])
    ]:
        del totals[iri]
    named = len(totals) + len(denied)
    excluded = [_excluded(text, iri, said) for iri, said in list(denied.items())[:_MOST_EXCLUDED]]
    room = MOST - min(len(excluded), _EXCLUDED_AMONG)
    best = sorted(totals, key=lambda iri: (-totals[iri], wanted[iri][0][1].mention.start))[:room]
    if named > len(best) + len(excluded):
        notes.append((Code.TOO_MANY.value, str(named)))
    made, by_place = [], 0
    for iri in best:
        force = _force(wanted[iri])
        prominent = totals[iri] >= _REQUIRED_FROM and by_place < _MOST_REQUIRED and _prominent(wanted[iri])
        by_place += force is Force.PLAIN and prominent
        required = force is Force.REQUIRED or (force is Force.PLAIN and prominent)
        weight = round(max(_LEAST, totals[iri] / top), 2)
        wanting = Wanting.REQUIRED if required else Wanting.WISHED
        said = [one for _, one in wanted[iri]]
        source = Source.HINT if all(one.hint for one in said) else Source.TEXT
        made.append(BriefConcept(iri, wanting, weight, _quotes(text, said), source))
    return Weighed((*made, *excluded), chosen, tuple(dict.fromkeys(notes)))


def _without_rivals(judged: Sequence[Judged], thesaurus: Thesaurus) -> Iterator[Judged]:
    """Where words may stand for several concepts, the one that has most company in the brief, or else whose label they are most."""
    sure = {one.mention.concept for one in judged if len(one.mention.rivals) == 1}
    groups: dict[tuple[int, int], list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.mention.start, one.mention.end].append(one)
    for rivals in groups.values():
        yield max(
            rivals,
            key=lambda one: (_company(one.mention.concept, sure, thesaurus), one.mention.sure, one.mention.concept),
        )


def _company(concept: str, named: set[str], thesaurus: Thesaurus) -> float:
    beside = {*thesaurus.broader(concept), *thesaurus.narrower(concept), *thesaurus.related(concept)}
    return 2.0 * (concept in named) + len(beside & named)


def _lead(chosen: Sequence[Judged]) -> int:
    """Where the first sentence begins that says what the brief is about."""
    about = [one.sentence.start for one in chosen if one.sentence.part.topic is Topic.ABOUT]
    return min(about or (one.sentence.start for one in chosen if one.sentence.part.topic is Topic.OTHER), default=-1)


def _weight(one: Judged, lead: int, titled: bool) -> float:
    part = one.sentence.part
    weight = _PLACE.get(part.topic, 0.5)
    if part.heading and part.topic is not Topic.TITLE:
        weight *= 1.5
    if one.sentence.start == lead:
        weight = _LEAD if titled or part.topic is Topic.ABOUT else _PLACE[Topic.TITLE]
    force = {Force.ASIDE: _ASIDE, Force.WISHED: _WISHED}.get(one.force, 1.0)
    return weight * force * one.mention.sure * (_GENERIC if one.generic else 1.0)


def _total(weights: Iterator[float]) -> float:
    return sum(weight / place for place, weight in enumerate(sorted(weights, reverse=True), start=1))


def _certain(totals: Iterable[str], wanted: Mapping[str, Sequence[tuple[float, Judged]]]) -> Iterator[float]:
    """What each place would weigh if its words were surely those of a label: what is only hinted at weighs little, also where it is all."""
    return (weight / one.mention.sure for iri in totals for weight, one in wanted[iri])


def _settled(
    wanted: dict[str, list[tuple[float, Judged]]], denied: dict[str, list[Judged]], thesaurus: Thesaurus
) -> Iterator[tuple[str, str]]:
    """What is wanted here and denied there: the stronger stays. A denial of what stands above something wanted would deny that, too."""
    narrower = _narrower(wanted, thesaurus)
    for iri in list(denied):
        below = [one for one in (iri, *narrower.get(iri, ())) if one in wanted]
        if not below:
            continue
        own = _total(weight for weight, _ in wanted.get(iri, ()))
        if below == [iri] and own < _DENIAL * min(2, len(denied[iri])):
            del wanted[iri]
            yield Code.EXCLUDED_AND_WANTED.value, iri
        else:
            del denied[iri]
            yield Code.WANTED_AND_EXCLUDED.value, iri


def _implied(
    totals: Mapping[str, float], wanted: Mapping[str, list[tuple[float, Judged]]], thesaurus: Thesaurus
) -> list[str]:
    """Concepts that are named in passing, or only beside a narrower one that weighs as much: what is narrower is what is meant."""
    found: list[str] = []
    near = _narrower(totals, thesaurus, _NEAR)
    for iri, total in totals.items():
        narrower = near.get(iri, ())
        beside = {one.sentence.start for below in narrower for _, one in wanted[below]}
        passing = all(weight < _PASSING or one.sentence.start in beside for weight, one in wanted[iri])
        if (
            narrower
            and passing
            and _force(wanted[iri]) is not Force.REQUIRED
            and total <= max(map(totals.__getitem__, narrower))
        ):
            found.append(iri)
    return found


def _narrower(named: Iterable[str], thesaurus: Thesaurus, steps: int | None = None) -> Mapping[str, Sequence[str]]:
    """Of these concepts those below each other one, at most so many steps down: a long brief names thousands."""
    below: dict[str, list[str]] = defaultdict(list)
    for one in named:
        for above, distance in thesaurus.ancestors(one).items():
            if steps is None or distance <= steps:
                below[above].append(one)
    return below


def _force(said: Sequence[tuple[float, Judged]]) -> Force:
    """Required wherever one place requires it; only wished where all do no more than wish."""
    forces = [one.force for _, one in said if not one.generic] or [Force.WISHED]
    strongest = max(forces)
    if strongest is Force.PLAIN and all(one.sentence.part.topic is Topic.MUST for _, one in said):
        return Force.REQUIRED
    if strongest is Force.PLAIN and all(one.sentence.part.topic is Topic.WISHES for _, one in said):
        return Force.WISHED
    return Force.WISHED if strongest is Force.ASIDE else strongest


def _prominent(said: Sequence[tuple[float, Judged]]) -> bool:
    """Whether a concept stands where a brief says what it is about; a brand by itself, or an audience, is a frame and no picture."""
    return any(
        one.sentence.part.topic not in (Topic.BRAND, Topic.AUDIENCE, Topic.TONE) and not one.generic for _, one in said
    )


def _excluded(text: str, iri: str, said: Sequence[Judged]) -> BriefConcept:
    return BriefConcept(iri, Wanting.EXCLUDED, 1.0, _quotes(text, said))


def _quotes(text: str, said: Sequence[Judged]) -> tuple[Quote, ...]:
    places = sorted({(one.mention.start, one.mention.end) for one in said})
    return tuple(Quote(start, end, text[start:end]) for start, end in places)
