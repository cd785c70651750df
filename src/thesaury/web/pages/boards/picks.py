"""A recommendation as its board shows it: pictures by part of the brief with reasons, what needs review, is denied, and is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thesaury.model.concept import Label
from thesaury.recommendation import wording
from thesaury.recommendation.recommended import LATELY, Because, Pick, Recommendation, Step, UsageLine
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.boards.gaps import gap_sentences
from thesaury.web.parts.cards import Picture, picture, title
from thesaury.web.parts.rights import words
from thesaury.web.parts.search_use import Badge, badge
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.texts import ENGLISH, named, number, phrase

_REASONS = 3
_FIRST = 20
"""Variety is told of the first so many."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: words of the brief and the way from their concept to the one the picture carries; or a sentence."""

    quotes: tuple[str, ...] = ()
    path: tuple[Label, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One picture. `told` is what a form sends back, so that what was thought of it is kept with its place and the parts of its score."""

    id: str
    title: Label
    picture: Picture
    rights: Badge | None
    why: tuple[Why, ...]
    used: str
    section: str
    told: str
    doubles: int


@dataclass(frozen=True, slots=True)
class Widened:
    """A concept of the brief with what it was widened to: each with its relation and weight, and the way to it."""

    root: Label
    steps: tuple[tuple[tuple[Label, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Picks:
    """The whole answer in words. `missing` says why no vectors were compared."""

    groups: tuple[tuple[str, tuple[Shown, ...]], ...]
    aside: tuple[Shown, ...]
    review: tuple[Shown, ...]
    summary: str
    variety: tuple[str, ...]
    denied: tuple[str, tuple[str, ...]] | None
    withheld: tuple[str, tuple[str, ...]] | None
    gaps: tuple[str, ...]
    widened: tuple[Widened, ...]
    notes: tuple[str, ...]
    missing: str
    asked: bool


def picks_of(recommendation: Recommendation, lexicon: Lexicon, rejected: Iterable[str] = ()) -> Picks:
    """The recommendation without what somebody put aside, which stands apart."""
    away = frozenset(rejected)
    places = {pick.asset.id: place for place, pick in enumerate(recommendation.picks, 1)}
    sections = {pick.asset.id: group.section for group in recommendation.groups for pick in group.picks}
    shown = {
        pick.asset.id: _shown(pick, lexicon, places[pick.asset.id], sections.get(pick.asset.id, ""))
        for pick in recommendation.picks
    }
    groups = (
        (group.section, tuple(shown[pick.asset.id] for pick in group.picks if pick.asset.id not in away))
        for group in recommendation.groups
    )
    kept = tuple((section, several) for section, several in groups if several)
    count = sum(len(several) for _, several in kept)
    asked = not any(code == "no-use" for code, _ in recommendation.notes)
    return Picks(
        kept,
        tuple(one for id, one in shown.items() if id in away),
        tuple(_shown(pick, lexicon, 0, "") for pick in recommendation.review),
        phrase("picks.sum" if asked else "picks.sum.unasked", count=count, fitting=recommendation.fitting),
        tuple(_variety(recommendation)),
        _counted(recommendation.denied, "picks.denied", _axis),
        _counted(recommendation.withheld, "picks.withheld", lambda name: named("picks.why", name)),
        gap_sentences(recommendation, lexicon),
        widened(recommendation.steps, lexicon),
        tuple(_note(code, about) for code, about in recommendation.notes),
        recommendation.missing,
        asked,
    )


def widened(steps: Iterable[Step], lexicon: Lexicon) -> tuple[Widened, ...]:
    """The steps by the concept they began with; concepts that were not widened are left out."""
    several = tuple(steps)
    by_root: dict[str, list[Step]] = {}
    for step in several:
        if step.concept != step.of:
            by_root.setdefault(step.root, []).append(step)
    return tuple(
        Widened(lexicon.name(root), tuple(_step(one, below, lexicon) for one in _by_weight(below)))
        for root, below in by_root.items()
    )


def _by_weight(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: -step.weight)


def _step(step: Step, steps: list[Step], lexicon: Lexicon) -> tuple[tuple[Label, ...], str]:
    before = {one.concept: one for one in steps}
    way, at = [step.concept], step
    while at.of != at.root and at.of in before and len(way) < len(steps):
        at = before[at.of]
        way.append(at.concept)
    weight = number(round(step.weight, 2))
    said = phrase("steps.step", relation=phrase(f"steps.{step.relation}"), weight=weight)
    return tuple(lexicon.name(iri) for iri in reversed(way)), said


def _shown(pick: Pick, lexicon: Lexicon, place: int, section: str) -> Shown:
    asset = pick.asset
    return Shown(
        asset.id,
        title(asset, lexicon.languages),
        picture(asset, lexicon.languages),
        badge(pick.rights) if pick.rights else None,
        tuple(_why(one, lexicon) for one in pick.because[:_REASONS]),
        used_line(pick.usage),
        section,
        ";".join((str(place), *(f"{name}={value:.4f}" for name, value in pick.parts))),
        len(pick.doubles),
    )


def _why(one: Because, lexicon: Lexicon) -> Why:
    if one.path:
        quotes = tuple(dict.fromkeys(" ".join(quote.text.split()) for quote in one.quotes))[:2]
        return Why(quotes, tuple(lexicon.name(iri) for iri in one.path))
    if one.words:
        quoted = ", ".join(phrase("search.quote", word=word) for word in one.words)
        return Why(said=phrase("picks.because.words", words=quoted))
    return Why(said=phrase("picks.because.alike", likeness=number(round(one.likeness or 0.0, 2))))


def used_line(usage: UsageLine) -> str:
    """ "Used 4 times, 2 of them in the last 90 days, last on 2 November 2026; 1 in campaigns like this"."""
    if not usage.times:
        return phrase("picks.used.never")
    told = [phrase("picks.used", count=usage.times)]
    if usage.lately:
        told.append(phrase("picks.used.lately", count=usage.lately, days=LATELY))
    if usage.last:
        told.append(phrase("picks.used.last", day=spoken_day(usage.last)))
    if usage.alike:
        told.append(phrase("picks.used.alike", count=usage.alike))
    return ", ".join(told)


def _variety(recommendation: Recommendation) -> Iterable[str]:
    first = recommendation.picks[:_FIRST]
    concepts = {iri for pick in first for iri in pick.concepts}
    if first and concepts:
        yield phrase("picks.variety", count=len(concepts), first=len(first))
    if folded := sum(len(pick.doubles) for pick in recommendation.picks):
        yield phrase("picks.folded", count=folded)


def _counted(counts: Mapping[str, int], key: str, name: object) -> tuple[str, tuple[str, ...]] | None:
    """How many there are in all, and each reason with its count, the most frequent first."""
    most = sorted(((count, reason) for reason, count in counts.items() if count), key=lambda one: (-one[0], one[1]))
    if not most or not callable(name):
        return None
    reasons = tuple(f"{name(reason)}: {number(count)}" for count, reason in most)
    return phrase(key, count=sum(count for count, _ in most)), reasons


def _axis(name: str) -> str:
    return words.axis(name)


def _note(code: str, about: str) -> str:
    key = f"picks.note.{code}"
    return phrase(key, about=about) if key in ENGLISH else wording.note(code, about)
