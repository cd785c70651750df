"""How a permitted use near the one asked for is said: only what differs is named."""

from datetime import date, datetime
from functools import lru_cache

from thesaury.model.use import Use
from thesaury.rights.deciding.findings import listed


def difference(asked: Use, given: Use) -> str:
    """ "Permitted in DE and AT until 31 December 2026": the given use by what it has that the asked one has not."""
    parts = [
        f"for {given.purpose}" if given.purpose != asked.purpose else "",
        f"by {given.party}" if given.party != asked.party else "",
        f"on {given.channel}" if given.channel != asked.channel else "",
        f"in {listed(given.regions)}" if given.regions != asked.regions else "",
        f"from {shown(given.first_day)}" if given.first_day != asked.first_day else "",
        f"until {shown(given.last_day)}" if given.last_day and given.last_day != asked.last_day else "",
        *(f"with at most {value:g} {kind}" for kind, value in given.quantity if (kind, value) not in asked.quantity),
        *(f"for the {kind} {listed(names)}" for kind, names in given.scope if (kind, names) not in asked.scope),
        "without changes" if asked.modify and not given.modify else "",
        "once it is approved" if given.approved and not asked.approved else "",
    ]
    return " ".join(("Permitted", *filter(None, parts)))


def shown(day: date) -> str:
    """A date as people read it: 31 December 2026; a moment with its hour, and its offset where it has one."""
    if not isinstance(day, datetime):
        return _written(day)
    offset = f"{day:%z}"
    return f"{_written(day.date())}, {day:%H:%M}" + (f" {offset[:3]}:{offset[3:5]}" if offset else "")


@lru_cache(maxsize=4_096)
def _written(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
