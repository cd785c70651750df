"""The planned use as the options of a command name it; what no table names is refused before anything is asked."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from thesaury.model.errors import BadInput, Usage
from thesaury.model.use import Use


def question(
    channel: str,
    regions: Iterable[str],
    days: tuple[str, str, str],
    purpose: str,
    party: str,
    quantity: Iterable[str],
    scope: Mapping[str, Iterable[str] | None],
    time_zone: str,
) -> Use:
    """The use asked about; `days` are the day, or the first and the last one. Raises Usage for names that are in no table, and
    BadInput for days and numbers that cannot be read."""
    from thesaury.rights.deciding.findings import zone
    from thesaury.rights.vocabulary import shipped

    tables = shipped()
    where = zone(time_zone)
    if where is None:
        raise Usage(f"There is no time zone {time_zone!r}. Name one as the IANA list does: Europe/Berlin.")
    _among("channel", channel, (*tables.channels.leaves, *tables.channels.groups))
    _among("purpose", purpose, tables.purposes)
    _among("party", party, tables.parties.leaves)
    asked = tuple(dict.fromkeys(tables.regions.canonical(region) for region in regions))
    if strange := [region for region in asked if not tables.regions.known(region)]:
        raise Usage(
            f"There is no region {strange[0]!r}. Name countries (DE), parts (DE-BY), areas (150) or groups (DACH)."
        )
    first, last = _period(days, where)
    amounts = tuple(_amount(one, tables.limits) for one in quantity)
    named = tuple((kind, tuple(names)) for kind, names in scope.items() if names)
    return Use(channel, asked, first, last, purpose, party, amounts, named, time_zone=time_zone)


def _among(what: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise Usage(f"There is no {what} {name!r}. There are: {', '.join(sorted(known))}.")


def _period(days: tuple[str, str, str], where: ZoneInfo) -> tuple[date, date | None]:
    day, first, last = days
    if day and (first or last):
        raise Usage("Give either --date, or --from and --to.")
    if bool(first) != bool(last):
        raise Usage("A period has both --from and --to.")
    if not first:
        return (_day(day) if day else datetime.now(where).date()), None
    begin, end = _day(first), _day(last)
    if begin.isoformat() > end.isoformat():
        raise Usage(f"The period ends on {last}, before it begins on {first}. Swap --from and --to.")
    return begin, end


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written) if len(written) <= len("2026-12-31") else datetime.fromisoformat(written)
    except ValueError:
        raise BadInput(
            f"{written!r} is no day. Write it as 2026-12-31, or a moment as 2026-12-31T18:00+01:00."
        ) from None


def _amount(written: str, kinds: Collection[str]) -> tuple[str, float]:
    kind, _, number = written.partition("=")
    _among("limit", kind, kinds)
    try:
        amount = float(number)
    except ValueError:
        amount = -1.0
    if not 0 <= amount < float("inf"):
        raise BadInput(f"{written!r} is no quantity. Write it as kind=number: copies=20000.")
    return kind, amount
