"""The answer to "May I use it?" as values: the verdict in a word and a sign, the axes with their words, and what comes with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from thesaury.model.policy import Verdict
from thesaury.model.rights_record import RightsRecord
from thesaury.model.use import Cap, Decision, Fit, Use
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.question import asked_url
from thesaury.web.texts import number, phrase

SIGNS = {Verdict.PERMIT: "✓", Verdict.DENY: "✕", Verdict.NEEDS_REVIEW: "?"}
_FITS = {Fit.YES: "✓", Fit.NO: "✕", Fit.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class AxisRow:
    """One axis: what it says in a word and a sign, why, and the words of the licence."""

    axis: str
    fit: str
    sign: str
    word: str
    sentence: str
    quote: str


@dataclass(frozen=True, slots=True)
class Link:
    """A sentence that leads somewhere."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown of a decision; `verdict` is permit, deny or needs_review."""

    verdict: str
    sign: str
    word: str
    asked: str
    axes: tuple[AxisRow, ...]
    obligations: tuple[str, ...]
    caps: tuple[str, ...]
    change: str
    alternatives: tuple[Link, ...]
    records: tuple[Link, ...]
    evaluated: str
    notice: str


def answer(decision: Decision, use: Use, records: Sequence[RightsRecord], at: str, asset_url: str) -> Answer:
    """The page's answer to this use, decided at this moment by these records."""
    return Answer(
        verdict=decision.verdict.value,
        sign=SIGNS[decision.verdict],
        word=phrase(f"rights.verdict.{decision.verdict}"),
        asked=asked_words(use),
        axes=tuple(
            AxisRow(
                words.axis(one.axis),
                one.fit.value,
                _FITS[one.fit],
                phrase(f"rights.fit.{one.fit}"),
                words.in_words(one.sentence),
                one.span.words if one.span else "",
            )
            for one in decision.axes
        ),
        obligations=decision.obligations,
        caps=tuple(map(_cap, decision.caps)),
        change=phrase("rights.changes", day=words.day(decision.next_change)) if decision.next_change else "",
        alternatives=tuple(
            Link(words.in_words(one.sentence), asked_url(asset_url, one.use)) for one in decision.alternatives
        ),
        records=tuple(
            Link(phrase("rights.record.version", record=told_by(one), version=one.version), record_url(*one.key))
            for one in records
        ),
        evaluated=words.moment(at),
        notice=phrase("rights.notice"),
    )


def record_url(record: str, place: str, **more: str) -> str:
    """The page of a rights record."""
    return f"/rights/record?{urlencode({'record': record, 'place': place, **more})}"


def told_by(record: RightsRecord) -> str:
    """A rights record by its key: the record, and the place in it."""
    return f"{record.source.record}#{record.source.place}"


def asked_words(use: Use) -> str:
    """The use in words: "Website, Germany (DE), 29 November 2026, Commercial promotion"."""
    days = words.day(use.first_day)
    if use.last_day:
        days = phrase("rights.asked.period", first=days, last=words.day(use.last_day))
    return phrase(
        "rights.asked",
        channel=words.channel(use.channel),
        regions=words.listed(map(words.region, use.regions)),
        days=days,
        purpose=words.purpose(use.purpose),
    )


def _cap(cap: Cap) -> str:
    if cap.max is None or cap.remaining is None:
        return phrase("rights.cap.unknown", kind=words.limit(cap.kind))
    return phrase(
        "rights.cap", kind=words.limit(cap.kind), max=number(cap.max), used=number(cap.used), left=number(cap.remaining)
    )
