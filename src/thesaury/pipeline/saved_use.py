"""The use that a saved search asks about: kept as somebody named it, so that today stays today, and decided whenever it is asked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from thesaury.model.asset import Asset
from thesaury.model.errors import Usage
from thesaury.model.policy import Verdict
from thesaury.model.saved_search import SavedSearch
from thesaury.model.use import TIME_ZONE, Use
from thesaury.pipeline.rights.clearing import Clearing
from thesaury.rights.stating.asking import question
from thesaury.rights.vocabulary import Tables
from thesaury.search.cleared import VERDICT, Cleared
from thesaury.search.usable import verdicts_named

Pairs = tuple[tuple[str, str], ...]

_FLAGS = ("modify", "approved", "already_in_use")
NAMES = ("channel", "region", "date", "from", "to", "purpose", "party", "zone", *_FLAGS, VERDICT)
"""What names a use, as in the address of the search page; `region` and `verdict` may stand there several times."""


def kept_use(given: Iterable[tuple[str, str]], tables: Tables) -> Pairs:
    """The use to keep, empty where none is named. Where no verdict is wanted only what is permitted is.

    Raises Usage and BadInput where it is none: half of it is missing, a name is in no table, a day cannot be read.
    """
    pairs = tuple(dict.fromkeys((name, value.strip()) for name, value in given if value.strip()))
    if strange := [name for name, _ in pairs if name not in NAMES]:
        raise Usage(f"A use has no {strange[0]!r}. It has: {', '.join(NAMES)}.")
    if not pairs:
        return ()
    use_of(pairs, tables)
    wanted = verdicts_named(value for name, value in pairs if name == VERDICT) or (Verdict.PERMIT,)
    rest = tuple(pair for pair in pairs if pair[0] != VERDICT)
    return (*rest, *((VERDICT, verdict.value) for verdict in wanted))


def use_of(pairs: Pairs, tables: Tables) -> Use:
    """The planned use of this moment: a search that names no day asks about the day on which it is asked. Raises Usage and BadInput."""
    last = dict(pairs)
    regions = [part.strip() for name, value in pairs if name == "region" for part in value.split(",") if part.strip()]
    if not last.get("channel") or not regions:
        raise Usage("A use needs both a channel and a region.")
    day, first, end = (last.get(name, "") for name in ("date", "from", "to"))
    days = (day, first, end) if end or not first else (first, "", "")
    purpose, party = last.get("purpose") or "commercial_promotion", last.get("party") or "licensee"
    zone = last.get("zone") or TIME_ZONE
    use = question(last["channel"], regions, days, purpose, party, time_zone=zone, tables=tables)
    modify, approved, in_use = (last.get(flag) == "yes" for flag in _FLAGS)
    return replace(use, modify=modify, approved=approved, already_in_use=in_use)


def cleared_of(search: SavedSearch, clearing: Clearing, tables: Tables) -> Cleared | None:
    """The rights that the search asks about now; None where it asks about none."""
    if not search.use:
        return None
    wanted = verdicts_named(value for name, value in search.use if name == VERDICT)
    return clearing.cleared(use_of(search.use, tables), wanted)


def passing(search: SavedSearch, assets: Sequence[Asset], clearing: Clearing, tables: Tables) -> list[Asset]:
    """Those of the assets that have a wanted verdict at this moment; all of them where the search asks about no use."""
    cleared = cleared_of(search, clearing, tables)
    if cleared is None:
        return list(assets)
    lines = cleared.decide(assets)
    return [asset for asset in assets if asset.id in lines and lines[asset.id].verdict in cleared.wanted]
