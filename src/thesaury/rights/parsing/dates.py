"""A strict grammar of dates in three languages. What could be two days, or is none, is a problem and never a choice."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from thesaury.rights.parsing import calendar_days as days
from thesaury.rights.parsing.calendar_days import AMBIGUOUS, MONTHS, unclear
from thesaury.rights.parsing.date_hints import missing_from
from thesaury.rights.parsing.date_words import DAY, END, MONTH, NTH, OF, ORDINAL, TO, VAGUE, WEEK, YEAR
from thesaury.rights.parsing.hours import CLOCK, with_time
from thesaury.rights.parsing.meanings import Period
from thesaury.rights.parsing.taken import Taken

_APART = (
    r"(\d{1,2})\.(\d{1,2})",
    r"(\d{1,2})\s?([./-])",
    r"(\d{1,2})\s?[/.-]",
    r"((?:19|20)\d\d)[/.](\d\d)",
    YEAR + r"-(",
    YEAR + r"/\d",
)
"""How rules begin that read digits with a mark between them."""

Build = Callable[[re.Match[str], str], Period]


class Dated(NamedTuple):
    """A date at a place of the folded text."""

    start: int
    end: int
    period: Period


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _numeric(match: re.Match[str], locale: str) -> Period:
    first, mark, second, year = int(match[1]), match[2], int(match[3]), _year(match[4])
    if mark == "." or first == second:
        return days.day(year, second, first)
    if first > 12 or second > 12:
        return days.day(year, second, first) if second <= 12 else days.day(year, first, second)
    if locale:
        return days.day(year, first, second) if _month_first(locale) else days.day(year, second, first)
    readings = (days.day(year, first, second).last, days.day(year, second, first).last)
    possible = [last for last in readings if last is not None]
    return unclear(AMBIGUOUS, max(possible)) if possible else unclear(days.IMPOSSIBLE)


def _month_first(locale: str) -> bool:
    return locale.replace("_", "-").lower() in ("en-us", "en-ph", "en-us-posix")


def _of_year(match: re.Match[str], spans: int) -> Period:
    number = ORDINAL[match[1] or match[2]]
    return days.months(int(match[3]), (number - 1) * spans + 1, number * spans, "part of a year")


def _roman(match: re.Match[str]) -> Period:
    number = ("i", "ii", "iii", "iv").index(match[1]) + 1
    return days.months(int(match[2]), 3 * number - 2, 3 * number, "quarter")


def _weeks(match: re.Match[str], _locale: str) -> Period:
    return days.joined(days.week(int(match[3]), int(match[1])), days.week(int(match[3]), int(match[2])))


def _days_of(first: tuple[str, str], last: tuple[str, str], year: str) -> Period:
    start = days.day(int(year), MONTHS[first[1]], int(first[0]))
    end = days.day(int(year), MONTHS[last[1]], int(last[0]))
    if start.first and end.last and start.first > end.last:
        return unclear(AMBIGUOUS, end.last)
    return days.joined(start, end)


def _numbers(match: re.Match[str], _locale: str) -> Period:
    year = _year(match[5])
    start, end = days.day(year, int(match[2]), int(match[1])), days.day(year, int(match[4]), int(match[3]))
    if start.first and end.last and start.first > end.last:
        return unclear(AMBIGUOUS, end.last)
    return days.joined(start, end)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern, what it means, and what a text has to contain for it to be worth trying; `digit`: it begins with one."""

    pattern: re.Pattern[str]
    build: Build
    hints: frozenset[str]
    digit: bool


def _rule(pattern: str, build: Build, hint: str = "") -> _Rule:
    kind = "month" if MONTH in pattern and not pattern.startswith(VAGUE) else "week" if WEEK in pattern else ""
    kind = kind or (
        "fiscal" if pattern.startswith("(?:fy") else "part" if re.search(r"q\(|quart|halbj|h\(|q\[", pattern) else ""
    )
    apart = "apart" if pattern.startswith(_APART) else ""
    hints = (hint, kind, "year" if YEAR in pattern else "", apart)
    digit = pattern.startswith((r"(\d", YEAR))
    return _Rule(re.compile(r"(?<![\w])" + pattern + r"(?![\w])"), build, frozenset(filter(None, hints)), digit)


# Ranges that share a year, then single stretches; the first that reads a place has it.
_RULES = (
    _rule(DAY + r"\s*" + MONTH + TO + DAY + OF + MONTH + r",?\s*" + YEAR, lambda m, _: _days_of((m[1], m[2]), (m[3], m[4]), m[5]),
          "three numbers"),
    _rule(DAY + TO + DAY + OF + MONTH + r",?\s*" + YEAR, lambda m, _: _days_of((m[1], m[3]), (m[2], m[3]), m[4]), "three numbers"),
    _rule(MONTH + r"\s*" + DAY + TO + MONTH + r"\s*" + DAY + r",?\s*" + YEAR, lambda m, _: _days_of((m[2], m[1]), (m[4], m[3]), m[5])),
    _rule(MONTH + r"\s*" + DAY + TO + DAY + r",\s*" + YEAR, lambda m, _: _days_of((m[2], m[1]), (m[3], m[1]), m[4]), "three numbers"),
    _rule(MONTH + TO + MONTH + r"\s*" + YEAR, lambda m, _: days.months(int(m[3]), MONTHS[m[1]], MONTHS[m[2]])),
    _rule(r"(\d{1,2})\.(\d{1,2})\.?" + TO + r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)", _numbers),
    _rule(WEEK + r"(\d{1,2})" + TO + r"(?:" + WEEK + r")?(\d{1,2})\s*(?:[/ -]|de|of|in)\s*" + YEAR, _weeks),
    _rule(r"q([1-4])" + TO + r"q([1-4])\s*[/ -]?\s*" + YEAR, lambda m, _: days.months(int(m[3]), 3 * int(m[1]) - 2, 3 * int(m[2]))),
    _rule(r"(?:fy|gj|fiscal year|financial year|geschaftsjahr(?:es)?|exercice)\s*'?(?:19|20)?\d\d(?:\s*[/-]\s*(?:20)?\d\d)?",
          lambda m, _: unclear("fiscal_year_undefined")),
    _Rule(re.compile(r"(?<![\w])(\d{4})-(\d\d)-(\d\d)(?=t\d\d:|\b)(?!-?\d)"), lambda m, _: days.day(int(m[1]), int(m[2]), int(m[3])),
          frozenset(("apart",)), digit=True),
    _rule(r"((?:19|20)\d\d)[/.](\d\d)[/.](\d\d)", lambda m, _: days.day(int(m[1]), int(m[2]), int(m[3]))),
    _rule(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d\d)", _numeric),
    _rule(DAY + r"-?" + OF + MONTH + r"-?,?\s*(?:of |de )?" + YEAR, lambda m, _: days.day(int(m[3]), MONTHS[m[2]], int(m[1]))),
    _rule(DAY + r"[\s-]?" + MONTH + r"[\s-]?'?(\d\d)(?![:.]\d)", lambda m, _: days.day(_year(m[3]), MONTHS[m[2]], int(m[1]))),
    _rule(MONTH + r"\s*" + DAY + r",?\s+" + YEAR, lambda m, _: days.day(int(m[3]), MONTHS[m[1]], int(m[2]))),
    _rule(r"(\d{4})-w(\d\d)", lambda m, _: days.week(int(m[1]), int(m[2])), "ISO week"),
    _rule(WEEK + r"(\d{1,2})\s*(?:[/,-]|of|de)?\s*" + YEAR, lambda m, _: days.week(int(m[2]), int(m[1]))),
    _rule(r"q([1-4])(?:\s*[/-]\s*|\s*)" + YEAR, lambda m, _: days.months(int(m[2]), 3 * int(m[1]) - 2, 3 * int(m[1]), "quarter")),
    _rule(YEAR + r"\s*[/-]?\s*q([1-4])", lambda m, _: days.months(int(m[1]), 3 * int(m[2]) - 2, 3 * int(m[2]), "quarter")),
    _rule(r"(iv|iii|ii|i)\.?\s*(?:quartal|trimestre)\s*" + YEAR, lambda m, _: _roman(m)),
    _rule(r"((?:19|20)\d\d)([01]\d)([0-3]\d)", lambda m, _: days.day(int(m[1]), int(m[2]), int(m[3]))),
    _rule(NTH + r"(?:quarter|quartals?|trimestre)(?: of| de| des jahres)?\s*" + YEAR, lambda m, _: _of_year(m, 3)),
    _rule(NTH + r"(?:half(?: year)?|halbjahre?s?|semestre)(?: of| de)?\s*" + YEAR, lambda m, _: _of_year(m, 6)),
    _rule(r"h([12])(?:\s*[/-]\s*|\s*)" + YEAR, lambda m, _: days.months(int(m[2]), 6 * int(m[1]) - 5, 6 * int(m[1]), "half")),
    _rule(VAGUE + r"(?:" + MONTH + r"\s*)?" + YEAR, lambda m, _: unclear(AMBIGUOUS)),
    _rule(MONTH + r"\s*,?\s*(?:of |de )?" + YEAR, lambda m, _: days.month(int(m[2]), MONTHS[m[1]])),
    _rule(MONTH + r"\s*'(\d\d)", lambda m, _: days.month(_year(m[2]), MONTHS[m[1]]), "short year"),
    _rule(r"(\d{1,2})\s?[/.-]\s?" + YEAR, lambda m, _: days.month(int(m[2]), int(m[1]))),
    _rule(YEAR + r"-(\d\d)(?!-)", lambda m, _: days.month(int(m[1]), int(m[2]))),
    _rule(YEAR + r"/\d\d", lambda m, _: unclear(AMBIGUOUS)),
    _rule(r"(?:calendar year|the year|year|jahr|annee|kalenderjahr|l'annee)\s+" + YEAR, lambda m, _: days.months(int(m[1]), 1, 12, "year"),
          "year by name"),
    _rule(YEAR + r"(?!-(?!(?:19|20)\d\d\b)\d)", lambda m, _: days.months(int(m[1]), 1, 12, "year")),
    _rule(DAY + OF + r"(?!may\b)" + MONTH, lambda m, _: unclear(AMBIGUOUS)),
    _rule(r"(?!may\b)" + MONTH + r"\s(\d{1,2})(?:st|nd|rd|th)?", lambda m, _: unclear(AMBIGUOUS)),
    _rule(r"(?:q[1-4]|kw\s?\d{1,2}|h[12])", lambda m, _: unclear(AMBIGUOUS)),
)  # fmt: skip
_ENDED = re.compile(
    r"(?<![\w])(?:"
    + END
    + r"|(?:year(?: |-)?end|jahresende|(?:end of(?: the)? |ende des )?(?:year|jahres)|fin de l'annee|fin d'annee)\s+)$"
)
_JOINT = re.compile(TO + r"(?:the |dem |den |zum |le )?$|\s*/\s*$")
_SLASHED = re.compile(r"(\d{1,2})\s?[/-]\s?(\d{1,2})\s?[/-]\s?(\d{4}|\d\d)")
_ANY = re.compile(r"\d")


def dates_in(text: str, locale: str) -> list[Dated]:
    """All dates of a folded text, from left to right, ranges joined; `locale` decides between day and month first."""
    digit = _ANY.search(text)
    if digit is None:
        return []
    single = sorted(_single(text, locale, digit.start()), key=lambda each: each.start)
    found: list[Dated] = []
    for each in single:
        if found and (both := _range(text, found[-1], each)):
            found[-1] = both
        else:
            found.append(each)
    return found


def _single(text: str, locale: str, digit: int) -> Iterator[Dated]:
    """The dates, those of the first rule first; `digit` is the place of the first one in the text."""
    taken = Taken()
    missing = missing_from(text, digit)
    for rule in _RULES:
        if not missing.isdisjoint(rule.hints):
            continue
        for match in rule.pattern.finditer(text, digit if rule.digit else 0):
            start, end = match.span()
            if not taken.free(start, end):
                continue
            period = rule.build(match, locale)
            if clock := CLOCK.match(text, end):
                period, end = with_time(period, clock), clock.end()
            if ended := _ENDED.search(text, max(0, start - 24), start):
                start, period = ended.start(), days.end_of(period)
            if not taken.free(start, end):
                continue
            taken.take(start, end)
            yield Dated(start, end, period)


def _range(text: str, first: Dated, last: Dated) -> Dated | None:
    between = text[first.end : last.start]
    if (
        len(between) > 24
        or not _JOINT.fullmatch(between)
        or first.period.whole == "range"
        or last.period.whole == "range"
    ):
        return None
    return Dated(first.start, last.end, days.joined(*_as_one_hand(text, first, last)))


def _as_one_hand(text: str, first: Dated, last: Dated) -> tuple[Period, Period]:
    """The two days of a range: where only one of them can be told, the other was written in the same order (01/02/2026 - 31/01/2029)."""
    told = [_SLASHED.fullmatch(text, each.start, each.end) for each in (first, last)]
    if not (told[0] and told[1]) or (first.period.problem == AMBIGUOUS) == (last.period.problem == AMBIGUOUS):
        return first.period, last.period
    known, open_ = (told[1], told[0]) if first.period.problem else (told[0], told[1])
    if known[1] == known[2]:
        return first.period, last.period
    day_first = int(known[1]) > 12
    day, month = (open_[1], open_[2]) if day_first else (open_[2], open_[1])
    read = days.day(_year(open_[3]), int(month), int(day))
    return (read, last.period) if first.period.problem else (first.period, read)
