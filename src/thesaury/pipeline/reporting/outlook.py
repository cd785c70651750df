"""The parts of a report that look ahead: what ends, what will be bought, and what is advised."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from thesaury.analytics.advice import Advice, Advised, Advises
from thesaury.analytics.forecasting import LEAST_QUARTERS, Forecast
from thesaury.pipeline.reporting.advising import formula, sentence, silence
from thesaury.pipeline.reporting.words import Wording
from thesaury.ports.report_printing import PrintedBar, PrintedSection

MOST = 3
"""Pieces of advice of one kind in a report."""


def outlook(found: Forecast, words: Wording) -> Iterator[PrintedSection]:
    """Licences that end in the next quarters, and purchases to be expected or why nobody can say."""
    yield _endings(found, words)
    yield _trend(found, words)


def advice(found: Advised, words: Wording) -> PrintedSection:
    """The most worth pieces of each kind, each with its arithmetic; below, why of other kinds there are none."""
    why = " ".join(silence(one, words) for one in found.silences)
    if not found.pieces:
        return PrintedSection(words("advice"), words("advice.none"), note=why)
    count, shown = len(found.pieces), [one for one, place in _placed(found.pieces) if place < MOST]
    note = [words("advice.most", most=MOST)] if len(shown) < count else []
    return PrintedSection(
        words("advice"),
        words("advice.said", count, count=count),
        (words("head.advice"), words("head.arithmetic")),
        tuple((sentence(one, words), formula(one, words)) for one in shown),
        note=" ".join([*note, why]).strip(),
    )


def _placed(pieces: Sequence[Advice]) -> Iterator[tuple[Advice, int]]:
    """Each piece with its place among those of its kind, from 0."""
    seen: Counter[Advises] = Counter()
    for one in pieces:
        yield one, seen[one.advises]
        seen[one.advises] += 1


def _endings(found: Forecast, words: Wording) -> PrintedSection:
    count = sum(one.licences for one in found.endings)
    cost = sum((one.cost for one in found.endings), Decimal(0))
    if not count:
        return PrintedSection(words("forecast"), words("forecast.none"))
    rate = found.renewals.rate
    told = {"count": words.unit("licences", count), "day": words.day(found.endings[-1].last)}
    told |= {"cost": words.money(cost), "ended": words.number(found.renewals.ended)}
    if rate is not None:
        told |= {"renewed": words.number(found.renewals.renewed), "at_rate": words.money(cost * rate)}
    heads = ("quarter", "licences", "cost", *(("at-rate",) if rate is not None else ()))
    unpriced = sum(one.unpriced for one in found.endings)
    names = [
        words("rest", quarter=one.quarter) if not place else one.quarter for place, one in enumerate(found.endings)
    ]
    return PrintedSection(
        words("forecast"),
        words("forecast.said" if rate is not None else "forecast.said.no-rate", **told),
        tuple(words(f"head.{name}") for name in heads),
        tuple(
            (
                name,
                words.number(one.licences),
                words.money(one.cost),
                *((words.money(one.at_rate),) if one.at_rate is not None else ()),
            )
            for name, one in zip(names, found.endings, strict=True)
        ),
        frozenset({1, 2, 3}),
        tuple(PrintedBar(one.quarter, float(one.cost), words.money(one.cost)) for one in found.endings),
        upright=True,
        note=words("forecast.unpriced", unpriced, count=words.unit("licences", unpriced)) if unpriced else "",
    )


def _trend(found: Forecast, words: Wording) -> PrintedSection:
    if not found.expected:
        return PrintedSection(words("trend"), words("trend.none", need=LEAST_QUARTERS, have=len(found.history)))
    unpriced = sum(found.unpriced)
    said = [words("trend.said", count=words.number(found.errors)), words(f"trend.bias.{found.bias}")]
    said.append(words("trend.so-far", quarter=found.expected[0].quarter, cost=words.money(found.so_far)))
    return PrintedSection(
        words("trend"),
        " ".join(one for one in said if one),
        tuple(words(f"head.{name}") for name in ("quarter", "cost", "low", "high")),
        tuple((one.quarter, *(words.money(part) for part in (one.cost, one.low, one.high))) for one in found.expected),
        frozenset({1, 2, 3}),
        tuple(PrintedBar(one.quarter, float(one.cost), words.money(one.cost)) for one in found.expected),
        upright=True,
        note=words("trend.unpriced", unpriced, count=words.unit("licences", unpriced)) if unpriced else "",
    )
