"""The agency's own pages: its clients, how each stands, and the doors between them."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "agency.title": "Clients",
    "agency.lead": "What waits with each client that you work for. Every number is counted with the client and only shown here.",
    "agency.open": "Open",
    "agency.open.of": "Open {name}",
    "agency.counting": "Being counted …",
    "agency.silent": "This client does not answer just now. The others are not affected; its numbers are asked for again in a minute.",
    "agency.outside": "You hold no role here, so you see only how it stands.",
    "agency.home": "To the clients",
    "agency.shut": "Nobody comes in meanwhile, and nothing runs. An administrator of the agency sees to it.",
    "agency.since": "since {day}",
    "agency.state.active": "Active",
    "agency.state.suspended": "Suspended",
    "agency.state.deleting": "Being deleted",
    "agency.state.silent": "Not reachable",
    "agency.figure.review": ("suggestion to decide on", "suggestions to decide on"),
    "agency.figure.proposals": ("term proposed", "terms proposed"),
    "agency.figure.failed": ("of the last ten runs failed", "of the last ten runs failed"),
    "agency.figure.soon": ("licence ends within 30 days", "licences end within 30 days"),
    "agency.none.title": "No clients",
    "agency.none": "You hold no role with any client of this agency. Ask whoever invited you.",
    "agency.none.first": "Make the first one with: thesaury agency add NAME",
    "agency.averages": "Clients on average",
    "agency.averages.over": (
        "Over {count} client whose settings allow it, rounded to two digits.",
        "Over {count} clients whose settings allow it, rounded to two digits.",
    ),
    "agency.averages.few": (
        "There are no averages: {count} client takes part, and there have to be five.",
        "There are no averages: {count} clients take part, and there have to be five.",
    ),
    "agency.averages.why": (
        "From fewer, one of them could be made out. A client takes part once its own settings say so: agency_statistics."
    ),
    "agency.average.assets": "assets",
    "agency.average.accepted": "accepted concepts",
    "agency.average.review": "suggestions to decide on",
    "agency.average.soon": "licences ending within 30 days",
    "agency.out": "Sign out everywhere",
    "agency.out.why": "Ends your sessions here and with all clients, in every browser. Tokens of programs and connected panels stay.",
    "agency.nobody": "Nobody can be reached at this address. Check it for typing errors, or ask whoever gave it to you.",
    "agency.not_now": "This cannot be opened just now; nothing was changed. Try again in a moment, or ask an administrator.",
    "agency.way.over": "This way in was used or is over. Open the client once more from the page of your agency, or sign in here.",
}

GERMAN: Phrases = {
    "agency.title": "Kunden",
    "agency.lead": "Was bei jedem Kunden wartet, für den Sie arbeiten. Jede Zahl wird beim Kunden gezählt und hier nur gezeigt.",
    "agency.open": "Öffnen",
    "agency.open.of": "{name} öffnen",
    "agency.counting": "Wird gezählt …",
    "agency.silent": (
        "Dieser Kunde antwortet im Augenblick nicht. Die anderen betrifft das nicht; in einer Minute wird er wieder gefragt."
    ),
    "agency.outside": "Sie haben hier keine Rolle und sehen deshalb nur, wie es steht.",
    "agency.home": "Zu den Kunden",
    "agency.shut": "Solange kommt niemand hinein, und nichts läuft. Darum kümmert sich die Verwaltung der Agentur.",
    "agency.since": "seit {day}",
    "agency.state.active": "Aktiv",
    "agency.state.suspended": "Ausgesetzt",
    "agency.state.deleting": "Wird gelöscht",
    "agency.state.silent": "Nicht erreichbar",
    "agency.figure.review": ("Vorschlag zu entscheiden", "Vorschläge zu entscheiden"),
    "agency.figure.proposals": ("Begriff vorgeschlagen", "Begriffe vorgeschlagen"),
    "agency.figure.failed": ("der letzten zehn Läufe misslang", "der letzten zehn Läufe misslangen"),
    "agency.figure.soon": ("Lizenz endet in den nächsten 30 Tagen", "Lizenzen enden in den nächsten 30 Tagen"),
    "agency.none.title": "Keine Kunden",
    "agency.none": "Sie haben bei keinem Kunden dieser Agentur eine Rolle. Fragen Sie, wer Sie eingeladen hat.",
    "agency.none.first": "Legen Sie den ersten an: thesaury agency add NAME",
    "agency.averages": "Kunden im Durchschnitt",
    "agency.averages.over": (
        "Über {count} Kunden, dessen Einstellungen es erlauben, auf zwei Stellen gerundet.",
        "Über {count} Kunden, deren Einstellungen es erlauben, auf zwei Stellen gerundet.",
    ),
    "agency.averages.few": (
        "Es gibt keinen Durchschnitt: {count} Kunde nimmt teil, und fünf müssen es sein.",
        "Es gibt keinen Durchschnitt: {count} Kunden nehmen teil, und fünf müssen es sein.",
    ),
    "agency.averages.why": (
        "Bei weniger ließe sich auf einen von ihnen schließen. Ein Kunde nimmt teil, sobald seine eigenen Einstellungen es sagen: "
        "agency_statistics."
    ),
    "agency.average.assets": "Medien",
    "agency.average.accepted": "angenommene Begriffe",
    "agency.average.review": "Vorschläge zu entscheiden",
    "agency.average.soon": "Lizenzen, die in 30 Tagen enden",
    "agency.out": "Überall abmelden",
    "agency.out.why": (
        "Beendet Ihre Sitzungen hier und bei allen Kunden, in jedem Browser. Tokens von Programmen und verbundene Panels bleiben."
    ),
    "agency.nobody": (
        "Unter dieser Adresse ist niemand zu erreichen. Prüfen Sie sie auf Tippfehler, oder fragen Sie, wer sie Ihnen gegeben hat."
    ),
    "agency.not_now": (
        "Das lässt sich im Augenblick nicht öffnen; nichts wurde geändert. Versuchen Sie es gleich noch einmal, oder bitten Sie die "
        "Verwaltung um Hilfe."
    ),
    "agency.way.over": (
        "Dieser Weg wurde benutzt oder ist abgelaufen. Öffnen Sie den Kunden noch einmal von der Seite Ihrer Agentur aus, oder melden Sie "
        "sich hier an."
    ),
}
