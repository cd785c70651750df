"""What systems say of the state of an asset: approved and current versions only."""

from dataclasses import replace

import pytest

from thesaury.model.asset import Asset, Licence, Record
from thesaury.model.standing import Standing, replaces, standing, takes_over

RECORD = Record("dam", "1", "1")


def asset(**properties: str) -> Asset:
    told = tuple((name, (value,)) for name, value in properties.items())
    return Asset("a", (replace(RECORD, properties=told),))


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("approved", "false", Standing.UNAPPROVED),
        ("approved", "true", None),
        ("Approval Status", "Pending approval", Standing.UNAPPROVED),
        ("status", "Draft", Standing.DRAFT),
        ("state", "work-in-progress", Standing.DRAFT),
        ("status", "Abgelehnt", Standing.REJECTED),
        ("status", "archived", Standing.ARCHIVED),
        ("archived", "yes", Standing.ARCHIVED),
        ("status", "expired", Standing.EXPIRED),
        ("lifecycle", "withdrawn", Standing.WITHDRAWN),
        ("is_current", "false", Standing.SUPERSEDED),
        ("replaced_by", "dam/2", Standing.SUPERSEDED),
        ("replaced_by", " ", None),
        ("status", "final", None),
        ("headline", "draft", None),
    ],
)
def test_a_record_says_why_its_asset_is_not_offered(name, value, why):
    assert standing(asset(**{name: value})) is why


def test_one_record_that_says_so_is_enough():
    told = asset(status="final")
    other = replace(RECORD, connection="shop", properties=(("approved", ("false",)),))
    assert standing(replace(told, records=(*told.records, other))) is Standing.UNAPPROVED


def test_an_archive_flag_among_the_licence_fields_counts():
    licensed = replace(RECORD, licences=(Licence(fields=(("archive", "1"),)),))
    assert standing(Asset("a", (licensed,))) is Standing.ARCHIVED


def test_an_asset_that_another_one_took_the_place_of_is_superseded():
    newer = Asset("b", (replace(RECORD, external_id="2", properties=(("replaces", ("1",)),)),))
    assert "dam/1" in replaces(newer)
    assert standing(asset(), replaces(newer)) is Standing.SUPERSEDED
    assert standing(newer, replaces(newer)) is None


@pytest.mark.parametrize(
    ("told", "takes"),
    [({}, True), ({"is_current": "no"}, True), ({"status": "draft"}, False), ({"approved": "no"}, False)],
)
def test_a_draft_takes_no_place_and_what_was_superseded_did(told: dict[str, str], takes: bool):
    assert takes_over(asset(replaces="dam/9", **told)) is takes
