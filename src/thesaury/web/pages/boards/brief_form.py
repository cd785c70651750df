"""The planned use as a person typed it, to the brief it makes. Bad values stay in the form with a sentence beside them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from thesaury.model.brief import Brief, Format
from thesaury.recommendation.briefing import changing
from thesaury.rights.vocabulary import shipped
from thesaury.rights.vocabulary.regions import Regions
from thesaury.web.pages.boards.brief_sheet import Typed
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase

_CODE = re.compile(r"\(([\w-]{2,10})\)\s*$")
_MOST, _LETTERS = 20, 100


def typed_of(fields: Iterable[tuple[str, str]]) -> Typed:
    """What a form sent, before anything is looked at."""
    values: dict[str, tuple[str, ...]] = {}
    for name, value in fields:
        values[name] = (*values.get(name, ()), value.strip())
    return Typed(values)


def with_use(brief: Brief, typed: Typed, regions: Regions) -> tuple[Brief, Mapping[str, str]]:
    """The brief with this planned use, and what is amiss by field: then the brief is as it was."""
    faults: dict[str, str] = {}
    places = _regions(typed.last("region"), regions, faults)
    first, last = (_day(typed.last(name), name, faults) for name in ("first", "last"))
    if first and last and first > last:
        faults["last"] = phrase("brief.fault.period")
    audience = _apart(typed.last("audience"))
    if len(audience) > _MOST or any(len(one) > _LETTERS for one in audience):
        faults["audience"] = phrase("brief.fault.long", most=_MOST, letters=_LETTERS)
    if faults:
        return brief, faults
    channels = [one for one in typed.values.get("channel", ()) if shipped().channels.known(one)]
    formats = [one for one in typed.values.get("format", ()) if one in list(Format)]
    made = changing.with_days(changing.with_said(brief, "regions", places), first, last)
    made = changing.with_said(changing.with_said(made, "channels", channels), "formats", formats)
    return changing.with_said(made, "audience", audience), {}


def _regions(written: str, regions: Regions, faults: dict[str, str]) -> list[str]:
    found: dict[str, str] = {}
    for name in _apart(written):
        code = words.region_code(match[1] if (match := _CODE.search(name)) else name, regions)
        if not code:
            faults["region"] = phrase("brief.fault.region", value=name[:_LETTERS])
        found[code] = name
    return list(found)


def _day(written: str, name: str, faults: dict[str, str]) -> str:
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError:
        faults[name] = phrase("brief.fault.day", value=written[:_LETTERS])
        return ""


def _apart(written: str) -> list[str]:
    return list(dict.fromkeys(name for part in re.split(r"[,;\n]", written) if (name := " ".join(part.split()))))
