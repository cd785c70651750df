"""The uses a brief plans."""

from thesaury.model.brief import Brief
from thesaury.model.licensing import WORLD
from thesaury.model.use import Use
from thesaury.pipeline.rights.facets import today
from thesaury.rights.stating.asking import question
from thesaury.rights.vocabulary import Tables

Notes = tuple[tuple[str, str], ...]

_CHANNEL = "website"
"""Asked for where a brief names a market or a period and no channel."""


def uses_of(brief: Brief, tables: Tables) -> tuple[tuple[Use, ...], Notes]:
    """One use for each channel, in all regions and over all days; none where the brief says nothing of a use. What was not said is assumed,
    and a note says so. Raises Usage or BadInput for what no table has."""
    if not (brief.channels or brief.regions or brief.first_day or brief.last_day):
        return (), (("no-use", ""),)
    channels = tuple(dict.fromkeys(said.value for said in brief.channels)) or (_CHANNEL,)
    regions = tuple(dict.fromkeys(said.value for said in brief.regions)) or (WORLD,)
    assumed = {
        "channel-assumed": brief.channels,
        "region-assumed": brief.regions,
        "day-assumed": brief.first_day or brief.last_day,
    }
    days = ("", *_days(brief))
    return (
        tuple(question(channel, regions, days, tables=tables) for channel in channels),
        tuple((code, "") for code, said in assumed.items() if not said),
    )


def _days(brief: Brief) -> tuple[str, str]:
    """The first and the last day, both empty where the brief names none; one that names only the last begins today, and one that names only
    the first ends on the day it begins."""
    first = brief.first_day.value if brief.first_day else ""
    last = brief.last_day.value if brief.last_day else ""
    if last and not first:
        return min(today().isoformat(), last), last
    return first, last or first
