"""The cells of an answer as pages write them: names with where they lead, numbers and days in the words of the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import quote, unquote, urlencode

from babel.numbers import format_currency, format_decimal, format_percent

from thesaury.analytics.naming import ALL, UNKNOWN, campaign_iri
from thesaury.model.question import Answer, Cell, Column, ColumnKind
from thesaury.web.desk import asset_url, concept_url
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.analytics import periods
from thesaury.web.parts.moments import lasted
from thesaury.web.parts.rights import words
from thesaury.web.texts import number, phrase, speaking

NUMBERS = frozenset({ColumnKind.COUNT, ColumnKind.SHARE, ColumnKind.RATIO, ColumnKind.MONEY, ColumnKind.SECONDS})
_CURRENCY = ("currency", "priceCurrency")
_SHORT = 8
"""So much of a name that only programs read."""
_PLACES = frozenset({"market", "place"})
_CHANNELS = frozenset({"channel", "asked", "reported"})


@dataclass(frozen=True, slots=True)
class Value:
    """One cell: what it says, in which language where that is known, where it leads, how much it is where it is a number, and whether it
    stands on one line."""

    text: str
    url: str = ""
    language: str = ""
    amount: float | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """Writes the cells of one answer."""

    answer: Answer
    lexicon: Lexicon

    def value(self, row: Mapping[str, Cell], column: Column) -> Value:
        """The cell of this column."""
        cell = row.get(column.name)
        if cell is None or cell == "":
            return Value("")
        if column.name == "price":
            return _number(cell, ColumnKind.MONEY, str(row.get("priceCurrency") or ""))
        if column.kind in NUMBERS:
            return _number(cell, column.kind, currency_of(row))
        if isinstance(cell, date):
            return Value(words.day(cell), whole=True)
        return self._named(str(cell), column, row)

    def _named(self, name: str, column: Column, row: Mapping[str, Cell]) -> Value:
        match column.kind:
            case ColumnKind.CONCEPT:
                label = self.lexicon.name(name)
                return Value(label.text, concept_url(name), label.language)
            case ColumnKind.ASSET:
                return Value(self.answer.labels.get(name) or name, asset_url(name))
            case ColumnKind.CAMPAIGN:
                return Value(self.answer.labels.get(name) or name, around(campaign_iri(name)))
            case ColumnKind.PURCHASE:
                return Value(str(row.get("number") or _end(name)[:_SHORT]), around(name))
            case _ if column.name == "brief":
                return Value(str(row.get("title") or _end(name)), f"/boards/{quote(_end(name), safe='')}")
            case _:
                return Value(self.answer.labels.get(name) or _spoken(name, column.name))


def currency_of(row: Mapping[str, Cell]) -> str:
    """The currency that the row counts its money in; empty where it says none."""
    return next((str(row[name]) for name in _CURRENCY if row.get(name)), "")


def written(amount: float, kind: ColumnKind, currency: str = "") -> str:
    """A number as the reader's language writes it."""
    language = speaking.get()
    match kind:
        case ColumnKind.SHARE:
            return str(format_percent(amount, format="#,##0.#%", locale=language)).replace("%", "\N{NO-BREAK SPACE}%")
        case ColumnKind.MONEY if currency:
            return str(format_currency(amount, currency, locale=language))
        case ColumnKind.MONEY | ColumnKind.RATIO:
            return str(format_decimal(amount, format="#,##0.##", locale=language))
        case ColumnKind.SECONDS:
            return lasted(amount)
        case _:
            return number(round(amount))


def _number(cell: Cell, kind: ColumnKind, currency: str) -> Value:
    if not isinstance(cell, int | Decimal):
        return Value(str(cell))
    return Value(written(float(cell), kind, currency), amount=float(cell))


def _spoken(name: str, column: str) -> str:
    """What is counted by: a place, a channel, a month, an axis; a name that is none of these stays as it is."""
    if column == "places":
        return words.listed(_spoken(one, "place") for one in name.split(", "))
    if name in (ALL, UNKNOWN):
        return phrase(f"analytics.{name}")
    if column in _PLACES:
        return place(name)
    if column in _CHANNELS:
        return words.channel(name)
    if column == "axis":
        return words.axis(name)
    return periods.spoken(name) if column == "month" else name


def place(name: str) -> str:
    """A market or a channel, which are told apart by how they are written."""
    return words.region(name) if name[:1].isupper() or name.isdigit() else words.channel(name)


def around(iri: str) -> str:
    """The page with what stands around a thing."""
    return f"/analytics/graph?{urlencode({'about': iri})}"


def _end(name: str) -> str:
    return unquote(name.rpartition(":")[2]) if name.startswith("urn:") else name
