"""Two years of use of the pictures, drawn by chance from a fixed seed: who showed what, where and when."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from io import StringIO
from random import Random

from thesaury.sandbox.brand import licensed, portal, studio
from thesaury.sandbox.brand.shoots import DAMS, Picture, data

EVENTS = 1_500
FIRST, LAST = date(2024, 12, 1), date(2026, 11, 20)
COLUMNS = ("event", "system", "asset", "channel", "market", "campaign", "date", "where", "quantity")
_SEED = 20_261_123
_NEVER_USED = 0.18  # the share of pictures nobody uses
_LATE = 0.3  # the share of uses after the last day, where that day has passed
_FALLBACK_MARKETS = ("DE", "FR", "GB")
_CHANNELS = {  # weight, greatest quantity (views, copies, faces or shows), places
    "website": (
        28,
        60_000,
        ("/home", "/products", "/magazine/refill", "/guide/sorting", "/recipes", "/about/origin", "/careers"),
    ),
    "social_organic": (
        24,
        40_000,
        ("instagram post", "instagram story", "facebook post", "pinterest pin", "linkedin post"),
    ),
    "social_paid": (9, 250_000, ("instagram ads", "facebook ads", "pinterest ads")),
    "email": (11, 90_000, ("parents newsletter", "monthly newsletter", "trade mailing")),
    "pos": (8, 800, ("end cap", "shelf strip", "floor display")),
    "brochure": (4, 25_000, ("product guide", "school leaflet")),
    "display_ads": (5, 400_000, ("banner 970x250", "banner 300x600")),
    "print_ad": (3, 120_000, ("family magazine", "retailer magazine")),
    "ooh": (2, 900, ("city light poster", "large poster")),
    "press_kit": (2, 60, ("press release",)),
    "presentation": (3, 40, ("sales deck", "board deck")),
    "intranet": (4, 2_500, ("news page", "training module")),
}


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign with its markets (ISO 3166) and period; `end` is None while it is open."""

    id: str
    markets: tuple[str, ...]
    start: date
    end: date | None


@cache
def campaigns() -> dict[str, Campaign]:
    """The campaigns by id."""
    with (data() / "campaigns.csv").open(encoding="utf-8") as file:
        return {row["id"]: _campaign(row) for row in csv.DictReader(file)}


def table(pictures: Sequence[Picture]) -> str:
    """The events as CSV with a header row, in the order of their dates; no pictures, no events."""
    rng = Random(_SEED)
    weights = [0.0 if rng.random() < _NEVER_USED else min(rng.paretovariate(1.1), 12) for _ in pictures]
    drawn = rng.choices(pictures, weights, k=EVENTS) if any(weights) else []
    rows = sorted(
        (_event(rng, picture) for picture in drawn), key=lambda row: (row["date"], row["asset"], row["where"])
    )
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({"event": f"use-{number:05}", **row} for number, row in enumerate(rows, 1))
    return text.getvalue()


def last_day(picture: Picture) -> date | None:
    """The last day of lawful use that the shoot or the purchase states."""
    moment = licensed.ends(picture)
    return moment.date() if moment else picture.shoot.limited


def _event(rng: Random, picture: Picture) -> dict[str, str]:
    campaign = campaigns().get(picture.shoot.campaign) if rng.random() < 0.8 else None
    day = _day(rng, picture, campaign)
    within = campaign if campaign and campaign.start <= day <= (campaign.end or LAST) else None
    channel = rng.choices(tuple(_CHANNELS), [weight for weight, _, _ in _CHANNELS.values()])[0]
    _, most, places = _CHANNELS[channel]
    system, asset = rng.choice(records(picture))
    return {
        "system": system,
        "asset": asset,
        "channel": channel,
        "market": rng.choice(_markets(picture, within)),
        "campaign": within.id if within else "",
        "date": day.isoformat(),
        "where": rng.choice(places),
        "quantity": str(max(1, int(most * rng.random() ** 3))),
    }


def _day(rng: Random, picture: Picture, campaign: Campaign | None) -> date:
    start = max(FIRST, picture.purchase.bought if picture.purchase else picture.shoot.day)
    stop, last = LAST, last_day(picture)
    if last and last < LAST and rng.random() < _LATE:
        return _between(rng, max(start, last + timedelta(days=1)), LAST)
    if campaign and campaign.start <= LAST and (campaign.end or LAST) > start:
        start, stop = max(start, campaign.start), min(LAST, campaign.end or LAST)
    return _between(rng, start, max(start, min(stop, last or stop)))


def _between(rng: Random, start: date, stop: date) -> date:
    return start + timedelta(days=rng.randrange(max(1, (stop - start).days + 1)))


def _markets(picture: Picture, campaign: Campaign | None) -> tuple[str, ...]:
    return picture.shoot.markets or (campaign.markets if campaign else _FALLBACK_MARKETS)


def records(picture: Picture) -> list[tuple[str, str]]:
    """Every record of a picture as (DAM, id in that DAM); in the studio the id is the path."""
    names = {"studio": studio.location, "portal": portal.identifier, "licensed": licensed.identifier}
    return [(dam, names[dam](picture)) for dam in DAMS if picture.in_dam(dam)]


def _campaign(row: dict[str, str]) -> Campaign:
    end = date.fromisoformat(row["end"]) if row["end"] else None
    return Campaign(row["id"], tuple(row["markets"].split()), date.fromisoformat(row["start"]), end)
