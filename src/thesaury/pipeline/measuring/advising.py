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

_PREFIXES = f"PREFIX schema: <{SCHEMA}> PREFIX thy: <{THY}>"
_PURCHASES = f"""{_PREFIXES}
SELECT ?purchase ?at ?first ?last ?cost
WHERE {{
  ?purchase a thy:LicencePurchase .
  OPTIONAL {{ ?purchase schema:orderDate ?at }}
  OPTIONAL {{ ?purchase thy:termStart ?first }}
  OPTIONAL {{ ?purchase thy:termEnd ?last }}
  OPTIONAL {{ ?purchase thy:basePrice ?cost }}
}}
"""
_COVERED = f"{_PREFIXES} SELECT ?purchase ?asset WHERE {{ ?purchase thy:covers ?asset }}"


def forecast_of(workspace: Workspace, day: date, zone: str = TIME_ZONE) -> Forecast:
    """What licences will cost, as seen on this day. Raises what the graph raises where it cannot be read."""
    reader = workspace.graph_reader
    return forecast(licences(reader.select(_PURCHASES), reader.select(_COVERED), zone), day)


def licences(purchases: Iterable[Solution], covered: Iterable[Solution], zone: str = TIME_ZONE) -> list[Licence]:
    """The licences of these solutions, by purchase: their terms and costs, and the assets that they cover, which are asked for apart, for
    together each term and cost would come with every asset."""
    assets: dict[str, set[str]] = {}
    for row in covered:
        assets.setdefault(row["purchase"].value, set()).add(row["asset"].value)
    told = {row["purchase"].value: row for row in purchases}
    return [_licence(name, told[name], tuple(sorted(assets.get(name, ()))), zone) for name in sorted(told)]


def _licence(purchase: str, row: Solution, assets: tuple[str, ...], zone: str) -> Licence:
    cost = Decimal(row["cost"].value) if "cost" in row else None
    first, last = (date.fromisoformat(row[name].value[:10]) if name in row else None for name in ("first", "last"))
    return Licence(purchase, assets, day_of(row["at"].value, zone) if "at" in row else first, first, last, cost)
