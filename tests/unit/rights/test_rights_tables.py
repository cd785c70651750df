"""The tables that people may change: their own in place of the shipped ones, and a sentence where one is amiss."""

import pytest

from tests.unit.rights.licences import DENY, PERMIT, REVIEW, licence, verdict
from thesaury.model.errors import BadInput
from thesaury.rights.deciding import Basis
from thesaury.rights.vocabulary import read_tables, shipped


def test_a_client_has_groups_of_its_own(tmp_path):
    (tmp_path / "groups.toml").write_text('[ALPS]\nmembers = ["AT", "CH"]\ndisputed = ["DE"]\n', encoding="utf-8")
    own = Basis(read_tables(tmp_path))
    alps = licence(regions="ALPS")
    assert verdict(alps, own, regions="CH") is PERMIT
    assert verdict(alps, own) is REVIEW
    assert verdict(alps, own, regions="FR") is DENY
    assert verdict(alps, regions="CH") is REVIEW, "without the table nobody knows what the Alps are"


def test_a_client_has_channels_of_its_own(tmp_path):
    (tmp_path / "channels.toml").write_text('leaves = ["website", "kiosk"]\n[groups]\n', encoding="utf-8")
    own = Basis(read_tables(tmp_path))
    assert verdict(licence(channels="kiosk"), own, channel="kiosk") is PERMIT
    assert verdict(licence(), own, channel="tv") is REVIEW


@pytest.mark.parametrize("text", ["leaves = [", "[groups]\n", 'leaves = ["website"]\ngroups = 3\n'])
def test_a_table_that_is_amiss_is_named_in_a_sentence(tmp_path, text):
    (tmp_path / "channels.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"table|TOML"):
        read_tables(tmp_path)


def test_every_kind_that_people_say_for_another_is_a_kind():
    limits = shipped().limits
    assert all(near in limits for kind in limits.values() for near in kind.near)


def test_every_group_of_channels_has_leaves_only():
    channels = shipped().channels
    assert all(members <= channels.leaves for members in channels.groups.values())
