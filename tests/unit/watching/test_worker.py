"""A worker looks at the rights by itself."""

import time
from datetime import UTC, datetime, timedelta

from tests.patience import PATIENCE
from tests.unit.watching.brand import WEB, Brand, Ear
from thesaury.dispatch import work
from thesaury.dispatch.telling import tell
from thesaury.model.licensing import Term
from thesaury.pipeline.watch.telling import LEASE


def test_a_worker_tells_what_ends_soon():
    brand, ear = Brand(), Ear()
    brand.told_by = [ear]
    soon = (datetime.now(UTC) + timedelta(days=3)).date()
    brand.bring("a", Term(WEB.channels, WEB.regions, valid_until=soon))
    until = time.monotonic() + PATIENCE
    work(brand, lambda: bool(ear.heard) or time.monotonic() > until, patience=0)
    [key] = ear.keys
    assert key == f"dam/a 0 end {soon} 7"


def test_where_another_worker_looks_this_one_lets_it():
    brand = Brand()
    brand.bring("a", WEB)
    assert brand.catalogue.leases.take(LEASE, "another machine", 9e12, 60)
    tell(brand, datetime(2026, 12, 31, 12, tzinfo=UTC))
    assert brand.catalogue.notices.page() == []


def test_a_round_that_is_asked_to_stop_leaves_the_rest_to_the_next():
    brand, ear = Brand(), Ear()
    brand.told_by = [ear]
    for name in "abc":
        brand.bring(name, WEB)
    end = datetime(2026, 12, 31, 12, tzinfo=UTC)
    asked = iter([False, False, True])
    tell(brand, end, lambda: next(asked, True))
    assert (len(brand.catalogue.notices.page()), ear.keys) == (2, [])
    tell(brand, end)
    assert len(set(ear.keys)) == len(ear.keys) == 3
