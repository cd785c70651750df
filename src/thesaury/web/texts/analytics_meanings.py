"""What the columns of the named questions mean, by what their definitions say in English: many of them have the same."""

from collections.abc import Mapping

from thesaury.web.texts.phrases import Phrases

_MEANINGS: Mapping[str, str] = {
    "(demand + 1) / (all demand + 1)": "(Nachfrage + 1) / (gesamte Nachfrage + 1)",
    "(usable + 1) / (all usable + 1)": "(nutzbar + 1) / (insgesamt nutzbar + 1)",
    "a purchase that covers the asset": "ein Kauf, der das Asset deckt",
    "accepted among decided": "Anteil der angenommenen an den entschiedenen",
    "all its uses": "alle ihre Nutzungen",
    "all searches for it": "alle Suchen danach",
    "assets that may be used there today": "Assets, die dort heute genutzt werden dürfen",
    "assets that may be used today": "Assets, die heute genutzt werden dürfen",
    "assets with an accepted annotation, usable or not": "Assets mit einer angenommenen Annotation, nutzbar oder nicht",
    "blocked among all": "Anteil der versperrten an allen",
    "blocked among those that asked about a use": "Anteil der versperrten an denen, die nach einer Nutzung fragten",
    "briefs that want it": "Briefings, die ihn wünschen",
    "cost divided by uses; empty where there were none": "Kosten geteilt durch Nutzungen; leer, wo es keine gab",
    "days between the two": "Tage zwischen beiden",
    "days from then until the day that was asked about": "Tage von da an bis zu dem Tag, nach dem gefragt wurde",
    "the last day on which its use there was permitted": "der letzte Tag, an dem seine Nutzung dort erlaubt war",
    "days from the day that was asked about until then": "Tage von dem Tag, nach dem gefragt wurde, bis dahin",
    "different assets that it uses": "verschiedene Assets, die sie nutzt",
    "different assets that were used": "verschiedene Assets, die genutzt wurden",
    "downloads": "Downloads",
    "how many uses were late": "wie viele Nutzungen zu spät waren",
    "the day of the last of them": "der Tag der letzten davon",
    "the last day of the last term before them": "der letzte Tag der letzten Laufzeit davor",
    "for which campaign": "für welche Kampagne",
    "found among sessions": "Anteil der Sitzungen mit einem Fund",
    "found nothing among all": "Anteil derer ohne Ergebnis an allen",
    "half of these took less": "die Hälfte davon dauerte kürzer",
    "half of these took less; empty where nothing was found": (
        "die Hälfte davon dauerte kürzer; leer, wo nichts gefunden wurde"
    ),
    "how many assets it covers": "wie viele Assets er deckt",
    "how many assets it found": "wie viele Assets sie fand",
    "how often it was used": "wie oft es genutzt wurde",
    "how many events report it": "wie viele Ereignisse das melden",
    "how many of them may be used as planned; empty where no use was asked about": (
        "wie viele davon wie geplant genutzt werden dürfen; leer, wo nach keiner Nutzung gefragt wurde"
    ),
    "how many searches, where they are reported in sum": "wie viele Suchen, wo sie in Summe gemeldet werden",
    "how many uses the event reports": "wie viele Nutzungen das Ereignis meldet",
    "how many uses those are": "wie viele Nutzungen das sind",
    "how much, beside its others": "wie sehr, neben seinen anderen",
    "in this currency": "in dieser Währung",
    "in which all of this is counted": "in der all das gezählt wird",
    "in which channel": "in welchem Kanal",
    "its campaign": "seine Kampagne",
    "its day": "der Tag",
    "its language": "die Sprache",
    "its markets, or the one that was asked about": "ihre Märkte, oder der, nach dem gefragt wurde",
    "its price in the currency of the workspace; empty where no rate or price is known": (
        "der Preis in der Währung des Workspace; leer, wo kein Kurs oder Preis bekannt ist"
    ),
    "its title": "der Titel",
    "its uses in this campaign so far": "seine bisherigen Nutzungen in dieser Kampagne",
    "licences bought": "gekaufte Lizenzen",
    "licences bought, in every market": "gekaufte Lizenzen, in allen Märkten",
    "licences bought: a purchase counts once, however many assets it covers": (
        "gekaufte Lizenzen: Ein Kauf zählt einmal, wie viele Assets er auch deckt"
    ),
    "licences of whose assets none was used in the term": (
        "Lizenzen, von deren Assets in der Laufzeit keines genutzt wurde"
    ),
    "licensed uses among all uses": "Anteil der lizenzierten an allen Nutzungen",
    "of them, those that asked about a use": "davon die, die nach einer Nutzung fragten",
    "of them, those that another licence covers longer, begun by the last day looked at": (
        "davon die, die eine andere Lizenz länger deckt, begonnen bis zum letzten betrachteten Tag"
    ),
    "of them, those that ended in a download or placing": "davon die, die mit einem Download oder Platzieren endeten",
    "of them, those that found nothing": "davon die, die nichts fanden",
    "of them, those that a purchase covers": "davon die, die ein Kauf deckt",
    "of them, those used at least twice": "davon die, die mindestens zweimal genutzt wurden",
    "of them, those whose permission ends by then while a campaign that uses them goes on": (
        "davon die, deren Erlaubnis bis dahin endet, während eine Kampagne, die sie nutzt, weitergeht"
    ),
    "of them, those whose results may not be used as planned": (
        "davon die, deren Ergebnisse nicht wie geplant genutzt werden dürfen"
    ),
    "of them, uses of assets that a purchase covers": "davon Nutzungen von Assets, die ein Kauf deckt",
    "of those, the ones whose results may not be used as planned": (
        "von diesen die, deren Ergebnisse nicht wie geplant genutzt werden dürfen"
    ),
    "purchases left out because no rate or price is known": (
        "Käufe, die fehlen, weil kein Kurs oder Preis bekannt ist"
    ),
    "recommendations asked for with it": "Empfehlungen, um die damit gebeten wurde",
    "reuse rate: reused assets among used ones": (
        "Wiederverwendung: Anteil der wiederverwendeten an den genutzten Assets"
    ),
    "searches": "Suchen",
    "searches for it": "Suchen danach",
    "searches that found nothing among all": "Anteil der Suchen ohne Ergebnis an allen",
    "searches whose results may not be used as planned": (
        "Suchen, deren Ergebnisse nicht wie geplant genutzt werden dürfen"
    ),
    "searches with results of which none may be used as planned": (
        "Suchen mit Ergebnissen, von denen keines wie geplant genutzt werden darf"
    ),
    "sessions with a search": "Sitzungen mit einer Suche",
    "share of demand divided by share of supply; above 1 it is asked for more than it is there": (
        "Anteil an der Nachfrage geteilt durch Anteil am Angebot; über 1 wird mehr danach gefragt, als da ist"
    ),
    "shares": "geteilte Links",
    "suggestions that people accepted": "Vorschläge, die Menschen annahmen",
    "suggestions that people rejected": "Vorschläge, die Menschen ablehnten",
    "that currency": "diese Währung",
    "the asset": "das Asset",
    "the asset itself, or one that was made from it": "das Asset selbst, oder eines, das daraus entstand",
    "the brief": "das Briefing",
    "the campaign": "die Kampagne",
    "the campaign of the use": "die Kampagne der Nutzung",
    "the campaign that uses it": "die Kampagne, die es nutzt",
    "the channel": "der Kanal",
    "the channel of the planned use": "der Kanal der geplanten Nutzung",
    "the channel; unknown where none was told": "der Kanal; nicht gemeldet, wo keiner genannt wurde",
    "the concept it wants": "der Begriff, den es wünscht",
    "the concept, with everything narrower": "der Begriff mit allem Engeren",
    "the day it was made": "der Tag, an dem es entstand",
    "the day of purchase": "der Tag des Kaufs",
    "the day of the last": "der Tag der letzten",
    "the day of the use": "der Tag der Nutzung",
    "the first day of its terms": "der erste Tag der Laufzeiten",
    "the last day of the campaign; empty where it has none": "der letzte Tag der Kampagne; leer, wo sie keinen hat",
    "the last day of the last term before it": "der letzte Tag der letzten Laufzeit davor",
    "the last day on which its use there is permitted": "der letzte Tag, an dem die Nutzung dort erlaubt ist",
    "the market or channel; all for any of them": "der Markt oder Kanal; alle für irgendeinen davon",
    "the market; unknown where none was told": "der Markt; nicht gemeldet, wo keiner genannt wurde",
    "the month": "der Monat",
    "the month of purchase": "der Monat des Kaufs",
    "the number of the order": "die Nummer der Bestellung",
    "the page or document": "die Seite oder das Dokument",
    "the price as it was paid": "der Preis, wie er bezahlt wurde",
    "the provider, campaign or concept": "der Anbieter, die Kampagne oder der Begriff",
    "the purchase": "der Kauf",
    "the same in the currency of the workspace; empty where no rate is known": (
        "dasselbe in der Währung des Workspace; leer, wo kein Kurs bekannt ist"
    ),
    "the search": "die Suche",
    "the source, its version, the concept or the field": "die Quelle, ihre Version, der Begriff oder das Feld",
    "the sum of these three, each counting one": "die Summe dieser drei, jede Anfrage einmal gezählt",
    "the team; unknown where none was told": "das Team; nicht gemeldet, wo keines genannt wurde",
    "the use": "die Nutzung",
    "their last day": "ihr letzter Tag",
    "their last day; empty where there is none or it is not known": (
        "ihr letzter Tag; leer, wo es keinen gibt oder er nicht bekannt ist"
    ),
    "uses": "Nutzungen",
    "uses of its assets": "Nutzungen seiner Assets",
    "uses of its assets within the term": "Nutzungen seiner Assets in der Laufzeit",
    "uses of their assets within the term": "Nutzungen ihrer Assets in der Laufzeit",
    "uses on a day that no term covers any more": "Nutzungen an einem Tag, den keine Laufzeit mehr deckt",
    "uses within the terms of these licences, each once": "Nutzungen in den Laufzeiten dieser Lizenzen, jede einmal",
    "views": "Aufrufe",
    "what denies the use": "was die Nutzung verwehrt",
    "what of its cost the figure counts for the subject; empty where no cost is known": (
        "was von seinen Kosten die Zahl für das Gefragte zählt; leer, wo keine Kosten bekannt sind"
    ),
    "what they cost": "was sie kosteten",
    "what those cost": "was diese kosteten",
    "what those cost that were never used in their term": "was die kosteten, die in ihrer Laufzeit nie genutzt wurden",
    "who answers for the asset": "wer für das Asset zuständig ist",
    "who sold it": "wer verkaufte",
}

ENGLISH: Phrases = {f"analytics.means.{english}": english for english in _MEANINGS}
GERMAN: Phrases = {f"analytics.means.{english}": german for english, german in _MEANINGS.items()}
