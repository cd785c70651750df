"""The forecast of a workspace, from its licence purchases."""

from datetime import date

from thesaury.analytics.forecasting import Forecast, Licence, forecast
from thesaury.pipeline.measuring.purchases import licence_purchases
from thesaury.pipeline.measuring.rates import rates_of
from thesaury.ports.workspace import Workspace


def forecast_of(workspace: Workspace, day: date) -> Forecast:
    """What licences will cost, as seen on this day; a purchase counts by the rate of its day. Raises BadInput for a broken table of
    rates."""
    rates = rates_of(workspace)
    licences = []
    for one in licence_purchases(workspace):
        cost = None if one.price is None else rates.converted(one.price, one.currency, one.day)
        name = f"{one.licensor}\0{one.id}"
        licences.append(Licence(name, one.assets, one.day, one.first_day, one.last_day, cost))
    return forecast(licences, day)
