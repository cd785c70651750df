"""How briefs say a use: names of the trade, platforms paid and organic, what is left out, what is shown, lengths of time."""

import pytest

from tests.unit.briefing.words import codes, read, values
from thesaury.model.brief import Brief

CHANNELS = (
    ("Instagram and TikTok as paid ads, Ireland, May 2027.", "social_paid"),
    ("Publicités Instagram et TikTok, France, mai 2027.", "social_paid"),
    ("LinkedIn posts (organic) in Poland, May 2027.", "social_organic"),
    ("Facebook (unsere Kanäle, kein Mediabudget), Belgien, Mai 2027.", "social_organic"),
    ("Kanal: Paid Social (Instagram, Pinterest)", "social_paid"),
    ("Social (nur organisch): Instagram, Facebook. Land: Luxemburg.", "social_organic"),
    ("Instagram, newsletter, Spain, May 2027.", "social_organic social_paid email"),
    ("Instagram and paid social, Spain, May 2027.", "social_organic social_paid"),
    ("Regalstopper und Deckenhänger, Österreich, Mai 2027.", "pos"),
    ("Têtes de gondole et stop-rayons, Espagne, mai 2027.", "pos"),
    ("PDP visuals and a pitch deck, UK, May 2027.", "website presentation"),
    ("Für Anzeigen in Zeitschriften in Frankreich, Juni 2027.", "print_ad"),
    ("E-Mail und ein Banner in der App, Schweiz, Mai 2027.", "email app"),
    ("Banners on our own website, Spain, May 2027.", "website"),
    ("Nur Print: Katalog und Zeitungsanzeigen, Schweiz, Mai 2027.", "brochure print_ad"),
    ("Our distributor prints a leaflet in Turkey, May 2027.", "brochure"),
    ("Header for the newsletter, display.", "email display_ads"),
    ("Visuels pour Insta (organique + payant) et la boutique en ligne.", "social_organic social_paid website"),
    ("Für den Titel des Sommerprospekts in der Schweiz, Mai 2027.", "brochure"),
    ("The sales conference in Ireland in May 2027 needs slides and roll-ups.", "presentation event"),
)

REGIONS = (
    ("Billboards, DACH except Switzerland, May 2027.", "DE AT"),
    ("Benelux ohne Luxemburg, Onlinebanner, Mai 2027.", "BE NL"),
    ("Pays nordiques sauf Islande, bannières, mai 2027.", "DK FI NO SE"),
    ("Press kit on the new plant in Hungary, for journalists in Austria.", "AT"),
    ("Press ads, May 2027: a woman on a beach in Portugal.", ""),
    ("Intranet, mai 2027 : usines en Hongrie et au Maroc.", ""),
    ("A Greek island for the cover of our UK summer brochure, May 2027.", "GB"),
    ("Verwendung europaweit auf der Website.", "150"),
    ("Markets - Finland, Estonia. Billboards yes.", "FI EE"),
)

PERIODS = (
    ("Banners, Nordics, for six weeks from 1 March 2027.", "2027-03-01", "2027-04-11"),
    ("Start 15.03.2027, Laufzeit 3 Monate, Österreich, Onlinebanner.", "2027-03-15", "2027-06-14"),
    ("Site web, France, à partir du 15 mars 2027 pour un an.", "2027-03-15", "2028-03-14"),
    ("Période : T2 2027", "2027-04-01", "2027-06-30"),
    ("Catalogue, Suisse, S1 2027.", "2027-01-01", "2027-06-30"),
    ("In shops from September until the end of November 2027.", "2027-09-01", "2027-11-30"),
    ("Sur le site, entre le 1er et le 30 novembre 2027.", "2027-11-01", "2027-11-30"),
    ("Website, Dänemark, vom 01.05. bis 31.08.2027.", "2027-05-01", "2027-08-31"),
    ("Billboards, UK, Q3 2027.", "2027-07-01", "2027-09-30"),
    ("TV-Spot, Deutschland, 2. Quartal 2027. Bilder bitte bis 15.01.2027 liefern.", "2027-04-01", "2027-06-30"),
    ("Spot TV au Canada, premier semestre 2027.", "2027-01-01", "2027-06-30"),
    ("We go live in Croatia on 1 June 2027! Runs until 31 August 2027.", "2027-06-01", "2027-08-31"),
    ("Ganzjährig 2027 im Intranet.", "2027-01-01", "2027-12-31"),
)


def days(brief: Brief) -> tuple[str, str]:
    """Both days, empty where nothing is said."""
    return brief.first_day.value if brief.first_day else "", brief.last_day.value if brief.last_day else ""


@pytest.mark.parametrize(("text", "channels"), CHANNELS)
def test_channels_are_called_as_the_trade_calls_them(text: str, channels: str) -> None:
    assert values(read(text).channels) == set(channels.split())


@pytest.mark.parametrize(("text", "regions"), REGIONS)
def test_markets_are_neither_left_out_nor_shown(text: str, regions: str) -> None:
    assert values(read(text).regions) == set(regions.split())


@pytest.mark.parametrize(("text", "first", "last"), PERIODS)
def test_lengths_and_joined_days_are_periods(text: str, first: str, last: str) -> None:
    assert days(read(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Spring 2027, Italy: in-store posters.",
        "Zeitraum: Weihnachten 2027",
        "Fin de l'été 2027, Grèce, spot cinéma.",
        "Erscheint Ende August 2027 in Deutschland.",
    ],
)
def test_seasons_feasts_and_an_end_alone_are_notes_and_no_days(text: str) -> None:
    brief = read(text)
    assert days(brief) == ("", "")
    assert "date_unclear" in codes(brief)


@pytest.mark.parametrize(
    "text",
    [
        "Children drawing posters in a classroom in Finland.",
        "A tote bag hanging in a kitchen in Denmark, morning light.",
        "Ein Handzettel liegt auf der Straße in Polen.",
        "Street scene in Tokyo with billboards and neon lights.",
    ],
)
def test_what_a_picture_shows_is_no_channel(text: str) -> None:
    assert not read(text).channels


def test_a_country_left_out_of_the_world_is_a_note() -> None:
    brief = read("Website, everywhere but the US, May 2027.")
    assert values(brief.regions) == {"001"}
    assert "region_left_out" in codes(brief)
