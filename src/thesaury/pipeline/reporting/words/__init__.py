"""The words of reports and of advice, English and German, with numbers, money and days as each language writes them."""

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from thesaury.model.question import Cell, ColumnKind
from thesaury.pipeline.reporting.words.english import ENGLISH
from thesaury.pipeline.reporting.words.german import GERMAN
from thesaury.ports.report_printing import ReportWords

LANGUAGES = ("en", "de")
"""Those in which reports are written."""


class Wording:
    """The words of one language."""

    def __init__(self, language: str, currency: str = "") -> None:
        """German for German, English for all else; money is in this currency (empty: a number alone)."""
        self.language = "de" if language.partition("-")[0].lower() == "de" else "en"
        self.currency = currency
        self._words = GERMAN if self.language == "de" else ENGLISH

    def __call__(self, key: str, of: int = 2, /, **values: object) -> str:
        """The words under this key; `of` chooses the form of a pair. Raises KeyError where there are none."""
        words = self._words[key]
        return (words if isinstance(words, str) else words[of != 1]).format(**values)

    def knows(self, key: str) -> bool:
        """Whether there are words under this key."""
        return key in self._words

    def number(self, value: float | Decimal) -> str:
        """A number with at most two digits behind the point, grouped."""
        return format_decimal(value, format="#,##0.##", locale=self.language)

    def share(self, value: float | Decimal) -> str:
        """A share of 1 in per cent."""
        return format_percent(
            value, format="#,##0.#\N{NO-BREAK SPACE}%" if self.language == "de" else "#,##0.#%", locale=self.language
        )

    def money(self, value: Decimal) -> str:
        """An amount in the currency."""
        if not self.currency:
            return format_decimal(value, format="#,##0.00", locale=self.language)
        return format_currency(value, self.currency, locale=self.language)

    def day(self, value: date) -> str:
        """A day in full."""
        return format_date(value, "d. MMMM y" if self.language == "de" else "d MMMM y", locale=self.language)

    def month(self, month: str, form: str = "LLLL y") -> str:
        """A month like 2026-11 in words; anything else as it is."""
        try:
            return format_date(date.fromisoformat(f"{month}-01"), form, locale=self.language)
        except ValueError:
            return month

    def period(self, period: str) -> str:
        """A period of the tallies in words."""
        year, _, quarter = period.partition("-Q")
        if quarter:
            return self("covers.quarter", quarter=quarter, year=year)
        return self("covers.all") if period == "all" else self.month(period)

    def unit(self, name: str, count: int) -> str:
        """So many of something."""
        return self(f"unit.{name}", count, n=self.number(count))

    def cell(self, value: Cell, kind: ColumnKind) -> str:
        """A figure as it is written."""
        match value:
            case None:
                return self("figure.none")
            case date():
                return self.day(value)
            case str():
                return value
        if kind is ColumnKind.MONEY:
            return self.money(Decimal(value))
        return self.share(value) if kind is ColumnKind.SHARE else self.number(value)

    def printed(self) -> ReportWords:
        """Those that a printer needs."""
        return ReportWords(self.language, str(self._words["page"]), str(self._words["missing"]))


__all__ = ["LANGUAGES", "Wording"]
