"""Notices of rights find their way to webhooks: what a round of the watch finds is told by the next round of webhooks."""

from datetime import date

from tests.unit.announcing.told import ADDRESS, told
from tests.unit.watching.brand import END, WEB, Brand, morning
from thesaury.model.webhook import EventKind
from thesaury.pipeline.announcing import endpoints
from thesaury.pipeline.announcing.rounds import announce
from thesaury.pipeline.watch.telling import watch_round

DAY = date(2026, 12, 1)


def test_a_licence_that_ends_soon_is_told_to_those_who_asked_and_to_nobody_twice():
    brand = Brand()
    asset = brand.bring("a", WEB)
    wanting, _ = endpoints.add(brand, ADDRESS, [EventKind.RIGHTS_EXPIRING])
    endpoints.add(brand, ADDRESS, [EventKind.ASSET_WITHDRAWN])
    for _ in range(2):
        assert watch_round(brand, morning(DAY)).failed == ()
        announce(brand, clock=lambda: morning(DAY))
    [(endpoint, delivery, _)] = brand.webhook_sender.sent
    kind, data = told(delivery)
    assert (endpoint, kind) == (wanting.id, "rights.expiring")
    assert (data["asset"], data["reason"], data["day"]) == (asset.id, "end", END.isoformat())
