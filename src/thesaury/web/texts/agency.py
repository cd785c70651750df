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
        "There are no averages: {count} client takes part in which you have no role, and there have to be five.",
        "There are no averages: {count} clients take part in which you have no role, and there have to be five.",
    ),
    "agency.averages.why": (
        "From fewer, one of them could be made out. A client takes part once its own settings say so: agency_statistics."
    ),
    "agency.average.assets": "assets",
    "agency.average.accepted": "accepted concepts",
    "agency.average.review": "suggestions to decide on",
    "agency.average.soon": "licences ending within 30 days",
    "agency.model": "Shared model",
    "agency.model.lead": (
        "Vocabularies of the agency. What is offered waits with the client until somebody there takes it over, and shows what it changes."
    ),
    "agency.model.none": "The agency has no vocabulary yet. Bring one in its own workspace, shared.",
    "agency.model.newest": "newest version {number}",
    "agency.model.client": "Client",
    "agency.model.has": "Has",
    "agency.model.state": "How it stands",
    "agency.model.newest_here": "up to date",
    "agency.model.behind": ("{count} version behind", "{count} versions behind"),
    "agency.model.not_taken": "not taken over",
    "agency.model.waits": "version {number} waits for a word",
    "agency.model.declined": "version {number} was declined by {who}",
    "agency.model.own": "has one of its own by that name",
    "agency.model.unknown": "does not answer just now",
    "agency.model.to": "To",
    "agency.model.all": "all clients",
    "agency.model.version": "Version",
    "agency.model.note": "A word to the clients",
    "agency.model.go": "Offer it",
    "agency.offered": "What became of the offer of {name}:",
    "agency.outcome.offered": "it waits there for a word.",
    "agency.outcome.there": "has it already.",
    "agency.outcome.refused": "it was not put there.",
    "agency.outcome.suspended": "is suspended. Offer it again once it is resumed.",
    "agency.outcome.failed": "could not be reached.",
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
        "Es gibt keinen Durchschnitt: {count} Kunde nimmt teil, bei dem Sie keine Rolle haben, und fünf müssen es sein.",
        "Es gibt keinen Durchschnitt: {count} Kunden nehmen teil, bei denen Sie keine Rolle haben, und fünf müssen es sein.",
    ),
    "agency.averages.why": (
        "Bei weniger ließe sich auf einen von ihnen schließen. Ein Kunde nimmt teil, sobald seine eigenen Einstellungen es sagen: "
        "agency_statistics."
    ),
    "agency.average.assets": "Medien",
    "agency.average.accepted": "angenommene Begriffe",
    "agency.average.review": "Vorschläge zu entscheiden",
    "agency.average.soon": "Lizenzen, die in 30 Tagen enden",
    "agency.model": "Gemeinsames Modell",
    "agency.model.lead": (
        "Vokabulare der Agentur. Was angeboten wird, wartet beim Kunden, bis es dort jemand übernimmt, und zeigt, was es ändert."
    ),
    "agency.model.none": "Die Agentur hat noch kein Vokabular. Bringen Sie eines in ihren eigenen Arbeitsbereich, shared.",
    "agency.model.newest": "neueste Version {number}",
    "agency.model.client": "Kunde",
    "agency.model.has": "Hat",
    "agency.model.state": "Wie es steht",
    "agency.model.newest_here": "auf dem neuesten Stand",
    "agency.model.behind": ("{count} Version zurück", "{count} Versionen zurück"),
    "agency.model.not_taken": "nicht übernommen",
    "agency.model.waits": "Version {number} wartet auf ein Wort",
    "agency.model.declined": "Version {number} hat {who} abgelehnt",
    "agency.model.own": "hat ein eigenes dieses Namens",
    "agency.model.unknown": "antwortet im Augenblick nicht",
    "agency.model.to": "An",
    "agency.model.all": "alle Kunden",
    "agency.model.version": "Version",
    "agency.model.note": "Ein Wort an die Kunden",
    "agency.model.go": "Anbieten",
    "agency.offered": "Was aus dem Angebot von {name} wurde:",
    "agency.outcome.offered": "es wartet dort auf ein Wort.",
    "agency.outcome.there": "hat es schon.",
    "agency.outcome.refused": "es wurde dort nicht hinterlegt.",
    "agency.outcome.suspended": "ist ausgesetzt. Bieten Sie es wieder an, wenn er wieder offen ist.",
    "agency.outcome.failed": "war nicht zu erreichen.",
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
