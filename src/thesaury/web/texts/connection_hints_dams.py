"""What the settings of Brandfolder, Bynder and Cloudinary are for, and those that many systems have, as their manifests say it."""

from thesaury.web.texts.phrases import Phrases

ENGLISH: Phrases = {
    "beneath.hint.brandfolder.brandfolder": "The key or slug of the brandfolder; 'only' where the key sees just one.",
    "beneath.hint.brandfolder.api_key": (
        "The API key of a restricted user made for this connection (profile, Integrations)."
    ),
    "beneath.hint.brandfolder.base_url": "Base of the interface.",
    "beneath.hint.brandfolder.webhook_url": "Base of the interface for subscriptions to events.",
    "beneath.hint.brandfolder.sections": "Names or keys of sections to keep to, parted by commas; all if not given.",
    "beneath.hint.brandfolder.collections": (
        "Names or keys of collections to keep to, parted by commas; all if not given."
    ),
    "beneath.hint.brandfolder.language": (
        "The language of this brandfolder's texts and values, such as en; concepts are written by their label in it."
    ),
    "beneath.hint.brandfolder.write": "How concepts are written: field (custom fields), tags, or none.",
    "beneath.hint.brandfolder.fields": (
        "Which custom field takes which scheme: SCHEME_IRI=Name, parted by semicolons; *=Name for every other scheme."
    ),
    "beneath.hint.brandfolder.uri_field": (
        "An unrestricted custom field that keeps which concept a value stands for; none to do without, then "
        "nothing can be read back."
    ),
    "beneath.hint.brandfolder.vocabulary": "yes to read allowed values and labels as concept schemes.",
    "beneath.hint.brandfolder.dates": (
        "yes to read the publish and expiry date of each new or changed asset, which takes one request each; no "
        "to leave them unknown."
    ),
    "beneath.hint.brandfolder.insights": (
        "A file or folder of exports of the Insights Data Connector (CSV or Parquet), for usage."
    ),
    "beneath.hint.brandfolder.insights_columns": (
        "JSON object from table to our names (id, kind, at, asset, where, terms, results, quantity, market, "
        "channel) and their columns, where the usual ones do not fit."
    ),
    "beneath.hint.brandfolder.page_size": "Assets a page, at most 3000.",
    "beneath.hint.brandfolder.overlap_seconds": "How far back of the newest change each pass looks again.",
    "beneath.hint.brandfolder.sweep_hours": "How often every key is compared to find what is gone.",
    "beneath.hint.brandfolder.requests_per_second": "Requests a second at most.",
    "beneath.hint.brandfolder.request_burst": "Requests at once at most.",
    "beneath.hint.brandfolder.retry_attempts": "Tries of a failed read in all.",
    "beneath.hint.brandfolder.retry_first_seconds": "Wait before the second try; it doubles from there.",
    "beneath.hint.brandfolder.retry_longest_seconds": "Longest wait between two tries.",
    "beneath.hint.brandfolder.request_seconds": "How long one request may take.",
    "beneath.hint.brandfolder.patience_seconds": "After how long no further try begins.",
    "beneath.hint.brandfolder.most_mebibytes": "How much one answer may bring.",
    "beneath.hint.brandfolder.circuit_failures": "After how many failures in a row nothing is sent for a while.",
    "beneath.hint.brandfolder.circuit_rest_seconds": "How long that while is.",
    "beneath.hint.bynder.portal": "The portal's domain, such as brand.bynder.com.",
    "beneath.hint.bynder.token": "A permanent token; it has every right of the user it was made for.",
    "beneath.hint.bynder.auth": (
        "token (permanent token), client (OAuth client credentials) or browser (OAuth login of a person)."
    ),
    "beneath.hint.bynder.client_id": "The OAuth client, with auth = client or browser.",
    "beneath.hint.bynder.client_secret": "The secret of that client.",
    "beneath.hint.bynder.redirect_uri": "The address the browser comes back to, as registered for the client.",
    "beneath.hint.bynder.refresh_token": "A refresh token pasted instead of logging in with a browser.",
    "beneath.hint.bynder.scopes": "What the login asks for.",
    "beneath.hint.bynder.language": "The language of labels where one has to be chosen.",
    "beneath.hint.bynder.locales": "The portal's locales, such as en_US,nl_NL, for labels that are published.",
    "beneath.hint.bynder.page_size": "Assets in a page, 200 to 1000 is good.",
    "beneath.hint.bynder.archived": "yes to read archived assets too.",
    "beneath.hint.bynder.trash": (
        "no where the credential may not see the trash: deletions are then found by the weekly comparison only."
    ),
    "beneath.hint.bynder.write": "options, or none to write nothing.",
    "beneath.hint.bynder.fields": (
        "Where concepts go: SCHEME_IRI=Metaproperty name, parted by semicolons; *=Name for all other schemes; "
        "tags instead of a name for plain tags."
    ),
    "beneath.hint.bynder.create_options": (
        "yes to create an option that is missing when a concept is written; needs METAPROPERTYMANAGEMENT."
    ),
    "beneath.hint.bynder.vocabulary": "yes to read the metaproperties as concept schemes.",
    "beneath.hint.bynder.usage": "no to leave views, downloads and searches unread.",
    "beneath.hint.bynder.integration_id": (
        "The integration id from Bynder's support, for reading and reporting where assets are published."
    ),
    "beneath.hint.bynder.requests_per_second": "Of this connection, on average.",
    "beneath.hint.bynder.retry_attempts": "How often a failed read is tried in all.",
    "beneath.hint.bynder.retry_first_seconds": "Wait before the second try; doubled each time.",
    "beneath.hint.bynder.retry_longest_seconds": "The longest wait between two tries.",
    "beneath.hint.bynder.circuit_failures": "After so many failed calls in a row nothing is sent for a minute.",
    "beneath.hint.bynder.request_seconds": "What one request may take.",
    "beneath.hint.bynder.patience_seconds": "After so long no further try begins.",
    "beneath.hint.cloudinary.cloud_name": "The cloud name of the product environment, as the console shows it.",
    "beneath.hint.cloudinary.api_key": "The API key of the product environment.",
    "beneath.hint.cloudinary.api_secret": "The API secret that belongs to the key.",
    "beneath.hint.cloudinary.base_url": "Base of the interface; environments in other regions have another host.",
    "beneath.hint.cloudinary.expression": (
        "A search expression to keep to a part of the assets, such as folder:brand/*; all if not given."
    ),
    "beneath.hint.cloudinary.language": (
        "The language of titles and descriptions, such as en; concepts are written by their label in it."
    ),
    "beneath.hint.cloudinary.write": "How concepts are written: metadata (a structured metadata field), tags, or none.",
    "beneath.hint.cloudinary.field": (
        "The external id of the metadata field (type set or enum) that takes concepts of every scheme not named "
        "in fields."
    ),
    "beneath.hint.cloudinary.fields": (
        "Which metadata field takes which scheme: SCHEME_IRI=field, parted by semicolons."
    ),
    "beneath.hint.cloudinary.changed_field": "The field of the search that holds when an asset was changed last.",
    "beneath.hint.cloudinary.page_size": "Assets a page, at most 500.",
    "beneath.hint.cloudinary.overlap_seconds": (
        "How far back of the newest change each pass looks again, for the search lags behind."
    ),
    "beneath.hint.cloudinary.sweep_hours": "How often every id is compared to find what is gone.",
    "beneath.hint.cloudinary.requests_per_hour": (
        "Requests in any hour at most, over all connections of this machine to this cloud."
    ),
    "beneath.hint.brandfolder.webhook_url.empty": "/api/v1 beside base_url",
    "beneath.hint.brandfolder.write.empty": "field where fields is set, else none",
    "beneath.hint.bynder.scopes.empty": (
        "reading, asset:write, asset.usage:write; with browser also offline, "
        "with create_options also meta.assetbank:write"
    ),
    "beneath.hint.bynder.locales.empty": "those of the options there are",
    "beneath.hint.cloudinary.write.empty": "metadata where field or fields is set, else none",
}

GERMAN: Phrases = {
    "beneath.hint.brandfolder.brandfolder": (
        "Der Schlüssel oder Kurzname des Brandfolders; „only“, wo der API-Schlüssel nur einen sieht."
    ),
    "beneath.hint.brandfolder.api_key": (
        "Der API-Schlüssel eines eingeschränkten Benutzers, der für diese Verbindung angelegt wurde (Profil, "
        "Integrations)."
    ),
    "beneath.hint.brandfolder.base_url": "Basis der Schnittstelle.",
    "beneath.hint.brandfolder.webhook_url": "Basis der Schnittstelle für Abonnements von Ereignissen.",
    "beneath.hint.brandfolder.sections": (
        "Namen oder Schlüssel der Abschnitte, die allein gelesen werden, durch Kommas getrennt; ohne Angabe alle."
    ),
    "beneath.hint.brandfolder.collections": (
        "Namen oder Schlüssel der Sammlungen, die allein gelesen werden, durch Kommas getrennt; ohne Angabe alle."
    ),
    "beneath.hint.brandfolder.language": (
        "Die Sprache der Texte und Werte dieses Brandfolders, etwa en; Begriffe werden mit ihrer Benennung darin "
        "geschrieben."
    ),
    "beneath.hint.brandfolder.write": (
        "Wie Begriffe geschrieben werden: field (eigene Felder), tags oder none (gar nicht)."
    ),
    "beneath.hint.brandfolder.fields": (
        "Welches eigene Feld welches Schema aufnimmt: SCHEMA_IRI=Name, durch Semikolons getrennt; *=Name für alle "
        "anderen."
    ),
    "beneath.hint.brandfolder.uri_field": (
        "Ein freies eigenes Feld, das festhält, für welchen Begriff ein Wert steht; mit none geht es ohne, dann "
        "lässt sich nichts zurücklesen."
    ),
    "beneath.hint.brandfolder.vocabulary": "yes liest erlaubte Werte und Labels als Begriffsschemata.",
    "beneath.hint.brandfolder.dates": (
        "yes liest zu jedem neuen oder geänderten Medium, ab und bis wann es veröffentlicht ist, mit je einer "
        "Anfrage; no lässt das offen."
    ),
    "beneath.hint.brandfolder.insights": (
        "Eine Datei oder ein Ordner mit Exporten des Insights Data Connector (CSV oder Parquet), für die Nutzung."
    ),
    "beneath.hint.brandfolder.insights_columns": (
        "JSON-Objekt von Tabelle zu unseren Namen (id, kind, at, asset, where, terms, results, quantity, market, "
        "channel) und ihren Spalten, wo die üblichen nicht passen."
    ),
    "beneath.hint.brandfolder.page_size": "Medien je Seite, höchstens 3000.",
    "beneath.hint.brandfolder.overlap_seconds": (
        "Wie viele Sekunden vor der neuesten Änderung jeder Durchgang noch einmal beginnt."
    ),
    "beneath.hint.brandfolder.sweep_hours": (
        "Alle wie viele Stunden sämtliche Schlüssel verglichen werden, um zu finden, was weg ist."
    ),
    "beneath.hint.brandfolder.requests_per_second": "Höchstens so viele Anfragen je Sekunde.",
    "beneath.hint.brandfolder.request_burst": "Höchstens so viele Anfragen auf einmal.",
    "beneath.hint.brandfolder.retry_attempts": "Versuche eines gescheiterten Lesens insgesamt.",
    "beneath.hint.brandfolder.retry_first_seconds": (
        "Sekunden bis zum zweiten Versuch; danach jedes Mal doppelt so viele."
    ),
    "beneath.hint.brandfolder.retry_longest_seconds": "Höchstens so viele Sekunden zwischen zwei Versuchen.",
    "beneath.hint.brandfolder.request_seconds": "So viele Sekunden darf eine Anfrage dauern.",
    "beneath.hint.brandfolder.patience_seconds": "Nach so vielen Sekunden beginnt kein weiterer Versuch.",
    "beneath.hint.brandfolder.most_mebibytes": "Höchstens so viele MiB bringt eine Antwort.",
    "beneath.hint.brandfolder.circuit_failures": "Nach so vielen Fehlern in Folge wird eine Weile nichts gesendet.",
    "beneath.hint.brandfolder.circuit_rest_seconds": "So viele Sekunden dauert diese Weile.",
    "beneath.hint.bynder.portal": "Die Domain des Portals, etwa brand.bynder.com.",
    "beneath.hint.bynder.token": "Ein dauerhaftes Token; es hat alle Rechte des Benutzers, für den es angelegt wurde.",
    "beneath.hint.bynder.auth": (
        "token (dauerhaftes Token), client (OAuth mit Client-Zugangsdaten) oder browser (OAuth-Anmeldung einer Person)."
    ),
    "beneath.hint.bynder.client_id": "Der OAuth-Client, mit auth = client oder browser.",
    "beneath.hint.bynder.client_secret": "Das Geheimnis dieses Clients.",
    "beneath.hint.bynder.redirect_uri": (
        "Die Adresse, zu der der Browser zurückkehrt, wie sie für den Client eingetragen ist."
    ),
    "beneath.hint.bynder.refresh_token": "Ein Refresh-Token, das eingefügt wird, statt sich im Browser anzumelden.",
    "beneath.hint.bynder.scopes": "Welche Rechte die Anmeldung verlangt.",
    "beneath.hint.bynder.language": "Die Sprache der Benennungen, wo eine gewählt werden muss.",
    "beneath.hint.bynder.locales": (
        "Die Sprachen des Portals, etwa en_US,nl_NL, für Benennungen, die veröffentlicht werden."
    ),
    "beneath.hint.bynder.page_size": "Medien je Seite; 200 bis 1000 ist gut.",
    "beneath.hint.bynder.archived": "yes liest auch archivierte Medien.",
    "beneath.hint.bynder.trash": (
        "no, wo die Zugangsdaten den Papierkorb nicht sehen dürfen: Gelöschtes findet dann erst der wöchentliche "
        "Vergleich."
    ),
    "beneath.hint.bynder.write": "options, oder none, um nichts zu schreiben.",
    "beneath.hint.bynder.fields": (
        "Wohin Begriffe kommen: SCHEMA_IRI=Name der Metaproperty, durch Semikolons getrennt; *=Name für alle "
        "anderen Schemata; tags statt eines Namens für einfache Tags."
    ),
    "beneath.hint.bynder.create_options": (
        "yes legt eine fehlende Option an, wenn ein Begriff geschrieben wird; dafür braucht es METAPROPERTYMANAGEMENT."
    ),
    "beneath.hint.bynder.vocabulary": "yes liest die Metaproperties als Begriffsschemata.",
    "beneath.hint.bynder.usage": "no lässt Aufrufe, Downloads und Suchen ungelesen.",
    "beneath.hint.bynder.integration_id": (
        "Die Integrations-ID vom Support von Bynder, um zu lesen und zu melden, wo Medien veröffentlicht sind."
    ),
    "beneath.hint.bynder.requests_per_second": "Anfragen je Sekunde dieser Verbindung, im Durchschnitt.",
    "beneath.hint.bynder.retry_attempts": "Wie oft ein gescheitertes Lesen insgesamt versucht wird.",
    "beneath.hint.bynder.retry_first_seconds": "Sekunden bis zum zweiten Versuch, jedes Mal verdoppelt.",
    "beneath.hint.bynder.retry_longest_seconds": "Die längste Pause zwischen zwei Versuchen, in Sekunden.",
    "beneath.hint.bynder.circuit_failures": (
        "Nach so vielen gescheiterten Aufrufen in Folge wird eine Minute lang nichts gesendet."
    ),
    "beneath.hint.bynder.request_seconds": "Wie viele Sekunden eine Anfrage dauern darf.",
    "beneath.hint.bynder.patience_seconds": "Danach beginnt kein weiterer Versuch, in Sekunden.",
    "beneath.hint.cloudinary.cloud_name": "Der Cloud-Name der Produktumgebung, wie ihn die Konsole zeigt.",
    "beneath.hint.cloudinary.api_key": "Der API-Schlüssel der Produktumgebung.",
    "beneath.hint.cloudinary.api_secret": "Das API-Geheimnis zu diesem Schlüssel.",
    "beneath.hint.cloudinary.base_url": (
        "Basis der Schnittstelle; Umgebungen in anderen Regionen haben einen anderen Host."
    ),
    "beneath.hint.cloudinary.expression": (
        "Ein Suchausdruck, der nur einen Teil der Medien meint, etwa folder:brand/*; ohne Angabe alle."
    ),
    "beneath.hint.cloudinary.language": (
        "Die Sprache von Titeln und Beschreibungen, etwa en; Begriffe werden mit ihrer Benennung darin geschrieben."
    ),
    "beneath.hint.cloudinary.write": (
        "Wie Begriffe geschrieben werden: metadata (ein strukturiertes Metadatenfeld), tags oder none (gar nicht)."
    ),
    "beneath.hint.cloudinary.field": (
        "Die externe ID des Metadatenfelds (Typ set oder enum), das die Begriffe aller Schemata aufnimmt, die "
        "fields nicht nennt."
    ),
    "beneath.hint.cloudinary.fields": (
        "Welches Metadatenfeld welches Schema aufnimmt: SCHEMA_IRI=Feld, durch Semikolons getrennt."
    ),
    "beneath.hint.cloudinary.changed_field": (
        "Das Feld der Suche, in dem steht, wann ein Medium zuletzt geändert wurde."
    ),
    "beneath.hint.cloudinary.page_size": "Medien je Seite, höchstens 500.",
    "beneath.hint.cloudinary.overlap_seconds": (
        "Wie viele Sekunden vor der neuesten Änderung jeder Durchgang noch einmal beginnt, denn die Suche hinkt nach."
    ),
    "beneath.hint.cloudinary.sweep_hours": (
        "Alle wie viele Stunden sämtliche IDs verglichen werden, um zu finden, was weg ist."
    ),
    "beneath.hint.cloudinary.requests_per_hour": (
        "Höchstens so viele Anfragen in jeder Stunde, über alle Verbindungen dieser Maschine zu dieser Cloud."
    ),
    "beneath.hint.brandfolder.webhook_url.empty": "/api/v1 neben base_url",
    "beneath.hint.brandfolder.write.empty": "field, wo fields gesetzt ist, sonst none",
    "beneath.hint.bynder.scopes.empty": (
        "Lesen, asset:write, asset.usage:write; mit browser auch offline, mit create_options auch meta.assetbank:write"
    ),
    "beneath.hint.bynder.locales.empty": "die der vorhandenen Optionen",
    "beneath.hint.cloudinary.write.empty": "metadata, wo field oder fields gesetzt ist, sonst none",
}
