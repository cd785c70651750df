"""The pages of settings, and what stands in the groups of words, keeping, proposals and places."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "settings.general": "General",
    "settings.model": "Model",
    "settings.thresholds": "Thresholds",
    "settings.branding": "Branding",
    "settings.lead": (
        "What you save here is written to thesaury.toml in the workspace; what stands there beside it stays."
    ),
    "settings.save": "Save",
    "settings.saved": "Saved.",
    "settings.nothing": "none",
    "settings.lines": "One per line.",
    "settings.default": "by itself: {value}",
    "settings.origin.default": "as it comes",
    "settings.origin.file": "from thesaury.toml",
    "settings.origin.environment": "from the environment",
    "settings.fixed.environment": "Comes from the environment variable {variable}; change it there.",
    "settings.fixed.file": "Changed in the file thesaury.toml alone, for a slip could lock people or secrets out.",
    "settings.fixed.agency": (
        "Changed in the file thesaury.toml alone, by the agency: a key or a network that it has for all clients is behind it."
    ),
    "settings.effect.now": "Holds at once, on every page.",
    "settings.effect.restart": "Holds once Thesaury and its workers are started again.",
    "settings.effect.reread": "Other annotators hold after a restart; the next run then reads every asset again.",
    "settings.effect.reindex": "Another model holds after a restart; the next run then indexes every asset again.",
    "settings.group.words": "Languages and reading",
    "settings.group.notices": "Notices of rights",
    "settings.group.keeping": "Keeping and writing back",
    "settings.group.proposals": "Proposals for unclear licences",
    "settings.group.door": "Signing in",
    "settings.group.outside": "Vocabularies for others",
    "settings.group.graph": "The graph on a server",
    "settings.group.places": "Where things lie",
    "setting.languages": "Languages",
    "setting.languages.why": "Languages to show, best first, as BCP 47 tags such as en or de-AT. That of a reader comes before them.",
    "setting.annotators": "Annotators",
    "setting.annotators.why": (
        "Who finds concepts in assets: own, a connection that annotates, or several, whose answers are fused."
    ),
    "setting.processes": "Processes",
    "setting.processes.why": (
        "How many processes read assets when there are many; 0 for as many as processors are spare."
    ),
    "setting.import_memory_mib": "Memory of an import",
    "setting.import_memory_mib.why": "Memory a vocabulary import may use, in MiB.",
    "setting.import_seconds": "Time of an import",
    "setting.import_seconds.why": "Time a vocabulary import may take, in seconds.",
    "setting.answer_days": "Days that answers are kept",
    "setting.answer_days.why": (
        "For how many days answers to “may I use this?” stay in the log of decisions; 0 for ever."
    ),
    "setting.search_days": "Days that searches are kept",
    "setting.search_days.why": (
        "For how many days it is kept for analysis what searches were about and what came of them, without who asked; 0 for ever."
    ),
    "setting.agency_statistics": "Part of the agency's averages",
    "setting.agency_statistics.why": (
        "Whether numbers of this workspace go into averages that its agency sees, over five clients at least."
    ),
    "setting.teams": "Teams",
    "setting.teams.why": (
        "Patterns of who belongs to which team, for analysis: addresses (*@studio.example), tokens (token:press-*) and programs "
        "(program:figma)."
    ),
    "setting.settle_seconds": "Seconds before a write is repeated",
    "setting.settle_seconds.why": "How old a write without visible effect has to be before it is sent again.",
    "setting.proposals_url": "Server",
    "setting.proposals_url.why": "Address of a chat-completions server; empty for none. Licence texts are sent there.",
    "setting.proposals_model": "Model there",
    "setting.proposals_model.why": "Which model is asked for proposals.",
    "setting.proposals_key_from": "Variable of the key",
    "setting.proposals_key_from.why": "Environment variable with the key of that server; without one, none is sent.",
    "setting.proposals_seconds": "Patience",
    "setting.proposals_seconds.why": "How long a proposal may take, in seconds.",
    "setting.campaigns": "Campaigns",
    "setting.campaigns.why": "The table of campaigns that briefs may belong to, by its place on this machine.",
    "setting.currency": "Currency",
    "setting.currency.why": "In which analytics tells what licences cost, as ISO 4217 names it, such as EUR.",
    "setting.rates": "Rates of currencies",
    "setting.rates.why": "The table of dated rates to that currency, by its place on this machine.",
    "setting.accounts": "Directory of people",
    "setting.accounts.why": "Relative to the workspace; several workspaces may name the same file.",
    "setting.key_file": "Key of the secrets",
    "setting.key_file.why": "File with the key that secrets are encrypted with; THESAURY_KEY wins over it.",
    "setting.jobs_database": "Durable jobs",
    "setting.jobs_database.why": "Where they are kept: empty for jobs.db in the workspace, or a postgresql:// address.",
}

GERMAN: Phrases = {
    "settings.general": "Allgemein",
    "settings.model": "Modell",
    "settings.thresholds": "Schwellen",
    "settings.branding": "Auftritt",
    "settings.lead": (
        "Was Sie hier speichern, wird in thesaury.toml im Arbeitsbereich geschrieben; was dort sonst steht, bleibt."
    ),
    "settings.save": "Speichern",
    "settings.saved": "Gespeichert.",
    "settings.nothing": "keine",
    "settings.lines": "Je Zeile eine Angabe.",
    "settings.default": "von sich aus: {value}",
    "settings.origin.default": "wie ausgeliefert",
    "settings.origin.file": "aus thesaury.toml",
    "settings.origin.environment": "aus der Umgebung",
    "settings.fixed.environment": "Kommt aus der Umgebungsvariablen {variable}; ändern Sie sie dort.",
    "settings.fixed.file": (
        "Nur in der Datei thesaury.toml zu ändern, denn ein Versehen könnte Personen oder Geheimnisse aussperren."
    ),
    "settings.fixed.agency": (
        "Nur in der Datei thesaury.toml zu ändern, von der Agentur: Dahinter steht ein Schlüssel oder ein Netz, das sie für alle "
        "Kunden hat."
    ),
    "settings.effect.now": "Gilt sofort, auf jeder Seite.",
    "settings.effect.restart": "Gilt, sobald Thesaury und seine Arbeitsprozesse neu gestartet sind.",
    "settings.effect.reread": (
        "Andere Annotatoren gelten nach einem Neustart; der nächste Lauf liest dann jedes Medium noch einmal."
    ),
    "settings.effect.reindex": (
        "Ein anderes Modell gilt nach einem Neustart; der nächste Lauf nimmt dann jedes Medium neu in den Index auf."
    ),
    "settings.group.words": "Sprachen und Lesen",
    "settings.group.notices": "Hinweise zu Rechten",
    "settings.group.keeping": "Aufbewahren und Zurückschreiben",
    "settings.group.proposals": "Vorschläge zu unklaren Lizenzen",
    "settings.group.door": "Anmeldung",
    "settings.group.outside": "Vokabulare für andere",
    "settings.group.graph": "Der Graph auf einem Server",
    "settings.group.places": "Wo Dinge liegen",
    "setting.languages": "Sprachen",
    "setting.languages.why": (
        "Sprachen, in denen gezeigt wird, die beste zuerst, als BCP-47-Kürzel wie en oder de-AT. Vor ihnen kommt die Sprache dessen, "
        "der liest."
    ),
    "setting.annotators": "Annotatoren",
    "setting.annotators.why": (
        "Wer Begriffe in Medien findet: own, eine annotierende Verbindung oder mehrere, deren Antworten "
        "verschmolzen werden."
    ),
    "setting.processes": "Prozesse",
    "setting.processes.why": (
        "Wie viele Prozesse Medien lesen, wenn es viele sind; 0 für so viele, wie Prozessoren frei sind."
    ),
    "setting.import_memory_mib": "Speicher eines Imports",
    "setting.import_memory_mib.why": "Arbeitsspeicher, den ein Vokabular-Import nutzen darf, in MiB.",
    "setting.import_seconds": "Zeit eines Imports",
    "setting.import_seconds.why": "Zeit, die ein Vokabular-Import brauchen darf, in Sekunden.",
    "setting.answer_days": "Tage, die Antworten aufbewahrt werden",
    "setting.answer_days.why": (
        "Wie viele Tage Antworten auf „Darf ich das nutzen?“ im Entscheidungsprotokoll bleiben; 0 für immer."
    ),
    "setting.search_days": "Tage, die Suchen aufbewahrt werden",
    "setting.search_days.why": (
        "Wie viele Tage für Auswertungen bleibt, wovon Suchen handelten und was sie ergaben, ohne wer gesucht hat; 0 für immer."
    ),
    "setting.agency_statistics": "Teil der Durchschnitte der Agentur",
    "setting.agency_statistics.why": (
        "Ob Zahlen dieses Arbeitsbereichs in Durchschnitte eingehen, die seine Agentur sieht, über mindestens fünf Kunden."
    ),
    "setting.teams": "Teams",
    "setting.teams.why": (
        "Muster dafür, wer zu welchem Team gehört, für Auswertungen: Adressen (*@studio.example), Tokens (token:presse-*) und Programme "
        "(program:figma)."
    ),
    "setting.settle_seconds": "Sekunden, bis ein Schreiben wiederholt wird",
    "setting.settle_seconds.why": (
        "Wie alt ein Schreiben ohne sichtbare Wirkung sein muss, ehe es noch einmal gesendet wird."
    ),
    "setting.proposals_url": "Server",
    "setting.proposals_url.why": (
        "Adresse eines Chat-Completions-Servers; leer für keinen. Lizenztexte werden dorthin gesendet."
    ),
    "setting.proposals_model": "Modell dort",
    "setting.proposals_model.why": "Welches Modell um Vorschläge gebeten wird.",
    "setting.proposals_key_from": "Variable des Schlüssels",
    "setting.proposals_key_from.why": (
        "Umgebungsvariable mit dem Schlüssel dieses Servers; ohne sie wird keiner gesendet."
    ),
    "setting.proposals_seconds": "Geduld",
    "setting.proposals_seconds.why": "Wie lange ein Vorschlag dauern darf, in Sekunden.",
    "setting.campaigns": "Kampagnen",
    "setting.campaigns.why": "Die Tabelle der Kampagnen, zu denen Briefings gehören können, mit ihrem Ort auf diesem Rechner.",
    "setting.currency": "Währung",
    "setting.currency.why": "In der die Auswertungen sagen, was Lizenzen kosten, benannt nach ISO 4217, etwa EUR.",
    "setting.rates": "Wechselkurse",
    "setting.rates.why": "Die Tabelle der Kurse zu dieser Währung mit ihren Tagen, mit ihrem Ort auf diesem Rechner.",
    "setting.accounts": "Verzeichnis der Personen",
    "setting.accounts.why": "Relativ zum Arbeitsbereich; mehrere Arbeitsbereiche dürfen dieselbe Datei nennen.",
    "setting.key_file": "Schlüssel der Geheimnisse",
    "setting.key_file.why": "Datei mit dem Schlüssel, mit dem Geheimnisse verschlüsselt sind; THESAURY_KEY geht vor.",
    "setting.jobs_database": "Dauerhafte Aufträge",
    "setting.jobs_database.why": "Wo sie liegen: leer für jobs.db im Arbeitsbereich, oder eine postgresql://-Adresse.",
}
