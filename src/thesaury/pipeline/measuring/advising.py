"""The forecast of a workspace, from the licence purchases of its graph."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from thesaury.analytics.activity import day_of
from thesaury.analytics.forecasting import Forecast, Licence, forecast
from thesaury.model.statement import SCHEMA, THY
from thesaury.model.use import TIME_ZONE
from thesaury.ports.graph import Solution
from thesaury.ports.workspace import Workspace

_PURCHASES = f"""
PREFIX schema: <{SCHEMA}>
PREFIX thy: <{THY}>
SELECT ?purchase ?asset ?at ?first ?last ?cost
WHERE {{
  ?purchase a thy:LicencePurchase ; thy:covers ?asset .
  OPTIONAL {{ ?purchase schema:orderDate ?at }}
  OPTIONAL {{ ?purchase thy:termStart ?first }}
  OPTIONAL {{ ?purchase thy:termEnd ?last }}
  OPTIONAL {{ ?purchase thy:basePrice ?cost }}
}}
ORDER BY ?purchase ?asset
"""


def forecast_of(workspace: Workspace, day: date, zone: str = TIME_ZONE) -> Forecast:
    """What licences will cost, as seen on this day. Raises what the graph raises where it cannot be read."""
    return forecast(licences(workspace.graph_reader.select(_PURCHASES), zone), day)


def licences(rows: Iterable[Solution], zone: str = TIME_ZONE) -> list[Licence]:
    """The licences of these solutions, one for each purchase, whichever number of assets it covers."""
    told: dict[str, Solution] = {}
    assets: dict[str, list[str]] = {}
    for row in rows:
        purchase = row["purchase"].value
        told[purchase] = row
        assets.setdefault(purchase, []).append(row["asset"].value)
    return [_licence(purchase, row, tuple(dict.fromkeys(assets[purchase])), zone) for purchase, row in told.items()]


def _licence(purchase: str, row: Solution, assets: tuple[str, ...], zone: str) -> Licence:
    cost = Decimal(row["cost"].value) if "cost" in row else None
    first, last = (date.fromisoformat(row[name].value[:10]) if name in row else None for name in ("first", "last"))
    return Licence(purchase, assets, day_of(row["at"].value, zone) if "at" in row else first, first, last, cost)
