"""The cubes `late-uses` and `endings`: uses that no licence covers any more, and those of campaigns that one covers only until a day."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from thesaury.analytics.naming import campaign_iri, use_iri
from thesaury.analytics.statements import asset_iri
from thesaury.analytics.tallying.cube import Observation, Slice, Told
from thesaury.analytics.tallying.facts import Ending, Facts, LateUse
from thesaury.analytics.tallying.periods import periods_of
from thesaury.model.statement import Iri

LATE, ENDINGS = "late-uses", "endings"


def late_uses(facts: Facts) -> Iterator[Slice]:
    """The slices of periods with late uses, which count as often as they were reported in sum."""
    by_period: dict[str, list[LateUse]] = {}
    for late in facts.late:
        for period in periods_of(late.day):
            by_period.setdefault(period, []).append(late)
    for period, found in by_period.items():
        told = (("uses", sum(late.quantity for late in found)),)
        yield Slice(LATE, (("period", period),), told, partial(_late, found))


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
