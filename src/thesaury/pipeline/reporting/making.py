"""A report of a period and a market, made from the answers of the graph."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from thesaury.analytics.advice import Ask, advised
from thesaury.analytics.naming import ALL
from thesaury.analytics.periods import told_for
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.measuring.advising import forecast_of
from thesaury.pipeline.measuring.answering import Answering
from thesaury.pipeline.reporting.figures import amount, is_running, key_figures, period_before
from thesaury.pipeline.reporting.outlook import advice, outlook
from thesaury.pipeline.reporting.sections import concepts, endings, gaps, months, spend
from thesaury.pipeline.reporting.words import Wording
from thesaury.pipeline.words import thesaurus_of
from thesaury.ports.report_printing import PrintedReport
from thesaury.ports.workspace import Workspace
from thesaury.vocabulary.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report covers: a period and market of the tallies, in a language (en or de), under a name."""

    name: str
    period: str = ALL
    market: str = ALL
    language: str = "en"


def made(workspace: Workspace, ask: Ask, wanted: Wanted, day: date) -> PrintedReport:
    """The report as of this day: of one market and a month, for the quarter around it, as months are told for all markets only.

    Raises BadInput for a period or market that is none, and what the graph raises where it cannot be read.
    """
    wanted = replace(wanted, period=told_for(wanted.period, wanted.market))
    words = Wording(wanted.language, workspace.currency)
    narrowed = {"period": wanted.period, "market": wanted.market}
    now, earlier = ask("overview", narrowed), period_before(wanted.period)
    title = words("title", name=wanted.name, period=words.period(wanted.period))
    footer = words("footer", title=title, day=words.day(day))
    if not now.as_of:
        return PrintedReport(title, _lead(wanted, now.as_of, words), (), (), footer, words.printed())
    before = ask("overview", narrowed | {"period": earlier}) if earlier else None
    cost = ask("spend-per-use", {"by": "provider", "period": wanted.period})
    left_out = int(amount(now.rows[0], "unconverted")) if now.rows else 0
    sections = (
        months(ask("uses-by-month", {"market": wanted.market}), words),
        concepts(ask("most-reused-concepts", narrowed), words),
        gaps(ask("content-gaps", narrowed), words),
        spend(cost, left_out, words),
        endings(ask("ending-in-live-campaigns", {"day": day.isoformat()}), words),
        advice(advised(ask, day, wanted.period, wanted.market), words),
        *outlook(forecast_of(workspace, day), words),
    )
    return PrintedReport(
        title,
        _lead(wanted, now.as_of, words),
        tuple(key_figures(now, before, cost, words, is_running(wanted.period, day))),
        sections,
        footer,
        words.printed(),
    )


def read_once(workspace: Workspace) -> Callable[[], Thesaurus]:
    """The thesaurus of the current vocabularies, read when it is first asked for."""
    read: list[Thesaurus] = []

    def thesaurus() -> Thesaurus:
        if not read:
            read.append(thesaurus_of(workspace))
        return read[0]

    return thesaurus


def ask_in(workspace: Workspace, language: str, thesaurus: Callable[[], Thesaurus] | None = None) -> Ask:
    """Asks the graph of a workspace, concepts and assets being called in this language where they have a name in it."""
    known, languages = thesaurus or read_once(workspace), tuple(dict.fromkeys((language, *workspace.languages)))
    return Answering(workspace, lambda: (known(), languages)).answer


def _lead(wanted: Wanted, as_of: str, words: Wording) -> str:
    market = words("market.all") if wanted.market == ALL else words("market.one", market=wanted.market)
    told = {"covers": words.period(wanted.period), "market": market}
    if not as_of:
        return words("lead.never", **told)
    return words("lead", day=words.day(datetime.fromisoformat(as_of).astimezone(ZoneInfo(TIME_ZONE)).date()), **told)
