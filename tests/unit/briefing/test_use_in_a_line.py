"""A use that is said in one line, as short briefs do: markets, channels and a month, without fields and without "from"."""

import pytest

from tests.unit.briefing.words import read

USES = (
    ("Pictures of soap for email in Germany, January 2027.", "email", "DE", "2027-01-01", "2027-01-31"),
    ("Website and paid social, UK, 1 to 24 December 2026.", "website social_paid", "GB", "2026-12-01", "2026-12-24"),
    ("Kinospot Deutschland, Januar 2027: drei Bilder.", "cinema", "DE", "2027-01-01", "2027-01-31"),
    ("Nur Website, Schweiz, ganzes Jahr 2027.", "website", "CH", "2027-01-01", "2027-12-31"),
    ("Onlinewerbung (Display), Deutschland, März 2027.", "display_ads", "DE", "2027-03-01", "2027-03-31"),
    ("Presse magazine, France, premier semestre 2027.", "periodical", "FR", "2027-01-01", "2027-06-30"),
    ("PLV et e-mail, France, février 2027.", "pos email", "FR", "2027-02-01", "2027-02-28"),
)


@pytest.mark.parametrize(("text", "channels", "region", "first", "last"), USES)
def test_markets_channels_and_a_month_in_one_line_are_the_use(
    text: str, channels: str, region: str, first: str, last: str
) -> None:
    brief = read(text)
    assert {said.value for said in brief.channels} == set(channels.split())
    assert [said.value for said in brief.regions] == [region]
    assert brief.first_day
    assert brief.last_day
    assert (brief.first_day.value, brief.last_day.value) == (first, last)


def test_only_one_market_and_the_whole_world_are_markets_by_themselves() -> None:
    assert [said.value for said in read("Soap. Only the UK this year.").regions] == ["GB"]
    assert [said.value for said in read("Savon, brochure. Monde entier.").regions] == ["001"]


def test_organic_in_brackets_is_no_advertising() -> None:
    brief = read("Kanäle: Website und unsere eigenen Social-Media-Kanäle (organisch).")
    assert {said.value for said in brief.channels} == {"website", "social_organic"}


def test_a_year_in_passing_is_no_period() -> None:
    brief = read("The winner of 2024 on our website in Germany.")
    assert (brief.first_day, brief.last_day) == (None, None)
