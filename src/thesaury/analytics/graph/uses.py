"""Uses, downloads and shares as activities of PROV-O. Views are only tallied: there are too many of them, and each says too little."""

from collections.abc import Iterator

from thesaury.analytics.activity import Activity
from thesaury.analytics.naming import campaign_iri, use_iri
from thesaury.analytics.statements import asset_iri
from thesaury.analytics.terms import integer, moment, text
from thesaury.model.remembering import remembered
from thesaury.model.statement import PROV, RDF, THY, Iri, Statement
from thesaury.model.usage import UsageKind

TOLD = (UsageKind.USE, UsageKind.DOWNLOAD, UsageKind.SHARE)
"""The kinds of events that are in the graph one by one."""

_CLASSES = {
    UsageKind.USE: Iri(f"{THY}Use"),
    UsageKind.DOWNLOAD: Iri(f"{THY}Download"),
    UsageKind.SHARE: Iri(f"{THY}Share"),
}
_TYPE, _USED, _STARTED = f"{RDF}type", f"{PROV}used", f"{PROV}startedAtTime"
_QUANTITY, _MARKET, _CHANNEL = f"{THY}quantity", f"{THY}market", f"{THY}channel"
_CAMPAIGN, _WHERE = f"{THY}campaign", f"{THY}where"

_short_text = remembered(4096)(text)
"""Markets and channels: the same few, over and over."""
_asset = remembered(200_000)(lambda asset: Iri(asset_iri(asset)))
_campaign = remembered(4096)(lambda campaign: Iri(campaign_iri(campaign)))


def use_statements(done: Activity) -> Iterator[Statement]:
    """One use. `prov:used` is missing where nobody knows the asset, the quantity where it is one; what is of a kind that is not `TOLD`, or
    happened zero times because it was withdrawn, says nothing."""
    if done.kind not in _CLASSES or not done.quantity:
        return
    node = use_iri(done.source, done.id)
    yield Statement(node, _TYPE, _CLASSES[done.kind])
    if done.asset:
        yield Statement(node, _USED, _asset(done.asset))
    yield Statement(node, _STARTED, moment(done.at))
    if done.quantity != 1:
        yield Statement(node, _QUANTITY, integer(done.quantity))
    for market in done.markets:
        yield Statement(node, _MARKET, _short_text(market))
    if done.channel:
        yield Statement(node, _CHANNEL, _short_text(done.channel))
    if done.campaign:
        yield Statement(node, _CAMPAIGN, _campaign(done.campaign))
    if done.where:
        yield Statement(node, _WHERE, text(done.where))
