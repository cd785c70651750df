"""What happened to an asset within one second, which is as fine as the log dates, is told in the order in which it was done."""

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import pytest

from tests.fakes.catalogue import FakeCatalogue
from thesaury.model.access import Permission
from thesaury.model.asset import Asset, Record
from thesaury.model.audit import Deed
from thesaury.model.licensing import Statement
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.web.door.caller import Caller, calling
from thesaury.web.lexicon import Lexicon
from thesaury.web.pages.asset.history import history

AT = "2026-12-01T08:00:00+00:00"
RECORD = Record("dam", "1", (), (), {})
ASSET = Asset("asset:1", (RECORD, replace(RECORD, external_id="2")))


@pytest.fixture(autouse=True)
def _administers() -> Iterator[None]:
    before = calling.set(Caller("ada", frozenset({Permission.ADMINISTER})))
    yield
    calling.reset(before)


def test_deeds_on_an_asset_and_its_records_come_by_their_numbers():
    catalogue = FakeCatalogue()
    subjects = ("record:dam/1", f"asset:{ASSET.id}", "record:dam/2", f"asset:{ASSET.id}", "record:dam/1")
    catalogue.audit.add([Deed(AT, str(number), "asset.note", subject) for number, subject in enumerate(subjects, 1)])
    told = history(catalogue, ASSET, (), (), cast(Lexicon, None))
    assert [one.who for one in told] == ["5", "4", "3", "2", "1"]


def test_versions_of_rights_come_newest_first():
    catalogue = FakeCatalogue()
    source = RightsSource("dam/1", "0")
    versions = [RightsRecord(source, number, Statement(), PolicyStatus.NEEDS_REVIEW, "1", AT) for number in (1, 2, 3)]
    for one in versions:
        catalogue.rights.put([one])
    told = history(catalogue, ASSET, (), versions[-1:], cast(Lexicon, None))
    assert [one.what for one in told] == [f"Rights read, version {number}" for number in (3, 2, 1)]
