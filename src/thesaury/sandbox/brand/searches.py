"""Two years of searches of the people of the brand, drawn by chance from a fixed seed: for what, for which use, and what came of it."""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from io import StringIO
from random import Random

from thesaury.sandbox.brand import usage
from thesaury.sandbox.brand.shoots import Picture

SESSIONS = 420
COLUMNS = (
    *("search", "session", "team", "at", "language", "concepts", "channel", "market", "results", "usable", "denied"),
    *("system", "asset", "taken"),
)
_SEED = 20_261_124
_ASKED_ABOUT_A_USE, _FOUND_BY_SESSION = 0.55, 0.62
_TOPICS = {  # how much each is asked for: some of it has hardly a picture, which is the point
    **{
        "refillable-packaging": 14,
        "waste-separation": 9,
        "back-to-school": 12,
        "snack-bar": 6,
        "bar-soap": 5,
        "kitchen": 6,
    },
    **{"teenagers": 9, "solar-power": 8, "vegan-formula": 7, "university-students": 7, "teachers": 5, "families": 5},
    **{"sun-care": 4, "babies": 4, "deposit-system": 5, "composting": 4, "christmas": 5, "reusable-packaging": 7},
    **{"seniors": 5, "easter": 4, "carbon-footprint": 4, "shower-gel": 3},
    **{"grandparents": 4, "drinking-bottle": 3, "green-logistics": 4, "sensitive-skin": 3},
}
_TEAMS = {"brand": 5, "social": 6, "trade": 3, "agency": 4}
_CHANNELS = {"website": 8, "social_organic": 7, "email": 4, "print_ad": 2, "ooh": 1, "social_paid": 4}
_MARKETS = {"DE": 8, "AT": 3, "CH": 2, "FR": 4, "NL": 2, "GB": 3}
_LANGUAGES = {"DE": "de", "AT": "de", "CH": "de", "FR": "fr"}
_AXES = {"region": 5, "channel": 4, "date": 3}
_SECONDS = {"brand": 240, "social": 110, "trade": 420, "agency": 300}
"""About how long each team looks for what it finds."""


def table(pictures: Sequence[Picture], concepts: dict[str, tuple[str, ...]]) -> str:
    """The searches as CSV with a header row, in the order of their moments; `concepts` are those of each asset. A row with an asset says
    what was taken at the end of its session, and when."""
    rng = Random(_SEED)
    held = _held(pictures, concepts)
    rows = [row for number in range(SESSIONS) for row in _session(rng, number, held)] if pictures else []
    text = StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["at"], row["search"])))
    return text.getvalue()


def _held(pictures: Iterable[Picture], concepts: dict[str, tuple[str, ...]]) -> dict[str, list[Picture]]:
    held: dict[str, list[Picture]] = {}
    for picture in pictures:
        for concept in concepts.get(picture.asset, ()):
            held.setdefault(concept, []).append(picture)
    return held


def _session(rng: Random, number: int, held: dict[str, list[Picture]]) -> list[dict[str, str]]:
    """One to three searches for the same, the last of which may end with a picture being taken."""
    day = usage.FIRST + timedelta(days=int((usage.LAST - usage.FIRST).days * (1 - rng.random() ** 1.6)))
    moment = datetime(day.year, day.month, day.day, rng.randrange(8, 18), rng.randrange(60), rng.randrange(60))
    topic, team, market = (_one(rng, weights) for weights in (_TOPICS, _TEAMS, _MARKETS))
    asks = rng.random() < _ASKED_ABOUT_A_USE
    shared = {
        "session": f"session-{number:04}",
        "team": team,
        "language": _LANGUAGES.get(market, "en"),
        "concepts": topic,
        "channel": _one(rng, _CHANNELS) if asks else "",
        "market": market if asks else "",
    }
    times = rng.choice((1, 1, 2, 3))
    rows = []
    for turn in range(times):
        at = moment + timedelta(seconds=45 * turn)
        outcome = _outcome(rng, len(held.get(topic, ())), asks)
        rows.append({"search": f"search-{number:04}-{turn}", "at": _written(at), **shared, **outcome})
    there = held.get(topic, [])
    if there and rows[-1]["usable"] != "0" and rng.random() < _FOUND_BY_SESSION:
        system, asset = rng.choice(usage.records(rng.choice(there)))
        taken = moment + timedelta(seconds=45 * times + int(_SECONDS[team] * (0.3 + rng.expovariate(1))))
        rows[-1] |= {"system": system, "asset": asset, "taken": _written(taken)}
    return rows


def _outcome(rng: Random, there: int, asks: bool) -> dict[str, str]:
    """How many were found, how many of them may be used as asked, and what denies the others."""
    results = max(0, round(there * rng.uniform(0.7, 1.1)))
    if not asks or not results:
        return {"results": str(results), "usable": "0" if asks else "", "denied": ""}
    usable = 0 if rng.random() < 1.2 / (1 + results) else rng.randrange(1, results + 1)
    denied = Counter(_one(rng, _AXES) for _ in range(results - usable))
    return {
        "results": str(results),
        "usable": str(usable),
        "denied": " ".join(f"{axis}:{times}" for axis, times in sorted(denied.items())),
    }


def _one(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def _written(moment: datetime) -> str:
    return f"{moment.isoformat()}+00:00"
