"""The settings: what each is called, what it means, and what a change needs."""

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
    "setting.notices_smtp_security.starttls": "STARTTLS",
    "setting.notices_smtp_security.tls": "TLS",
    "setting.notices_smtp_security.none": "not at all",
    "model.lead": "An embedding model finds what means the same in other words. Everything works without one.",
    "model.embedding": "Meaning of queries",
    "model.which": "Which model",
    "model.none": "None: search by words and concepts",
    "model.other": "Another one, by folder or name:",
    "model.folder": "Folder or name",
    "model.size": "{mib} MiB",
    "model.fetch": "A further model is fetched on the command line, which needs the network:",
    "model.learned": "Models learned from reviews",
    "model.learned.why": "They suggest concepts. Another one is chosen by:",
    "model.learned.none": (
        "None yet: the model that comes with Thesaury speaks. It learns by itself once enough is decided."
    ),
    "model.number": "No.",
    "model.state": "State",
    "model.trained": "Trained",
    "model.examples": "Examples",
    "model.reason": "Why",
    "model.speaks": "Speaks",
    "model.kept": "kept",
    "model.deleted": "content deleted",
    "thresholds.lead": (
        "Suggestions of a scheme can be accepted without a person where earlier decisions show that they are "
        "right often enough. Everything else waits for people."
    ),
    "thresholds.on": "Accepts by itself",
    "thresholds.off": "People decide",
    "thresholds.silent": "Accepts nothing just now",
    "thresholds.holds": (
        "From score {score} on, for a precision of {precision} %: that is {share} % of the scheme's suggestions."
    ),
    "thresholds.precision": "Right in at least",
    "thresholds.try": "See what it would do",
    "thresholds.switch-on": "Switch on",
    "thresholds.switch-off": "Switch off",
    "thresholds.unproven": "Cannot be switched on.",
    "thresholds.said.on": "The rule is on; what waited and reaches it is accepted.",
    "thresholds.said.off": "The rule is off; from now on people decide.",
    "thresholds.none": "No concept scheme yet",
    "thresholds.none.why": "Rules stand over the schemes of your vocabularies. Import one first.",
    "branding.lead": "Name, logo and colour of your house, on every page and on the sign-in page.",
    "branding.saved": "Saved; the pages show it from now on.",
    "branding.logo": "Logo",
    "branding.logo.now": "The logo as it is now",
    "branding.logo.why": (
        "SVG, PNG, JPEG or WebP, at most {kib} KiB. Square ones look best. It is cleaned of everything but the picture."
    ),
    "branding.logo.none": "Take the logo away",
    "branding.contrast": "Contrast",
    "branding.contrast.is": "{contrast}:1 at the weakest ground",
    "branding.on.light": "Light pages",
    "branding.on.dark": "Dark pages",
    "branding.refused.brand_accent": (
        "{colour} has a contrast of {contrast}:1 on light pages; words need {least}:1. Choose a darker one."
    ),
    "branding.refused.brand_accent_dark": (
        "{colour} has a contrast of {contrast}:1 on dark pages; words need {least}:1. Choose a lighter one."
    ),
    "thresholds.waiting": ("{count} waits", "{count} wait"),
    "thresholds.would": (
        "It would accept {count} waiting suggestion now.",
        "It would accept {count} waiting suggestions now.",
    ),
    "setting.languages": "Languages",
    "setting.languages.why": "Languages to show, best first, as BCP 47 tags such as en or de-AT.",
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
    "setting.notices_digest": "Gather notices to one message a day",
    "setting.notices_digest.why": "Otherwise each is told at once.",
    "setting.notices_webhook": "Webhook",
    "setting.notices_webhook.why": "Address that notices are posted to, signed; empty for none.",
    "setting.notices_smtp": "Mail server",
    "setting.notices_smtp.why": "As host or host:port; empty for no e-mail.",
    "setting.notices_smtp_security": "Security of the way there",
    "setting.notices_smtp_security.why": "How the way to the mail server is secured.",
    "setting.notices_smtp_user": "Login there",
    "setting.notices_smtp_user.why": "Empty for none; the password is kept in the vault by a command.",
    "setting.notices_from": "Sender",
    "setting.notices_from.why": "From whom notices by e-mail come.",
    "setting.notices_to": "Recipients",
    "setting.notices_to.why": "Who gets notices by e-mail.",
    "setting.webhook_private_hosts": "Own hosts for webhooks",
    "setting.webhook_private_hosts.why": (
        "Hosts on your own network that outgoing webhooks may be sent to, as host or host:port, also without TLS. All others have to be "
        "public and speak https."
    ),
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
    "setting.host_names": "Names of this server",
    "setting.host_names.why": "Under which the pages are reached besides 127.0.0.1 and localhost.",
    "setting.behind_proxy": "A proxy on this machine stands before Thesaury",
    "setting.behind_proxy.why": "What it says of the caller's address and of https is believed then.",
    "setting.api_requests_per_minute": "Requests a minute",
    "setting.api_requests_per_minute.why": "How many requests of the interface one caller has; more are told to wait.",
    "setting.concept_base": "Address of own concepts",
    "setting.concept_base.why": (
        "Address, ending with a slash, below which concepts made here get their IRIs, answered at /id/; empty for none."
    ),
    "setting.public_vocabularies": "Public vocabularies",
    "setting.public_vocabularies.why": "Names of vocabularies that everybody may read without signing in, at /id/ and /rest/v1/.",
    "setting.sparql_seconds": "Seconds for a SPARQL question",
    "setting.sparql_seconds.why": "How long a question may take.",
    "setting.sparql_memory_mib": "Memory for a SPARQL question",
    "setting.sparql_memory_mib.why": "In MiB.",
    "setting.sparql_rows": "Rows of an answer",
    "setting.sparql_rows.why": "How many rows or statements the answer to a SPARQL question may have.",
    "setting.sparql_mib": "Size of an answer",
    "setting.sparql_mib.why": "In MiB.",
    "setting.sparql_at_once": "SPARQL questions at once",
    "setting.sparql_at_once.why": "How many are answered at the same time; others wait a moment.",
    "setting.oidc_issuer": "OpenID Connect provider",
    "setting.oidc_issuer.why": "Address of a provider by which people may sign in; empty for none.",
    "setting.oidc_client_id": "Client id there",
    "setting.oidc_client_id.why": "As whom Thesaury asks that provider.",
    "setting.oidc_secret_from": "Variable of the client secret",
    "setting.oidc_secret_from.why": (
        "Environment variable with the secret that belongs to it; without one, none is sent."
    ),
    "setting.oidc_name": "Name on the sign-in page",
    "setting.oidc_name.why": "What the sign-in page calls the provider.",
    "setting.oidc_domains": "Domains",
    "setting.oidc_domains.why": (
        "Only people with a verified address of these domains may sign in by it; empty for all."
    ),
    "setting.oidc_role_claim": "Claim with groups",
    "setting.oidc_role_claim.why": "Claim of the identity token that names groups; empty for none.",
    "setting.oidc_default_role": "Role without a group",
    "setting.oidc_default_role.why": "Role of who has no such group; none to let nobody else in.",
    "setting.oidc_roles": "Roles of groups",
    "setting.oidc_roles.why": "Which group is which role, at somebody's first sign-in.",
    "setting.graph_server": "SPARQL server",
    "setting.graph_server.why": "Address where the graph is asked; empty for the workspace's own directory.",
    "setting.graph_server_update": "Address of updates",
    "setting.graph_server_update.why": "Where it takes SPARQL Update; empty for the same address.",
    "setting.graph_server_store": "Address of its graph store",
    "setting.graph_server_store.why": "By which much is written fast; empty for none.",
    "setting.graph_server_user": "Login there",
    "setting.graph_server_user.why": "By Basic or Digest; empty for none.",
    "setting.graph_server_secret_from": "Variable of the password",
    "setting.graph_server_secret_from.why": "Environment variable with the password of that login.",
    "setting.accounts": "Directory of people",
    "setting.accounts.why": "Relative to the workspace; several workspaces may name the same file.",
    "setting.key_file": "Key of the secrets",
    "setting.key_file.why": "File with the key that secrets are encrypted with; THESAURY_KEY wins over it.",
    "setting.jobs_database": "Durable jobs",
    "setting.jobs_database.why": "Where they are kept: empty for jobs.db in the workspace, or a postgresql:// address.",
    "setting.embedding_model": "Embedding model",
    "setting.embedding_model.why": (
        "Folder of a model, relative to the workspace, or the name of a fetched one, as owner/name; empty for none."
    ),
    "setting.wordnet": "WordNet",
    "setting.wordnet.why": (
        "Dictionary of English meanings for queries where there is no model: auto for the one of this "
        "machine, a folder, or empty."
    ),
    "setting.model_hub": "Model hub",
    "setting.model_hub.why": "Address that thesaury models fetch asks; empty for the usual one.",
    "setting.brand_name": "Name",
    "setting.brand_name.why": "What the pages are called instead of Thesaury; at most 40 characters.",
    "setting.brand_accent": "Accent colour on light pages",
    "setting.brand_accent.why": "Colour of buttons and links, such as #1d6b59; words in it need a contrast of 4.5:1.",
    "setting.brand_accent_dark": "Accent colour on dark pages",
    "setting.brand_accent_dark.why": "Empty for a lighter shade of the one above.",
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
    "setting.notices_smtp_security.starttls": "STARTTLS",
    "setting.notices_smtp_security.tls": "TLS",
    "setting.notices_smtp_security.none": "gar nicht",
    "model.lead": "Ein Einbettungsmodell findet, was mit anderen Worten dasselbe bedeutet. Ohne geht alles auch.",
    "model.embedding": "Bedeutung von Anfragen",
    "model.which": "Welches Modell",
    "model.none": "Keines: Suche nach Wörtern und Begriffen",
    "model.other": "Ein anderes, nach Ordner oder Name:",
    "model.folder": "Ordner oder Name",
    "model.size": "{mib} MiB",
    "model.fetch": "Ein weiteres Modell holt die Befehlszeile, die dazu das Netz braucht:",
    "model.learned": "Aus Prüfungen gelernte Modelle",
    "model.learned.why": "Sie schlagen Begriffe vor. Ein anderes wählt man mit:",
    "model.learned.none": (
        "Noch keines: Es spricht das mitgelieferte Modell. Gelernt wird von selbst, sobald genug entschieden ist."
    ),
    "model.number": "Nr.",
    "model.state": "Stand",
    "model.trained": "Gelernt",
    "model.examples": "Beispiele",
    "model.reason": "Warum",
    "model.speaks": "Spricht",
    "model.kept": "aufbewahrt",
    "model.deleted": "Inhalt gelöscht",
    "thresholds.lead": (
        "Vorschläge eines Schemas können ohne Menschen angenommen werden, wo frühere Entscheidungen zeigen, "
        "dass sie oft genug stimmen. Alles andere wartet auf Menschen."
    ),
    "thresholds.on": "Nimmt selbst an",
    "thresholds.off": "Menschen entscheiden",
    "thresholds.silent": "Nimmt gerade nichts an",
    "thresholds.holds": (
        "Ab Wert {score}, für eine Genauigkeit von {precision} %: Das sind {share} % der Vorschläge des Schemas."
    ),
    "thresholds.precision": "Richtig in mindestens",
    "thresholds.try": "Zeigen, was sie täte",
    "thresholds.switch-on": "Einschalten",
    "thresholds.switch-off": "Ausschalten",
    "thresholds.unproven": "Kann nicht eingeschaltet werden.",
    "thresholds.said.on": "Die Regel ist eingeschaltet; was wartete und sie erreicht, ist angenommen.",
    "thresholds.said.off": "Die Regel ist ausgeschaltet; von nun an entscheiden Menschen.",
    "thresholds.none": "Noch kein Begriffsschema",
    "thresholds.none.why": "Regeln gelten für die Schemata Ihrer Vokabulare. Importieren Sie zuerst eines.",
    "branding.lead": "Name, Logo und Farbe Ihres Hauses, auf jeder Seite und auf der Anmeldeseite.",
    "branding.saved": "Gespeichert; die Seiten zeigen es von jetzt an.",
    "branding.logo": "Logo",
    "branding.logo.now": "Das Logo, wie es jetzt ist",
    "branding.logo.why": (
        "SVG, PNG, JPEG oder WebP, höchstens {kib} KiB. Quadratische wirken am besten. Alles außer dem Bild "
        "wird entfernt."
    ),
    "branding.logo.none": "Das Logo entfernen",
    "branding.contrast": "Kontrast",
    "branding.contrast.is": "{contrast}:1 auf dem schwächsten Grund",
    "branding.on.light": "Helle Seiten",
    "branding.on.dark": "Dunkle Seiten",
    "branding.refused.brand_accent": (
        "{colour} hat auf hellen Seiten einen Kontrast von {contrast}:1; Wörter brauchen {least}:1. Wählen "
        "Sie eine dunklere."
    ),
    "branding.refused.brand_accent_dark": (
        "{colour} hat auf dunklen Seiten einen Kontrast von {contrast}:1; Wörter brauchen {least}:1. Wählen "
        "Sie eine hellere."
    ),
    "thresholds.waiting": ("{count} wartet", "{count} warten"),
    "thresholds.would": (
        "Sie würde jetzt {count} wartenden Vorschlag annehmen.",
        "Sie würde jetzt {count} wartende Vorschläge annehmen.",
    ),
    "setting.languages": "Sprachen",
    "setting.languages.why": "Sprachen, in denen gezeigt wird, die beste zuerst, als BCP-47-Kürzel wie en oder de-AT.",
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
    "setting.notices_digest": "Hinweise zu einer Nachricht am Tag sammeln",
    "setting.notices_digest.why": "Sonst wird jeder sofort gesagt.",
    "setting.notices_webhook": "Webhook",
    "setting.notices_webhook.why": "Adresse, an die Hinweise signiert geschickt werden; leer für keine.",
    "setting.notices_smtp": "Mailserver",
    "setting.notices_smtp.why": "Als Name oder Name:Port; leer für keine E-Mail.",
    "setting.notices_smtp_security": "Sicherung des Weges dorthin",
    "setting.notices_smtp_security.why": "Wie der Weg zum Mailserver gesichert ist.",
    "setting.notices_smtp_user": "Anmeldename dort",
    "setting.notices_smtp_user.why": "Leer für keinen; das Passwort liegt, per Befehl gesetzt, im Tresor.",
    "setting.notices_from": "Absender",
    "setting.notices_from.why": "Von wem Hinweise per E-Mail kommen.",
    "setting.notices_to": "Empfänger",
    "setting.notices_to.why": "Wer Hinweise per E-Mail bekommt.",
    "setting.webhook_private_hosts": "Eigene Rechner für Webhooks",
    "setting.webhook_private_hosts.why": (
        "Rechner im eigenen Netz, an die Webhooks geschickt werden dürfen, als Name oder Name:Port, auch ohne TLS. Alle anderen müssen "
        "öffentlich sein und https sprechen."
    ),
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
    "setting.host_names": "Namen dieses Servers",
    "setting.host_names.why": "Unter denen die Seiten neben 127.0.0.1 und localhost erreicht werden.",
    "setting.behind_proxy": "Ein Proxy auf diesem Rechner steht vor Thesaury",
    "setting.behind_proxy.why": "Was er über die Adresse des Aufrufers und über https sagt, wird dann geglaubt.",
    "setting.api_requests_per_minute": "Anfragen je Minute",
    "setting.api_requests_per_minute.why": (
        "Wie viele Anfragen der Schnittstelle ein Aufrufer hat; weitere müssen warten."
    ),
    "setting.concept_base": "Adresse eigener Konzepte",
    "setting.concept_base.why": (
        "Adresse mit Schrägstrich am Ende, unter der hier angelegte Konzepte ihre IRI bekommen, beantwortet unter /id/; leer für keine."
    ),
    "setting.public_vocabularies": "Öffentliche Vokabulare",
    "setting.public_vocabularies.why": "Namen der Vokabulare, die alle ohne Anmeldung lesen dürfen, unter /id/ und /rest/v1/.",
    "setting.sparql_seconds": "Sekunden für eine SPARQL-Frage",
    "setting.sparql_seconds.why": "Wie lange eine Frage dauern darf.",
    "setting.sparql_memory_mib": "Speicher für eine SPARQL-Frage",
    "setting.sparql_memory_mib.why": "In MiB.",
    "setting.sparql_rows": "Zeilen einer Antwort",
    "setting.sparql_rows.why": "Wie viele Zeilen oder Aussagen die Antwort auf eine SPARQL-Frage haben darf.",
    "setting.sparql_mib": "Größe einer Antwort",
    "setting.sparql_mib.why": "In MiB.",
    "setting.sparql_at_once": "SPARQL-Fragen zugleich",
    "setting.sparql_at_once.why": "Wie viele gleichzeitig beantwortet werden; weitere warten einen Moment.",
    "setting.oidc_issuer": "OpenID-Connect-Anbieter",
    "setting.oidc_issuer.why": "Adresse eines Anbieters, über den man sich anmelden kann; leer für keinen.",
    "setting.oidc_client_id": "Client-ID dort",
    "setting.oidc_client_id.why": "Als wer Thesaury diesen Anbieter fragt.",
    "setting.oidc_secret_from": "Variable des Client-Geheimnisses",
    "setting.oidc_secret_from.why": "Umgebungsvariable mit dem zugehörigen Geheimnis; ohne sie wird keines gesendet.",
    "setting.oidc_name": "Name auf der Anmeldeseite",
    "setting.oidc_name.why": "Wie die Anmeldeseite den Anbieter nennt.",
    "setting.oidc_domains": "Domänen",
    "setting.oidc_domains.why": (
        "Nur wer eine bestätigte Adresse dieser Domänen hat, darf sich darüber anmelden; leer für alle."
    ),
    "setting.oidc_role_claim": "Angabe mit Gruppen",
    "setting.oidc_role_claim.why": "Angabe des Identitätstokens, die Gruppen nennt; leer für keine.",
    "setting.oidc_default_role": "Rolle ohne Gruppe",
    "setting.oidc_default_role.why": "Rolle für alle ohne solche Gruppe; keine, um niemanden sonst einzulassen.",
    "setting.oidc_roles": "Rollen der Gruppen",
    "setting.oidc_roles.why": "Welche Gruppe welche Rolle ist, bei der ersten Anmeldung.",
    "setting.graph_server": "SPARQL-Server",
    "setting.graph_server.why": "Adresse, an der der Graph gefragt wird; leer für das eigene Verzeichnis des Arbeitsbereichs.",
    "setting.graph_server_update": "Adresse für Änderungen",
    "setting.graph_server_update.why": "Wo er SPARQL Update annimmt; leer für dieselbe Adresse.",
    "setting.graph_server_store": "Adresse seines Graph Store",
    "setting.graph_server_store.why": "Über den vieles schnell geschrieben wird; leer, wenn es keinen gibt.",
    "setting.graph_server_user": "Anmeldung dort",
    "setting.graph_server_user.why": "Über Basic oder Digest; leer für keine.",
    "setting.graph_server_secret_from": "Variable des Passworts",
    "setting.graph_server_secret_from.why": "Umgebungsvariable mit dem Passwort dieser Anmeldung.",
    "setting.accounts": "Verzeichnis der Personen",
    "setting.accounts.why": "Relativ zum Arbeitsbereich; mehrere Arbeitsbereiche dürfen dieselbe Datei nennen.",
    "setting.key_file": "Schlüssel der Geheimnisse",
    "setting.key_file.why": "Datei mit dem Schlüssel, mit dem Geheimnisse verschlüsselt sind; THESAURY_KEY geht vor.",
    "setting.jobs_database": "Dauerhafte Aufträge",
    "setting.jobs_database.why": "Wo sie liegen: leer für jobs.db im Arbeitsbereich, oder eine postgresql://-Adresse.",
    "setting.embedding_model": "Einbettungsmodell",
    "setting.embedding_model.why": (
        "Ordner eines Modells, relativ zum Arbeitsbereich, oder Name eines geholten als owner/name; leer für keines."
    ),
    "setting.wordnet": "WordNet",
    "setting.wordnet.why": (
        "Wörterbuch englischer Bedeutungen für Anfragen ohne Modell: auto für das dieses Rechners, ein Ordner "
        "oder leer."
    ),
    "setting.model_hub": "Modell-Hub",
    "setting.model_hub.why": "Adresse, die thesaury models fetch fragt; leer für die übliche.",
    "setting.brand_name": "Name",
    "setting.brand_name.why": "Wie die Seiten statt Thesaury heißen; höchstens 40 Zeichen.",
    "setting.brand_accent": "Akzentfarbe auf hellen Seiten",
    "setting.brand_accent.why": (
        "Farbe von Knöpfen und Verweisen, etwa #1d6b59; Wörter darin brauchen einen Kontrast von 4,5:1."
    ),
    "setting.brand_accent_dark": "Akzentfarbe auf dunklen Seiten",
    "setting.brand_accent_dark.why": "Leer für einen helleren Ton der Farbe darüber.",
}
