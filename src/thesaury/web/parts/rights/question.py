"""The form "May I use it?": what its address asks, and the planned use that is. Bad values stay in the form with a sentence beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from thesaury.model.use import TIME_ZONE, Use
from thesaury.rights.deciding.findings import zone
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.parts.rights import words
from thesaury.web.parts.rights.numbers import exact_number
from thesaury.web.texts import phrase

SCOPES = ("campaign", "brand", "product", "event", "publication", "language", "industry")
"""What a use can be for, beside its purpose."""
FLAGS = ("modify", "approved", "already_in_use")
_ONE = ("channel", "from", "to", "purpose", "party", "zone")
_LONGEST, _MOST = 400, 300


@dataclass(frozen=True, slots=True)
class Question:
    """What the form holds, as typed; `use` is None where nothing is asked yet or something in `errors` (field: sentence) is amiss."""

    values: Mapping[str, str]
    many: Mapping[str, tuple[str, ...]]
    errors: Mapping[str, str] = field(default_factory=dict)
    use: Use | None = None

    @property
    def asked(self) -> bool:
        """Whether somebody asked."""
        return bool(self.values.get("asked"))

    @property
    def regions(self) -> str:
        """The regions in one line, as the form shows them."""
        return ", ".join(self.many["region"])

    @property
    def amounts(self) -> tuple[tuple[str, str], ...]:
        """Kinds of limits with how much is planned; an empty one where there is none."""
        return tuple(zip(self.many["limit"], self.many["amount"], strict=True)) or (("", ""),)

    @property
    def special(self) -> bool:
        """Whether it asks more than where, when and what for, so that those fields are to be seen."""
        many = any(self.many[name] for name in ("limit", *SCOPES))
        return many or self.values["party"] != "licensee" or any(self.values[flag] for flag in FLAGS)


def question(pairs: Iterable[tuple[str, str]], regions: Regions) -> Question:
    """Read a query string by the regions of the workspace; names that are not known are left out."""
    given = [(name, value.strip()[:_LONGEST]) for name, value in pairs][:_MOST]
    last = dict(given)
    values = {name: last.get(name, "") for name in (*_ONE, *FLAGS)}
    many = {name: tuple(v for n, v in given if n == name and v) for name in ("region", *SCOPES)}
    many["limit"], many["amount"] = _paired(given)
    many["region"] = tuple(
        dict.fromkeys(r.strip() for value in many["region"] for r in value.replace(";", ",").split(",") if r.strip())
    )
    asked = "channel" in last or "region" in last
    values["zone"] = values["zone"] or TIME_ZONE
    known_zone = zone(values["zone"])
    values["from"] = values["from"] or last.get("date", "") or _today(known_zone or ZoneInfo(TIME_ZONE)).isoformat()
    values["purpose"] = values["purpose"] or "commercial_promotion"
    values["party"] = values["party"] or "licensee"
    values["asked"] = "yes" if asked else ""
    if not asked:
        return Question(values, many)
    errors: dict[str, str] = {}
    if known_zone is None:
        errors["zone"] = phrase("rights.error.zone", zone=values["zone"])
    errors |= {flag: phrase("rights.error.flag") for flag in FLAGS if values[flag] not in ("", "yes")}
    use = _use(values, many, regions, errors)
    return Question(values, many, errors, None if errors else use)


def _paired(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Kinds of limits and amounts, one beside the other; a row of the form that says neither is left out."""
    kinds, amounts = ([value for name, value in given if name == wanted] for wanted in ("limit", "amount"))
    rows = [row for row in zip_longest(kinds, amounts, fillvalue="") if any(row)]
    return tuple(kind for kind, _ in rows), tuple(amount for _, amount in rows)


def asked_url(asset_url: str, use: Use) -> str:
    """The address that asks this use of this asset."""
    first, last = _written(use.first_day), _written(use.last_day) if use.last_day else ""
    pairs = [("channel", use.channel), *(("region", one) for one in use.regions), ("from", first)]
    pairs += [("to", last)] if last else []
    pairs += [("purpose", use.purpose), ("party", use.party)]
    for kind, amount in use.quantity:
        pairs += [("limit", kind), ("amount", f"{amount:.12g}")]
    pairs += [(kind, name) for kind, names in use.scope for name in names]
    pairs += [(flag, "yes") for flag in FLAGS if getattr(use, flag)]
    pairs += [("zone", use.time_zone)] if use.time_zone != TIME_ZONE else []
    return f"{asset_url}?{urlencode(pairs)}#may-i"


def _use(
    values: Mapping[str, str], many: Mapping[str, tuple[str, ...]], regions: Regions, errors: dict[str, str]
) -> Use | None:
    tables = shipped()
    if values["channel"] not in (*tables.channels.leaves, *tables.channels.groups):
        named = phrase("rights.error.channel.unknown", channel=values["channel"])
        errors["channel"] = named if values["channel"] else phrase("rights.error.channel")
    if values["purpose"] not in tables.purposes:
        errors["purpose"] = phrase("rights.error.purpose", purpose=values["purpose"])
    if values["party"] not in tables.parties.leaves:
        errors["party"] = phrase("rights.error.party", party=values["party"])
    places = _regions(many["region"], regions, errors)
    first, last = _period(values, errors)
    quantity = tuple(_quantities(many, errors))
    if errors or first is None:
        return None
    scope = tuple((kind, many[kind]) for kind in SCOPES if many[kind])
    flags = {flag: bool(values[flag]) for flag in FLAGS}
    return Use(
        values["channel"],
        places,
        first,
        last,
        values["purpose"],
        values["party"],
        quantity,
        scope,
        time_zone=values["zone"],
        **flags,
    )


def _regions(written: Sequence[str], regions: Regions, errors: dict[str, str]) -> tuple[str, ...]:
    found = {name: words.region_code(name, regions) for name in written}
    if not found:
        errors["region"] = phrase("rights.error.region")
    if strange := [name for name, code in found.items() if not code]:
        errors["region"] = phrase("rights.error.region.unknown", region=strange[0])
    return tuple(dict.fromkeys(found.values()))


def _period(values: Mapping[str, str], errors: dict[str, str]) -> tuple[date | None, date | None]:
    first, last = _day(values["from"], "from", errors), _day(values["to"], "to", errors) if values["to"] else None
    if first and last and first.isoformat() > last.isoformat():
        errors["to"] = phrase("rights.error.period")
    if first and last and isinstance(first, datetime) != isinstance(last, datetime):
        errors["to"] = phrase("rights.error.period.mixed")
    return first, last


def _day(written: str, name: str, errors: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(written) if len(written) <= len("2026-12-31") else datetime.fromisoformat(written)
    except ValueError:
        errors[name] = phrase("rights.error.day", day=written)
        return None


def _quantities(many: Mapping[str, tuple[str, ...]], errors: dict[str, str]) -> Iterator[tuple[str, float]]:
    for kind, written in zip(many["limit"], many["amount"], strict=True):
        amount = exact_number(written)
        if kind not in shipped().limits or amount is None:
            errors["amount"] = phrase("rights.error.amount")
        else:
            yield kind, amount


def _written(day: date) -> str:
    return day.isoformat(timespec="seconds") if isinstance(day, datetime) else day.isoformat()


def _today(where: ZoneInfo) -> date:
    return datetime.now(where).date()
