"""The table of dated rates, read as it stands now."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from thesaury.model.errors import BadInput
from thesaury.model.money import Rate, Rates
from thesaury.ports.table import Row
from thesaury.ports.workspace import Workspace

COLUMNS = ("day", "currency", "rate")
"""The columns of the table; capitals and blanks do not matter."""

_MOST = Decimal(10) ** 12
_CURRENCY = re.compile(r"[A-Z]{3}")


def rates_of(workspace: Workspace) -> Rates:
    """The rates to the currency of the workspace; none where there is no table. Raises BadInput, with the line, for a broken one."""
    path = workspace.rates_file
    if not path.is_file():
        return Rates(workspace.currency)
    return Rates(workspace.currency, _rates(workspace))


def _rates(workspace: Workspace) -> Iterator[Rate]:
    path = workspace.rates_file
    names = {column.strip().lower(): column for column in workspace.tables.outline(path).columns}
    if missing := [column for column in COLUMNS if column not in names]:
        raise BadInput(f"{path.name} has no column {missing[0]}. Its columns are day, currency and rate.")
    for row in workspace.tables.read(path):
        yield _rate(row, names, f"{path.name}, line {row.line}")


def _rate(row: Row, names: dict[str, str], where: str) -> Rate:
    day, currency, rate = (_cell(row.cells.get(names[column])) for column in COLUMNS)
    try:
        known, worth = date.fromisoformat(day), Decimal(rate)
    except ValueError:
        raise BadInput(f"{where}: {day!r} is no day. Write it as 2026-12-31.") from None
    except InvalidOperation:
        raise BadInput(
            f"{where}: {rate!r} is no rate. Write it as 0.92, the worth of one {currency or 'unit'}."
        ) from None
    if not _CURRENCY.fullmatch(currency.upper()):
        raise BadInput(f"{where}: {currency!r} is no currency. Name it as ISO 4217 does, such as USD.")
    if not worth.is_finite() or not 0 < worth < _MOST:
        raise BadInput(f"{where}: {rate} is no rate. Write what one {currency.upper()} is worth, a number above zero.")
    return Rate(known, currency.upper(), worth)


def _cell(value: Any) -> str:
    return str(value).strip() if value is not None else ""
