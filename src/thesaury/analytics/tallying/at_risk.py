"""The cubes `late-uses` and `endings`: uses that no licence covers any more, and those of campaigns that one covers only until a day."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import product

from thesaury.analytics.naming import ALL, UNKNOWN, campaign_iri, use_iri
from thesaury.analytics.statements import asset_iri
from thesaury.analytics.tallying.cube import Observation, Slice, Told, none
from thesaury.analytics.tallying.facts import Ending, Facts, LateUse
from thesaury.analytics.tallying.periods import periods_of
from thesaury.model.statement import Iri

LATE, ENDINGS = "late-uses", "endings"


def late_uses(facts: Facts) -> Iterator[Slice]:
    """The slices of periods and markets with late uses, which count as often as they were reported in sum: those of all markets list them,
    those of one have totals alone."""
    by_place: dict[tuple[str, str], list[LateUse]] = {}
    for late in facts.late:
        markets = dict.fromkeys((ALL, *(late.markets or (UNKNOWN,))))
        for place in product(periods_of(late.day), markets):
            by_place.setdefault(place, []).append(late)
    for (period, market), found in by_place.items():
        uses: Told = (("uses", sum(late.quantity for late in found)),)
        detail: Told = () if market == ALL else (("detail", "totals"),)
        listed = partial(_late, found) if market == ALL else none
        yield Slice(LATE, (("period", period), ("market", market)), uses + detail, listed)


def endings(facts: Facts) -> Iterator[Slice]:
    """One slice, if anything in use in a campaign comes to an end."""
    if facts.endings:
        yield Slice(ENDINGS, (), (("asOf", facts.day),), partial(_endings, facts.endings))


def _late(found: Sequence[LateUse]) -> Iterable[Observation]:
    for late in sorted(found, key=lambda late: (late.source, late.event)):
        use, asset = Iri(use_iri(late.source, late.event)), Iri(asset_iri(late.asset))
        told: Told = (("use", use), ("asset", asset), ("day", late.day), ("ended", late.ended))
        campaign: Told = (("campaign", Iri(campaign_iri(late.campaign))),) if late.campaign else ()
        markets: Told = tuple(("market", market) for market in late.markets)
        yield Observation((late.source, late.event), (*told, *campaign, *markets))


def _endings(found: Sequence[Ending]) -> Iterable[Observation]:
    for one in sorted(found, key=lambda one: (one.asset, one.campaign)):
        asset, campaign = Iri(asset_iri(one.asset)), Iri(campaign_iri(one.campaign))
        told: Told = (("asset", asset), ("campaign", campaign), ("until", one.until), ("uses", one.uses))
        last: Told = (("campaignEnd", one.campaign_end),) if one.campaign_end else ()
        owner: Told = (("owner", one.owner),) if one.owner else ()
        yield Observation((one.asset, one.campaign), (*told, *last, *owner))
