"""All cubes, one after another."""

from collections.abc import Callable, Iterator, Mapping

from thesaury.analytics.tallying import at_risk, concept_demand, concept_supply, concept_use, spend, unanswered
from thesaury.analytics.tallying.campaign_use import CUBE as CAMPAIGN_USE
from thesaury.analytics.tallying.campaign_use import campaign_use
from thesaury.analytics.tallying.cube import Slice
from thesaury.analytics.tallying.facts import Facts
from thesaury.analytics.tallying.tag_quality import CUBE as TAG_QUALITY
from thesaury.analytics.tallying.tag_quality import tag_quality
from thesaury.analytics.tallying.time_to_find import CUBE as TIME_TO_FIND
from thesaury.analytics.tallying.time_to_find import time_to_find

CUBES: Mapping[str, Callable[[Facts], Iterator[Slice]]] = {
    concept_use.CUBE: concept_use.concept_use,
    concept_demand.CUBE: concept_demand.concept_demand,
    concept_supply.CUBE: concept_supply.concept_supply,
    unanswered.FOUND_NOTHING: unanswered.found_nothing,
    unanswered.BLOCKED: unanswered.blocked_by_rights,
    CAMPAIGN_USE: campaign_use,
    spend.CUBE: spend.spend,
    TAG_QUALITY: tag_quality,
    TIME_TO_FIND: time_to_find,
    at_risk.LATE: at_risk.late_uses,
    at_risk.ENDINGS: at_risk.endings,
}
"""What makes the slices of each cube, by its name."""


def slices(facts: Facts) -> Iterator[Slice]:
    """The slices of all cubes."""
    for cube in CUBES.values():
        yield from cube(facts)
