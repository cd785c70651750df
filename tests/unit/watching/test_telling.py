"""How messages go out: at once or once a day, again after a failure, never lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.unit.watching.brand import END, WEB, Brand, Ear, morning
from thesaury.pipeline.watch.telling import watch_round

DAY = date(2026, 12, 1)


@pytest.fixture
def brand() -> Brand:
    made = Brand()
    made.told_by = [Ear()]
    for name, campaign in (("a", "Winter"), ("b", "Spring"), ("c", "Spring")):
        made.bring(name, WEB, properties={"campaign": [campaign]})
    return made


@pytest.fixture
def ear(brand: Brand) -> Ear:
    [ear] = brand.told_by
    assert isinstance(ear, Ear)
    return ear


def test_at_once_there_is_a_message_for_each_group(brand: Brand, ear: Ear):
    assert watch_round(brand, morning(DAY)).told == (("ear", 2),)
    assert [len(message.keys) for message in ear.heard] == [2, 1]
    assert len({message.id for message in ear.heard}) == 2


def test_what_did_not_go_out_goes_out_the_next_time_and_only_then(brand: Brand, ear: Ear):
    ear.deaf()
    done = watch_round(brand, morning(DAY))
    assert (len(done.new), done.told, done.failed) == (3, (("ear", 0),), (("ear", "nobody hears"),))
    ear.failing = None
    again = watch_round(brand, morning(DAY))
    assert (again.new, again.told, again.failed) == ((), (("ear", 2),), ())
    assert watch_round(brand, morning(DAY)).told == (("ear", 0),)
    assert sorted(ear.keys) == sorted(n.key for n in done.new)
    assert {event.what for event in brand.catalogue.notices.log()} == {"failed", "told"}


def test_one_deaf_channel_keeps_nothing_from_the_other(brand: Brand, ear: Ear):
    other = Ear()
    other.channel = "other"
    brand.told_by = [ear, other]
    ear.deaf()
    watch_round(brand, morning(DAY))
    assert (ear.heard, len(other.keys)) == ([], 3)


def test_a_digest_goes_out_once_a_day_and_has_all_groups(brand: Brand, ear: Ear):
    brand.notice_digest = True
    assert watch_round(brand, morning(DAY)).told == (("ear", 1),)
    brand.bring("d", WEB)
    assert [watch_round(brand, morning(DAY) + timedelta(hours=hour)).told for hour in (1, 12)] == [(("ear", 0),)] * 2
    assert watch_round(brand, morning(DAY + timedelta(days=1))).told == (("ear", 1),)
    assert [[(g.campaign, len(g.notices)) for g in message.groups] for message in ear.heard] == [
        [("Spring", 2), ("Winter", 1)],
        [("", 1)],
    ]


class Killed(BaseException):
    """The process ends."""


def test_a_kill_between_telling_and_keeping_tells_twice_and_never_not_at_all(brand: Brand, ear: Ear, monkeypatch):
    notices = brand.catalogue.notices

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(notices, "told", killed)
        with pytest.raises(Killed):
            watch_round(brand, morning(DAY))
    first = list(ear.heard)
    watch_round(brand, morning(DAY))
    assert len(first) == 1
    assert [message.id for message in ear.heard].count(first[0].id) == 2  # the receiver knows it again
    assert sorted(set(ear.keys)) == sorted(n.key for n in notices.page())
    assert watch_round(brand, morning(DAY)).told == (("ear", 0),)


def test_a_kill_between_finding_and_telling_loses_nothing(brand: Brand, ear: Ear, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(ear, "tell", lambda _: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            watch_round(brand, morning(DAY))
    assert len(brand.catalogue.notices.page()) == 3
    watch_round(brand, morning(DAY))
    assert len(ear.keys) == 3


def test_without_a_channel_notices_are_kept_all_the_same(brand: Brand):
    brand.told_by = []
    assert len(watch_round(brand, morning(END)).new) == 3
    assert {notice.stage for notice in brand.catalogue.notices.page()} == {0}


def test_more_than_a_message_holds_goes_out_in_several(brand: Brand, ear: Ear, monkeypatch):
    monkeypatch.setattr("thesaury.pipeline.watch.telling.MOST", 2)
    brand.bring("d", replace(WEB, valid_until=END + timedelta(days=1)), properties={"campaign": ["Spring"]})
    watch_round(brand, morning(DAY))
    assert len(ear.keys) == len(set(ear.keys)) == 4
    assert max(len(message.keys) for message in ear.heard) <= 2
